"""One mail of an invoice: as it was when it was asked for, to one of those who get it."""

from datetime import datetime

from bot.delivery.email.letter import MailText, beside, letter_of, reminder_letter
from bot.delivery.email.message import MailAddress
from bot.security.links import Links
from bot.wording.mail_address import is_address
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.mail_domain import Recipient
from jupiter_core.domain.reminders import can_be_reminded_of
from jupiter_core.domain.version import Version
from jupiter_core.ports import Message, UnitOfWork
from jupiter_core.queries.recipient import mail_recipient, recipient_called


class Posting(Frozen):
    """One mail: the invoice as it was when it was asked for, the version that is its paper, to
    whom it goes, its link as it is now, and whether it is void by now. `everybody` gets one;
    `to` is None where they are no contact any more, and `beside` for all but the first."""

    invoice: Invoice
    version: Version
    to: Recipient | None
    everybody: tuple[Recipient, ...]
    link: str
    void: bool
    beside: bool = False
    reminds: bool = False
    waits_for_payment: bool = True

    def letter(self, to: Recipient, now: datetime) -> MailText:
        """What it says to this one of them."""
        letter = letter_of(self.invoice, self.link, to.language)
        if self.reminds:
            today = self.invoice.content.seller.today(now)
            letter = reminder_letter(self.invoice, self.link, today, to.language)
        if not self.beside:
            return letter
        return beside(letter, self.invoice, to.name, writes=not to.copy_only)

    def named(self) -> dict[str, tuple[MailAddress, ...]]:
        """Whom its headers name: nobody who gets none."""
        gets = [each for each in self.everybody if not each.is_new and is_address(each.email)]
        return {
            "to": tuple(MailAddress(e.email, e.name) for e in gets if not e.copy_only),
            "copies": tuple(MailAddress(e.email, e.name) for e in gets if e.copy_only),
        }


def read_posting(uow: UnitOfWork, links: Links, message: Message) -> Posting:
    """All of one moment; a link that was replaced since is not sent any more."""
    invoice_id = message.body["invoice_id"]
    now = uow.invoices.get(invoice_id)
    invoice = uow.versions.at(invoice_id, message.body["sequence"]).invoice()
    versions = uow.versions.of(invoice_id)
    everybody = mail_recipient(uow, now)
    to = recipient_called(everybody, message.body.get("to", ""))
    event = uow.events.get(message.body["event_id"])
    # The first row of its revision made the paper; later ones, such as a new link, did not.
    version = next(each for each in versions if each.revision == invoice.revision)
    return Posting(
        invoice=invoice,
        version=version,
        to=to,
        everybody=everybody.everybody,
        beside=to is not None and to.email != everybody.email,
        link=_link(links, now, to) if to else "",
        void=now.state is State.VOID,
        reminds=event.name is EventName.INVOICE_REMINDED,
        waits_for_payment=can_be_reminded_of(now) and not now.awaiting.dispute,
    )


def _link(links: Links, invoice: Invoice, to: Recipient) -> str:
    """Of their own: it tells who acts by it. A copy's only reads."""
    return links.url(invoice) if to.copy_only else links.writing_url(invoice, to.email)
