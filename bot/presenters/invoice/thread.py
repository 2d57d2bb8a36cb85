"""What the thread is told of an event, in the words that people use."""

from bot.presenters import blocks as b
from bot.presenters.invoice.card import ADD_PO, EDIT
from bot.presenters.invoice.telling import Telling
from bot.presenters.invoice.thread_by_link import (
    ap_email_telling,
    change_telling,
    email_confirmed_words,
    email_discarded_words,
    held_telling,
    link_taken_words,
    mailed_elsewhere,
    not_mailed,
)
from bot.presenters.invoice.thread_credit import credited_words, draft_another, issued_words
from bot.presenters.invoice.thread_mail import (
    SEND_MAIL,
    WITHHOLD_MAIL,
    mailed_words,
    waiting_words,
    withheld_words,
)
from bot.presenters.invoice.thread_text import (
    VALUE_LIMIT,
    Rendered,
    change_words,
    link,
    mentioned,
    start,
    title,
    who,
)
from bot.presenters.targets import target_of
from bot.presenters.words import amount, day
from jupiter_core.commands.issue import has_come
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice, State

_TOLD_OTHERWISE = frozenset({"Status", "Number", "Total", "Paid"})
_OF_AN_EDIT = frozenset({"Status", "Number"})


def notice(event: Event, invoice: Invoice, *, link: str) -> Rendered:
    """The event as its thread hears it. `invoice` is the version that the event made."""
    match event.name:
        case EventName.INVOICE_APPROVED:
            telling = _approved(event, invoice)
        case EventName.INVOICE_APPROVAL_VOIDED:
            telling = _approval_voided(event, invoice)
        case EventName.INVOICE_CHANGES_REQUESTED:
            telling = _changes_requested(event, invoice)
        case (
            EventName.INVOICE_ISSUED
            | EventName.CREDIT_NOTE_ISSUED
            | EventName.INVOICE_LINK_REPLACED
        ):
            telling = _with_link(event, invoice, link)
        case EventName.INVOICE_CREDITED:
            telling = _plainly(credited_words(invoice))
        case EventName.INVOICE_PO_NUMBER_ADDED | EventName.INVOICE_AMENDED:
            telling = _amended(event, invoice)
        case EventName.INVOICE_PAYMENT_RECORDED | EventName.INVOICE_PAID:
            telling = _paid(event, invoice)
        case EventName.INVOICE_VOIDED:
            telling = _voided(event, invoice)
        case EventName.INVOICE_LOOK_ALIKE_APPROVED:
            telling = _plainly(f"⚠️ Two people? {b.shortened(event.note, 1500)}")
        case EventName.INVOICE_VIEWED:
            telling = _plainly(f"The customer's link of {title(invoice)} was opened.")
        case EventName.INVOICE_SCHEDULED:
            telling = _scheduled(event, invoice)
        case EventName.INVOICE_HELD:
            telling = _held(event, invoice)
        case EventName.INVOICE_PO_NUMBER_MISSING:
            telling = _po_missing(event, invoice, link)
        case EventName.INVOICE_EMAILED:
            telling = mailed_elsewhere(mailed_words(event, invoice), event, invoice)
        case EventName.INVOICE_EMAIL_WAITS:
            telling = _mail_waits(event, invoice)
        case EventName.INVOICE_EMAIL_WITHHELD:
            telling = _plainly(withheld_words(event, invoice))
        case EventName.INVOICE_EMAIL_BOUNCED | EventName.INVOICE_LINK_TO_SEND:
            telling = not_mailed(event, invoice, link)
        case EventName.INVOICE_AP_EMAIL_PROPOSED:
            telling = ap_email_telling(event, invoice)
        case EventName.INVOICE_AP_EMAIL_CONFIRMED:
            telling = _plainly(email_confirmed_words(event, invoice))
        case EventName.INVOICE_AP_EMAIL_DISCARDED:
            telling = _plainly(email_discarded_words(event, invoice))
        case EventName.INVOICE_CHANGE_HELD:
            telling = held_telling(event, invoice)
        case EventName.INVOICE_CHANGE_PROPOSED:
            telling = change_telling(event, invoice)
        case EventName.INVOICE_CHANGE_CONFIRMED | EventName.INVOICE_CHANGE_DISCARDED:
            telling = _decided(event, invoice)
        case EventName.INVOICE_AP_LINK_TAKEN:
            telling = _plainly(link_taken_words(event, invoice))
        case EventName.INVOICE_PO_NUMBER_CARRIED:
            telling = _carried(invoice)
        case _:
            telling = _otherwise(event, invoice)
    return telling.rendered()


def _plainly(sentence: str) -> Telling:
    return Telling((b.words(sentence),))


def _approved(event: Event, invoice: Invoice) -> Telling:
    given, needed = len(invoice.approvals), invoice.approvals_needed
    deed = f"{who(event.by, invoice)} approved {title(invoice)}"
    if invoice.state is not State.APPROVED:
        return _plainly(f"{deed}: {given} of {needed} approvals.")
    if has_come(invoice, event.at):
        return _plainly(f"{deed}. It goes out now.")
    return _plainly(f"{deed}. It will be issued on {day(invoice.content.issue_date)}.")


def _approval_voided(event: Event, invoice: Invoice) -> Telling:
    lead = (
        f"{who(event.by, invoice)} changed {title(invoice)}. "
        "What was approved before no longer counts; it is asked for again below."
    )
    changes = tuple(each for each in event.changes if each.what not in _OF_AN_EDIT)
    return Telling((b.words(lead),), changes, event.note)


def _changes_requested(event: Event, invoice: Invoice) -> Telling:
    lead = (
        b.words(f"{who(event.by, invoice)} asks for changes to {title(invoice)}. "),
        mentioned(invoice.drafted_by.person, invoice.drafted_by.name),
        b.words(", this is back with you:"),
    )
    if invoice.is_credit_note:
        return Telling(lead, said=event.note, after=(b.words(draft_another(invoice)),))
    edit = b.button("Edit", EDIT, value=target_of(invoice), style="primary")
    return Telling(lead, said=event.note, buttons=(edit,))


def _with_link(event: Event, invoice: Invoice, url: str) -> Telling:
    if event.name is EventName.INVOICE_ISSUED:
        due = f"due {day(invoice.content.due_date)}"
        lead = f"{title(invoice)} is issued: {amount(invoice.total)}, {due}. "
    elif event.name is EventName.CREDIT_NOTE_ISSUED:
        lead = issued_words(invoice)
    else:
        lead = (
            f"{who(event.by, invoice)} replaced the customer's link of {title(invoice)}; "
            "the old one is dead. "
        )
    return Telling((b.words(lead), link(url, "Link for the customer")))


def _amended(event: Event, invoice: Invoice) -> Telling:
    changes = tuple(each for each in event.changes if each.what not in _TOLD_OTHERWISE)
    now = f"{start(title(invoice))} is now version {invoice.revision}."
    by = who(event.by, invoice)
    only = changes[0] if len(changes) == 1 else None
    if only and event.name is EventName.INVOICE_PO_NUMBER_ADDED:
        said = change_words(only)
        deed = f"{'changed' if only.old else 'added'} the {said}"
        return _plainly(f"{by} {deed}. {now}")
    lead = f"{by} corrected {title(invoice)}:"
    return Telling((b.words(lead),), changes, after=(b.words(now),))


def _paid(event: Event, invoice: Invoice) -> Telling:
    if invoice.state is State.PAID:
        return _plainly(
            f"{title(invoice)} is paid in full: {amount(invoice.paid)}. "
            f"{who(event.by, invoice)} recorded it."
        )
    return _plainly(
        f"{who(event.by, invoice)} recorded a payment for {title(invoice)}: "
        f"{amount(invoice.paid)} of {amount(invoice.total)} are paid, "
        f"{amount(invoice.amount_due)} are due."
    )


def _voided(event: Event, invoice: Invoice) -> Telling:
    kept = " Its number stays taken." if invoice.number else ""
    lead = f"{who(event.by, invoice)} voided {title(invoice)}.{kept}"
    return Telling((b.words(lead),), said=event.note)


def _scheduled(event: Event, invoice: Invoice) -> Telling:
    date = day(invoice.content.issue_date)
    lead = f"{start(title(invoice))}, {amount(invoice.total)}, comes up for {date}."
    if invoice.state is not State.PENDING_APPROVAL:
        return _plainly(f"{lead} It is approved with its contract.")
    why = b.shortened(event.note, VALUE_LIMIT)
    return _plainly(f"{lead} It needs an approval of its own. {why}".rstrip())


def _held(event: Event, invoice: Invoice) -> Telling:
    by = who(event.by, invoice)
    lead = f"{by} holds {title(invoice)}. It is not issued until somebody approves it once more."
    return Telling((b.words(lead),), said=event.note)


def _po_missing(event: Event, invoice: Invoice, url: str) -> Telling:
    lead = f"{start(title(invoice))} waits for a PO number since its issue{_since(event)}. "
    add = b.button("Add PO", ADD_PO, value=target_of(invoice), style="primary")
    elements = (b.words(lead), link(url, "Link for the customer, to forward"))
    return Telling(elements, buttons=(add,))


def _mail_waits(event: Event, invoice: Invoice) -> Telling:
    target = target_of(invoice)
    buttons = (
        b.button("Send", SEND_MAIL, value=target, style="primary"),
        b.button("Do not send", WITHHOLD_MAIL, value=target),
    )
    return Telling((b.words(waiting_words(event, invoice)),), buttons=buttons)


def _since(event: Event) -> str:
    """` 7 days ago`, from the note `7 days after issue`."""
    days, told, _ = event.note.partition(" after issue")
    return f" {days} ago" if told else ""


def _decided(event: Event, invoice: Invoice) -> Telling:
    confirmed = event.name is EventName.INVOICE_CHANGE_CONFIRMED
    deed = "confirmed" if confirmed else "discarded"
    asked = b.shortened(event.note, VALUE_LIMIT)
    return _plainly(
        f"{who(event.by, invoice)} {deed} the change of {title(invoice)} that {asked} asked for."
    )


def _carried(invoice: Invoice) -> Telling:
    po = b.shortened(invoice.content.po_number, VALUE_LIMIT)
    return _plainly(f"{start(title(invoice))} carries the PO number {po} of its contract.")


def _otherwise(event: Event, invoice: Invoice) -> Telling:
    deed = event.name.value.partition(".")[2].replace("_", " ")
    lead = f"{start(title(invoice))}: {deed}, by {who(event.by, invoice)}."
    return Telling((b.words(lead),), event.changes, event.note)
