"""Which invoices a payment on the bank's statement is for, how sure that is, and why.

Only what is open for the account's legal entity in its currency is looked at. A proposal never has
more than the entry, and never more of an invoice than is due. What the payer named comes first;
amounts alone are never certain.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money
from jupiter_core.domain.open_item import OpenItem, digits_of, keys_in, keys_of, name_key
from jupiter_core.domain.statement import StatementEntry
from jupiter_core.domain.sums import subsets_with_sum

MOST_PROPOSALS = 5
MOST_FEE_PERCENT = 2
MOST_FEE_MINOR = 5000
"""A shortfall is taken for a bank's fee up to two percent and 50.00 (5,000 minor units)."""
_LEAST_PO = 4
"""Characters below which a PO number says nothing, being found in any text."""


class Certainty(StrEnum):
    """How sure a proposal is. Only what is certain may be booked without a person."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Part(Frozen):
    """What of the payment is for one invoice."""

    invoice_id: str
    number: str
    amount: Money


class ShortReason(StrEnum):
    """Why less came in than is due, where that seems to settle the invoice."""

    BANK_FEE = "bank_fee"
    EARLY_PAYMENT_DISCOUNT = "early_payment_discount"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ")


class Proposal(Frozen):
    """`short` is what its invoices lack to be settled, and `short_for` what seems to have taken
    it. `reasons` are half-sentences for people."""

    parts: tuple[Part, ...]
    certainty: Certainty
    reasons: tuple[str, ...]
    short: Money | None = None
    short_for: ShortReason | None = None

    @property
    def total(self) -> Money:
        return Money.sum((each.amount for each in self.parts), self.parts[0].amount.currency)

    @property
    def words(self) -> str:
        """`JUS-1 and JUS-2: both named, and the sum is what is due`."""
        return f"{self.numbers}: {', '.join(self.reasons)}"

    @property
    def numbers(self) -> str:
        numbers = [each.number for each in self.parts]
        return " and ".join(filter(None, (", ".join(numbers[:-1]), numbers[-1])))


class OpenItems:
    """What is open, to be looked up. `seen` says of an account, or of a payer's name (its
    `name_key`), which customers paid from it before."""

    def __init__(self, items: Iterable[OpenItem], seen: Mapping[str, frozenset[str]]) -> None:
        self._seen = seen
        self.items = sorted(
            (each for each in items if each.due.minor > 0), key=lambda e: (e.due_on, e.number)
        )
        self._numbers = _lookup(self.items, lambda each: keys_of(each.number))
        self._orders = _lookup(self.items, lambda each: _po_keys(each.po_number))
        self._digits = _lookup(self.items, lambda each: filter(None, (digits_of(each.number),)))
        self._names = _lookup(self.items, lambda each: (name_key(each.customer),))
        self._customers = _lookup(self.items, lambda each: (each.customer_id,))
        self._amounts = _lookup(self.items, lambda each: (str(each.due.minor),))

    def numbered(self, keys: frozenset[str]) -> list[OpenItem]:
        return _found(self._numbers, keys)

    def ordered(self, keys: frozenset[str]) -> list[OpenItem]:
        return _found(self._orders, keys)

    def with_digits(self, keys: frozenset[str]) -> list[OpenItem]:
        return _found(self._digits, keys)

    def due(self, amount: Money) -> list[OpenItem]:
        return self._amounts.get(str(amount.minor), [])

    def of_customers(self, ids: Iterable[str]) -> list[OpenItem]:
        return _found(self._customers, ids)

    def of_payer(self, entry: StatementEntry) -> tuple[list[OpenItem], str]:
        """Those of whoever the payer seems to be, and why it seems so."""
        account = entry.counterparty_account
        if account and (ids := self._seen.get(account)):
            return self.of_customers(ids), "the account paid for this customer before"
        name = name_key(entry.counterparty)
        if name and (items := self._names.get(name)):
            return items, "the payer has the customer's name"
        if name and (ids := self._seen.get(name)):
            return self.of_customers(ids), "the payer paid for this customer before"
        return [], ""


def proposals(entry: StatementEntry, open_items: OpenItems) -> tuple[Proposal, ...]:
    """The best first; none for what went out or takes something back."""
    if not entry.came_in or entry.is_reversal:
        return ()
    fitting = [each for each in open_items.items if each.due.currency == entry.amount.currency]
    if not fitting:
        return ()
    found: dict[frozenset[str], Proposal] = {}
    for proposal in _in_turn(entry, open_items):
        ids = frozenset(part.invoice_id for part in proposal.parts)
        if ids not in found:
            found[ids] = proposal
        if len(found) == MOST_PROPOSALS:
            break
    order = list(Certainty)
    return tuple(sorted(found.values(), key=lambda each: order.index(each.certainty)))


def _in_turn(entry: StatementEntry, items: OpenItems) -> Iterator[Proposal]:
    keys = keys_in(entry.text)
    numbered, ordered = items.numbered(keys), items.ordered(keys)
    yield from _named(entry, items, numbered, "the invoice number is in the text")
    if not numbered:
        yield from _named(entry, items, ordered, "the PO number is in the text")
        for each in items.with_digits(keys):
            if each.due == entry.amount:
                reasons = ("the end of its number is in the text", "the amount is what is due")
                yield _proposal([each], entry.amount, Certainty.LIKELY, *reasons)
        yield from _of_payer(entry, items)
        yield from _of_amount(entry, items)


def _named(
    entry: StatementEntry, items: OpenItems, named: list[OpenItem], why: str
) -> Iterator[Proposal]:
    """Named by the payer: all of them, some of them, one in part, or with others of theirs."""
    if not named:
        return
    plural = why.replace("number is", "numbers are") if len(named) > 1 else why
    due = _due(named)
    if due == entry.amount:
        yield _proposal(named, entry.amount, Certainty.CERTAIN, plural, "the amount is what is due")
    elif short := _short(entry, named):
        yield short.model_copy(update={"reasons": (plural, *short.reasons)})
    elif due.minor < entry.amount.minor:
        yield from _with_others(entry, items, named, plural)
    else:
        for some in subsets_with_sum(named, entry.amount.minor):
            said = (plural, "the amount is what is due of these")
            yield _proposal(some, entry.amount, Certainty.LIKELY, *said)
        certainty = Certainty.LIKELY if len(named) == 1 else Certainty.POSSIBLE
        yield _proposal(named, entry.amount, certainty, plural, "it pays a part")


def _with_others(
    entry: StatementEntry, items: OpenItems, named: list[OpenItem], why: str
) -> Iterator[Proposal]:
    rest = entry.amount - _due(named)
    customers = {each.customer_id for each in named}
    others = [each for each in items.of_customers(customers) if each not in named]
    for some in subsets_with_sum(others, rest.minor):
        said = (why, "with others of the customer the sum is what is due")
        yield _proposal([*named, *some], entry.amount, Certainty.LIKELY, *said)
    yield _proposal(
        named, entry.amount, Certainty.LIKELY, why, f"{rest.words} more came in than is due"
    )


def _of_payer(entry: StatementEntry, items: OpenItems) -> Iterator[Proposal]:
    theirs, why = items.of_payer(entry)
    exact = [each for each in theirs if each.due == entry.amount]
    for each in exact:
        certainty = Certainty.LIKELY if len(exact) == 1 else Certainty.POSSIBLE
        yield _proposal([each], entry.amount, certainty, why, "the amount is what is due")
    if exact:
        return
    sums = subsets_with_sum(theirs, entry.amount.minor)
    for some in sums:
        certainty = Certainty.LIKELY if len(sums) == 1 else Certainty.POSSIBLE
        yield _proposal(some, entry.amount, certainty, why, "the sum is what is due")
    for each in theirs:
        if short := _short(entry, [each]):
            update = {"certainty": Certainty.POSSIBLE, "reasons": (why, *short.reasons)}
            yield short.model_copy(update=update)
    if len(theirs) == 1 and entry.amount.minor < theirs[0].due.minor:
        said = (why, "it is their only open invoice", "it pays a part")
        yield _proposal(theirs, entry.amount, Certainty.POSSIBLE, *said)


def _of_amount(entry: StatementEntry, items: OpenItems) -> Iterator[Proposal]:
    for each in items.due(entry.amount)[:MOST_PROPOSALS]:
        yield _proposal([each], entry.amount, Certainty.POSSIBLE, "the amount is what is due")


def _short(entry: StatementEntry, named: Sequence[OpenItem]) -> Proposal | None:
    """Settled by less than is due: by a fee that the bank states, a discount, or a small gap."""
    gap = _due(named) - entry.amount
    if gap.minor <= 0:
        return None
    on = entry.value_on or entry.booked_on
    if entry.fee == gap:
        certainty, why = Certainty.CERTAIN, f"the bank kept {gap.words} of what is due"
        reason = ShortReason.BANK_FEE
    elif len(named) == 1 and named[0].settled_early_by(entry.amount, on):
        certainty, why = Certainty.CERTAIN, f"{gap.words} less, the early-payment discount"
        reason = ShortReason.EARLY_PAYMENT_DISCOUNT
    elif gap.minor <= MOST_FEE_MINOR and gap.minor * 100 <= _due(named).minor * MOST_FEE_PERCENT:
        certainty, why = Certainty.LIKELY, f"{gap.words} less than is due, as a bank's fee may be"
        reason = ShortReason.BANK_FEE
    else:
        return None
    proposal = _proposal(named, entry.amount, certainty, why)
    return proposal.model_copy(update={"short": gap, "short_for": reason})


def _proposal(
    items: Sequence[OpenItem], amount: Money, certainty: Certainty, *reasons: str
) -> Proposal:
    """What there is goes to what is due first; an invoice that gets nothing is left out."""
    left = amount.minor
    parts = []
    for each in items:
        minor = min(left, each.due.minor)
        if minor > 0:
            money = Money(minor=minor, currency=amount.currency)
            parts.append(Part(invoice_id=each.invoice_id, number=each.number, amount=money))
        left -= minor
    return Proposal(parts=tuple(parts), certainty=certainty, reasons=reasons)


def _due(items: Sequence[OpenItem]) -> Money:
    return Money.sum((each.due for each in items), items[0].due.currency)


def _po_keys(po_number: str) -> frozenset[str]:
    keys = keys_of(po_number)
    return keys if max(map(len, keys), default=0) >= _LEAST_PO else frozenset()


def _lookup(
    items: Iterable[OpenItem], keys: Callable[[OpenItem], Iterable[str]]
) -> dict[str, list[OpenItem]]:
    found: dict[str, list[OpenItem]] = defaultdict(list)
    for each in items:
        for key in keys(each):
            found[key].append(each)
    return dict(found)


def _found(lookup: dict[str, list[OpenItem]], keys: Iterable[str]) -> list[OpenItem]:
    """Each once, what is due first before the rest."""
    found = {item.invoice_id: item for key in keys for item in lookup.get(key, ())}
    return sorted(found.values(), key=lambda each: (each.due_on, each.number))
