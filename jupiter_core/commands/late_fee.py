"""The late fee of an overdue invoice, as the draft of an invoice of its own."""

from datetime import timedelta
from decimal import Decimal

from jupiter_core.commands.archived import expect_entity_in_use
from jupiter_core.commands.draft import InvoiceTerms, assembled
from jupiter_core.commands.permission import expect_drafter
from jupiter_core.commands.record import record_first
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.line_words import PaperLanguages
from jupiter_core.domain.payment_terms import PaymentTerms
from jupiter_core.domain.totals import LineItem, TaxCategory
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.late_fee import LateFeeOwed, fee_key, late_fee_owed

_AT_ONCE = 100


class DraftLateFee(Frozen):
    """Of an overdue invoice, for the days until today that no other draft or invoice has."""

    by: Actor
    invoice_id: str
    po_number: str = ""


def draft_late_fee(command: DraftLateFee, uow: UnitOfWork) -> Invoice:
    """One line, not taxed, to the same customer and in the same channel, dated today. Nothing is
    submitted: finance decides.

    Raises NotPermitted, NotInScope, NotFound, EntityArchived, NoLateFee, LateFeeDrafted.
    """
    expect_drafter(uow, command.by)
    overdue = uow.invoices.get(command.invoice_id)
    owed = late_fee_owed(uow, overdue)
    expect_entity_in_use(uow, overdue.sender_profile_id)
    terms = _terms(uow, overdue, owed).model_copy(update={"po_number": command.po_number})
    draft = Invoice.drafted(
        invoice_id=uow.new_id(),
        workspace_id=uow.workspace_id,
        deal_channel=overdue.deal_channel,
        content=assembled(terms, uow),
        by=command.by,
        external_id=f"{fee_key(overdue)}{owed.day}",
    )
    return record_first(uow, draft, by=command.by)


def _terms(uow: UnitOfWork, overdue: Invoice, owed: LateFeeOwed) -> InvoiceTerms:
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
        lines=(_line(overdue, owed, PaperLanguages(customer.language, customer.second_language)),),
    )


def _line(overdue: Invoice, owed: LateFeeOwed, languages: PaperLanguages) -> LineItem:
    """Damages for being late are no supply, so there is no tax on them (CJEU, case 222/81)."""
    days = (owed.day - owed.first).days
    return LineItem(
        description=languages.late_fee(
            overdue.number or "", days, owed.fee, overdue.amount_due, owed.flat
        ),
        quantity=Decimal(1),
        unit_price=owed.amount,
        tax_rate=Decimal(0),
        tax_category=TaxCategory.OUTSIDE,
        service_start=owed.first + timedelta(days=1),
        service_end=owed.day,
    )
