"""Which invoices a payment on the bank's statement is for, how sure that is, and why.

Only what is open for the account's legal entity in its currency is looked at. A proposal never has
more than the entry, and never more of an invoice than is due. What the payer named comes first;
amounts alone are never certain.
"""

from collections.abc import Iterator, Sequence

from jupiter_core.domain.match_proposal import Certainty, Part, Proposal
from jupiter_core.domain.money import Money
from jupiter_core.domain.open_item import OpenItem, keys_in
from jupiter_core.domain.open_items import OpenItems
from jupiter_core.domain.settlement import SettlementKind
from jupiter_core.domain.shortfall import with_shortfall_last
from jupiter_core.domain.statement import StatementEntry
from jupiter_core.domain.sums import subsets_with_sum

MOST_PROPOSALS = 5
MOST_FEE_PERCENT = 2
MOST_FEE_MINOR = 5000
"""A shortfall is taken for a bank's fee up to two percent and 50.00 (5,000 minor units)."""


def proposals(entry: StatementEntry, open_items: OpenItems) -> tuple[Proposal, ...]:
    """The best first; none for what went out or takes something back."""
    if not entry.came_in or entry.is_reversal:
        return ()
    if open_items.currency != entry.amount.currency:
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
    referenced, numbered, ordered = (
        look(keys) for look in (items.referenced, items.numbered, items.ordered)
    )
    yield from _named(entry, items, referenced, "the payment reference is in the text")
    yield from _named(entry, items, numbered, "the invoice number is in the text")
    if not numbered and not referenced:
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
    customers = {each.customer_id: None for each in named}
    if len(customers) > 1:
        # A payment is of one customer.
        for customer in customers:
            theirs = [each for each in named if each.customer_id == customer]
            yield from _named(entry, items, theirs, f"{why}, beside one of another customer")
        return
    plural = why.replace(" is in", "s are in") if len(named) > 1 else why
    due = _due(named)
    if due == entry.amount:
        said = (plural, "the amount is what is due")
        exact = _proposal(named, entry.amount, Certainty.CERTAIN, *said)
        yield _doubted(exact, entry, items, named)
    elif short := _short(entry, named):
        whole = short.model_copy(update={"reasons": (plural, *short.reasons)})
        yield _doubted(whole, entry, items, named)
    elif due.minor < entry.amount.minor:
        yield from _with_others(entry, items, named, plural)
    else:
        for some in subsets_with_sum(named, entry.amount.minor):
            said = (plural, "the amount is what is due of these")
            yield _proposal(some, entry.amount, Certainty.LIKELY, *said)
        certainty = Certainty.LIKELY if len(named) == 1 else Certainty.POSSIBLE
        yield _proposal(named, entry.amount, certainty, plural, "it pays a part")


def _doubted(
    proposal: Proposal, entry: StatementEntry, items: OpenItems, named: list[OpenItem]
) -> Proposal:
    """Of another customer than the account paid for before, nothing is more than likely."""
    before = items.seen(entry.counterparty_account)
    if not before or named[0].customer_id in before:
        return proposal
    return proposal.doubted("the account paid for another customer before")


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
    """Settled by less than is due: by a fee that the bank states, a discount, or a small gap, which
    one of them alone goes without."""
    gap = _due(named) - entry.amount
    ordered = with_shortfall_last(named, lambda each: each.due, entry.amount)
    if gap.minor <= 0 or ordered is None:
        return None
    on = entry.value_on or entry.booked_on
    if entry.fee == gap:
        certainty, why = Certainty.CERTAIN, f"the bank kept {gap.words} of what is due"
        reason = SettlementKind.BANK_FEE
    elif len(named) == 1 and named[0].settled_early_by(entry.amount, on):
        certainty, why = Certainty.CERTAIN, f"{gap.words} less, the early-payment discount"
        reason = SettlementKind.EARLY_PAYMENT_DISCOUNT
    elif gap.minor <= MOST_FEE_MINOR and gap.minor * 100 <= _due(named).minor * MOST_FEE_PERCENT:
        certainty, why = Certainty.LIKELY, f"{gap.words} less than is due, as a bank's fee may be"
        reason = SettlementKind.BANK_FEE
    else:
        return None
    proposal = _proposal(ordered, entry.amount, certainty, why)
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
