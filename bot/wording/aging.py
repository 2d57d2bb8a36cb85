"""Aging in words: buckets, sums, days sales outstanding."""

from bot.wording.figures import amount
from jupiter_core.domain.aging import AgingBucket, CurrencyAging, Figure
from jupiter_core.domain.money import LARGEST_MINOR, Money

BUCKETS = {
    AgingBucket.CURRENT: "Current",
    AgingBucket.TO_30: "1–30 days",
    AgingBucket.TO_60: "31–60 days",
    AgingBucket.TO_90: "61–90 days",
    AgingBucket.OVER_90: "Over 90 days",
}


def figure_words(figure: Figure, currency: str) -> str:
    """`USD 1,345,000.00`; a sum may be larger than any amount may be."""
    over = "more than " if figure.minor > LARGEST_MINOR else ""
    return f"{over}{amount(Money.of_minor(min(figure.minor, LARGEST_MINOR), currency))}"


def counted_words(figure: Figure, currency: str) -> str:
    """`USD 1,345,000.00 (2)`, or `nothing`."""
    return f"{figure_words(figure, currency)} ({figure.count:,})" if figure.count else "nothing"


def dso_words(found: CurrencyAging) -> str:
    """`45.0 days`, or that there were no sales."""
    return f"{found.dso:,} days" if found.dso is not None else "no sales in 90 days"


def owed_words(found: CurrencyAging) -> str:
    """`USD 1,345,000.00 owed, USD 45,000.00 of it overdue`."""
    owed = f"{figure_words(found.owed, found.currency)} owed"
    if not found.overdue.count:
        return f"{owed}, nothing overdue"
    return f"{owed}, {figure_words(found.overdue, found.currency)} of it overdue"
