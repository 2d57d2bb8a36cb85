"""Years that are billed before their index is known: when their differences are reckoned."""

from bot.wording.figures import amount, day
from bot.wording.text import shortened
from jupiter_core.domain.contract.scheduled import Schedule, TrueUp

MOST_SHOWN = 5
_NAMES = 120


def true_up_facts(schedule: Schedule) -> list[tuple[str, str]]:
    """`Index difference, year 2: to be reckoned for 1 Jan 2028, when US CPI-U is known (USD
    120,000.00 billed before)`."""
    shown = [
        (f"Index difference, year {each.contract_year}", _to_come(each))
        for each in schedule.true_ups[:MOST_SHOWN]
    ]
    more = len(schedule.true_ups) - len(shown)
    rest = [("Index differences", f"{more} more years, to be reckoned")] if more else []
    return [*shown, *rest]


def _to_come(each: TrueUp) -> str:
    names = shortened(" and ".join(each.indexes), _NAMES)
    return (
        f"to be reckoned for {day(each.on)}, when {names} is known "
        f"({amount(each.billed)} billed before)"
    )
