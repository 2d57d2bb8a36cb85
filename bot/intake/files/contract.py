"""A contract as a JSON file, and its schedule as JSON.

The form is that of `tests/vectors/contract_schedules.json`: `contract` is what is read,
`expected` what is printed. Amounts and percentages may stand in quotes or without; both are
exact.
"""

import json
from typing import Any

from bot.intake.documents.contract import ContractDocument
from bot.intake.documents.reading import read
from bot.intake.errors import ErrorCollector
from bot.intake.files.json_tree import read_tree
from bot.intake.refusals import UnreadableFile
from jupiter_core.domain.contract.scheduled import SettledLine, TrueUp
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.refusals import Refusal, TaxesOfNobody, ValidationErrors
from jupiter_core.domain.schedule.build import (
    Schedule,
    ScheduledInvoice,
    ScheduledLine,
    schedule_of,
)
from jupiter_core.domain.totals import plain

__all__ = ["read_contract", "schedule_json", "schedule_of_file"]


def read_contract(text: str) -> ContractTerms:
    """Raises ValidationErrors with all that is wrong, each at its path
    (`lines[0].annual_price`)."""
    errors = ErrorCollector()
    try:
        sent = read_tree(text, errors)
    except UnreadableFile as refusal:
        raise ValidationErrors([refusal]) from None
    document = read(ContractDocument, sent, errors)
    if document and document.taxes:
        errors.add(TaxesOfNobody(), "taxes")
    errors.expect_none()
    assert document  # what is None has left its mistakes
    return document.terms()


def schedule_of_file(text: str) -> str:
    """The schedule, as JSON, of a contract file. Raises ValidationErrors."""
    terms = read_contract(text)
    try:
        return schedule_json(schedule_of(terms))
    except Refusal as refusal:
        raise ValidationErrors([refusal]) from None


def schedule_json(schedule: Schedule) -> str:
    """The invoices, the contract's net and what remains of its credits."""
    printed = {
        "invoices": [_invoice(each) for each in schedule.invoices],
        "contract_net": str(schedule.contract_net),
        "credit_remaining": str(schedule.credit_remaining),
        **({"settled": [_settled(each) for each in schedule.settled]} if schedule.settled else {}),
        **(
            {"true_ups": [_true_up(each) for each in schedule.true_ups]}
            if schedule.true_ups
            else {}
        ),
    }
    return json.dumps(printed, indent=1, ensure_ascii=False)


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
        **({"adjustments": _adjustments(invoice)} if invoice.adjustments else {}),
    }


def _adjustments(invoice: ScheduledInvoice) -> list[dict[str, Any]]:
    """What they come to here; the amounts are above zero, of a discount too."""
    return [
        {
            "reason": each.adjustment.discount.reason,
            "charge": each.adjustment.charge,
            "amount": str(each.amount),
        }
        for each in invoice.totals.adjustments
    ]


def _true_up(each: TrueUp) -> dict[str, Any]:
    return {**each.model_dump(mode="json", exclude={"billed"}), "billed": str(each.billed)}


def _settled(each: SettledLine) -> dict[str, Any]:
    return {"credit_method": each.credit_method.value, **_line(each.line)}


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
