"""Customers of one name, told apart: branches of one company by their city."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.wording.text import shortened
from jupiter_core.domain.party import Customer


def told_apart(customers: Iterable[Customer], limit: int = 140) -> dict[str, str]:
    """The label of each by its id: its name, with its city where another of them has that name, and
    with what another system calls it, or its street, where that is not enough. What tells them
    apart is never cut."""
    listed = list(customers)
    names = Counter(each.name.casefold() for each in listed)
    places = Counter(_at_place(each) for each in listed)
    return {
        each.id: _label(
            each,
            by_place=names[each.name.casefold()] > 1,
            by_id=places[_at_place(each)] > 1,
            limit=limit,
        )
        for each in listed
    }


def places_of(customers: Sequence[Customer]) -> str:
    """`Phoenix, Oslo`."""
    return ", ".join(dict.fromkeys(each.place for each in customers))


def _at_place(customer: Customer) -> tuple[str, str]:
    return customer.name.casefold(), customer.place.casefold()


def _label(customer: Customer, *, by_place: bool, by_id: bool, limit: int) -> str:
    if not by_place:
        return shortened(customer.name, limit)
    street = " ".join(customer.address.street.split())
    more = (customer.external_id or street,) if by_id else ()
    tail = ", ".join(shortened(each, limit // 3) for each in (customer.place, *more))
    return f"{shortened(customer.name, limit - len(tail) - 2)}, {tail}"
