"""What the thread hears of AP's link: what waits for a person's word, and who was given it."""

from bot.presenters import blocks as b
from bot.presenters.invoice.card import AP_CONTACT, SEND_TO_AP, VIEW
from bot.presenters.invoice.telling import Telling
from bot.presenters.invoice.thread_mail import bounced_words, by_hand_words
from bot.presenters.invoice.thread_text import VALUE_LIMIT, title, who
from bot.presenters.targets import target_of
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import OPEN, Invoice

CONFIRM_EMAIL, DISCARD_EMAIL = "invoice_confirm_ap_email", "invoice_discard_ap_email"
CONFIRM_CHANGE, DISCARD_CHANGE = "invoice_confirm_change", "invoice_discard_change"
AP_LINK = "invoice_ap_link"

_TOLD_OTHERWISE = frozenset({"Status", "Number", "Total", "Paid"})


def ap_email_telling(event: Event, invoice: Invoice) -> Telling:
    """AP gave another AP e-mail: mail goes there once somebody here says so."""
    new = _short(invoice.ap_email) or "nothing"
    lead = f"{who(event.by, invoice)} changed the AP e-mail of {title(invoice)}: "
    change = f"{_short(event.note) or 'nothing'} → {new}."
    return Telling(
        (b.words(lead), b.words(change, bold=True)),
        after=(b.words(_until_confirmed(invoice)),),
        buttons=_email_buttons(invoice),
    )


def mailed_elsewhere(said: str, event: Event, invoice: Invoice) -> Telling:
    """`said`, and that another AP e-mail waits to be confirmed, where one does."""
    if invoice.mail_to is None or event.note.lower() != invoice.mail_to.lower():
        return Telling((b.words(said),))
    new = _short(invoice.ap_email) or "no e-mail"
    waits = f"{new}, which accounts payable gave by link, is not confirmed yet."
    return Telling((b.words(said),), after=(b.words(waits),), buttons=_email_buttons(invoice))


def email_confirmed_words(event: Event, invoice: Invoice) -> str:
    to = _short(invoice.ap_email) or "nobody"
    return (
        f"{who(event.by, invoice)} confirmed the AP e-mail of {title(invoice)}: mail goes to {to}."
    )


def email_discarded_words(event: Event, invoice: Invoice) -> str:
    by, to = who(event.by, invoice), _short(invoice.ap_email) or "nothing"
    return (
        f"{by} discarded the AP e-mail that was given by link. {title(invoice)} says {to} again, "
        f"and is now version {invoice.revision}."
    )


def change_telling(event: Event, invoice: Invoice) -> Telling:
    """A change that no mailbox vouches for: nothing is done before somebody here confirms it."""
    lead = (
        f"{who(event.by, invoice)} asks for a change of {title(invoice)}. Nothing has changed yet: "
        "no e-mail could be sent to check who it is."
    )
    changes = tuple(each for each in event.changes if each.what not in _TOLD_OTHERWISE)
    buttons = (
        b.button("Confirm the change", CONFIRM_CHANGE, value=event.id, style="primary"),
        b.button("Discard", DISCARD_CHANGE, value=event.id),
    )
    after = "Ask them by a telephone number that you already know before you confirm."
    return Telling(
        (b.words(lead),), changes, said=event.note, after=(b.words(after),), buttons=buttons
    )


def held_telling(event: Event, invoice: Invoice) -> Telling:
    """A change that waits for a code from the AP contact's mailbox: there is nothing to press."""
    lead = (
        f"{who(event.by, invoice)}, who gave {_short(event.by.email)} as their e-mail, asks for a "
        f"change of {title(invoice)}. Nothing has changed: it waits for a code that was mailed to "
        "the AP contact."
    )
    after = "Further attempts of today are not told here."
    return Telling((b.words(lead),), said=event.note, after=(b.words(after),))


def link_taken_words(event: Event, invoice: Invoice) -> str:
    return (
        f"{who(event.by, invoice)} took the link with which accounts payable can change "
        f"{title(invoice)}, to pass it on by hand. What is asked for with it waits for a "
        "confirmation here."
    )


def not_mailed(event: Event, invoice: Invoice, url: str) -> Telling:
    """`url` only reads. What is closed keeps its address, so that after a bounce only that is
    left."""
    target, is_open = target_of(invoice), invoice.state in OPEN
    if event.name is EventName.INVOICE_LINK_TO_SEND:
        lead, after = by_hand_words(event, invoice), ""
        buttons = [b.button("Open the link", VIEW, value=target, url=url)]
        if is_open:
            after = (
                "This link only reads. “Link for AP” gives you the one with which accounts "
                "payable can add the PO: for them alone."
            )
            buttons += [
                b.button("Link for AP", AP_LINK, value=target),
                b.button("AP contact", AP_CONTACT, value=target),
            ]
        told = (b.words(after),) if after else ()
        return Telling((b.words(lead),), to_copy=url, after=told, buttons=tuple(buttons))
    sentence, reason = bounced_words(event, invoice)
    if not is_open:
        after = "Nothing on it changes any more, so please send the link by hand."
        return Telling((b.words(sentence),), said=reason, to_copy=url, after=(b.words(after),))
    after = "Correct the address, then press Send to AP."
    both = (
        b.button("Correct the address", AP_CONTACT, value=target),
        b.button("Send to AP", SEND_TO_AP, value=target, style="primary"),
    )
    return Telling((b.words(sentence),), said=reason, after=(b.words(after),), buttons=both)


def _until_confirmed(invoice: Invoice) -> str:
    old, new = invoice.mail_to or "", invoice.ap_email
    domains = [each.rpartition("@")[2].lower() for each in (old, new)]
    other = ""
    if all(domains) and domains[0] != domains[1]:
        other = f"The domain is another one: {_short(domains[0])} → {_short(domains[1])}. "
    mail = f"Mail goes on to {_short(old)}" if old else "No mail is sent"
    return f"{other}{mail} until somebody here confirms."


def _email_buttons(invoice: Invoice) -> tuple[b.Block, ...]:
    target = target_of(invoice)
    return (
        b.button("Confirm the e-mail", CONFIRM_EMAIL, value=target, style="primary"),
        b.button("Discard", DISCARD_EMAIL, value=target),
    )


def _short(text: str) -> str:
    return b.shortened(text, VALUE_LIMIT)
