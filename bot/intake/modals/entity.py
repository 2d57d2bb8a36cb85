"""What is typed into the steps of `/invoice setup` in which a legal entity is set up."""

from collections.abc import Mapping
from typing import Any

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
from bot.intake.errors import ErrorCollector
from bot.intake.modals.numbers import typed_numbers
from bot.intake.modals.values import typed_of
from bot.intake.party import Typed
from bot.intake.party_form import tree_of
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import Required
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


def _with_numbers(typed: Typed, profile: SenderProfile) -> SenderProfile:
    """Rows that are empty are left out, and what is wrong is told at the row that was shown."""
    numbers = typed_numbers(typed, profile)
    tree = {"endpoint": typed.get("endpoint", ""), "tax_ids": numbers.pairs}
    with numbers.told_where_shown():
        return required(NumbersSection, tree, Notation.PERSON).applied(profile)
