"""What the thread is told of an event, in the words that people use."""

from datetime import date

from bot.slack.metadata import subject_of
from bot.slack.views import blocks as b
from bot.slack.views.invoice.card_actions import ADD_PO, EDIT
from bot.slack.views.invoice.conversation import conversation_told
from bot.slack.views.invoice.forwarding import forwarding_told
from bot.slack.views.invoice.po_document import po_document_told
from bot.slack.views.invoice.thread_by_link import ap_telling
from bot.slack.views.invoice.thread_collection import collection_telling
from bot.slack.views.invoice.thread_credit import credited_words, draft_another, issued_words
from bot.slack.views.invoice.thread_money import credit_offered, money_telling
from bot.slack.views.invoice.thread_reminder import reminder_telling
from bot.slack.views.invoice.thread_replaced import replaced_telling
from bot.slack.views.invoice.upload import upload_telling
from bot.slack.views.rich_text import Rendered, link, mentioned
from bot.slack.views.thread_message import Notification, otherwise, plainly, told_changes
from bot.wording.approvals import on_behalf_in
from bot.wording.figures import amount, day
from bot.wording.names import VALUE_LIMIT, changed_words, start, title, who
from bot.wording.text import full_stop, shortened
from jupiter_core.commands.issue import has_come
from jupiter_core.domain.conversation import Remark
from jupiter_core.domain.event_details import PoLeft, PoReminder
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.spelled_day import day_read

_OF_AN_EDIT = frozenset({"Status", "Number"})


def notice(event: Event, invoice: Invoice, *, link: str, remark: Remark | None = None) -> Rendered:
    """The event as its thread hears it. `invoice` is the version that the event made, `remark`
    what AP or the deal team said in it."""
    telling = (
        conversation_told(event, invoice, remark)
        or forwarding_told(event, invoice)
        or po_document_told(event, invoice)
        or upload_telling(event, invoice, link)
        or ap_telling(event, invoice, link)
        or money_telling(event, invoice)
        or collection_telling(event, invoice)
        or reminder_telling(event, invoice)
        or _telling(event, invoice, link)
    )
    return telling.rendered()


def _telling(event: Event, invoice: Invoice, url: str) -> Notification:
    match event.name:
        case EventName.INVOICE_APPROVED:
            return _approved(event, invoice)
        case EventName.INVOICE_APPROVAL_VOIDED:
            return _approval_voided(event, invoice)
        case EventName.INVOICE_CHANGES_REQUESTED:
            return _changes_requested(event, invoice)
        case (
            EventName.INVOICE_ISSUED
            | EventName.CREDIT_NOTE_ISSUED
            | EventName.INVOICE_LINK_REPLACED
        ):
            return _with_link(event, invoice, url)
        case EventName.INVOICE_CREDITED:
            return plainly(credited_words(invoice))
        case EventName.INVOICE_PO_NUMBER_ADDED | EventName.INVOICE_AMENDED:
            return _amended(event, invoice)
        case EventName.INVOICE_VOIDED:
            return _voided(event, invoice)
        case EventName.INVOICE_REISSUED | EventName.INVOICE_REPLACED:
            return replaced_telling(event, invoice)
        case EventName.INVOICE_LOOK_ALIKE_APPROVED:
            return plainly(f"⚠️ Same person? {shortened(event.words, 1500)}")
        case EventName.INVOICE_VIEWED:
            return plainly(f"The customer opened the link to {title(invoice)}.")
        case EventName.INVOICE_SCHEDULED:
            return _scheduled(event, invoice)
        case EventName.INVOICE_CHANNEL_CHANGED:
            return plainly(f"{who(event.by, invoice)} moved {title(invoice)} to this channel.")
        case EventName.INVOICE_HELD:
            return _held(event, invoice)
        case EventName.INVOICE_PO_NUMBER_MISSING:
            return _po_missing(event, invoice, url)
        case EventName.INVOICE_PO_NEARLY_USED | EventName.INVOICE_PO_EXPIRES:
            return _po_runs_out(event)
        case EventName.INVOICE_PO_NUMBER_CARRIED:
            return _carried(invoice)
        case _:
            return otherwise(event, start(title(invoice)), who(event.by, invoice))


def _approved(event: Event, invoice: Invoice) -> Notification:
    given, needed = len(invoice.approvals), invoice.approvals_needed
    action = f"{who(event.by, invoice)} approved {title(invoice)}{on_behalf_in(event)}"
    if invoice.state is not State.APPROVED:
        return plainly(f"{action}: {given} of {needed} approvals.")
    if has_come(invoice, event.at):
        return plainly(f"{action}. Issuing now.")
    return plainly(f"{action}. It will be issued on {day(invoice.content.issue_date)}.")


def _approval_voided(event: Event, invoice: Invoice) -> Notification:
    lead = (
        f"{who(event.by, invoice)} changed {full_stop(title(invoice))} "
        "Earlier approvals no longer count; approval is asked for again."
    )
    changes = tuple(each for each in event.changes if each.what not in _OF_AN_EDIT)
    return Notification((b.words(lead),), changes, event.note)


def _changes_requested(event: Event, invoice: Invoice) -> Notification:
    lead = (
        b.words(f"{who(event.by, invoice)} requested changes to {full_stop(title(invoice))} "),
        mentioned(invoice.drafted_by.person, invoice.drafted_by.name),
        b.words(", this is back with you:"),
    )
    if invoice.is_credit_note:
        return Notification(lead, said=event.note, after=(b.words(draft_another(invoice)),))
    edit = b.button("Edit", EDIT, value=subject_of(invoice), style="primary")
    return Notification(lead, said=event.note, buttons=(edit,))


def _with_link(event: Event, invoice: Invoice, url: str) -> Notification:
    if event.name is EventName.INVOICE_ISSUED:
        due = "nothing to pay" if invoice.is_nil else f"due {day(invoice.content.due_date)}"
        lead = f"{title(invoice)} is issued: {amount(invoice.total)}, {due}. {_dated(event)}"
    elif event.name is EventName.CREDIT_NOTE_ISSUED:
        lead = issued_words(invoice)
    else:
        lead = (
            f"{who(event.by, invoice)} replaced the customer link for {full_stop(title(invoice))} "
            "The old link no longer works. "
        )
    offered = credit_offered(event)
    elements = (b.words(lead), link(url, "Customer link"))
    return Notification(elements, after=(b.words(offered),) if offered else ())


def _dated(event: Event) -> str:
    """Where it bears another date than the one that was approved."""
    moved = next((each for each in event.changes if each.what == "Issue date"), None)
    if moved is None:
        return ""
    asked, dated = _spelled(moved.old), _spelled(moved.new)
    return f"It is dated {dated} instead of {asked}, which had passed. "


def _spelled(text: str) -> str:
    """As it is; events of earlier releases have days in ISO's way."""
    return text if day_read(text) else day(date.fromisoformat(text))


def _amended(event: Event, invoice: Invoice) -> Notification:
    changes = told_changes(event)
    now = f"{start(title(invoice))} is now version {invoice.revision}."
    by = who(event.by, invoice)
    only = changes[0] if len(changes) == 1 else None
    if only and event.name is EventName.INVOICE_PO_NUMBER_ADDED:
        return plainly(f"{by} {full_stop(changed_words(only))} {now}")
    lead = f"{by} corrected {title(invoice)}:"
    return Notification((b.words(lead),), changes, after=(b.words(now),))


def _voided(event: Event, invoice: Invoice) -> Notification:
    kept = " Its number stays used." if invoice.number else ""
    lead = f"{who(event.by, invoice)} voided {full_stop(title(invoice))}{kept}"
    return Notification((b.words(lead),), said=event.note)


def _scheduled(event: Event, invoice: Invoice) -> Notification:
    date = day(invoice.content.issue_date)
    lead = f"{start(title(invoice))}, {amount(invoice.total)}, is scheduled for {date}."
    if invoice.state is not State.PENDING_APPROVAL:
        return plainly(f"{lead} It was approved with its contract.")
    why = shortened(event.words, VALUE_LIMIT)
    return plainly(f"{lead} It needs separate approval. {why}".rstrip())


def _held(event: Event, invoice: Invoice) -> Notification:
    by = who(event.by, invoice)
    lead = f"{by} put {title(invoice)} on hold. It won't be issued until someone approves it again."
    return Notification((b.words(lead),), said=event.note)


def _po_missing(event: Event, invoice: Invoice, url: str) -> Notification:
    lead = f"{start(title(invoice))} still has no PO number{_since(event)}. "
    add = b.button("Add PO", ADD_PO, value=subject_of(invoice), style="primary")
    elements = (b.words(lead), link(url, "Customer link, to forward"))
    return Notification(elements, buttons=(add,))


def _since(event: Event) -> str:
    """`, 7 days after issue`, where the event says so."""
    reminder = event.details
    if not isinstance(reminder, PoReminder):
        return ""
    return f", {reminder.days_since_issue} days after issue"


def _po_runs_out(event: Event) -> Notification:
    """Its details are the order's own figures."""
    order = event.details
    if not isinstance(order, PoLeft):
        return plainly("The invoice's purchase order is running out.")
    number = shortened(order.po_number, VALUE_LIMIT)
    if event.name is EventName.INVOICE_PO_EXPIRES and order.valid_until:
        return plainly(f"PO {number} is valid until {day(order.valid_until)}. Ask for a new one.")
    if order.left is None or order.amount is None:
        return plainly(f"PO {number} is nearly used.")
    if order.left.minor < 0:
        return plainly(f"PO {number} is exceeded by {amount(-order.left)}. Ask for a larger one.")
    return plainly(f"PO {number} has {amount(order.left)} of {amount(order.amount)} left.")


def _carried(invoice: Invoice) -> Notification:
    po = shortened(invoice.content.po_number, VALUE_LIMIT)
    return plainly(f"{start(title(invoice))} now has PO number {po} from its contract.")
