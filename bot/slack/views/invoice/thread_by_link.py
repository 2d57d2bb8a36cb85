"""What the thread hears of mails to AP and of AP's link: what was sent, what waits for a person's
word, and who was given it."""

from bot.slack.metadata import subject_of
from bot.slack.views import blocks as b
from bot.slack.views.invoice.card_actions import AP_CONTACT, SEND_TO_AP, VIEW
from bot.slack.views.invoice.thread_mail import (
    SEND_MAIL,
    WITHHOLD_MAIL,
    bounced_words,
    by_hand_words,
    held_mail,
    mail_of,
    mailed_words,
    waiting_words,
    withheld_words,
)
from bot.slack.views.thread_message import Notification, plainly, told_changes
from bot.wording.names import VALUE_LIMIT, title, who
from bot.wording.text import full_stop, shortened
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import OPEN, Invoice

CONFIRM_EMAIL, DISCARD_EMAIL = "invoice_confirm_ap_email", "invoice_discard_ap_email"
CONFIRM_CHANGE, DISCARD_CHANGE = "invoice_confirm_change", "invoice_discard_change"
AP_LINK = "invoice_ap_link"


def ap_telling(event: Event, invoice: Invoice, url: str) -> Notification | None:
    """None for an event of another subject. `url` only reads."""
    match event.name:
        case EventName.INVOICE_EMAILED:
            return _mailed(mailed_words(event, invoice), event, invoice)
        case EventName.INVOICE_EMAIL_WAITS:
            return _mail_waits(event, invoice)
        case EventName.INVOICE_EMAIL_WITHHELD:
            return plainly(withheld_words(event, invoice))
        case EventName.INVOICE_EMAIL_BOUNCED | EventName.INVOICE_LINK_TO_SEND:
            return _not_mailed(event, invoice, url)
        case EventName.INVOICE_AP_EMAIL_PROPOSED:
            return _email_proposed(event, invoice)
        case EventName.INVOICE_AP_EMAIL_CONFIRMED:
            return plainly(_email_confirmed(event, invoice))
        case EventName.INVOICE_AP_EMAIL_DISCARDED:
            return plainly(_email_discarded(event, invoice))
        case EventName.INVOICE_CHANGE_HELD:
            return _change_held(event, invoice)
        case EventName.INVOICE_CHANGE_PROPOSED:
            return _change_proposed(event, invoice)
        case EventName.INVOICE_CHANGE_CONFIRMED | EventName.INVOICE_CHANGE_DISCARDED:
            return _decided(event, invoice)
        case EventName.INVOICE_AP_LINK_TAKEN:
            return plainly(_link_taken(event, invoice))
        case _:
            return None


def _email_proposed(event: Event, invoice: Invoice) -> Notification:
    """AP gave another AP e-mail: mail goes there once somebody here says so."""
    old, new = _short(event.note), _short(invoice.ap_email)
    action = "changed" if old and new else "added" if new else "removed"
    lead = f"{who(event.by, invoice)} {action} the AP e-mail for {title(invoice)}: "
    change = f"{old} → {new}." if old and new else f"{old or new}."
    return Notification(
        (b.words(lead), b.words(change, bold=True)),
        after=(b.words(_until_confirmed(invoice)),),
        buttons=_email_buttons(invoice),
    )


def _mailed(said: str, event: Event, invoice: Invoice) -> Notification:
    """`said`, and that another AP e-mail waits to be confirmed, where one does."""
    if invoice.mail_to is None or mail_of(event).email.lower() != invoice.mail_to.lower():
        return Notification((b.words(said),))
    new = _short(invoice.ap_email) or "no e-mail"
    waits = f"{new}, submitted by accounts payable by link, is not confirmed yet."
    return Notification((b.words(said),), after=(b.words(waits),), buttons=_email_buttons(invoice))


def _email_confirmed(event: Event, invoice: Invoice) -> str:
    to = _short(invoice.ap_email) or "nobody"
    return (
        f"{who(event.by, invoice)} confirmed the AP e-mail for {title(invoice)}: e-mail now "
        f"goes to {to}."
    )


def _email_discarded(event: Event, invoice: Invoice) -> str:
    by, to = who(event.by, invoice), _short(invoice.ap_email) or "no AP e-mail"
    return (
        f"{by} discarded the AP e-mail submitted by link. {title(invoice)} shows {to} again "
        f"and is now version {invoice.revision}."
    )


def _change_proposed(event: Event, invoice: Invoice) -> Notification:
    """A change that no mailbox vouches for: nothing is done before somebody here confirms it."""
    lead = (
        f"{who(event.by, invoice)} requested a change to {full_stop(title(invoice))} Nothing has "
        "changed yet: "
        "we couldn't e-mail anyone to verify who they are."
    )
    changes = told_changes(event)
    buttons = (
        b.button("Confirm the change", CONFIRM_CHANGE, value=event.id, style="primary"),
        b.button("Discard", DISCARD_CHANGE, value=event.id),
    )
    after = "Verify by phone, using a number you already know, before you confirm."
    return Notification(
        (b.words(lead),), changes, said=event.words, after=(b.words(after),), buttons=buttons
    )


def _change_held(event: Event, invoice: Invoice) -> Notification:
    """A change that waits for a code from the AP contact's mailbox: there is nothing to press."""
    lead = (
        f"{who(event.by, invoice)}, using the e-mail {_short(event.by.email)}, requested a change "
        f"to {full_stop(title(invoice))} Nothing has changed yet: we e-mailed a code to the AP "
        "contact to verify it."
    )
    after = "Further attempts today won't be posted here."
    return Notification((b.words(lead),), said=event.words, after=(b.words(after),))


def _link_taken(event: Event, invoice: Invoice) -> str:
    return (
        f"{who(event.by, invoice)} got the link that lets accounts payable change "
        f"{title(invoice)}, to share it manually. Changes requested with it need "
        "confirmation here."
    )


def _not_mailed(event: Event, invoice: Invoice, url: str) -> Notification:
    """`url` only reads. What is closed keeps its address, so that after a bounce only that is
    left."""
    subject, is_open = subject_of(invoice), invoice.state in OPEN
    if event.name is EventName.INVOICE_LINK_TO_SEND:
        lead, after = by_hand_words(event, invoice), ""
        buttons = [b.button("Open the link", VIEW, value=subject, url=url)]
        if is_open:
            after = (
                "This link is view-only. “Link for AP” gives you the one that lets accounts "
                "payable add the PO; share it only with them."
            )
            buttons += [
                b.button("Link for AP", AP_LINK, value=subject),
                b.button("AP contact", AP_CONTACT, value=subject),
            ]
        told = (b.words(after),) if after else ()
        return Notification((b.words(lead),), to_copy=url, after=told, buttons=tuple(buttons))
    sentence, reason = bounced_words(event, invoice)
    if not is_open:
        after = "It can no longer be changed, so please send the link yourself."
        return Notification((b.words(sentence),), said=reason, to_copy=url, after=(b.words(after),))
    after = "Correct the address, then click Send to AP."
    both = (
        b.button("Correct the address", AP_CONTACT, value=subject),
        b.button("Send to AP", SEND_TO_AP, value=subject, style="primary"),
    )
    return Notification((b.words(sentence),), said=reason, after=(b.words(after),), buttons=both)


def _mail_waits(event: Event, invoice: Invoice) -> Notification:
    held = held_mail(invoice, mail_of(event).email)
    buttons = (
        b.button("Send", SEND_MAIL, value=held, style="primary"),
        b.button("Do not send", WITHHOLD_MAIL, value=held),
    )
    return Notification((b.words(waiting_words(event, invoice)),), buttons=buttons)


def _decided(event: Event, invoice: Invoice) -> Notification:
    confirmed = event.name is EventName.INVOICE_CHANGE_CONFIRMED
    action = "confirmed" if confirmed else "discarded"
    asked = _short(event.note)
    return plainly(
        f"{who(event.by, invoice)} {action} the change to {title(invoice)} requested by {asked}."
    )


def _until_confirmed(invoice: Invoice) -> str:
    old, new = invoice.mail_to or "", invoice.ap_email
    domains = [each.rpartition("@")[2].lower() for each in (old, new)]
    other = ""
    if all(domains) and domains[0] != domains[1]:
        other = f"The domain has changed: {_short(domains[0])} → {_short(domains[1])}. "
    mail = f"E-mail keeps going to {_short(old)}" if old else "No e-mail is sent"
    return f"{other}{mail} until someone here confirms."


def _email_buttons(invoice: Invoice) -> tuple[b.Block, ...]:
    subject = subject_of(invoice)
    return (
        b.button("Confirm the e-mail", CONFIRM_EMAIL, value=subject, style="primary"),
        b.button("Discard", DISCARD_EMAIL, value=subject),
    )


def _short(text: str) -> str:
    return shortened(text, VALUE_LIMIT)
