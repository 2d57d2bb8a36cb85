"""The builder's contract as the file that `jupiter schedule` reads, and the schedule of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.intake.contract.lines import field_of as line_field_of
from bot.intake.files.contract import contract_terms_of
from bot.intake.new.errors import FormErrors
from bot.intake.new.invoice import Material, kept_places
from bot.intake.new.numbers import (
    amount_text,
    currency_of,
    number_text,
    percent_text,
    whole_of,
)
from bot.intake.new.typed import LineTyped, Typed
from bot.intake.notation.amounts import short_prices_of
from bot.intake.notation.contract import escalators_of, term_of, years_of
from jupiter_core.domain.contract.terms import LONGEST_TERM
from jupiter_core.domain.refusals import Refusal, TooLong
from jupiter_core.domain.schedule.build import Schedule, schedule_of
from jupiter_core.domain.totals import plain

_STAND_INS = {
    "currency": "USD",
    "start_date": "2027-01-01",
    "term_months": 12,
    "billing_frequency": "annual",
    "billing_timing": "advance",
    "net_terms": 30,
}
_LONGEST = 500
"""Characters of a field; twenty yearly prices have room in it."""


MOST_SCHEDULE_LINES = 3_000
"""Anyone may ask, and each takes a moment: these are a fraction of a second."""


@dataclass(eq=False)
class ScheduleTooLarge(Refusal):
    """`lines` counts those of all its invoices."""

    template = (
        "This schedule has {lines:,} lines; at most {most:,} can be shown here. Shorten the "
        "term, bill less often, or create the contract in Slack or through the API."
    )
    lines: int
    most: int = MOST_SCHEDULE_LINES


class Scheduled(NamedTuple):
    """`drawn` leaves out what is wrong, so that there is something to see while somebody types;
    `whole` is there where nothing is wrong."""

    drawn: Schedule | None
    whole: Schedule | None


def scheduled(typed: Typed, found: FormErrors) -> Scheduled:
    """What comes of the contract; its mistakes are put into `found`."""
    material = contract_material(typed, found)
    whole = _tried(material, lambda refusal: found.add(refusal, _form_field(typed)))
    if whole and not found.fields:
        return Scheduled(whole, whole)
    return Scheduled(_tried(_mended(material, typed, found), lambda _: None), None)


def contract_material(typed: Typed, found: FormErrors) -> Material:
    """Without what could not be read; blank lines are not there."""
    parts = {
        "currency": lambda text: text,
        "start_date": lambda text: text,
        "term_months": lambda text: term_of(_bounded(text)),
        "billing_frequency": lambda text: text,
        "billing_timing": lambda text: text,
        "net_terms": whole_of,
    }
    read = {
        name: found.part(name, lambda: reading(text))  # noqa: B023
        for name, reading in parts.items()
        if (text := typed.value(name).strip())
    }
    lines = [_line(n, typed.lines[n], typed, found) for n in kept_places(typed)]
    return {**{key: value for key, value in read.items() if value is not None}, "lines": lines}


def _tried(material: Material, told: Callable[[Refusal], None]) -> Schedule | None:
    try:
        terms = contract_terms_of(material)
        if terms.schedule_lines > MOST_SCHEDULE_LINES:
            raise ScheduleTooLarge(terms.schedule_lines).at("term_months")
        return schedule_of(terms)
    except Refusal as refusal:
        told(refusal)
        return None


def _mended(material: Material, typed: Typed, found: FormErrors) -> Material:
    """Without the lines in which something is wrong, and with a stand-in for the rest."""
    places = kept_places(typed)
    lines = [
        line
        for n, line in zip(places, material["lines"], strict=True)
        if not any(field.startswith(f"lines[{n}]") for field in found.fields)
    ]
    said = {key: value for key, value in material.items() if key not in found.fields}
    return {**_STAND_INS, **said, "lines": lines}


def _form_field(typed: Typed) -> Callable[[str], str]:
    kept = kept_places(typed)

    def field_of(path: str) -> str:
        place = re.fullmatch(r"lines\[(\d+)\](?:\.(.+))?", path)
        if not place or int(place[1]) >= len(kept):
            return path
        n = kept[int(place[1])]
        name = line_field_of(place[2] or "description")
        return f"lines[{n}].{name}"

    return field_of


def _line(n: int, line: LineTyped, typed: Typed, found: FormErrors) -> Material:
    """By the file's own keys."""
    currency = currency_of(typed.value("currency"))
    read = _Line(f"lines[{n}]", line, found)
    made: Material = {"kind": line.kind, **read.text("description", "description")}
    if line.kind == "subscription":
        made |= read.prices(currency) | read.escalators(_years(typed))
        made |= read.by("quantity", "quantity", number_text)
        made |= read.by("discount_percent", "discount_percent", percent_text)
        made |= read.by("discount_years", "discount_years", lambda text: list(years_of(text)))
    else:
        made |= read.by("amount", "amount", lambda text: amount_text(text, currency))
        for name in ("bill_on",) if line.kind == "one_time" else ("apply", "expires_on"):
            made |= read.text(name, name)
    return made | read.by("tax_rate", "tax_rate", percent_text)


class _Line:
    """Reads one line; what is not typed, or wrong, is no key."""

    def __init__(self, path: str, line: LineTyped, found: FormErrors) -> None:
        self._path, self._line, self._found = path, line, found

    def by(self, name: str, key: str, reading: Callable[[str], Any]) -> Material:
        text = self._line.value(name).strip()
        if not text:
            return {}
        read = self._found.part(f"{self._path}.{name}", lambda: reading(_bounded(text)))
        return {} if read is None else {key: read}

    def text(self, name: str, key: str) -> Material:
        return self.by(name, key, lambda text: text)

    def prices(self, currency: str) -> Material:
        """One yearly price, or one for each year."""
        read = self.by("annual_price", "prices", lambda text: short_prices_of(text, currency))
        prices = [str(each) for each in read.get("prices", ())]
        if len(prices) > 1:
            return {"yearly_prices": prices}
        return {"annual_price": prices[0]} if prices else {}

    def escalators(self, years: int) -> Material:
        read = self.by("escalators", "escalators", lambda text: escalators_of(text, years))
        return {
            "escalators": [
                {"contract_year": each.contract_year, "percent": plain(each.percent)}
                for each in read.get("escalators", ())
            ]
        }


def _bounded(text: str) -> str:
    """Anyone may send anything: no grammar is tried on an endless text. Raises TooLong."""
    if len(text) > _LONGEST:
        raise TooLong("This field", _LONGEST, len(text))
    return text


def _years(typed: Typed) -> int:
    try:
        return -(-term_of(typed.value("term_months")) // 12)
    except Refusal:
        return LONGEST_TERM // 12
