"""What the contract builder's form means: a contract's terms, or every mistake at its field."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.intake.contract.lines import Frame, contract_line_of, field_of
from bot.intake.drafts.contract import ContractForm
from bot.intake.drafts.form import MEMO_LIMIT
from bot.intake.errors import ErrorCollector
from bot.intake.notation.contract import term_of
from bot.intake.notation.fields import chosen, day_of, net_days, net_field
from jupiter_core.domain.amendment import po_number_of
from jupiter_core.domain.contract.contract import NAME_LIMIT
from jupiter_core.domain.contract.lines import ContractLine
from jupiter_core.domain.contract.terms import BillingFrequency, BillingTiming, ContractTerms
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import known_currency
from jupiter_core.domain.refusals import NothingToBill, Refusal, ValidationErrors
from jupiter_core.domain.schedule.build import Schedule, schedule_of
from jupiter_core.domain.terms import issue_date_of
from jupiter_core.domain.text import line_of, paragraph_of

_STAND_IN = {"currency": "USD", "start_date": date(2027, 1, 1), "term_months": 240, "net_terms": 30}


class ContractAsked(Frozen):
    """A contract as the form asks for it."""

    name: str
    customer_id: str
    sender_profile_id: str
    terms: ContractTerms
    po_number: str
    memo: str


class Preview(Frozen):
    """Each line's meaning, None where it has none yet, with what is wrong with it; and what comes
    of those lines that have one, as far as the rest of the form can be read."""

    lines: tuple[ContractLine | None, ...]
    wrong: tuple[str, ...]
    terms: ContractTerms | None = None
    schedule: Schedule | None = None
    problem: str = ""


@dataclass(eq=False)
class LineMistake(Refusal):
    """`line` names it: `Line 2 (Platform)`."""

    template = "{line}: {reason}"
    line: str
    reason: str


def asked_of(form: ContractForm) -> ContractAsked:
    """What the form asks for. Raises ValidationErrors, each at its field's name or at `lines`."""
    errors = ErrorCollector()
    terms = _terms(form, errors)
    values = {
        "name": errors.part("name", lambda: line_of(form.name, "Name", NAME_LIMIT)),
        "customer_id": errors.part("customer_id", lambda: chosen(form.customer_id, "A customer")),
        "sender_profile_id": errors.part(
            "sender_profile_id", lambda: chosen(form.sender_profile_id, "A legal entity")
        ),
        "po_number": errors.part("po_number", lambda: po_number_of(form.po_number)),
        "memo": errors.part("memo", lambda: paragraph_of(form.memo, "Memo", MEMO_LIMIT)),
        "terms": terms,
    }
    if not form.contract_id:
        errors.part("deal_channel", lambda: chosen(form.deal_channel, "A deal channel"))
    errors.expect_none()
    return ContractAsked.model_validate(values)


def told_at_fields(refusal: Refusal, form: ContractForm) -> ValidationErrors:
    """Mistakes of a command, each at its field; those of a line with the line's name."""
    each = refusal.refusals if isinstance(refusal, ValidationErrors) else (refusal,)
    return ValidationErrors(_told(one, form) for one in each)


def reasons_against(form: ContractForm) -> list[str]:
    """Why there is no schedule of the whole contract yet; empty when there is one."""
    errors = ErrorCollector()
    if not form.lines:
        errors.add(NothingToBill(), "lines")
    elif terms := _terms(form, errors):
        try:
            schedule_of(terms)
        except Refusal as refusal:
            for each in told_at_fields(refusal, form).refusals:
                errors.add(each, each=True)
    return list(dict.fromkeys(each.sentence for each in errors.mistakes))


def frame_of(form: ContractForm) -> Frame:
    """What lines are held against, as far as it can be read."""
    currency, start, term = "USD", None, None
    with suppress(Refusal):
        currency = known_currency(form.currency)
    with suppress(Refusal):
        start = issue_date_of(day_of(form.start_date, "A start"))
    with suppress(Refusal):
        term = term_of(form.term_months)
    return Frame(currency, start, term)


def preview_of(form: ContractForm) -> Preview:
    """What can be shown of a form that may be half empty."""
    frame = frame_of(form)
    lines: list[ContractLine | None] = []
    wrong: list[str] = []
    for line in form.lines:
        try:
            lines.append(contract_line_of(line, frame))
            wrong.append("")
        except ValidationErrors as mistakes:
            lines.append(None)
            wrong.append(" ".join(each.sentence for each in mistakes.refusals))
    shown = Preview(lines=tuple(lines), wrong=tuple(wrong))
    if not form.currency:
        return shown.model_copy(update={"problem": "Choose a currency to see what is billed."})
    meant = tuple(each for each in lines if each)
    if not meant or not (frame.start and frame.term_months):
        return shown
    try:
        terms = ContractTerms.model_validate({**_read(form, ErrorCollector()), "lines": meant})
        schedule = schedule_of(terms)
    except Refusal as refusal:
        return shown.model_copy(update={"problem": _said(refusal)})
    return shown.model_copy(update={"terms": terms, "schedule": schedule})


def line_title(position: int, description: str) -> str:
    """`Line 2 (Platform)`, counted from 0."""
    name = " ".join(description.split())[:40]
    return f"Line {position + 1} ({name})" if name else f"Line {position + 1}"


def _terms(form: ContractForm, errors: ErrorCollector) -> ContractTerms | None:
    """The terms; what is wrong in the form has a harmless value while the rest is checked."""
    parts = _read(form, errors)
    frame = frame_of(form)
    lines: list[ContractLine] = []
    for n, line in enumerate(form.lines):
        try:
            lines.append(contract_line_of(line, frame))
        except ValidationErrors as found:
            title = line_title(n, line.description)
            for each in found.refusals:
                errors.add(LineMistake(title, each.sentence), "lines", each=True)
    whole = len(lines) == len(form.lines)
    try:
        return ContractTerms.model_validate({**parts, "lines": tuple(lines)})
    except ValidationErrors as found:
        for each in found.refusals:
            if whole or not isinstance(each, NothingToBill):
                errors.add(each.at(_form_field(each.path or "lines")), each=True)
    return None


def _read(form: ContractForm, errors: ErrorCollector) -> dict[str, Any]:
    """The fields of the terms; a stand-in for each that cannot be read."""
    fields = {
        "currency": (
            "currency",
            lambda: known_currency(chosen(form.currency, "A currency")),
        ),
        "start_date": (
            "start_date",
            lambda: issue_date_of(day_of(form.start_date, "A start")),
        ),
        "term_months": ("term_months", lambda: term_of(form.term_months)),
        "net_terms": (net_field(form), lambda: net_days(form)),
    }
    read: dict[str, Any] = {
        name: errors.part(field, reading) for name, (field, reading) in fields.items()
    }
    read = {name: _STAND_IN[name] if value is None else value for name, value in read.items()}
    return {
        **read,
        "billing_frequency": BillingFrequency(form.billing_frequency or "annual"),
        "billing_timing": BillingTiming(form.billing_timing or "advance"),
    }


def _told(refusal: Refusal, form: ContractForm) -> Refusal:
    found = re.match(r"lines\[(\d+)\]", refusal.path or "")
    if found and int(found[1]) < len(form.lines):
        position = int(found[1])
        title = line_title(position, form.lines[position].description)
        return LineMistake(title, refusal.sentence).at("lines")
    return refusal.at(_form_field(refusal.path)) if refusal.path else refusal


def _form_field(path: str) -> str:
    return "lines" if path.startswith("lines") else field_of(path)


def _said(refusal: Refusal) -> str:
    return " ".join(_sentences(refusal))


def _sentences(refusal: Refusal) -> Iterator[str]:
    each = refusal.refusals if isinstance(refusal, ValidationErrors) else (refusal,)
    return (one.sentence for one in each)
