"""Which PO number of a quick line is the invoice's, and which is a line's own."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.intake.shorthand.labels import Token


class PlacedOrders(NamedTuple):
    """The invoice's PO, those of its lines by their amount's first word, and the places of those
    that are one too many."""

    head: str
    of: Mapping[int, str]
    odd: frozenset[int]


def placed_orders(
    tokens: Sequence[Token], orders: Mapping[int, str], *, is_contract: bool
) -> PlacedOrders:
    """`orders` are by their first word. Of several, one that stands between the same commas as an
    amount is that line's: `platform 100k po 4711, onboarding 50k po 4712`."""
    amounts = sum(each.noun is not None for each in tokens)
    several = len(set(orders.values())) > 1 and amounts > 1 and not is_contract
    head, of, odd = "", dict[int, str](), set[int]()
    for place, number in orders.items():
        line = amount_beside(tokens, place) if several else None
        if line is not None and of.get(line, number) == number:
            of[line] = number
        elif line is None and head in {"", number}:
            head = number
        else:
            odd.add(place)
    return PlacedOrders(head, of, frozenset(odd))


def amount_beside(tokens: Sequence[Token], place: int) -> int | None:
    """The one amount between the same two commas, a product with its price being one; None where
    there is none, or several."""
    clause: list[Token] = []
    for token in tokens:
        clause.append(token)
        if token.broken:
            if any(each.first == place for each in clause):
                break
            clause = []
    amounts = [each for each in clause if each.noun]
    is_priced = len(amounts) == 2 and {each.kind for each in amounts} == {"product", "noun"}
    return amounts[0].first if len(amounts) == 1 or is_priced else None
