"""Taxes that a legal entity charges by name, as JSON and as people type them, a line each:
`GST 5% 123456789 RT0001`, `PST 9.5% compound`.
"""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from bot.intake.documents.base import Document, Notation, checked, reading
from bot.intake.documents.values import Flag, Line, Rate
from bot.intake.notation.numbers import percent_of
from bot.intake.refusals import WrongShape
from jupiter_core.domain.tax import (
    MOST_LISTED,
    NamedTax,
    expect_told_apart,
    plain,
    tax_name_of,
    tax_number_of,
    tax_rate_of,
)
from jupiter_core.domain.text import line_of

_LINE_LIMIT = 300
_TAX = re.compile(
    r"(?P<name>[^%]*?[^\d%\s.,][^%]*?)\s+(?P<rate>[\d.,]+)\s*%\s*(?P<compound>compound\b)?\s*(?P<number>[^%]*)",
    re.IGNORECASE,
)


def typed_taxes(text: str) -> list[NamedTax]:
    """One from each line that is not empty. Raises WrongShape, or what is wrong with a part."""
    return [_typed_tax(line) for line in text.splitlines() if line.strip()]


def taxes_text(taxes: tuple[NamedTax, ...]) -> str:
    """As `typed_taxes` reads them again."""
    return "\n".join(_tax_text(each) for each in taxes)


def _tax_text(tax: NamedTax) -> str:
    parts = (f"{tax.name} {plain(tax.rate)}%", "compound" * tax.compound, tax.number)
    return " ".join(part for part in parts if part)


def _typed_tax(line: str) -> NamedTax:
    found = _TAX.fullmatch(line_of(line, "Tax", _LINE_LIMIT))
    if found is None:
        raise WrongShape("a line such as: QST 9.975% 1234567890 TQ0001")
    return NamedTax(
        name=tax_name_of(found["name"]),
        rate=tax_rate_of(percent_of(found["rate"])),
        number=tax_number_of(found["number"]),
        compound=bool(found["compound"]),
    )


def _lines_of_taxes(sent: Any) -> Any:
    if reading().notation is not Notation.PERSON or not isinstance(sent, str):
        return sent
    return [{**each.model_dump(), "rate": plain(each.rate)} for each in typed_taxes(sent)]


class TaxBody(Document):
    """A tax that the legal entity charges by name; a value-added tax is a rate and no such tax."""

    name: Annotated[Line, AfterValidator(checked(tax_name_of)), Field(examples=["QST"])]
    rate: Annotated[Rate, Field(examples=["9.975"])]
    number: Annotated[
        Line,
        AfterValidator(checked(tax_number_of)),
        Field(description="Its registration for this tax.", examples=["1234567890 TQ0001"]),
    ] = ""
    compound: Annotated[
        Flag, Field(description="Its base is the net and the taxes before it on the list.")
    ] = False

    def meant(self) -> NamedTax:
        """As the entity lists it."""
        return NamedTax(name=self.name, rate=self.rate, number=self.number, compound=self.compound)


def _distinct_taxes(found: tuple[TaxBody, ...]) -> tuple[TaxBody, ...]:
    expect_told_apart([each.meant() for each in found], MOST_LISTED)
    return found


ListedTaxes = Annotated[
    tuple[TaxBody, ...],
    BeforeValidator(checked(_lines_of_taxes)),
    AfterValidator(checked(_distinct_taxes)),
    Field(description="Taxes that it charges by name, as GST and QST, in their order on paper."),
]
