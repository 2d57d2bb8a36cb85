"""How mails to customers fare, as a modal: what is stuck, what waits, what went out lately."""

from bot.slack.views import blocks as b
from bot.slack.views.blocks import Block
from bot.slack.views.invoice.direct import RESEND
from bot.slack.views.invoice.thread_mail import held_mail
from bot.wording.figures import moment
from bot.wording.names import title
from bot.wording.text import shortened
from jupiter_core.domain.events import EventName
from jupiter_core.queries.mail_status import MailStatus, MailStuck, MailTold

SEND, WITHHOLD = "mail_status_send", "mail_status_withhold"
SHOW = "invoice_show"
_ADDRESS, _REASON = 100, 300
_ON = "Invoices go out by e-mail. What AP is sent is told in the deal's thread too."
_OFF = (
    "No mail server is set, so people send the links themselves. Whoever runs JupiterInvoice sets "
    "SMTP_URL and MAIL_FROM."
)
_WORDS = {
    EventName.INVOICE_EMAILED: "sent to",
    EventName.INVOICE_EMAIL_BOUNCED: "bounced from",
    EventName.INVOICE_LINK_TO_SEND: "to be sent by hand to",
    EventName.INVOICE_EMAIL_WITHHELD: "not sent, as decided, to",
}


def mail_view(status: MailStatus, *, mails: bool, said: str = "") -> Block:
    """`mails` says whether there is a mail server; `said` is what the last press led to."""
    blocks = [
        *([b.section(b.plain(said))] if said else []),
        b.context(_ON if mails else _OFF),
        *_part("Could not be sent", [_stuck(each) for each in status.stuck]),
        *_part("On hold", [row for each in status.waiting for row in _waiting(each)]),
        *_part("Latest", [_told(each) for each in status.latest]),
    ]
    if not any((status.stuck, status.waiting, status.latest)):
        blocks.append(b.section(b.plain("No mails yet.")))
    return b.modal("E-mail", blocks, callback_id="mail_status")


def _part(name: str, rows: list[Block]) -> list[Block]:
    return [b.header(name), *rows] if rows else []


def _stuck(each: MailStuck) -> Block:
    why = shortened(each.letter.error, _REASON)
    said = f"{title(each.invoice)}: {why}\nSince {moment(each.letter.failed_at)}"
    resend = b.button("Resend", RESEND, value=each.letter.message.id)
    return b.section(b.plain(said), accessory=resend)


def _waiting(each: MailTold) -> list[Block]:
    said = (
        f"{title(each.invoice)} to {shortened(each.email, _ADDRESS)}\n"
        "Nothing was ever sent there. Verify it by phone, outside Slack, before you send it."
    )
    value = held_mail(each.invoice, each.email)
    return [
        b.section(b.plain(said), accessory=b.button("Show", SHOW, value=each.invoice.id)),
        b.actions(
            [
                b.button("Send", SEND, value=value),
                b.button("Do not send", WITHHOLD, value=value),
            ]
        ),
    ]


def _told(each: MailTold) -> Block:
    """`JUS-000001 sent to dana@acme.example`, when, and why not."""
    address = shortened(each.email, _ADDRESS) or "accounts payable"
    said = f"{title(each.invoice)} {_WORDS[each.event.name]} {address}"
    when = moment(each.event.at)
    reason = f"\n{shortened(each.reason, _REASON)}" if each.reason else ""
    show = b.button("Show", SHOW, value=each.invoice.id)
    return b.section(b.plain(f"{said}\n{when}{reason}"), accessory=show)
