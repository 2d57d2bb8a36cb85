"""Numbers and days of a pasted table: how one of its cells is written tells how the others are."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from bot.intake.documents.values import day_written
from bot.intake.refusals import TwoWaysDate
from bot.intake.shorthand.values import day_in
from jupiter_core.domain.refusals import InvalidDate

Point = Literal[".", ","]
_CORE = re.compile(r"\d[\d.,'’ \u00a0\u202f]*\d|\d")
_GROUPED = r"\d{1,3}(?:[%s'’ \u00a0\u202f]\d{3})+"
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_LONGEST = 40


def decimal_mark(cells: Iterable[str]) -> Point | None:
    """The decimal mark of a table, told by the numbers that can be read in one way only. None where
    none tells, or where they do not agree."""
    found = {mark for cell in cells for mark in _certain(cell)}
    return found.pop() if len(found) == 1 else None


def plain_number(cell: str, mark: Point | None) -> str:
    """The cell with its number as programs write it, where the decimal mark is known; else as it
    is. Signs and units around it stay."""
    core = _CORE.search(cell)
    if mark is None or core is None:
        return cell
    other = "." if mark == "," else ","
    grouped = _GROUPED % re.escape(other)
    if not re.fullmatch(rf"(?:{grouped}|\d+)(?:{re.escape(mark)}\d+)?", core[0]):
        return cell
    whole, _, decimals = core[0].partition(mark)
    number = re.sub(r"\D", "", whole) + (f".{decimals}" if decimals else "")
    return cell[: core.start()] + number + cell[core.end() :]


def days_first(cells: Iterable[str]) -> bool | None:
    """Whether 1/2/2027 is the first of February here, told by days such as 31/1/2027; None where
    none tells, or where they do not agree."""
    found = set()
    for cell in cells:
        if parts := _SLASHED.fullmatch(cell):
            first, second = int(parts[1]), int(parts[2])
            found |= {True} if first > 12 >= second else set()
            found |= {False} if second > 12 >= first else set()
    return found.pop() if len(found) == 1 else None


def day_of(cell: str, first: bool | None) -> str:
    """As ISO writes it, or empty. Raises InvalidDate, or TwoWaysDate where `first`, whether the
    day stands first, is not known and matters."""
    if not cell:
        return ""
    if parts := _DOTTED.fullmatch(cell):
        return _day(cell, parts[3], parts[2], parts[1])
    if parts := _YEAR_FIRST.fullmatch(cell):
        return _day(cell, parts[1], parts[2], parts[3])
    if parts := _SLASHED.fullmatch(cell):
        if first is None and parts[1].lstrip("0") != parts[2].lstrip("0"):
            raise TwoWaysDate(cell)
        month, day = (parts[2], parts[1]) if first else (parts[1], parts[2])
        return _day(cell, parts[3], month, day)
    spoken = day_in(cell.replace(",", " "))
    return spoken.isoformat() if spoken else day_written(cell).isoformat()


def _day(cell: str, year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise InvalidDate(cell[:_LONGEST]) from None


def _certain(cell: str) -> Iterable[Point]:
    core = _CORE.search(cell)
    if core is None:
        return
    marks: tuple[tuple[Point, str], ...] = ((".", ","), (",", "."))
    for mark, other in marks:
        mine = re.escape(mark)
        grouped = _GROUPED % re.escape(other)
        decimals = rf"\d+{mine}(?:\d{{1,2}}|\d{{4,}})|0{mine}\d+|{grouped}{mine}\d+"
        thousands = rf"\d{{1,3}}(?:{re.escape(other)}\d{{3}}){{2,}}"
        if re.fullmatch(f"{decimals}|{thousands}", core[0]):
            yield mark
