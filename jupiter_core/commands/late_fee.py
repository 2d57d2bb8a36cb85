"""The late fee of an overdue invoice, as the draft of an invoice of its own."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from jupiter_core.commands.archived import expect_entity_in_use
from jupiter_core.commands.draft import InvoiceTerms, assembled
from jupiter_core.commands.permission import expect_drafter
from jupiter_core.commands.record import record_first
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.late_fee import LateFee
from jupiter_core.domain.line_words import PaperLanguages
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment_terms import PaymentTerms
from jupiter_core.domain.refusals import LateFeeDrafted, NoLateFee
from jupiter_core.domain.totals import LineItem, TaxCategory
from jupiter_core.ports import InvoiceFilter, UnitOfWork

_AT_ONCE = 100


class DraftLateFee(Frozen):
    """Of an overdue invoice, for the days until today that no other draft or invoice has."""

    by: Actor
    invoice_id: str
    po_number: str = ""


class _Owed(NamedTuple):
    """`first` is the last day that is not reckoned."""

    amount: Money
    first: date
    day: date
    flat: Money | None


def draft_late_fee(command: DraftLateFee, uow: UnitOfWork) -> Invoice:
    """One line, not taxed, to the same customer and in the same channel, dated today. Nothing is
    submitted: finance decides.

    Raises NotPermitted, NotInScope, NotFound, EntityArchived, NoLateFee, LateFeeDrafted.
    """
    expect_drafter(uow, command.by)
    overdue = uow.invoices.get(command.invoice_id)
    fee = overdue.content.late_fee
    if fee is None:
        raise NoLateFee(_named(overdue), "has no late fee in its terms")
    owed = _owed(uow, overdue, fee)
    expect_entity_in_use(uow, overdue.sender_profile_id)
    terms = _terms(uow, overdue, fee, owed).model_copy(update={"po_number": command.po_number})
    draft = Invoice.drafted(
        invoice_id=uow.new_id(),
        workspace_id=uow.workspace_id,
        deal_channel=overdue.deal_channel,
        content=assembled(terms, uow),
        by=command.by,
        external_id=f"{_prefix(overdue)}{owed.day}",
    )
    return record_first(uow, draft, by=command.by)


def _owed(uow: UnitOfWork, overdue: Invoice, fee: LateFee) -> _Owed:
    due, today = overdue.content.due_date, overdue.content.seller.today(uow.now)
    if not overdue.overdue(today):
        raise NoLateFee(_named(overdue), "is not overdue")
    last = max(_drafted(uow, overdue), key=lambda each: each[0], default=None)
    if last and last[0] >= today:
        raise LateFeeDrafted(_named(overdue), last[1].title, str(last[0]))
    since = last[0] if last else None
    amount = fee.reckoned(overdue.amount_due, due, today, since)
    if not amount.minor:
        raise NoLateFee(_named(overdue), "owes no late fee yet: its terms give days of grace")
    days = fee.days_late(due, today, since)
    return _Owed(amount, today - timedelta(days=days), today, None if since else fee.flat)


def _drafted(uow: UnitOfWork, overdue: Invoice) -> Iterator[tuple[date, Invoice]]:
    """Each late fee of it that is not void, with the last day that it is for."""
    for each in _since(uow, overdue):
        if each.external_id.startswith(_prefix(overdue)) and each.state is not State.VOID:
            yield date.fromisoformat(each.external_id.removeprefix(_prefix(overdue))), each


def _since(uow: UnitOfWork, overdue: Invoice) -> Iterator[Invoice]:
    """The customer's invoices that were made after it, the latest first."""
    wanted = InvoiceFilter(customer_id=overdue.content.bill_to.customer_id, credit_notes=False)
    after = ""
    while found := uow.invoices.page(wanted, after=after, limit=_AT_ONCE):
        for each in found:
            if each.id == overdue.id:
                return
            yield each
        after = found[-1].id


def _terms(uow: UnitOfWork, overdue: Invoice, fee: LateFee, owed: _Owed) -> InvoiceTerms:
    """As the invoice has them, where they hold for another one; without a fee on the fee."""
    content = overdue.content
    customer = uow.customers.get(content.bill_to.customer_id)
    terms = content.payment_terms if content.payment_terms.recurs else PaymentTerms(net_terms=0)
    return InvoiceTerms(
        customer_id=content.bill_to.customer_id,
        sender_profile_id=content.seller.profile_id,
        currency=content.currency,
        net_terms=terms.net_terms,
        due_rule=terms.rule,
        issue_date=owed.day,
        references=content.references,
        lines=(
            _line(overdue, fee, owed, PaperLanguages(customer.language, customer.second_language)),
        ),
    )


def _line(overdue: Invoice, fee: LateFee, owed: _Owed, languages: PaperLanguages) -> LineItem:
    """Damages for being late are no supply, so there is no tax on them (CJEU, case 222/81)."""
    days = (owed.day - owed.first).days
    return LineItem(
        description=languages.late_fee(
            overdue.number or "", days, fee, overdue.amount_due, owed.flat
        ),
        quantity=Decimal(1),
        unit_price=owed.amount,
        tax_rate=Decimal(0),
        tax_category=TaxCategory.OUTSIDE,
        service_start=owed.first + timedelta(days=1),
        service_end=owed.day,
    )


def _prefix(overdue: Invoice) -> str:
    return f"late-fee:{overdue.number}:"


def _named(invoice: Invoice) -> str:
    return invoice.title[:1].upper() + invoice.title[1:]
