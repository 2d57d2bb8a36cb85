"""A legal entity by the sections in which it is set up: what is done, and what is still open."""

from enum import StrEnum
from typing import NamedTuple

from jupiter_core.domain.party import SenderProfile
from jupiter_core.ports import UnitOfWork


class EntitySection(StrEnum):
    """In the order in which they are gone through; the last ones begin with what is usual."""

    NAME = "name"
    NUMBERS = "numbers"
    BANK = "bank"
    LOOK = "look"
    PAPER = "paper"
    NUMBERING = "numbering"
    DEAL = "deal"
    DATES = "dates"


GUIDED = (EntitySection.NAME, EntitySection.NUMBERS, EntitySection.BANK, EntitySection.LOOK)
"""Those that a new entity is led through, one after the other."""


class SectionState(StrEnum):
    """`WAITING` is for other people: new bank details that are to be confirmed."""

    DONE = "done"
    WAITING = "waiting"
    OPEN = "open"


class UnfinishedEntity(NamedTuple):
    """The first entity of which a section is open."""

    id: str
    legal_name: str
    states: dict[EntitySection, SectionState]


def section_states(profile: SenderProfile) -> dict[EntitySection, SectionState]:
    """Of each section."""
    filled = {
        EntitySection.NUMBERS: bool(profile.tax_ids),
        EntitySection.BANK: bool(profile.bank_accounts),
        EntitySection.LOOK: bool(profile.logo or profile.email),
    }
    states = {
        each: SectionState.DONE if filled.get(each, True) else SectionState.OPEN
        for each in EntitySection
    }
    if profile.bank_proposal:
        states[EntitySection.BANK] = SectionState.WAITING
    return states


def unfinished_entity(uow: UnitOfWork) -> UnfinishedEntity | None:
    """None where nothing is open, bank details included."""
    for each in uow.sender_profiles.all():
        states = section_states(each)
        if not each.archived and SectionState.OPEN in states.values():
            return UnfinishedEntity(each.id, each.legal_name, states)
    return None
