"""What the contract builder's form means: a contract's terms, or every mistake at its field."""

import re
from collections.abc import Sequence
from typing import Any

from bot.intake.contract.calendar import sent_calendar
from bot.intake.contract.lines import contract_line_of, field_of, sent_line
from bot.intake.documents.adjustments import adjustments_text
from bot.intake.documents.base import Notation, reading_with
from bot.intake.documents.contract import ContractDocument, ContractName, Frame
from bot.intake.documents.contract import frame_of as frame_in
from bot.intake.documents.reading import read
from bot.intake.documents.values import Memo, PoNumber
from bot.intake.drafts.contract import ContractForm, ContractLineForm
from bot.intake.errors import ErrorCollector, each_of
from bot.intake.notation.fields import chosen, net_field, net_text
from jupiter_core.domain.contract.lines import ContractLine
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import Refusal, ValidationErrors
from jupiter_core.domain.schedule.build import Schedule, schedule_of

_STAND_INS = {
    "currency": "USD",
    "billing_frequency": "annual",
    "billing_timing": "advance",
    "net_terms": "30",
}
"""So that there is a schedule to see while somebody types."""


class ContractFormDocument(ContractDocument):
    """The form as a document: the terms, and what stands beside them."""

    customer_id: str
    sender_profile_id: str
    name: ContractName = ""
    po_number: PoNumber = ""
    memo: Memo = ""


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


class LineMistake(Refusal):
    """`line` names it: `Line 2 (Platform)`."""

    template = "{line}: {reason}"
    line: str
    reason: str


def asked_of(form: ContractForm) -> ContractAsked:
    """What the form asks for. Raises ValidationErrors, each at its field's name or at `lines`."""
    found = ErrorCollector()
    document = read(ContractFormDocument, _sent_deal(form), found, Notation.PERSON)
    errors = _at_fields(found.mistakes, form)
    if not form.contract_id:
        errors.part("deal_channel", lambda: chosen(form.deal_channel, "A deal channel"))
    errors.expect_none()
    assert document  # what is None has left its mistakes
    beside = document.model_dump(include=set(ContractAsked.model_fields) - {"terms"})
    return ContractAsked(terms=_with_sums(form, document.terms()), **beside)


def told_at_fields(refusal: Refusal, form: ContractForm) -> ValidationErrors:
    """Mistakes of a command, each at its field; those of a line with the line's name."""
    return ValidationErrors(_told(each, form) for each in each_of(refusal))


def reasons_against(form: ContractForm) -> list[str]:
    """Why there is no schedule of the whole contract yet; empty when there is one."""
    found = ErrorCollector()
    document = read(ContractDocument, _sent(form, form.lines), found, Notation.PERSON)
    errors = _at_fields(found.mistakes, form)
    if document:
        try:
            schedule_of(_with_sums(form, document.terms()))
        except Refusal as refusal:
            errors = _at_fields(each_of(refusal), form)
    return list(dict.fromkeys(each.sentence for each in errors.mistakes))


def frame_of(form: ContractForm) -> Frame:
    """What lines are held against, as far as it can be read."""
    with reading_with(notation=Notation.PERSON):
        return frame_in(_sent(form, ()))


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
    meant = [line for line, meaning in zip(form.lines, lines, strict=True) if meaning]
    if not meant or not (frame.start and frame.term_months):
        return shown
    try:
        terms = _terms_to_show(form, meant)
        schedule = schedule_of(terms)
    except Refusal as refusal:
        return shown.model_copy(update={"problem": _said(refusal)})
    return shown.model_copy(update={"terms": terms, "schedule": schedule})


def line_title(position: int, description: str) -> str:
    """`Line 2 (Platform)`, counted from 0."""
    name = " ".join(description.split())[:40]
    return f"Line {position + 1} ({name})" if name else f"Line {position + 1}"


def _terms_to_show(form: ContractForm, lines: Sequence[ContractLineForm]) -> ContractTerms:
    """Of these lines; a stand-in for each field that cannot be read. Raises ValidationErrors."""
    sent, found = _sent(form, lines), ErrorCollector()
    document = read(ContractDocument, sent, found, Notation.PERSON)
    if document is None:
        stand_ins = {name: text for name, text in _STAND_INS.items() if found.has(name)}
        found = ErrorCollector()
        document = read(ContractDocument, {**sent, **stand_ins}, found, Notation.PERSON)
    found.expect_none()
    assert document  # what is None has left its mistakes
    return _with_sums(form, document.terms())


def _with_sums(form: ContractForm, terms: ContractTerms) -> ContractTerms:
    """With the rates of its taxes as far as they are listed, and discounts that nobody changed."""
    listed = {each.name.casefold(): each for each in form.listed}
    taxes = tuple(listed.get(each.name.casefold(), each) for each in terms.taxes)
    untouched = form.adjustments.strip() == adjustments_text(form.adjusted)
    adjustments = form.adjusted if form.adjusted and untouched else terms.adjustments
    return terms.model_copy(update={"taxes": taxes, "adjustments": adjustments})


def _sent_deal(form: ContractForm) -> dict[str, Any]:
    beside = ("customer_id", "sender_profile_id", "name", "po_number", "memo")
    return {**_sent(form, form.lines), **{name: getattr(form, name) for name in beside}}


def _sent(form: ContractForm, lines: Sequence[ContractLineForm]) -> dict[str, Any]:
    """The terms as they were typed, as a document has them."""
    return {
        "currency": form.currency,
        "start_date": form.start_date,
        "term_months": form.term_months,
        "billing_frequency": form.billing_frequency or "annual",
        "billing_timing": form.billing_timing or "advance",
        "net_terms": net_text(form),
        "early_payment": form.early_payment,
        "late_fee": form.late_fee,
        "adjustments": form.adjustments,
        "taxes": form.taxes,
        "prices_include_tax": form.prices_include_tax,
        "references": form.references,
        **sent_calendar(form),
        "lines": [sent_line(each) for each in lines],
    }


def _at_fields(refusals: Sequence[Refusal], form: ContractForm) -> ErrorCollector:
    errors = ErrorCollector()
    for each in refusals:
        errors.add(_told(each, form), each=True)
    return errors


def _told(refusal: Refusal, form: ContractForm) -> Refusal:
    found = re.match(r"lines\[(\d+)\]", refusal.path or "")
    if found and int(found[1]) < len(form.lines):
        position = int(found[1])
        title = line_title(position, form.lines[position].description)
        return LineMistake(title, refusal.sentence).at("lines")
    if refusal.path == "net_terms":
        return refusal.at(net_field(form))
    if refusal.path == "prices_include_tax":
        return refusal.at("prices")
    whole = re.match(r"(adjustments|taxes|references)\[", refusal.path or "")
    if whole:
        return refusal.at(whole[1])
    return refusal.at(_form_field(refusal.path)) if refusal.path else refusal


def _form_field(path: str) -> str:
    return "lines" if path.startswith("lines") else field_of(path)


def _said(refusal: Refusal) -> str:
    return " ".join(each.sentence for each in each_of(refusal))
