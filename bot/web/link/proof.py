"""What stands behind a change by link: a mail to the AP contact, a code from there, or nothing."""

from enum import StrEnum

from fastapi import Request
from fastapi.responses import Response

from bot.security.links import PROOF_GOOD_FOR, Links
from bot.web.link.context import Visit
from bot.wording.mail_address import is_address

COOKIE = "link-proof"


class ProofState(StrEnum):
    """PROVEN is taken at once, CODE once a code was given, PERSON once somebody here agreed."""

    PROVEN = "proven"
    CODE = "code"
    PERSON = "person"


class Proofs:
    """`mails` says whether there is a mail server."""

    def __init__(self, links: Links, *, mails: bool) -> None:
        self._links = links
        self.mails = mails

    def of(self, request: Request, visit: Visit, writer: str) -> ProofState:
        """Anybody can type an AP contact's address: it counts with the link that was mailed there.

        Of any other address, a code that went there has to be given once.
        """
        invoice = visit.invoice
        mailbox = invoice.mailed_to
        for each in invoice.ap_mailboxes:
            if writer.lower() == each.lower() and self._sent_to(each, visit):
                return ProofState.PROVEN
        proof = request.cookies.get(COOKIE, "")
        if mailbox and self._links.proves(proof, invoice, mailbox, writer, visit.uow.now):
            return ProofState.PROVEN
        return ProofState.CODE if self.mailbox(visit) else ProofState.PERSON

    def is_contacts(self, visit: Visit) -> bool:
        """Whether this very link was mailed to whoever is an AP contact now."""
        return any(self._sent_to(each, visit) for each in visit.invoice.ap_mailboxes)

    def _sent_to(self, mailbox: str, visit: Visit) -> bool:
        return self._links.was_sent_to(mailbox, visit.link, visit.invoice)

    def mailbox(self, visit: Visit) -> str:
        """Where a code or a link can be mailed; empty where it cannot."""
        email = visit.invoice.mailed_to
        return email if self.mails and is_address(email) else ""

    def keep(self, answer: Response, visit: Visit, token: str, mailbox: str, writer: str) -> None:
        """In this browser, for this link alone, out of reach of scripts and of other sites."""
        answer.set_cookie(
            COOKIE,
            self._links.proof(visit.invoice, mailbox, writer, visit.uow.now),
            max_age=int(PROOF_GOOD_FOR.total_seconds()),
            path=self._links.path(token),
            secure=self._links.secure,
            httponly=True,
            samesite="strict",
        )
