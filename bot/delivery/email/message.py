"""A mail as it is sent: headers, text and HTML, and the PDF, the same bytes at each attempt.

Only its date tells the attempts apart. The Message-ID is that of the outbox row, so that what
arrives twice can be told for one.
"""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from typing import NamedTuple

from bot.delivery.email.letter import MailText
from bot.delivery.email.page import as_html
from bot.delivery.email.text import as_text
from bot.wording.mail_address import address, one_plain_line
from jupiter_core.domain.frozen import Frozen

_SUBJECT_LIMIT = 300


class Pdf(NamedTuple):
    """What is attached, under the name that its reader sees."""

    name: str
    content: bytes


class MailAddress(NamedTuple):
    """A mailbox and whose it is, as people wrote them."""

    email: str
    name: str


class MailEnvelope(Frozen):
    """Who writes to whom, when, and the outbox row that it is.

    The addresses are as people wrote them; `reply_to` may be empty. Where others get a mail too,
    `to` and `copies` are everybody, as the headers name them, `recipient` among them.
    """

    sender: str
    recipient: str
    recipient_name: str
    reply_to: str
    message_id: str
    at: datetime
    to: tuple[MailAddress, ...] = ()
    copies: tuple[MailAddress, ...] = ()

    @property
    def goes_to(self) -> str:
        """The recipient's address, as a mail server takes it. Raises InvalidEmail."""
        return address(self.recipient, "").addr_spec


def subject_line(letter: MailText) -> str:
    """The subject as a mail's header has it."""
    return one_plain_line(letter.subject, _SUBJECT_LIMIT)


def mail(letter: MailText, envelope: MailEnvelope, pdf: Pdf | None) -> EmailMessage:
    """`pdf` is None where nothing is attached. Raises InvalidEmail for what is no address."""
    message = EmailMessage(policy=SMTP)
    sender = address(envelope.sender, letter.seller)
    message["From"] = sender
    alone = (MailAddress(envelope.recipient, envelope.recipient_name),)
    message["To"] = [address(*each) for each in envelope.to or alone]
    if envelope.copies:
        message["Cc"] = [address(*each) for each in envelope.copies]
    if envelope.reply_to:
        message["Reply-To"] = address(envelope.reply_to, letter.seller)
    message["Subject"] = subject_line(letter)
    message["Date"] = envelope.at
    message["Message-ID"] = f"<{envelope.message_id}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    _fill(message, letter, pdf, boundary=f"=_{envelope.message_id}")
    message["Content-Language"] = letter.language  # before it, it would go down into the text
    return message


def _fill(message: EmailMessage, letter: MailText, pdf: Pdf | None, *, boundary: str) -> None:
    """Text and HTML as alternatives, then the PDF; 7 bits wide, which every server takes."""
    message.set_content(as_text(letter), cte="quoted-printable")
    message.add_alternative(as_html(letter), subtype="html", cte="quoted-printable")
    # The library would draw one by chance, so that each attempt had other bytes.
    message.set_boundary(f"{boundary}_words")
    if pdf is None:
        return
    message.add_attachment(pdf.content, maintype="application", subtype="pdf", filename=pdf.name)
    message.set_boundary(boundary)
