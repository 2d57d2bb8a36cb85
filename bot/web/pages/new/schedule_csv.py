"""A schedule as a table for spreadsheets: a row for each line of each invoice."""

import csv
import io
from collections.abc import Iterator

from jupiter_core.domain.schedule.build import Schedule, ScheduledInvoice
from jupiter_core.domain.totals import plain

_HEADINGS = (
    "invoice",
    "issue_on",
    "due_on",
    "period_start",
    "period_end",
    "description",
    "kind",
    "contract_year",
    "amount",
    "tax_rate",
    "invoice_net",
    "invoice_tax",
    "invoice_total",
    "currency",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def schedule_csv(schedule: Schedule) -> str:
    """With a byte order mark, by which spreadsheets know UTF-8."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(_HEADINGS)
    for invoice in schedule.invoices:
        table.writerows(_rows(invoice))
    return "\ufeff" + out.getvalue()


def _rows(invoice: ScheduledInvoice) -> Iterator[list[str]]:
    about = (invoice.issue_on, invoice.due_on, invoice.period_start, invoice.period_end)
    for line in invoice.lines:
        yield [
            str(invoice.sequence),
            *(str(day or "") for day in about),
            _harmless(line.description),
            line.kind,
            str(line.contract_year or ""),
            str(line.amount),
            plain(line.tax_rate),
            *(str(each) for each in (invoice.net, invoice.tax, invoice.total)),
            invoice.total.currency,
        ]


def _harmless(text: str) -> str:
    """What was typed, never as a formula: a spreadsheet would calculate it."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
