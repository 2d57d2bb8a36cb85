"""A price that follows an index, such as consumer prices, between a floor and a cap.

Each contract year after the first rises by the index's change since the year before, in percent,
rounded half away from zero to four decimals, plus what was agreed; then floor and cap. Until the
value of a year is known, the floor stands in its place, or no rise.

>>> clause = Indexation(index="US CPI-U", base=Decimal("304.1"), cap=Decimal(5))
>>> known = clause.with_value(2, Decimal("312.3"))
>>> known.rise(2).words
'(312.3 / 304.1 − 1) = 2.6965%'
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, PlainSerializer

from jupiter_core.domain.contract.percent import EscalatorPercent
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import decimals_of
from jupiter_core.domain.refusals import (
    CapBelowFloor,
    IndexYearTwice,
    NotAContractYear,
    OutOfRange,
    Refusal,
)
from jupiter_core.domain.text import line_of
from jupiter_core.domain.totals import plain

INDEX_LIMIT = 80
_STEP = Decimal("0.0001")


def index_name_of(text: str) -> str:
    """`US CPI-U, September`. Raises Required, TooLong or Unprintable."""
    return line_of(text, "The index", INDEX_LIMIT, required=True)


def index_value_of(value: Decimal) -> Decimal:
    """Raises OutOfRange."""
    if not value.is_finite() or not 0 < value <= 1_000_000 or decimals_of(value) > 6:
        raise OutOfRange("An index value", "0.000001", "1,000,000, with six decimals at most")
    return value


_Plain = PlainSerializer(plain, return_type=str)
IndexFigure = Annotated[Decimal, AfterValidator(index_value_of), _Plain]
IndexName = Annotated[str, AfterValidator(index_name_of)]


class IndexValue(Frozen):
    """What the index was for a contract year."""

    contract_year: int
    value: IndexFigure


class Rise(NamedTuple):
    """By how much a year's price rises, and how that came about; `known` where its values are.
    `figures` says it in no language: `(330 / 304.1 − 1) = 8.5169%, max. 5%`."""

    percent: Decimal
    words: str
    known: bool
    figures: str = ""


class Indexation(Frozen):
    """`base` is the index for the first contract year; `plus` is added to its change."""

    index: IndexName
    base: IndexFigure
    cap: EscalatorPercent | None = None
    floor: EscalatorPercent | None = None
    plus: EscalatorPercent | None = None
    values: tuple[IndexValue, ...] = ()

    @property
    def words(self) -> str:
        """`US CPI-U, September: 304.1, cap 5%, floor 2%`."""
        agreed = (("cap", self.cap), ("floor", self.floor), ("plus", self.plus))
        parts = [f"{name} {plain(each)}%" for name, each in agreed if each is not None]
        return ", ".join([f"{self.index}: {plain(self.base)}", *parts])

    def value_of(self, year: int) -> Decimal | None:
        """None where nobody has said it yet."""
        if year <= 1:
            return self.base
        return next((each.value for each in self.values if each.contract_year == year), None)

    @property
    def unknown(self) -> Rise:
        """Into a year whose index nobody has said yet."""
        floor = self.floor or Decimal(0)
        return Rise(floor, f"index not known yet, {plain(floor)}% until then", known=False)

    def rise(self, year: int) -> Rise:
        """Into that contract year, from 2."""
        before, now = self.value_of(year - 1), self.value_of(year)
        if before is None or now is None:
            return self.unknown
        change = ((now / before - 1) * 100).quantize(_STEP, ROUND_HALF_UP)
        words = f"({plain(now)} / {plain(before)} − 1) = {plain(change)}%"
        figures, percent = words, change + (self.plus or 0)
        if self.plus:
            words += f", plus {plain(self.plus)}% = {plain(percent)}%"
            figures += f" + {plain(self.plus)}%"
        if self.cap is not None and percent > self.cap:
            limit = plain(self.cap)
            return Rise(self.cap, f"{words}, capped at {limit}%", True, f"{figures}, max. {limit}%")
        if self.floor is not None and percent < self.floor:
            limit = plain(self.floor)
            return Rise(self.floor, f"{words}, floor {limit}%", True, f"{figures}, min. {limit}%")
        return Rise(percent, words, True, figures)

    def with_value(self, year: int, value: Decimal) -> "Indexation":
        """With the value of that contract year, in place of one that was said before."""
        others = [each for each in self.values if each.contract_year != year]
        said = IndexValue(contract_year=year, value=value)
        values = sorted([*others, said], key=lambda each: each.contract_year)
        return self.model_copy(update={"values": tuple(values)})

    def until(self, years: int) -> "Indexation":
        """Of a contract of so many years."""
        kept = tuple(each for each in self.values if each.contract_year <= years)
        return self.model_copy(update={"values": kept})

    def renewed(self) -> "Indexation":
        """Beginning anew with the last value that is known."""
        last = self.values[-1].value if self.values else self.base
        return self.model_copy(update={"base": last, "values": ()})


def indexation_mistakes(clause: Indexation, years: int) -> Iterator[Refusal]:
    """What does not fit together, each at its path within the clause."""
    if clause.cap is not None and clause.floor is not None and clause.cap < clause.floor:
        yield CapBelowFloor().at("cap")
    known = set()
    for n, each in enumerate(clause.values):
        if not 2 <= each.contract_year <= years:
            yield NotAContractYear("An index value", f"2 to {years}").at(
                f"values[{n}].contract_year"
            )
        elif each.contract_year in known:
            yield IndexYearTwice(each.contract_year).at(f"values[{n}].contract_year")
        known.add(each.contract_year)
