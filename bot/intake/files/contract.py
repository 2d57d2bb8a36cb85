"""A contract as a JSON file, and its schedule as JSON.

The form is that of `tests/vectors/contract_schedules.json`: `contract` is what is read,
`expected` what is printed. Amounts and percentages may stand in quotes or without; both are
exact.
"""

import json
from collections.abc import Mapping
from typing import Any

from bot.intake.errors import ErrorCollector
from bot.intake.files.contract_lines import read_line
from bot.intake.files.json_tree import Entry, entry_of, read_json
from bot.intake.refusals import UnreadableFile
from jupiter_core.domain.contract.terms import (
    LONGEST_TERM,
    BillingFrequency,
    BillingTiming,
    ContractTerms,
    term_months_of,
)
from jupiter_core.domain.money import known_currency
from jupiter_core.domain.refusals import AmountTooLarge, ValidationErrors
from jupiter_core.domain.schedule.build import (
    Schedule,
    ScheduledInvoice,
    ScheduledLine,
    schedule_of,
)
from jupiter_core.domain.terms import FIRST_ISSUE_DATE, issue_date_of, net_terms_of
from jupiter_core.domain.totals import plain

__all__ = ["contract_terms_of", "read_contract", "schedule_json", "schedule_of_file"]

_WIDEST_CURRENCY = "KWD"
"""Stands in for a currency that is wrong, so that the amounts are still looked at."""
_KEYS = (
    "currency",
    "start_date",
    "term_months",
    "billing_frequency",
    "billing_timing",
    "net_terms",
    "lines",
)


def read_contract(text: str) -> ContractTerms:
    """Raises ValidationErrors with all that is wrong, each at its path
    (`lines[0].annual_price`)."""
    checks = ErrorCollector()
    try:
        entry = read_json(text, checks)
    except UnreadableFile as refusal:
        raise ValidationErrors([refusal]) from None
    return _terms(entry)


def contract_terms_of(tree: Mapping[str, Any]) -> ContractTerms:
    """The same of a document that is no text. Raises ValidationErrors."""
    return _terms(entry_of(tree, ErrorCollector()))


def _terms(entry: Entry) -> ContractTerms:
    draft = _draft(entry)
    if entry.is_object:
        for mistake in draft.mistakes():
            entry.checks.add(mistake)
    entry.checks.expect_none()
    return ContractTerms(**dict(draft))


def schedule_of_file(text: str) -> str:
    """The schedule, as JSON, of a contract file. Raises ValidationErrors."""
    terms = read_contract(text)
    try:
        return schedule_json(schedule_of(terms))
    except AmountTooLarge as refusal:
        raise ValidationErrors([refusal]) from None


def schedule_json(schedule: Schedule) -> str:
    """The invoices, the contract's net and what remains of its credits."""
    printed = {
        "invoices": [_invoice(each) for each in schedule.invoices],
        "contract_net": str(schedule.contract_net),
        "credit_remaining": str(schedule.credit_remaining),
    }
    return json.dumps(printed, indent=1, ensure_ascii=False)


def _draft(entry: Entry) -> ContractTerms:
    """What could be read, unchecked; what is a mistake has a harmless value in its place."""
    fields = entry.fields(*_KEYS)
    known = fields.need("currency", "A currency", lambda each: each.text(known_currency))
    start = fields.need("start_date", "A start date", lambda each: each.day(issue_date_of))
    term = fields.need("term_months", "A term", lambda each: each.whole(term_months_of))
    frequency = fields.need(
        "billing_frequency", "A billing frequency", lambda each: each.choice(BillingFrequency)
    )
    timing = fields.get("billing_timing", lambda each: each.choice(BillingTiming))
    net_terms = fields.need("net_terms", "The terms", lambda each: each.whole(net_terms_of))
    lines = fields.need("lines", "A list of lines", Entry.items) or ()
    currency = known or _WIDEST_CURRENCY
    return ContractTerms.model_construct(
        currency=currency,
        start_date=start or FIRST_ISSUE_DATE,
        term_months=term or LONGEST_TERM,
        billing_frequency=frequency or BillingFrequency.MONTHLY,
        billing_timing=timing or BillingTiming.ADVANCE,
        net_terms=net_terms or 0,
        lines=tuple(read_line(each, currency, dated=start is not None) for each in lines),
    )


def _invoice(invoice: ScheduledInvoice) -> dict[str, Any]:
    return {
        "sequence": invoice.sequence,
        "issue_on": str(invoice.issue_on),
        "due_on": str(invoice.due_on),
        "period_start": invoice.period_start and str(invoice.period_start),
        "period_end": invoice.period_end and str(invoice.period_end),
        "lines": [_line(each) for each in invoice.lines],
        "net": str(invoice.net),
        "tax": str(invoice.tax),
        "total": str(invoice.total),
    }


def _line(line: ScheduledLine) -> dict[str, Any]:
    """Of a subscription, which year and which days it is for as well."""
    service = {
        "contract_year": line.contract_year,
        "service_start": str(line.service_start),
        "service_end": str(line.service_end),
    }
    return {
        "description": line.description,
        "kind": line.kind,
        **(service if line.contract_year else {}),
        "amount": str(line.amount),
        "tax_rate": plain(line.tax_rate),
    }
