"""Sends the outbox's mails: an issued invoice to the customer's AP, by the operator's mail server.

What came of it is told in the deal's thread: sent, bounced, or that a person has to send the
link. A bounce is an end: whoever corrects the address presses Send to AP again. A bounce that
comes later goes to MAIL_FROM's own mailbox, like any mail's.

When the process dies after the server's yes and before that is recorded, or the yes itself is
lost, the mail is sent again with the same Message-ID, by which mail programs know a repeat. One
sending takes less time than the outbox's lease, so no other drain takes it for abandoned.
"""

from collections.abc import Mapping
from email.message import EmailMessage
from typing import Any, Protocol

from bot.delivery.email_trouble import Bounced
from bot.presenters.email.letter import letter_of
from bot.presenters.email.message import Envelope, Pdf, address, mail
from bot.presenters.invoice.thread_document import file_name
from bot.presenters.links import Links
from jupiter_core.commands.mailing import Mailed, note_mailing
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.version import Version
from jupiter_core.ports import Clock, Message, Renderer, Store

_NO_SERVER = "no mail server is set up here"
_NO_ADDRESS = (
    "accounts payable there has no e-mail address yet; once it stands on the customer's page, "
    "Send to AP works"
)
_NOT_AN_ADDRESS = "the e-mail address of accounts payable there is not a valid one"


class MailServer(Protocol):
    def deliver(self, mail: EmailMessage) -> None:
        """Raises Bounced, RetryLater or Undeliverable."""


class Posting(Frozen):
    """One mail: the invoice as it was when it was asked for, the version that is its paper, its
    link as it is now, and whether it is void by now."""

    invoice: Invoice
    paper: Version
    link: str
    void: bool

    @property
    def to(self) -> str:
        return self.invoice.content.bill_to.ap_contact.email


class EmailSender:
    """A Sender. `server` is None where none is set up; `mail_from` is the address it sends from."""

    def __init__(
        self,
        store: Store,
        paper: Renderer,
        links: Links,
        server: MailServer | None,
        clock: Clock,
        *,
        mail_from: str = "",
    ) -> None:
        self._store = store
        self._paper = paper
        self._links = links
        self._server = server
        self._clock = clock
        self._mail_from = mail_from

    def send(self, message: Message) -> Mapping[str, Any]:
        """The Message-ID, or why none was sent. Raises RetryLater or Undeliverable."""
        posting = self._read(message)
        if posting.void:
            return {"skipped": "it is void"}
        why = self._by_hand(posting)
        if self._server is None or why:
            self._note(message, EventName.INVOICE_LINK_TO_SEND, why)
            return {"skipped": why}
        made = self._made(message, posting)
        try:
            self._server.deliver(made)
        except Bounced as bounced:
            note = f"{posting.to}: {bounced.words}"
            self._note(message, EventName.INVOICE_EMAIL_BOUNCED, note)
            return {"bounced": bounced.words}
        self._note(message, EventName.INVOICE_EMAILED, posting.to)
        return {"message_id": str(made["Message-ID"])}

    def _read(self, message: Message) -> Posting:
        """All of one moment; a link that was replaced since is not sent any more."""
        invoice_id = message.body["invoice_id"]
        with self._store.read(message.workspace_id) as uow:
            now = uow.invoices.get(invoice_id)
            invoice = uow.versions.at(invoice_id, message.body["sequence"]).invoice()
            versions = uow.versions.of(invoice_id)
        paper = next(each for each in versions if each.revision == invoice.revision)
        return Posting(
            invoice=invoice,
            paper=paper,
            link=self._links.url(now),
            void=now.state is State.VOID,
        )

    def _by_hand(self, posting: Posting) -> str:
        """Why a person has to send the link, or nothing."""
        if not posting.to:
            return _NO_ADDRESS
        try:
            address(posting.to, "")
        except Refusal:
            return _NOT_AN_ADDRESS
        return "" if self._server else _NO_SERVER

    def _made(self, message: Message, posting: Posting) -> EmailMessage:
        content = posting.invoice.content
        envelope = Envelope(
            sender=self._mail_from,
            recipient=posting.to,
            recipient_name=content.bill_to.ap_contact.name,
            reply_to=content.seller.email,
            message_id=message.id,
            at=self._clock.now(),
        )
        pdf = Pdf(file_name(posting.invoice), self._paper.pdf(posting.paper))
        return mail(letter_of(posting.invoice, posting.link), envelope, pdf)

    def _note(self, message: Message, outcome: EventName, note: str) -> None:
        command = Mailed(
            message_id=message.id,
            invoice_id=message.body["invoice_id"],
            outcome=outcome,
            note=note,
        )
        with self._store.write(message.workspace_id) as uow:
            note_mailing(command, uow)
