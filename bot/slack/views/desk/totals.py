"""What is owed, by currency, at the top of the desk."""

from collections.abc import Sequence

from bot.slack.views import blocks as b
from bot.wording.figures import amount
from jupiter_core.domain.desk import Owed
from jupiter_core.domain.money import LARGEST_MINOR, Money

MOST_CURRENCIES = 8


def totals(owed: Sequence[Owed], *, everybody: bool) -> list[b.Block]:
    """A line a currency; the currency with the most open invoices first."""
    if not owed:
        return []
    ranked = sorted(owed, key=lambda each: (-each.open_count, each.currency))
    lines = [_line(each) for each in ranked[:MOST_CURRENCIES]]
    more = len(ranked) - MOST_CURRENCIES
    title = "Receivables" if everybody else "Receivables of your deals"
    parts: list[b.Block] = [b.words(title, bold=True)]
    for line in lines:
        parts += [b.words("\n"), *line]
    if more > 0:
        parts.append(b.words(f"\nand {more} more currencies"))
    return [b.rich_text(parts, "desk_totals")]


def _line(owed: Owed) -> list[b.Block]:
    """`USD 1,345,000.00 open (3) · 12,000.00 overdue (1) · nothing due within 7 days`."""
    overdue = _part(owed, owed.overdue_minor, owed.overdue_count, "overdue")
    soon = _part(owed, owed.soon_minor, owed.soon_count, "due within 7 days")
    return [
        b.words(f"{sum_words(owed.open_minor, owed.currency)} open", bold=True),
        b.words(f" ({owed.open_count:,})  ·  "),
        b.words(overdue, bold=bool(owed.overdue_count)),
        b.words(f"  ·  {soon}"),
    ]


def _part(owed: Owed, minor: int, count: int, what: str) -> str:
    return f"{sum_words(minor, owed.currency)} {what} ({count:,})" if count else f"nothing {what}"


def sum_words(minor: int, currency: str) -> str:
    """`USD 12,000.00`. A sum may be larger than any amount may be."""
    over = "more than " if minor > LARGEST_MINOR else ""
    return f"{over}{amount(Money.of_minor(min(minor, LARGEST_MINOR), currency))}"
