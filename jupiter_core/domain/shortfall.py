"""Which of several invoices goes without what a payment lacks to pay them all."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from jupiter_core.domain.money import Money

T = TypeVar("T")


def with_shortfall_last(
    items: Sequence[T], due: Callable[[T], Money], paid: Money
) -> list[T] | None:
    """In the same order, but that the last one is due more than is lacking: paid in this order, all
    of them get money, and only the last one is not paid in full. None where no single one is due
    more than that."""
    gap = Money.sum((due(each) for each in items), paid.currency) - paid
    if gap.minor <= 0:
        return list(items)
    able = [n for n, each in enumerate(items) if due(each).minor > gap.minor]
    if not able:
        return None
    last = able[-1]
    return [*items[:last], *items[last + 1 :], items[last]]
