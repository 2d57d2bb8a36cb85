"""Taxes by name and exemption certificates, as JSON and as people type them: a line each.

`GST 5% 123456789 RT0001`, `PST 9.5% compound`; `Sales tax, TX: 1-23-4567-8, until 2027-12-31`, or
`until 31 Dec 2027`, as it is shown.
"""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from bot.intake.documents.base import Document, Notation, checked, reading
from bot.intake.documents.values import Day, Flag, Line, Rate, day_written
from bot.intake.notation.numbers import percent_of
from bot.intake.refusals import WrongShape
from jupiter_core.domain.certificate import (
    Certificate,
    certificate_of,
    expect_distinct_numbers,
)
from jupiter_core.domain.spelled_day import day_read
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
_CERTIFICATE = re.compile(
    r"(?:(?P<of>[^:]+):\s*)?(?P<number>[^:]+?)(?:,\s*until\s+(?P<until>[^,:]+?))?\s*", re.IGNORECASE
)


def typed_taxes(text: str) -> list[NamedTax]:
    """One from each line that is not empty. Raises WrongShape, or what is wrong with a part."""
    return [_typed_tax(line) for line in text.splitlines() if line.strip()]


def typed_certificates(text: str) -> list[Certificate]:
    """One from each line that is not empty. Raises WrongShape, or what is wrong with a part."""
    return [_typed_certificate(line) for line in text.splitlines() if line.strip()]


def taxes_text(taxes: tuple[NamedTax, ...]) -> str:
    """As `typed_taxes` reads them again."""
    return "\n".join(_tax_text(each) for each in taxes)


def _tax_text(tax: NamedTax) -> str:
    parts = (f"{tax.name} {plain(tax.rate)}%", "compound" * tax.compound, tax.number)
    return " ".join(part for part in parts if part)


def certificates_text(certificates: tuple[Certificate, ...]) -> str:
    """As `typed_certificates` reads them again."""
    return "\n".join(each.words for each in certificates)


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


def _typed_certificate(line: str) -> Certificate:
    found = _CERTIFICATE.fullmatch(line_of(line, "Certificate", _LINE_LIMIT))
    if found is None:
        raise WrongShape("a line such as: Sales tax, TX: 1-23-4567-8, until 2027-12-31")
    tax, _, jurisdiction = (found["of"] or "").partition(",")
    said = found["until"]
    until = (day_read(said) or day_written(said)) if said else None
    return certificate_of(found["number"], tax, jurisdiction, until)


def _lines_of_taxes(sent: Any) -> Any:
    if reading().notation is not Notation.PERSON or not isinstance(sent, str):
        return sent
    return [{**each.model_dump(), "rate": plain(each.rate)} for each in typed_taxes(sent)]


def _from_names(sent: Any) -> Any:
    """`GST + QST`, or with commas."""
    if reading().notation is not Notation.PERSON or not isinstance(sent, str):
        return sent
    names = (each.strip() for each in re.split("[+,]", sent))
    return [{"name": each} for each in names if each]


def _lines_of_certificates(sent: Any) -> Any:
    if reading().notation is not Notation.PERSON or not isinstance(sent, str):
        return sent
    return [each.model_dump(mode="json") for each in typed_certificates(sent)]


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


class CertificateBody(Document):
    """A certificate by which the customer is exempt from a tax."""

    number: Line
    tax: Annotated[Line, Field(examples=["Sales tax"])] = ""
    jurisdiction: Annotated[Line, Field(examples=["TX"])] = ""
    valid_until: Annotated[Day | None, Field(description="The last day on which it holds.")] = None

    def meant(self) -> Certificate:
        """As the customer has it. Raises Required, TooLong or Unprintable."""
        return certificate_of(self.number, self.tax, self.jurisdiction, self.valid_until)


class LineTaxBody(Document):
    """One of several taxes of a line: its rate and number are those that the entity lists."""

    name: Annotated[Line, AfterValidator(checked(tax_name_of)), Field(examples=["GST"])]
    exempt: Annotated[Flag, Field(description="Not charged.")] = False
    certificate: Annotated[
        Line, Field(description="The number of the customer's certificate, where exempt.")
    ] = ""

    def meant(self) -> NamedTax:
        """Named; the rest is looked up when it is kept."""
        number = self.certificate
        return NamedTax(
            name=self.name,
            exempt=self.exempt or bool(number),
            certificate=Certificate(number=number) if number else None,
        )


def _distinct_taxes(found: tuple[TaxBody, ...]) -> tuple[TaxBody, ...]:
    expect_told_apart([each.meant() for each in found], MOST_LISTED)
    return found


def _distinct_certificates(found: tuple[CertificateBody, ...]) -> tuple[CertificateBody, ...]:
    expect_distinct_numbers(tuple(each.meant() for each in found))
    return found


ListedTaxes = Annotated[
    tuple[TaxBody, ...],
    BeforeValidator(checked(_lines_of_taxes)),
    AfterValidator(checked(_distinct_taxes)),
    Field(description="Taxes that it charges by name, as GST and QST, in their order on paper."),
]
Certificates = Annotated[
    tuple[CertificateBody, ...],
    BeforeValidator(checked(_lines_of_certificates)),
    AfterValidator(checked(_distinct_certificates)),
    Field(description="By which they are exempt from a tax; a line or tax names the number."),
]
LineTaxes = Annotated[
    tuple[LineTaxBody, ...],
    Field(
        description="Several taxes, each by its name on the legal entity's list, in place of "
        "`tax_rate` and `tax_category`."
    ),
]
PickedTaxes = Annotated[
    tuple[LineTaxBody, ...],
    BeforeValidator(checked(_from_names)),
    Field(
        description="Several taxes that every line bears, each by its name on the legal entity's "
        "list, in place of a rate."
    ),
]
CertificateNumber = Annotated[
    Line,
    Field(description="Of an exempt line (`E`), the number of the customer's certificate."),
]
