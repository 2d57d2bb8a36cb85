"""A tax: its rate and category, and where a line bears several, the name of each.

Value-added tax is a rate and a category (EN 16931 knows no other). Taxes that stand side by side,
as GST and QST, CGST and SGST, or those of a state and a county, each have a name of their own.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field, PlainSerializer

from jupiter_core.domain.certificate import Certificate
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import decimals_of
from jupiter_core.domain.refusals import (
    InvalidTaxName,
    OutOfRange,
    TaxTwice,
    TooManyTaxes,
    UnknownTax,
)
from jupiter_core.domain.text import line_of

MOST_TAXES, MOST_LISTED = 6, 25
"""On a line, and on the list of a legal entity, which is one field of a form."""
NAME_LIMIT, NUMBER_LIMIT = 30, 40


def plain(number: Decimal) -> str:
    """A decimal without exponent and without trailing zeros: `8.875`, `250`."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


PLAIN = PlainSerializer(plain, return_type=str)


_NONE, _ALL = Decimal(0), Decimal(100)


def tax_rate_of(value: Decimal) -> Decimal:
    """A rate in percent, 0 to 100, four decimals at most. Raises OutOfRange."""
    if not value.is_finite() or not _NONE <= value <= _ALL or decimals_of(value) > 4:
        raise OutOfRange("Tax rate", "0", "100 percent, with four decimals at most")
    return abs(value)  # -0 is no rate of its own


TaxRate = Annotated[Decimal, AfterValidator(tax_rate_of), PLAIN]


class TaxCategory(StrEnum):
    """Why a rate is what it is: UNTDID 5305, the subset of EN 16931."""

    STANDARD = "S"
    ZERO = "Z"
    EXEMPT = "E"
    REVERSE_CHARGE = "AE"
    INTRA_COMMUNITY = "K"
    EXPORT = "G"
    OUTSIDE = "O"

    @classmethod
    def of_rate(cls, rate: Decimal) -> "TaxCategory":
        """What is meant where nothing is said: a rate is charged, or the matter is not taxed."""
        return cls.STANDARD if rate else cls.OUTSIDE


class NamedTax(Frozen):
    """One of several taxes of a line: `QST`, 9.975 percent.

    `number` is the seller's registration for it. The base of a `compound` tax is the net and the
    taxes before it. An `exempt` one is charged at nothing, by the customer's `certificate` where
    there is one.
    """

    name: str
    rate: TaxRate = Decimal(0)
    number: str = Field(default="", exclude_if=lambda number: not number)
    compound: bool = Field(default=False, exclude_if=lambda is_so: not is_so)
    exempt: bool = Field(default=False, exclude_if=lambda is_so: not is_so)
    certificate: Certificate | None = Field(default=None, exclude_if=lambda each: each is None)

    @property
    def charged(self) -> Decimal:
        """The rate that is charged, in percent."""
        return Decimal(0) if self.exempt else self.rate

    @property
    def words(self) -> str:
        """`QST 9.975%`."""
        return f"{self.name} exempt" if self.exempt else f"{self.name} {plain(self.rate)}%"


class TaxKey(NamedTuple):
    """How a line is taxed; lines of one key are taxed together."""

    rate: Decimal
    category: TaxCategory
    taxes: tuple[NamedTax, ...] = ()

    @property
    def order(self) -> tuple[Decimal, str, tuple[str, ...]]:
        """By ascending rate."""
        return self.rate, self.category, tuple(each.name for each in self.taxes)

    @property
    def is_told(self) -> bool:
        """Whether there is a rate to speak of; zero-rated is one."""
        return bool(self.rate or self.taxes or self.category is TaxCategory.ZERO)

    @property
    def words(self) -> str:
        """`19%`, `GST 5% + QST 9.975%`."""
        return combined(self.taxes) if self.taxes else f"{plain(self.rate)}%"


def effective_rates(taxes: Sequence[NamedTax]) -> tuple[Decimal, ...]:
    """In percent of the net, what each of the taxes is: a compound one is more than its rate.

    >>> gst, qst = NamedTax(name="GST", rate=5), NamedTax(name="QST", rate="9.5", compound=True)
    >>> [plain(each) for each in effective_rates([gst, qst])]
    ['5', '9.975']
    """
    found: list[Decimal] = []
    for each in taxes:
        base = 100 + sum(found, Decimal(0)) if each.compound else Decimal(100)
        found.append(each.charged * base / 100)
    return tuple(found)


def key_of_taxes(taxes: tuple[NamedTax, ...]) -> TaxKey:
    """Of a line that bears several, as one."""
    rate = sum(effective_rates(taxes), Decimal(0)).normalize()
    nothing = TaxCategory.EXEMPT if any(each.exempt for each in taxes) else TaxCategory.ZERO
    return TaxKey(rate, TaxCategory.STANDARD if rate else nothing, taxes)


def combined(taxes: Iterable[NamedTax]) -> str:
    """`GST 5% + QST 9.975%`."""
    return " + ".join(each.words for each in taxes)


def tax_name_of(typed: str) -> str:
    """What a tax is called. Raises TooLong, Unprintable or InvalidTaxName."""
    name = line_of(typed, "Tax name", NAME_LIMIT)
    if not name or set(name) & set("+,;%") or name[0].isdigit():
        raise InvalidTaxName(name)
    return name


def tax_number_of(typed: str) -> str:
    """A registration number. Raises TooLong or Unprintable."""
    return line_of(typed, "Registration number", NUMBER_LIMIT)


def expect_told_apart(taxes: Sequence[NamedTax], most: int = MOST_TAXES) -> None:
    """Raises TooManyTaxes or TaxTwice."""
    expect_few(taxes, most)
    names = [each.name.casefold() for each in taxes]
    for n, each in enumerate(taxes):
        if names.index(each.name.casefold()) < n:
            raise TaxTwice(each.name)


def expect_few(taxes: Sequence[NamedTax], most: int = MOST_TAXES) -> None:
    """Raises TooManyTaxes."""
    if len(taxes) > most:
        raise TooManyTaxes(most)


def listed_tax(name: str, taxes: Sequence[NamedTax], entity: str) -> NamedTax:
    """The one of this name. Raises UnknownTax."""
    found = next((each for each in taxes if each.name.casefold() == name.casefold()), None)
    if found is None:
        raise UnknownTax(entity, name, ", ".join(each.words for each in taxes) or "none")
    return found
