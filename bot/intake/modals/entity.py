"""What is typed into the steps of `/invoice setup` in which a legal entity is set up."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from bot.intake.documents.base import Notation
from bot.intake.documents.party_parts import legal_name_of
from bot.intake.documents.reading import required
from bot.intake.documents.sender_sections import (
    DatesSection,
    DealSection,
    LookSection,
    NameSection,
    NewEntity,
    NumberingSection,
    NumbersSection,
    PaperSection,
    Section,
)
from bot.intake.errors import ErrorCollector, each_of
from bot.intake.modals.values import typed_of
from bot.intake.party import Typed
from bot.intake.party_form import tree_of
from jupiter_core.domain.country_defaults import country_defaults
from jupiter_core.domain.party import SenderProfile, TaxId
from jupiter_core.domain.refusals import Required, ValidationErrors
from jupiter_core.queries.entity_sections import EntitySection

Values = dict[str, dict[str, Any]]

BEGINNING = ("legal_name", "address.country")
"""The fields of the first step."""
_SECTIONS: dict[EntitySection, type[Section]] = {
    EntitySection.NAME: NameSection,
    EntitySection.NUMBERS: NumbersSection,
    EntitySection.LOOK: LookSection,
    EntitySection.PAPER: PaperSection,
    EntitySection.NUMBERING: NumberingSection,
    EntitySection.DEAL: DealSection,
    EntitySection.DATES: DatesSection,
}
_REMOVE = "remove"


class NumberRow(NamedTuple):
    """A number that is asked for: `label` is empty where its kind is to be chosen."""

    label: str
    kind: str
    known: TaxId | None


def typed_texts(values: Values) -> dict[str, str]:
    """What stands in the fields, as typed."""
    return dict(typed_of(values))


def read_beginning(typed: Mapping[str, str]) -> tuple[str, str]:
    """The legal name and the country's code. Raises ValidationErrors."""
    errors = ErrorCollector()
    name = errors.part("legal_name", lambda: legal_name_of(typed.get("legal_name", "")))
    country = typed.get("address.country", "")
    if not country:
        errors.add(Required("The country"), "address.country")
    errors.expect_none()
    return name or "", country


def read_new_entity(typed: Typed, profile_id: str) -> SenderProfile:
    """Raises ValidationErrors."""
    return required(NewEntity, tree_of(typed), Notation.PERSON).made(profile_id)


def read_section(section: EntitySection, values: Values, profile: SenderProfile) -> SenderProfile:
    """The entity with a section as typed. Raises ValidationErrors, each at its block's id."""
    typed = typed_of(values)
    if section is EntitySection.NUMBERS:
        return _with_numbers(typed, profile)
    changed = required(_SECTIONS[section], tree_of(typed), Notation.PERSON).applied(profile)
    if section is EntitySection.LOOK and typed.get("logo") == _REMOVE:
        return changed.model_copy(update={"logo": ""})
    return changed


def number_rows(profile: SenderProfile) -> list[NumberRow]:
    """What is asked for in its country, then whatever else it has, and one more."""
    left = list(profile.tax_ids)
    rows = []
    for kind, label in country_defaults(profile.address.country).numbers:
        known = next((each for each in left if each.kind == kind), None)
        if known:
            left.remove(known)
        rows.append(NumberRow(label, kind, known))
    return [*rows, *(NumberRow("", each.kind, each) for each in left), NumberRow("", "", None)]


def _with_numbers(typed: Typed, profile: SenderProfile) -> SenderProfile:
    """Rows that are empty are left out, and what is wrong is told at the row that was shown."""
    pairs = [
        (n, _pair(typed, n, row))
        for n, row in enumerate(number_rows(profile))
        if _is_there(typed, n)
    ]
    tree = {"endpoint": typed.get("endpoint", ""), "tax_ids": [pair for _, pair in pairs]}
    try:
        return required(NumbersSection, tree, Notation.PERSON).applied(profile)
    except ValidationErrors as refusal:
        places = {f"tax_ids[{at}]": f"tax_ids[{n}]" for at, (n, _) in enumerate(pairs)}
        raise _moved(refusal, places) from None


def _is_there(typed: Typed, n: int) -> bool:
    return any(typed.get(f"tax_ids[{n}].{part}", "").strip() for part in ("kind", "value"))


def _pair(typed: Typed, n: int, row: NumberRow) -> dict[str, str]:
    kind = row.kind if row.label else typed.get(f"tax_ids[{n}].kind", "")
    return {"kind": kind, "value": typed.get(f"tax_ids[{n}].value", "")}


def _moved(refusal: ValidationErrors, places: Mapping[str, str]) -> ValidationErrors:
    moved = []
    for each in each_of(refusal):
        head, dot, tail = (each.path or "").partition(".")
        moved.append(each.at(f"{places.get(head, head)}{dot}{tail}"))
    return ValidationErrors(moved)
