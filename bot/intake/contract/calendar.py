"""The calendar of the contract builder's form, as a document has it."""

from typing import Any

from bot.intake.documents.base import Notation, currency_in, reading_with
from bot.intake.documents.contract_calendar import CalendarDocument
from bot.intake.documents.reading import read
from bot.intake.drafts.contract import ContractForm
from bot.intake.errors import ErrorCollector
from bot.intake.view_state import Values, text_in
from jupiter_core.domain.contract.terms import ContractTerms, EarlyEndRule

CALENDAR = (
    "billing_day",
    "month_end",
    "fiscal_year_start",
    "bill_in_advance_days",
    "proration",
    "early_end",
    "early_end_fee",
    "ends_on",
)
"""The fields that most contracts do without."""
YES, NOT_SAID = "yes", "not_said"
_STAND_INS = {"start_date": "2027-01-31", "term_months": "12"}
"""Where the form does not say them yet; a month's end, so that one may be kept."""


def with_calendar(form: ContractForm, values: Values) -> ContractForm:
    """The form with what the calendar's fields hold. Raises ValidationErrors, each at its field."""
    typed = {name: text_in(values, name) for name in CALENDAR}
    said = {name: "" if text == NOT_SAID else text for name, text in typed.items()}
    changed = form.model_copy(
        update={name: text for name, text in said.items() if text is not None}
    )
    if changed.early_end != EarlyEndRule.FEE:
        changed = changed.model_copy(update={"early_end_fee": ""})
    _expect_to_fit(changed)
    return changed


def _expect_to_fit(form: ContractForm) -> None:
    sent = {
        name: getattr(form, name) or _STAND_INS.get(name, "")
        for name in ("start_date", "term_months", "billing_frequency", "billing_timing")
    }
    errors = ErrorCollector()
    with reading_with(currency=currency_in({"currency": form.currency})):
        read(CalendarDocument, {**sent, **sent_calendar(form)}, errors, Notation.PERSON)
    at_fields = ErrorCollector()
    for each in errors.mistakes:
        if each.path in CALENDAR:
            at_fields.add(each)
    at_fields.expect_none()


def sent_calendar(form: ContractForm) -> dict[str, Any]:
    """What was typed; the number of months only where the frequency asks for it."""
    typed: dict[str, Any] = {name: getattr(form, name) for name in CALENDAR}
    if form.billing_frequency == "custom":
        typed["billing_months"] = form.billing_months
    # Its document knows true and false only, and what a person left empty is not there.
    return {**typed, "month_end": True if form.month_end == YES else ""}


def calendar_typed(terms: ContractTerms) -> dict[str, str]:
    """What a form holds of these terms."""
    said = {name: getattr(terms, name, None) for name in ("billing_months", *CALENDAR)}
    typed = {name: "" if value in (None, 0, False) else str(value) for name, value in said.items()}
    rule = terms.early_end
    return {
        **typed,
        "month_end": YES if terms.month_end else "",
        "early_end": rule.rule.value if rule else "",
        "early_end_fee": f"{rule.fee.decimal:,f}" if rule and rule.fee else "",
    }
