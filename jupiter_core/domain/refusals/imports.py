"""Refusals of files that another system exported, and of rows in them."""

from dataclasses import dataclass

from jupiter_core.domain.refusals.base import Refusal


@dataclass(eq=False)
class BadRows(Refusal):
    """Some rows cannot be taken, and nobody said to leave them out. `counted` says of how many:
    `1 row has`; `first` is about the first of them."""

    template = (
        "{counted} a mistake, so nothing was imported. Correct the file, or leave such rows out. "
        "{first}"
    )
    counted: str
    first: str


@dataclass(eq=False)
class NothingToImport(Refusal):
    """All that the file has is here already."""

    template = "Nothing to import: all that this file has is here already."


@dataclass(eq=False)
class PlanChanged(Refusal):
    """Between the dry run that a person read and their word, something was changed here."""

    template = (
        "Something in this file was changed here since the dry run, so nothing was imported. "
        "Read the new dry run first."
    )


@dataclass(eq=False)
class RepeatedRow(Refusal):
    """Two rows of one file are about the same thing; `row` is the first of them."""

    template = "Row {row} is the same {noun}. Keep one of the two."
    row: int
    noun: str


@dataclass(eq=False)
class NoSuchEntity(Refusal):
    """`known` are the names of all legal entities in use."""

    template = "“{typed}” is not one of your legal entities: {known}."
    typed: str
    known: str
