"""Years that are billed before their index is known, and the difference when it is.

An invoice over several contract years bills the later ones at the price that is known: as far as
the index was, and by its floor from there on. What is added to such a year is billed at that price
too. Once the index of the year is known, the difference for all of it is billed on the year's first
day, on an invoice of its own, or given back by a credit note. Then the year is like any other.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from jupiter_core.domain.contract.scheduled import (
    CreditMethod,
    LineChange,
    ScheduledInvoice,
    ScheduledLine,
    SettledLine,
    TrueUp,
)
from jupiter_core.domain.contract.terms import ContractTerms, Subscription
from jupiter_core.domain.line_words import PaperLanguages
from jupiter_core.domain.money import Money
from jupiter_core.domain.schedule.drafts import Draft
from jupiter_core.domain.schedule.lines import subscription_line
from jupiter_core.domain.schedule.price_words import explained
from jupiter_core.domain.schedule.pricing import Piece, Slot


def billed_ahead(
    issued: Sequence[ScheduledInvoice], settled: Sequence[SettledLine] = ()
) -> dict[Slot, int]:
    """The slots that were billed before their index was known and are not made up for, with the
    contract year up to which it was known then."""
    lines = [line for invoice in issued for line in invoice.lines]
    made_up = {
        _slot(line)
        for line in (*lines, *(each.line for each in settled))
        if line.change is LineChange.TRUE_UP
    }
    return {
        _slot(line): line.known_until
        for line in reversed(lines)
        if line.known_until is not None and _slot(line) not in made_up
    }


def still_unknown(terms: ContractTerms, ahead: Mapping[Slot, int]) -> dict[Slot, int]:
    """Of these, whose index is not known yet."""
    return {slot: until for slot, until in ahead.items() if _waits(terms, slot)}


def true_up_lines(
    terms: ContractTerms,
    billed: Sequence[Piece],
    known: Sequence[Piece],
    slots: Collection[Slot],
) -> Iterator[ScheduledLine]:
    """The differences of `slots`: `billed` are the pieces of the issued periods at the prices at
    which they were, `known` the same at those of the index."""
    for slot in sorted(slots):
        old = [each for each in billed if each.slot == slot]
        new = [each for each in known if each.slot == slot]
        if new and (minor := sum(e.minor for e in new) - sum(e.minor for e in old)):
            yield _line(terms, old, new, minor)


def split(lines: Iterable[ScheduledLine]) -> tuple[list[ScheduledLine], list[SettledLine]]:
    """What is billed, and what a credit note gives back."""
    every = list(lines)
    return [each for each in every if each.amount.minor > 0], [
        SettledLine(credit_method=CreditMethod.CREDIT_NOTE, line=each)
        for each in every
        if each.amount.minor < 0
    ]


def add_true_ups(
    drafts: list[Draft], terms: ContractTerms, lines: Sequence[ScheduledLine], earliest: date
) -> None:
    """Puts each contract year's on an invoice of its own, none before `earliest`; the drafts are in
    the order of their issue then."""
    by_year = sorted(lines, key=lambda each: each.contract_year or 0)
    for year, group in groupby(by_year, key=lambda each: each.contract_year or 1):
        drafts.append(Draft(max(_day(terms, year), earliest), lines=list(group)))
    if by_year:
        drafts.sort(key=lambda each: each.issue_on)


def waiting_true_ups(
    terms: ContractTerms, pieces: Iterable[Piece], lines: Iterable[ScheduledLine]
) -> tuple[TrueUp, ...]:
    """The years that `lines` bill ahead of their index, of what the terms have in them still, which
    is in `pieces`."""
    waiting = [each for each in pieces if each.known_until and _waits(terms, each.slot)]
    # Most schedules have none, and then nobody looks at their lines.
    ahead = {_slot(line) for line in lines if line.known_until} if waiting else set()
    found_ahead = [each for each in waiting if each.slot in ahead]
    in_order = sorted(found_ahead, key=lambda each: each.contract_year)
    found = groupby(in_order, key=lambda each: each.contract_year)
    return tuple(_waiting(terms, year, list(group)) for year, group in found)


def _waiting(terms: ContractTerms, year: int, pieces: Sequence[Piece]) -> TrueUp:
    clauses = (terms.subscription(each.contract_line).indexation for each in pieces)
    return TrueUp(
        contract_year=year,
        on=_day(terms, year),
        indexes=tuple(dict.fromkeys(each.index for each in clauses if each)),
        billed=Money.of_minor(sum(each.minor for each in pieces), terms.currency),
    )


def _waits(terms: ContractTerms, slot: Slot) -> bool:
    line = terms.lines[slot[0]]
    return isinstance(line, Subscription) and line.is_provisional(slot[1])


def _day(terms: ContractTerms, year: int) -> date:
    return terms.year_start(year) - timedelta(days=terms.bill_in_advance_days)


def _line(
    terms: ContractTerms, old: Sequence[Piece], new: Sequence[Piece], minor: int
) -> ScheduledLine:
    """`Platform, 1 Jan 2028 – 31 Dec 2028, index adjustment`."""
    first, end = min(each.first for each in new), max(each.end for each in new)
    line = subscription_line(terms, Piece(*new[0].slot, first, end, minor), ahead=True)
    told = {"arithmetic": _arithmetic(terms, old, new), "change": LineChange.TRUE_UP}
    made = line.model_copy(update=told)
    description = PaperLanguages().described(made, line.description)
    return made.model_copy(update={"description": description})


def _arithmetic(terms: ContractTerms, old: Sequence[Piece], new: Sequence[Piece]) -> str:
    """`(312.3 / 304.1 − 1) = 2.6965%; 120,000.00 × 1.026965 = 123,235.80; 123,235.80 −
    120,000.00`."""
    slot = new[0].slot
    line = terms.subscription(slot[0])
    fixed = {each.contract_year for each in line.escalators}
    since = min((each.known_until or 1 for each in old), default=1)
    rises = [
        line.indexation.rise(n).figures
        for n in range(since + 1, slot[1] + 1)
        if line.indexation and n not in fixed
    ]
    due, was = (_sum(terms, pieces) for pieces in (new, old))
    price = explained(new[0].words, new[0].part)
    priced = [f"{price} = {due}"] if len(new) == 1 and price else []
    return "; ".join([*rises, *priced, f"{due} − {was}"])


def _sum(terms: ContractTerms, pieces: Sequence[Piece]) -> str:
    amount = Money.of_minor(sum(each.minor for each in pieces), terms.currency)
    return f"{amount.decimal:,f}"


def _slot(line: ScheduledLine) -> Slot:
    return line.contract_line, line.contract_year or 0
