"""Products of the catalogue in a quick line: `SEAT x 250`, `250 analytics seats at 450`."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.intake.shorthand.grammar import bare

_QUANTITY = re.compile(r"\d{1,7}(?:[.,]\d{1,4})?")
_TIMES = frozenset(("x", "×", "*", "of"))
_MARKED = re.compile(rf"(?P<before>{_QUANTITY.pattern})[x×*]|[x×*](?P<after>{_QUANTITY.pattern})")


class NamedProduct(NamedTuple):
    """A product by its code and its name; either may be empty."""

    id: str
    code: str
    name: str


class ProductFound(NamedTuple):
    """How many words say it, its quantity among them."""

    product: NamedProduct
    quantity: str
    words: int


def product_at(words: Sequence[str], products: Sequence[NamedProduct]) -> ProductFound | None:
    """The product that the first words name, with the quantity before or behind it."""
    quantity, skipped = _quantity(words)
    found = _named(words[skipped:], products) if skipped else None
    if found:
        return ProductFound(found[0], quantity, skipped + found[1])
    found = _named(words, products)
    if found is None:
        return None
    quantity, more = _quantity_behind(words[found[1] :])
    return ProductFound(found[0], quantity or "1", found[1] + more)


def _named(
    words: Sequence[str], products: Sequence[NamedProduct]
) -> tuple[NamedProduct, int] | None:
    """By its code, else by the longest whole name; a name that several have names none."""
    if not words:
        return None
    code = words[0].casefold()
    for each in products:
        if each.code and each.code.casefold() == code and not code.isdigit():
            return each, 1
    found = [(each, len(each.name.split())) for each in products if _begins(words, each.name)]
    most = max((count for _, count in found), default=0)
    longest = [each for each in found if each[1] == most]
    return longest[0] if len(longest) == 1 else None


def _begins(words: Sequence[str], name: str) -> bool:
    parts = [bare(each).casefold() for each in name.split()]
    return bool(parts) and [each.casefold() for each in words[: len(parts)]] == parts


def _quantity(words: Sequence[str]) -> tuple[str, int]:
    """`250`, `250 x`, `250x`: the number, and how many words say it."""
    first = words[0] if words else ""
    if marked := _MARKED.fullmatch(first.lower()):
        return (marked["before"], 1) if marked["before"] else ("", 0)
    if not _QUANTITY.fullmatch(first):
        return "", 0
    times = len(words) > 1 and words[1].lower() in _TIMES
    return first, 2 if times else 1


def _quantity_behind(words: Sequence[str]) -> tuple[str, int]:
    """`x 250`, `x250`."""
    first, second = (*words[:2], "", "")[:2]
    if marked := _MARKED.fullmatch(first.lower()):
        return (marked["after"], 1) if marked["after"] else ("", 0)
    if first.lower() in _TIMES - {"of"} and _QUANTITY.fullmatch(second):
        return second, 2
    return "", 0
