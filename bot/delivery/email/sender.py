"""Sends the outbox's mails by the operator's mail server: an issued invoice to the customer's AP
with the link that may change it, and the codes for what somebody asks for by link.

What came of an invoice's mail is told in the deal's thread: sent, bounced, or that a person has to
send the link. A bounce is an end: whoever corrects the address presses Send to AP again. A bounce
that comes later goes to MAIL_FROM's own mailbox, like any mail's.

When the process dies after the server's yes and before that is recorded, or the yes itself is
lost, the mail is sent again with the same Message-ID, by which mail programs know a repeat. One
sending takes less time than the outbox's lease, so no other drain takes it for abandoned.
"""

from collections.abc import Mapping
from email.message import EmailMessage
from typing import Any, Protocol

from bot.delivery.email.letter import (
    answer_letter,
    code_letter,
    forward_letter,
)
from bot.delivery.email.message import MailEnvelope, Pdf, mail
from bot.delivery.email.posting import Posting, read_posting
from bot.delivery.email.trouble import Bounced
from bot.security.links import Links
from bot.wording.documents import file_name
from bot.wording.mail_address import address, is_address
from jupiter_core.commands.held_change import held_change
from jupiter_core.commands.mailing import Mailed, hold_strange_mail, note_mailing
from jupiter_core.domain.conversation import Remark
from jupiter_core.domain.events import EventName
from jupiter_core.domain.held_change import HeldChange, HeldChangeGone
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.mail_domain import Recipient
from jupiter_core.domain.refusals import NotFound
from jupiter_core.outbox.messages import MessageKind
from jupiter_core.ports import Clock, Message, Renderer, Store

NO_SERVER = "no mail server is set up here"
NO_ADDRESS = "accounts payable has no e-mail address yet; add one, then click Send to AP"
NOT_AN_ADDRESS = "the accounts payable e-mail address is not valid"


class MailServer(Protocol):
    """Where a finished mail is handed over; see `SmtpServer`."""

    def deliver(self, mail: EmailMessage, to: str = "") -> None:
        """To the address `to`, or the first that it names. Raises Bounced, RetryLater or
        Undeliverable."""


class EmailSender:
    """A Sender. `server` is None where none is set up; `mail_from` is the address it sends from."""

    def __init__(
        self,
        store: Store,
        renderer: Renderer,
        links: Links,
        server: MailServer | None,
        clock: Clock,
        *,
        mail_from: str = "",
    ) -> None:
        self._store = store
        self._renderer = renderer
        self._links = links
        self._server = server
        self._clock = clock
        self._mail_from = mail_from

    def send(self, message: Message) -> Mapping[str, Any]:
        """The Message-ID, or why none was sent. Raises RetryLater or Undeliverable."""
        if message.kind == MessageKind.EMAIL_CODE:
            return self._send_code(message)
        if message.kind == MessageKind.EMAIL_ANSWER:
            return self._send_answer(message)
        if message.kind == MessageKind.EMAIL_FORWARD:
            return self._send_forwarded(message)
        with self._store.read(message.workspace_id) as uow:
            posting = read_posting(uow, self._links, message)
        if posting.void:
            return {"skipped": "it is void"}
        if posting.reminds and not posting.waits_for_payment:
            return {"skipped": "nothing is to be reminded of any more"}
        if posting.to is None:
            return {"skipped": "they are no contact of accounts payable any more"}
        return self._send_posting(message, posting, posting.to)

    def _send_posting(self, message: Message, posting: Posting, to: Recipient) -> Mapping[str, Any]:
        if to.is_new:
            with self._store.write(message.workspace_id) as uow:
                hold_strange_mail(uow, message.id, posting.invoice.id, message.body.get("to", ""))
            return {"skipped": "nobody has confirmed that e-mail may go there"}
        why = self._by_hand(to.email)
        if why and posting.beside:
            # The thread hears of it once, by the first contact's mail.
            return {"skipped": why}
        if why:
            self._note(message, EventName.INVOICE_LINK_TO_SEND, reason=why)
            return {"skipped": why}
        made = self._made(message, posting, to)
        sent = self._delivered(message, to.email, made, beside=posting.beside)
        if "message_id" in sent:
            name = EventName.INVOICE_EMAILED
            self._note(message, name, email=to.email, beside=posting.beside)
        return sent

    def _send_code(self, message: Message) -> Mapping[str, Any]:
        """To the mailbox that was the AP contact's when the change was asked for."""
        try:
            invoice, held = self._read_held(message)
        except HeldChangeGone:
            return {"skipped": "nobody is waiting for it any more"}
        why = self._by_hand(held.mailbox)
        if why:
            return {"skipped": why}
        letter = code_letter(invoice, self._links.code(held.id), held.by.email)
        made = mail(letter, self._envelope(message, invoice, held.mailbox, ""), None)
        return self._delivered(message, held.mailbox, made)

    def _send_answer(self, message: Message) -> Mapping[str, Any]:
        """To where it was to go when it was given. The link that may write goes to the AP contact
        alone: whoever else asked has theirs."""
        try:
            invoice, answer, asked = self._read_answer(message)
        except NotFound:
            return {"skipped": "it was erased"}
        to = answer.mailed_to
        why = self._by_hand(to)
        if why:
            return {"skipped": why}
        is_contact = to.lower() in {each.lower() for each in invoice.ap_mailboxes}
        link = self._links.writing_url(invoice, to) if is_contact else ""
        letter = answer_letter(invoice, answer, asked, link)
        name = asked.by.name if asked and asked.by.email == to else ""
        made = mail(letter, self._envelope(message, invoice, to, name), None)
        return self._delivered(message, to, made)

    def _send_forwarded(self, message: Message) -> Mapping[str, Any]:
        """To the colleague of AP whose link it is, unless it was revoked meanwhile."""
        with self._store.read(message.workspace_id) as uow:
            invoice = uow.invoices.get(message.body["invoice_id"])
            links = {each.id: each for each in uow.forwarded_links.of(invoice.id)}
        link = links.get(message.body["link_id"])
        if link is None or not link.is_live:
            return {"skipped": "it was revoked"}
        why = self._by_hand(link.email)
        if why:
            return {"skipped": why}
        url = self._links.forwarded_url(invoice, link.id)
        letter = forward_letter(invoice, link.by, url, writes=link.writes)
        made = mail(letter, self._envelope(message, invoice, link.email, ""), None)
        return self._delivered(message, link.email, made)

    def _delivered(
        self, message: Message, to: str, made: EmailMessage, *, beside: bool = False
    ) -> Mapping[str, Any]:
        assert self._server is not None
        try:
            self._server.deliver(made, address(to, "").addr_spec)
        except Bounced as bounced:
            name = EventName.INVOICE_EMAIL_BOUNCED
            self._note(message, name, email=to, reason=bounced.words, beside=beside)
            return {"bounced": bounced.words}
        return {"message_id": str(made["Message-ID"])}

    def _read_held(self, message: Message) -> tuple[Invoice, HeldChange]:
        """Raises HeldChangeGone."""
        invoice_id = message.body["invoice_id"]
        with self._store.read(message.workspace_id) as uow:
            held = held_change(uow, invoice_id, message.body["held_id"])
            return uow.invoices.get(invoice_id), held

    def _read_answer(self, message: Message) -> tuple[Invoice, Remark, Remark | None]:
        """With what it answers, where that is still kept. Raises NotFound."""
        with self._store.read(message.workspace_id) as uow:
            answer = uow.conversation.get(message.body["remark_id"])
            said = {each.id: each for each in uow.conversation.of(answer.invoice_id)}
            return uow.invoices.get(answer.invoice_id), answer, said.get(answer.answers)

    def _by_hand(self, to: str) -> str:
        """Why no mail can be sent, or nothing."""
        if not to:
            return NO_ADDRESS
        if not is_address(to):
            return NOT_AN_ADDRESS
        return "" if self._server else NO_SERVER

    def _made(self, message: Message, posting: Posting, to: Recipient) -> EmailMessage:
        envelope = self._envelope(message, posting.invoice, to.email, to.name)
        pdf = Pdf(file_name(posting.invoice), self._renderer.pdf(posting.version))
        letter = posting.letter(to, self._clock.now())
        return mail(letter, envelope.model_copy(update=posting.named()), pdf)

    def _envelope(self, message: Message, invoice: Invoice, to: str, name: str) -> MailEnvelope:
        return MailEnvelope(
            sender=self._mail_from,
            recipient=to,
            recipient_name=name,
            reply_to=invoice.content.seller.email,
            message_id=message.id,
            at=self._clock.now(),
        )

    def _note(
        self,
        message: Message,
        outcome: EventName,
        *,
        email: str = "",
        reason: str = "",
        beside: bool = False,
    ) -> None:
        command = Mailed(
            message_id=message.id,
            invoice_id=message.body["invoice_id"],
            outcome=outcome,
            email=email,
            reason=reason,
            beside=beside,
        )
        with self._store.write(message.workspace_id) as uow:
            note_mailing(command, uow)
