"""What issued invoices billed otherwise than new terms would: per line and contract year.

What the rounding of shares explains is made up for by the shares still to come of that year; all
else is a line of its own.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import pairwise

from jupiter_core.domain.contract.calendar import MONTHS_A_YEAR, ONE_DAY
from jupiter_core.domain.contract.scheduled import (
    LineChange,
    ScheduledInvoice,
    ScheduledLine,
    SettledLine,
)
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.line_words import PaperLanguages
from jupiter_core.domain.money import Money, allocate
from jupiter_core.domain.schedule.lines import agreed_quantity, counted, subscription_line
from jupiter_core.domain.schedule.price_words import explained
from jupiter_core.domain.schedule.pricing import Piece, Slot, half_away
from jupiter_core.domain.schedule.shares import YearShares


@dataclass
class _Account:
    """Of one slot: what is due for the issued periods, and what was billed, in minor units."""

    due: list[Piece] = field(default_factory=list)
    billed: list[Piece] = field(default_factory=list)

    @property
    def due_minor(self) -> int:
        return sum(each.minor for each in self.due)

    @property
    def billed_minor(self) -> int:
        return sum(each.minor for each in self.billed)

    @property
    def difference(self) -> int:
        """To be billed still or, below zero, to be given back."""
        return self.due_minor - self.billed_minor

    @property
    def is_rounding(self) -> bool:
        """Whether the rounding of its parts, each by less than a unit, explains it."""
        if not self.due or not self.billed:
            return False
        return abs(self.difference) <= len(self.due) + len(self.billed)


def differences(
    terms: ContractTerms,
    past: Sequence[Piece],
    coming: Sequence[Piece],
    issued: Sequence[ScheduledInvoice],
    year_shares: YearShares,
    apart: Sequence[SettledLine] = (),
    ahead: Collection[Slot] = (),
) -> tuple[list[Piece], list[ScheduledLine]]:
    """The coming pieces, and the lines that make up for what was billed otherwise.

    `past` are the pieces of the periods that are issued; `apart` is what was settled before. A
    difference that is only rounding stands as it was issued when nothing is to come. What is in
    one of the slots `ahead` waits for no index, as what was billed there did not.
    """
    shares = _by_slot(coming)
    lines = []
    for slot, account in _accounts(past, _billed(issued, apart)).items():
        folded = _folded(shares.get(slot, []), account.difference) if account.is_rounding else None
        if folded is not None:
            shares[slot] = folded
        elif account.difference and not (account.is_rounding and not coming):
            line = _line(terms, slot, account, year_shares, ahead=slot in ahead)
            lines.append(line)
    return [piece for slot in sorted(shares) for piece in shares[slot]], lines


def _accounts(past: Iterable[Piece], billed: Iterable[Piece]) -> dict[Slot, _Account]:
    accounts: dict[Slot, _Account] = defaultdict(_Account)
    for piece in past:
        accounts[piece.slot].due.append(piece)
    for piece in billed:
        accounts[piece.slot].billed.append(piece)
    return dict(sorted(accounts.items()))


def _billed(issued: Sequence[ScheduledInvoice], apart: Sequence[SettledLine]) -> Iterator[Piece]:
    """The issued lines of subscriptions, and what was settled apart, as pieces."""
    lines = [line for invoice in issued for line in invoice.lines]
    for line in (*lines, *(each.line for each in apart)):
        if line.contract_year and line.service_start and line.service_end:
            end = line.service_end + ONE_DAY
            slot = line.contract_line, line.contract_year
            yield Piece(*slot, line.service_start, end, line.amount.minor)


def _by_slot(pieces: Sequence[Piece]) -> dict[Slot, list[Piece]]:
    slots: dict[Slot, list[Piece]] = defaultdict(list)
    for piece in pieces:
        slots[piece.slot].append(piece)
    return slots


def _folded(shares: list[Piece], difference: int) -> list[Piece] | None:
    """The shares with the difference in them, or None where it does not fit."""
    whole = sum(each.minor for each in shares)
    if whole <= 0 or whole + difference < 0:
        return None
    amounts = allocate(whole + difference, [each.minor for each in shares])
    return [each._replace(minor=minor) for each, minor in zip(shares, amounts, strict=True)]


def _line(
    terms: ContractTerms, slot: Slot, account: _Account, shares: YearShares, *, ahead: bool
) -> ScheduledLine:
    """The difference as a line: `Analytics add-on, 15 Mar 2027 – 31 Dec 2027, added`."""
    first, end = _affected(account, shares)
    until = next((each.known_until for each in account.due if each.known_until), None)
    piece = Piece(*slot, first, end, account.difference, known_until=until)
    line = subscription_line(terms, piece, ahead=ahead)
    units = _units(terms, account, line, shares)
    added = not account.billed_minor or units is not None
    change = LineChange.ADDED if added else LineChange.CHANGED
    if account.difference < 0:
        change = LineChange.CREDITED
    words = {each.words for each in account.due}
    if units:
        quantity, unit_price = counted(units.quantity, line.amount)
        counts = {"quantity": quantity, "unit_price": unit_price}
        # Where the shares of the year were rounded otherwise, the two sums explain it to the cent.
        exact = units.minor == abs(account.difference)
        told = units.arithmetic if exact else _subtraction(account, terms.currency)
        return _told(line, change, told, counts)
    if added and len(words) == 1:
        told = explained(words.pop(), shares.words(first, end))
    else:
        told = _subtraction(account, terms.currency)
    return _told(line, change, told, {})


def _told(
    line: ScheduledLine, change: LineChange, arithmetic: str, counts: Mapping[str, object]
) -> ScheduledLine:
    made = line.model_copy(update={"arithmetic": arithmetic, "change": change, **counts})
    description = PaperLanguages().described(made, line.description)
    return made.model_copy(update={"description": description})


def _units(
    terms: ContractTerms, account: _Account, line: ScheduledLine, shares: YearShares
) -> Piece | None:
    """The units more or fewer from the line's first day on, where they alone explain it: `10 ×
    1,200.00, 3 of 12 months`."""
    if line.service_start is None or line.service_end is None:
        return None
    first, end = line.service_start, line.service_end + ONE_DAY
    product = terms.subscription(line.contract_line)
    before, now = (agreed_quantity(terms, product, day) for day in (first - ONE_DAY, first))
    more = (now if first < terms.end else 0) - before
    prices = {(e.unit, e.price) for e in account.due if e.first < end and first < e.end}
    known = prices or {(e.unit, e.price) for e in account.due}
    if not more or len(known) != 1:
        return None
    unit, price = known.pop()
    exact = abs(Fraction(more)) * unit * shares.months(first, end) / MONTHS_A_YEAR
    rounding = len(account.due) + len(account.billed)
    far = abs(half_away(exact) - abs(account.difference)) > rounding
    if far or (more > 0) != (account.difference > 0):
        return None
    part = shares.words(first, end)
    slot = line.contract_line, line.contract_year or 1
    return Piece(*slot, first, end, half_away(exact), abs(more), unit, price, part)


def _affected(account: _Account, shares: YearShares) -> tuple[date, date]:
    """The days for which another price holds than was billed; all, where none stands out."""
    pieces = [*account.due, *account.billed]
    days = sorted({day for each in pieces for day in (each.first, each.end)})
    spans = list(pairwise(days))
    differing = [span for span in spans if _differs(account, span, shares)] or spans
    return differing[0][0], differing[-1][1]


def _differs(account: _Account, span: tuple[date, date], shares: YearShares) -> bool:
    """By more than the rounding of each month explains."""
    due, billed = (_cost(each, span, shares) for each in (account.due, account.billed))
    return abs(due - billed) > max(Fraction(1), shares.months(*span))


def _cost(pieces: Sequence[Piece], span: tuple[date, date], shares: YearShares) -> Fraction:
    """What the days of `span`, which no piece cuts, cost, in minor units."""
    first, end = span
    return sum(
        (
            each.minor * shares.months(first, end) / shares.months(each.first, each.end)
            for each in pieces
            if each.first <= first and end <= each.end
        ),
        Fraction(0),
    )


def _subtraction(account: _Account, currency: str) -> str:
    due, billed = (
        f"{Money.of_minor(minor, currency).decimal:,f}"
        for minor in (account.due_minor, account.billed_minor)
    )
    return f"{due} − {billed}"
