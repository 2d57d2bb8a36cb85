"""How a legal entity's invoices are numbered: a pattern, and the counters that follow from it.

A pattern has one `{SEQ:5}`, the count with at least so many digits, and may have `{SERIES}`,
`{YYYY}`, `{YY}` and `{MM}`. A counter is a pattern with all but the count filled in, so that one
whose pattern has a year begins anew with each. The counter of an entity without a pattern is its
series alone, and has six digits.

>>> counter_of("JUS-", "{SERIES}{YYYY}-{SEQ:5}", date(2026, 3, 1))
'JUS-2026-{SEQ:5}'
>>> number_of("JUS-2026-{SEQ:5}", 12)
'JUS-2026-00012'
"""

import re
from datetime import date
from typing import NamedTuple

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import InvalidNumberPattern, OutOfRange
from jupiter_core.domain.text import key_of, line_of

DEFAULT_PATTERN = "{SERIES}{SEQ:6}"
MOST_FIRST = 99_999_999
_CREDIT_MARK = "C"
_LIMIT = 40
_FIELD = re.compile(r"\{([^{}]*)\}")
_COUNT = re.compile(r"\{SEQ(?::([1-9]))?\}")
_DATES = {"YYYY": "%Y", "YY": "%y", "MM": "%m"}
_DIGITS = {"{YYYY}": 4, "{YY}": 2, "{MM}": 2}
_PIECES = re.compile(r"\{(?:YYYY|YY|MM)\}|\{SEQ(?::[1-9])?\}|.", re.DOTALL)


class FirstNumber(Frozen):
    """Where counting begins, in the one counter that was to come when it was chosen; the counters
    of later years begin at 1."""

    count: int
    counter: str = ""


def series_of(typed: str) -> str:
    """The letters before an invoice number: `JUS-`. Raises Required, TooLong, Unprintable, or
    InvalidNumberPattern for brackets, which are a pattern's."""
    series = line_of(typed, "Number series", 12, required=True)
    if {"{", "}"} & set(series):
        raise InvalidNumberPattern(series, "a series has no fields")
    return series


def number_pattern_of(typed: str) -> str:
    """Nothing typed is no pattern of one's own. Raises InvalidNumberPattern, TooLong or
    Unprintable."""
    pattern = line_of(typed, "Number pattern", _LIMIT)
    if not pattern:
        return ""
    fields = _FIELD.findall(pattern)
    for name in fields:
        if name not in ("SERIES", *_DATES) and not _COUNT.fullmatch(f"{{{name}}}"):
            raise InvalidNumberPattern(pattern, f"{{{name}}} is not one of its fields")
    if re.search(r"[{}]", _FIELD.sub("", pattern)):
        raise InvalidNumberPattern(pattern, "a bracket is missing")
    if len(_COUNT.findall(pattern)) != 1:
        raise InvalidNumberPattern(pattern, "it needs the count once, such as {SEQ:5}")
    if "MM" in fields and not {"YYYY", "YY"} & set(fields):
        raise InvalidNumberPattern(pattern, "{MM} needs {YYYY} or {YY} beside it")
    return pattern


def first_number_of(count: int) -> int:
    """Raises OutOfRange."""
    if not 1 <= count <= MOST_FIRST:
        raise OutOfRange("The first number", "1", str(MOST_FIRST))
    return count


def counter_of(series: str, pattern: str, day: date, *, credit: bool = False) -> str:
    """The counter that numbers what is issued on `day`; a `credit` note has one of its own, with a
    C before the count."""
    if not pattern:
        return f"{series}{_CREDIT_MARK}" if credit else series
    filled = numbers_of(series, pattern, credit=credit)
    for name, form in _DATES.items():
        filled = filled.replace(f"{{{name}}}", day.strftime(form).zfill(len(name)))
    return filled


def is_counter(counter: str, series: str, pattern: str, *, credit: bool = False) -> bool:
    """Whether it is the one of some day."""
    if not pattern:
        return counter == counter_of(series, "", date.min, credit=credit)
    shape = re.escape(numbers_of(series, pattern, credit=credit))
    for name in _DATES:
        shape = shape.replace(re.escape(f"{{{name}}}"), f"[0-9]{{{len(name)}}}")
    return re.fullmatch(shape, counter) is not None


def numbers_of(series: str, pattern: str, *, credit: bool = False) -> str:
    """All numbers of an entity, whatever the day: its pattern with the series filled in."""
    marked = pattern or DEFAULT_PATTERN
    if credit:
        marked = _COUNT.sub(lambda count: _CREDIT_MARK + count[0], marked)
    return marked.replace("{SERIES}", series)


def number_of(counter: str, count: int) -> str:
    """The `count`-th number of a counter: `JUS-000001`, of a counter that is a series alone."""
    before, digits, after = _parts(counter)
    return f"{before}{count:0{digits}d}{after}"


def count_in(counter: str, number: str) -> int | None:
    """The reverse of `number_of`; None for a number of another counter."""
    before, _, after = _parts(counter)
    digits = number.removeprefix(before)
    digits = digits.removesuffix(after) if after else digits
    if not (digits.isascii() and digits.isdigit()):
        return None
    count = int(digits)
    return count if number_of(counter, count) == number else None


def may_meet(one: str, other: str) -> bool:
    """Whether some number could come of both, in any letter case. Each is a counter, or what
    `numbers_of` gives; years and months count as any digits.

    >>> may_meet("{YYYY}-{SEQ:5}", "2026-{SEQ:3}"), may_meet("JUS-", "JUS-{YYYY}-{SEQ:5}")
    (True, False)
    """
    first, second = _steps(one), _steps(other)
    waiting, known = [(0, 0)], {(0, 0)}
    while waiting:
        i, j = waiting.pop()
        if i == len(first) and j == len(second):
            return True
        for place in _after(first, second, i, j) - known:
            known.add(place)
            waiting.append(place)
    return False


class _Step(NamedTuple):
    """One character of a number, or any digit where it is empty; `more` is as many as there
    are."""

    character: str = ""
    more: bool = False

    def fits(self, other: "_Step") -> bool:
        one, two = self.character, other.character
        if one and two:
            return one == two
        return not (one or two) or (one or two) in "0123456789"


def _steps(numbers: str) -> list[_Step]:
    # Only what people typed is folded: the fields are in capitals.
    steps: list[_Step] = []
    text = numbers if _COUNT.search(numbers) else f"{numbers}{{SEQ:6}}"
    for piece in _PIECES.findall(text):
        count = _COUNT.fullmatch(piece)
        if count:
            steps += [_Step()] * int(count[1] or 1) + [_Step(more=True)]
        elif piece in _DIGITS:
            steps += [_Step()] * _DIGITS[piece]
        else:
            steps += [_Step(each) for each in key_of(piece)]
    return steps


def _after(first: list[_Step], second: list[_Step], i: int, j: int) -> set[tuple[int, int]]:
    """Where reading can go on: over a `more` without a digit, or by a character that fits both."""
    places = set()
    one = first[i] if i < len(first) else None
    two = second[j] if j < len(second) else None
    if one and one.more:
        places.add((i + 1, j))
    if two and two.more:
        places.add((i, j + 1))
    if one and two and one.fits(two):
        places.add((i + (not one.more), j + (not two.more)))
    return places


def _parts(counter: str) -> tuple[str, int, str]:
    """What stands before the count, its least digits, and what stands after it."""
    count = _COUNT.search(counter)
    if count is None:
        return counter, 6, ""
    return counter[: count.start()], int(count[1] or 1), counter[count.end() :]
