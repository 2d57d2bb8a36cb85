"""Invoices, their lines, and credit notes, by issue date."""

from collections.abc import Iterator
from decimal import Decimal
from zoneinfo import ZoneInfo

from jupiter_core.domain.invoice import Content, Invoice, State
from jupiter_core.domain.period import Period
from jupiter_core.domain.tax import combined
from jupiter_core.domain.totals import Totals
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.exports.table import Row, Table

_INVOICE = (
    *("number", "status", "overdue", "customer", "customer_id", "legal_entity", "currency"),
    *("issue_date", "due_date", "net", "tax", "total", "paid", "credited", "settled", "amount_due"),
    *("po_number", "contract", "deal_channel", "drafted_by", "approved_by", "issued_at"),
    *("settled_at", "external_id", "memo", "id", "subtotal", "discounts", "charges", "taxes"),
    *("tax_currency", "exchange_rate", "tax_in_currency", "po_numbers", "references"),
    *("delivered_to", "portal", "uploaded_at"),
)
_LINE = (
    *("number", "document", "line", "description", "quantity", "unit_price", "amount", "currency"),
    *("tax_rate", "tax_category", "service_start", "service_end", "status", "customer"),
    *("issue_date", "invoice_id", "taxes", "certificate", "po_number", "po_line"),
    *("unit", "discount", "list_price"),
)
_CREDIT_NOTE = (
    *("number", "corrects", "status", "customer", "customer_id", "legal_entity", "currency"),
    *(
        "issue_date",
        "net",
        "tax",
        "total",
        "reason",
        "drafted_by",
        "approved_by",
        "issued_at",
        "id",
    ),
)


def _invoice_rows(uow: UnitOfWork, period: Period) -> Iterator[Row]:
    for invoice in uow.invoices.issued_in(period):
        if not invoice.is_credit_note:
            yield _invoice_row(invoice, uow)


def _invoice_row(invoice: Invoice, uow: UnitOfWork) -> Row:
    content, totals = invoice.content, invoice.content.totals
    today = uow.now.astimezone(ZoneInfo(content.seller.time_zone)).date()
    due = invoice.amount_due.decimal * (invoice.state is not State.VOID)
    return (
        *(invoice.number, invoice.state.words, invoice.overdue(today), content.bill_to.legal_name),
        *(content.bill_to.customer_id, content.seller.legal_name, content.currency),
        *(content.issue_date, content.due_date, totals.net.decimal, totals.tax.decimal),
        *(totals.total.decimal, invoice.paid.decimal, invoice.credited.decimal),
        *(invoice.settled.decimal, due),
        *(content.po_number, content.contract_name, invoice.deal_channel),
        *(invoice.drafted_by.name, _approvers(invoice), invoice.issued_at, invoice.settled_at),
        *(invoice.external_id, content.memo, invoice.id, totals.subtotal.decimal),
        *(totals.allowances.decimal, totals.charges.decimal, _taxes(totals), *_in_other(content)),
        ", ".join(content.po_numbers),
        *_filed(invoice),
    )


def _filed(invoice: Invoice) -> Row:
    """What the customer files it by, where it is delivered, and whether it is on their portal."""
    content, upload = invoice.content, invoice.upload
    said = (f"{each.name}: {each.value}" for each in content.reference_entries if each.value)
    place = content.bill_to.ship_to
    return (
        *("; ".join(said), place.words if place else ""),
        *(upload.portal if upload else "", upload.at if upload else None),
    )


def _taxes(totals: Totals) -> str:
    """`GST 5%: 61.73; QST 9.975%: 123.14`."""
    return "; ".join(f"{each.tax.words}: {each.amount}" for each in totals.named)


def _in_other(content: Content) -> tuple[str, Decimal | None, Decimal | None]:
    """The tax currency, its rate, and the tax in it."""
    other = content.tax_currency
    if other is None:
        return "", None, None
    return other.currency, other.rate, other.tax(content.totals.tax).decimal


def _line_rows(uow: UnitOfWork, period: Period) -> Iterator[Row]:
    for invoice in uow.invoices.issued_in(period):
        content = invoice.content
        document = "credit note" if invoice.is_credit_note else "invoice"
        for place, line in enumerate(content.lines, start=1):
            yield (
                *(invoice.number, document, place, line.description, line.quantity),
                *(line.unit_price.decimal, line.amount.decimal, content.currency, line.all_rates),
                *(line.category.value, line.service_start, line.service_end, invoice.state.words),
                *(content.bill_to.legal_name, content.issue_date, invoice.id),
                *(combined(line.taxes), line.certificate.number if line.certificate else ""),
                *(line.po_number or content.po_number, line.po_line, line.unit or ""),
                line.discount.off(line.gross).decimal if line.discount else None,
                line.list_price.decimal if line.list_price else None,
            )


def _credit_note_rows(uow: UnitOfWork, period: Period) -> Iterator[Row]:
    for note in uow.invoices.issued_in(period):
        if note.is_credit_note:
            content, totals = note.content, note.content.totals
            yield (
                *(note.number, content.corrects, note.state.words, content.bill_to.legal_name),
                *(content.bill_to.customer_id, content.seller.legal_name, content.currency),
                *(content.issue_date, totals.net.decimal, totals.tax.decimal),
                *(totals.total.decimal, content.memo, note.drafted_by.name, _approvers(note)),
                *(note.issued_at, note.id),
            )


def _approvers(invoice: Invoice) -> str:
    return ", ".join(each.words for each in invoice.approvals)


INVOICES = Table("invoices", _INVOICE, _invoice_rows)
LINES = Table("lines", _LINE, _line_rows)
CREDIT_NOTES = Table("credit_notes", _CREDIT_NOTE, _credit_note_rows)
