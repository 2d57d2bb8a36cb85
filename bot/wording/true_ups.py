"""Years that are billed before their index is known: when their differences are reckoned, and what
becomes of them, and of what waits for an acceptance, when a contract ends."""

from bot.wording.figures import amount, day
from bot.wording.text import shortened
from jupiter_core.domain.contract.lapsed import Lapsed
from jupiter_core.domain.contract.scheduled import PendingMilestone, Schedule, TrueUp

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


def lapsed_lines(lapsed: Lapsed) -> list[str]:
    """`Index difference of year 2, from 1 Jan 2028: US CPI-U isn't known (USD 120,000.00 billed
    before)`, and fees that nobody accepted; of many, the first."""
    lines = [
        *(_never_reckoned(each) for each in lapsed.true_ups),
        *(_never_accepted(each) for each in lapsed.milestones),
    ]
    more = len(lines) - MOST_SHOWN
    return [*lines[:MOST_SHOWN], *([f"{more} more"] if more > 0 else [])]


def _to_come(each: TrueUp) -> str:
    return (
        f"to be reckoned for {day(each.on)}, when {_names(each)} is known "
        f"({amount(each.billed)} billed before)"
    )


def _never_reckoned(each: TrueUp) -> str:
    return (
        f"Index difference of year {each.contract_year}, from {day(each.on)}: {_names(each)} isn't "
        f"known ({amount(each.billed)} billed before)"
    )


def _never_accepted(each: PendingMilestone) -> str:
    return f"{amount(each.total)} on acceptance of {shortened(each.name, _NAMES)}"


def _names(each: TrueUp) -> str:
    return shortened(" and ".join(each.indexes), _NAMES)
