"""Issuing: the number is taken and the invoice goes out, as approved."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from jupiter_core.commands.credit import draw_credits
from jupiter_core.commands.credit_note import credit_corrected
from jupiter_core.commands.purchase_order import tell_of_used_orders
from jupiter_core.commands.record import record
from jupiter_core.commands.replacing import tell_replaced
from jupiter_core.commands.series import day_of_number
from jupiter_core.domain.actor import TIMER, Actor
from jupiter_core.domain.cautions import Caution, references_caution
from jupiter_core.domain.delivery import Delivery
from jupiter_core.domain.event_details import CreditOffered
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.numbering import number_of
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.portal import PortalKind, Upload
from jupiter_core.domain.references import ReferenceEntry
from jupiter_core.domain.refusals import NotApprovedAsItStands, NotFound
from jupiter_core.domain.terms import day_of_issue
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.customer_credit import credit_for
from jupiter_core.queries.purchase_orders import po_cautions


def issue_if_due(uow: UnitOfWork, invoice: Invoice, *, by: Actor) -> Invoice:
    """Issues an approved invoice whose issue date has come where its entity is."""
    if invoice.state is not State.APPROVED or not has_come(invoice, uow.now):
        return invoice
    return issue(uow, invoice, by=by)


def issue(uow: UnitOfWork, invoice: Invoice, *, by: Actor) -> Invoice:
    """Takes the next number of the entity's counter for its day, a credit note of its own one. It
    is dated on the day of issue, unless the entity allows back-dating and a person chose it.

    Raises NotInState, NotApprovedAsItStands, or what `credit_corrected` raises.
    """
    if not invoice.is_approved_as_it_stands():
        raise NotApprovedAsItStands(invoice.title)
    profile = uow.sender_profiles.get(invoice.content.seller.profile_id)
    credit = invoice.is_credit_note
    counter = _counter(uow, invoice, profile)
    count = uow.numbers.take(profile.id, counter, before=profile.before_first(counter))
    number = number_of(counter, count)
    uow.invoices.foresee_number(number)
    last = day_of_number(uow, counter, count - 1)
    issued = invoice.issued(number, uow.now, _day(uow, invoice, profile, last))
    issued = _to_upload(uow, issued)
    draw_credits(uow, issued, by=by)
    if not credit:
        name, details = EventName.INVOICE_ISSUED, _credit_offered(uow, issued)
        record(uow, invoice, issued, name, by=by, details=details)
        tell_of_used_orders(uow, issued)
        tell_replaced(uow, issued, by=by)
        return issued
    record(uow, invoice, issued, EventName.CREDIT_NOTE_ISSUED, by=by)
    credit_corrected(uow, issued, by=by)
    return issued


def foresee_issue(uow: UnitOfWork, invoice: Invoice) -> None:
    """Has its counter asked for with what is asked next, where `issue_if_due` would issue it once
    it is approved."""
    wanted = invoice.content.seller.profile_id
    profile = next((each for each in uow.sender_profiles.all() if each.id == wanted), None)
    if profile and has_come(invoice, uow.now):
        uow.numbers.foresee(profile.id, _counter(uow, invoice, profile))


def _counter(uow: UnitOfWork, invoice: Invoice, profile: SenderProfile) -> str:
    # The day of the number before is in the same period, so that it cannot change the counter.
    day = _day(uow, invoice, profile, None)
    return profile.counter(day, credit=invoice.is_credit_note)


def _to_upload(uow: UnitOfWork, invoice: Invoice) -> Invoice:
    """Where the customer takes invoices on a portal, a person has to put it there."""
    try:
        customer = uow.customers.get(invoice.content.bill_to.customer_id)
    except NotFound:
        return invoice
    if customer.delivery is not Delivery.PORTAL or invoice.is_nil:
        return invoice
    title = customer.portal.title if customer.portal else PortalKind.OTHER.words
    return invoice.model_copy(update={"upload": Upload(portal=title)})


def _credit_offered(uow: UnitOfWork, invoice: Invoice) -> CreditOffered | None:
    """What of the customer's credit the invoice could take."""
    credit = credit_for(uow, invoice)
    return CreditOffered(credit=credit) if credit.minor and invoice.amount_due.minor else None


def issue_due(uow: UnitOfWork) -> list[Invoice]:
    """Issues what is approved and whose date has come, each once, earliest first."""
    due = [uow.invoices.get(invoice_id) for invoice_id in invoices_to_issue(uow)]
    return [issue(uow, each, by=TIMER) for each in due]


def invoices_to_issue(uow: UnitOfWork) -> list[str]:
    """The ids of what is approved and whose date has come, earliest first."""
    # UTC+14, where each day begins first: in this name the sign is the reverse of what is meant.
    latest_date_anywhere = uow.now.astimezone(ZoneInfo("Etc/GMT-14")).date()
    waiting = (
        uow.invoices.get(invoice_id)
        for invoice_id in uow.invoices.due_for_issue(latest_date_anywhere.isoformat())
    )
    return [each.id for each in waiting if has_come(each, uow.now)]


def issue_by_timer(uow: UnitOfWork, invoice_id: str) -> int:
    """The timer's work, for one invoice: 0 where it is not due any more."""
    before = uow.invoices.get(invoice_id)
    caution = _in_the_way(uow, before)
    if caution:
        held = before.held(uow.workspace().policy)
        record(uow, before, held, EventName.INVOICE_HELD, by=TIMER, note=caution.words)
        return 1
    return int(issue_if_due(uow, before, by=TIMER) != before)


def _in_the_way(uow: UnitOfWork, invoice: Invoice) -> Caution | None:
    """Why it is to be approved by itself before it is issued, if for anything."""
    if invoice.state is not State.APPROVED or not has_come(invoice, uow.now):
        return None
    if invoice.contract_id:
        found = _is_more_than_ordered(uow, invoice)
        return _more_than_ordered(uow, invoice)[0] if found else None
    content = invoice.content
    return references_caution(content.bill_to.legal_name, _wanted(invoice))


def _wanted(invoice: Invoice) -> tuple[ReferenceEntry, ...]:
    """References; of a credit note none, for it repeats those of its invoice."""
    return () if invoice.content.corrects else invoice.content.reference_entries


def _is_more_than_ordered(uow: UnitOfWork, invoice: Invoice) -> bool:
    """Whether it would exceed its PO, and nobody but those who approved its contract has seen it:
    whoever approves an invoice by itself is told."""
    if not invoice.contract_id:
        return False
    agreed = {(each.by, each.at) for each in uow.contracts.get(invoice.contract_id).agreed_by}
    own = any((each.by, each.at) not in agreed for each in invoice.approvals)
    return not own and bool(_more_than_ordered(uow, invoice))


def _more_than_ordered(uow: UnitOfWork, invoice: Invoice) -> tuple[Caution, ...]:
    content = invoice.content
    return po_cautions(uow, content, content.seller.today(uow.now), invoice_id=invoice.id)


def _day(uow: UnitOfWork, invoice: Invoice, profile: SenderProfile, last: date | None) -> date:
    content = invoice.content
    back_dated = content.back_dated and profile.back_dating
    return day_of_issue(
        content.issue_date, content.seller.today(uow.now), back_dated=back_dated, last=last
    )


def has_come(invoice: Invoice, now: datetime) -> bool:
    """Whether the issue date has begun in the entity's time zone."""
    return invoice.content.issue_date <= invoice.content.seller.today(now)
