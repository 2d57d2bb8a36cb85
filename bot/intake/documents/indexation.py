"""A price that follows an index, as a contract's document has it, and as a person writes it.

>>> typed_indexation("US CPI-U, September: 304.1, cap 5%, floor 2%; y2 312.3")["values"]
[{'contract_year': 2, 'value': Decimal('312.3')}]
"""

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from bot.intake.documents.base import Document, checked
from bot.intake.documents.contract_prices import Year
from bot.intake.documents.values import Line, Number, Percent
from bot.intake.notation.numbers import decimal_of
from jupiter_core.domain.contract.cpi import (
    Indexation,
    IndexValue,
    index_name_of,
    index_value_of,
)
from jupiter_core.domain.contract.percent import escalator_percent_of
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.totals import plain

_FORM = r"(?P<index>[^:;]+): ?(?P<base>[\d.,]+)(?P<rest>[^;]*)(?:;(?P<values>.*))?"
_PART = r"(?P<name>cap|floor|plus) ?(?P<percent>[+-]?[\d.,]+) ?%?"
_VALUE = r"(?:year|y) ?(?P<year>\d{1,2}):? (?P<value>[\d.,]+)"


class InvalidIndexation(Refusal):
    """It names no index with a value."""

    template = (
        "“{typed}” is not an index clause. Write it like US CPI-U, September: 304.1, cap 5%, "
        "floor 2%."
    )
    typed: str


Figure = Annotated[Number, AfterValidator(checked(index_value_of))]
Rise = Annotated[Percent, AfterValidator(checked(escalator_percent_of))]


class IndexValueBody(Document):
    """What the index was for a contract year."""

    contract_year: Year
    value: Figure


class IndexationBody(Document):
    """The price rises each contract year with the index, between floor and cap."""

    index: Annotated[
        Line, AfterValidator(checked(index_name_of)), Field(examples=["US CPI-U, September"])
    ]
    base: Annotated[
        Figure, Field(examples=["304.1"], description="The index for the first contract year.")
    ]
    cap: Rise | None = None
    floor: Rise | None = None
    plus: Annotated[Rise | None, Field(description="Percentage points on top.")] = None
    values: tuple[IndexValueBody, ...] = ()

    def meant(self) -> Indexation:
        """As the contract has it."""
        return Indexation(
            index=self.index,
            base=self.base,
            cap=self.cap,
            floor=self.floor,
            plus=self.plus,
            values=tuple(
                IndexValue(contract_year=each.contract_year, value=each.value)
                for each in self.values
            ),
        )


def typed_indexation(typed: str) -> dict[str, Any] | None:
    """None for an empty text. Raises InvalidIndexation or InvalidNumber."""
    text = " ".join(typed.split())
    if not text:
        return None
    found = re.fullmatch(_FORM, text)
    if not found:
        raise InvalidIndexation(text[:80])
    said: dict[str, Any] = {"index": found["index"], "base": decimal_of(found["base"].strip(","))}
    for part in _parts(found["rest"]):
        one = re.fullmatch(_PART, part, re.IGNORECASE)
        if not one:
            raise InvalidIndexation(text[:80])
        said[one["name"].lower()] = decimal_of(one["percent"])
    values = [re.fullmatch(_VALUE, each, re.IGNORECASE) for each in _parts(found["values"] or "")]
    if not all(values):
        raise InvalidIndexation(text[:80])
    said["values"] = [
        {"contract_year": int(each["year"]), "value": decimal_of(each["value"])}
        for each in values
        if each
    ]
    return said


def indexation_text(clause: Indexation) -> str:
    """The reverse."""
    values = ", ".join(f"y{each.contract_year} {plain(each.value)}" for each in clause.values)
    return f"{clause.words}; {values}" if values else clause.words


def figure_of(typed: str) -> Decimal:
    """An index value. Raises InvalidNumber or OutOfRange."""
    return index_value_of(decimal_of(typed.strip()))


def _parts(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]
