"""Rules over several fields of one element: ranges, and starting values within them."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from bot.simulator.wire import Json

_WHOLE = re.compile(r"-?\d+")
LONGEST_INPUT = 3000


def real_date(element: Json) -> Iterable[str]:
    value = element.get("initial_date")
    if value is not None and not _is_date(value):
        yield "`initial_date` must be a valid date in the format YYYY-MM-DD"


def number_range(element: Json) -> Iterable[str]:
    low, high, start = (_number(element, n) for n in ("min_value", "max_value", "initial_value"))
    if low is not None and high is not None and low > high:
        yield "`min_value` must be less than or equal to `max_value`"
    if start is not None and not (low is None or low <= start):
        yield "`initial_value` must be at least `min_value`"
    if start is not None and not (high is None or start <= high):
        yield "`initial_value` must be at most `max_value`"


def whole_numbers(element: Json) -> Iterable[str]:
    if element.get("is_decimal_allowed") is False:
        for name in ("initial_value", "min_value", "max_value"):
            value = element.get(name)
            if isinstance(value, str) and not _WHOLE.fullmatch(value):
                yield f"`{name}` must be a whole number when `is_decimal_allowed` is false"


def text_range(element: Json) -> Iterable[str]:
    low, high = element.get("min_length") or 0, element.get("max_length") or LONGEST_INPUT
    if isinstance(low, int) and isinstance(high, int):
        if low > high:
            yield "`min_length` must be less than or equal to `max_length`"
        if len(element.get("initial_value") or "") > high:
            yield "`initial_value` must not be longer than `max_length`"


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _number(element: Json, name: str) -> Decimal | None:
    try:
        return Decimal(str(element[name])) if element.get(name) is not None else None
    except InvalidOperation:
        return None
