"""Any invoice, credited by line, by amount and by rate, in any order: nothing is credited twice.

What is charged and credited is reckoned here with fractions, from lines and rates alone.
"""

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupiter_core.domain.credit_note import Part
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money, minor_digits
from jupiter_core.domain.refusals import OverCredit, Refusal
from jupiter_core.domain.totals import LineItem
from tests.factories import a_line
from tests.harness.promises import expect_all_promises_kept
from tests.harness.workspace import MemoryWorkspace

Sums = dict[Decimal, tuple[int, int]]
"""Net and tax in minor units, by rate."""


class Step(NamedTuple):
    """One credit and what becomes of it; `share` is the part of what is left, in thousandths."""

    kind: str
    place: int
    share: int
    fate: str


currencies = st.sampled_from(["USD", "EUR", "JPY", "KWD"])
rates = st.sampled_from(["0", "20", "19", "7", "5.5", "8.875"])
minors = st.one_of(st.integers(1, 300), st.integers(1, 10**9))
charged_lines = st.lists(
    st.tuples(minors, rates, st.sampled_from(["1", "3", "2.5"])), min_size=1, max_size=4
)
steps = st.lists(
    st.builds(
        Step,
        st.sampled_from(["line", "amount", "rate", "full"]),
        st.integers(0, 5),
        st.integers(1, 1000),
        st.sampled_from(["issued", "issued", "waiting", "void"]),
    ),
    max_size=6,
)


def an_invoice(
    desk: MemoryWorkspace, currency: str, lines: list[tuple[int, str, str]], discount: int = 0
) -> Invoice:
    """`discount` is in hundredths of the first line, at its rate."""
    items = [priced(currency, *line) for line in lines]
    if discount:
        less = items[0].amount.minor * discount // 100
        items.append(priced(currency, -max(1, less), lines[0][1], "1"))
    return desk.issued(currency=currency, lines=tuple(items))


def priced(currency: str, minor: int, rate: str, quantity: str) -> LineItem:
    price = str(Decimal(minor).scaleb(-minor_digits(currency)))
    return a_line(f"{minor} at {rate}", quantity, price, currency, rate)


def half_up(value: Fraction) -> int:
    return int(value + Fraction(1, 2)) if value >= 0 else -int(Fraction(1, 2) - value)


def own_tax(net: int, rate: Decimal) -> int:
    return half_up(net * Fraction(rate) / 100)


def charged(invoice: Invoice) -> Sums:
    """From the lines alone."""
    nets: dict[Decimal, int] = defaultdict(int)
    for line in invoice.content.lines:
        nets[line.tax_rate] += half_up(Fraction(line.unit_price.exact) * Fraction(line.quantity))
    return {rate: (net, own_tax(net, rate)) for rate, net in nets.items()}


def credited(notes: list[Invoice]) -> Sums:
    """As the credit notes say it."""
    sums: Sums = {}
    for note in notes:
        for each in note.content.totals.taxes:
            net, tax = sums.get(each.rate, (0, 0))
            sums[each.rate] = (net + each.net.minor, tax + each.tax.minor)
    return sums


def asked(step: Step, invoice: Invoice, notes: list[Invoice]) -> Part | None:
    """What a person asks for; the whole rest is no part."""
    taxes = invoice.content.totals.taxes
    if step.kind == "full":
        return None
    if step.kind == "line":
        line = invoice.content.lines[step.place % len(invoice.content.lines)]
        place = next(n for n, each in enumerate(taxes) if each.rate == line.tax_rate)
        return Part(description=line.description, net=line.amount, tax=place)
    place = step.place % len(taxes)
    left = taxes[place].net.minor - credited(notes).get(taxes[place].rate, (0, 0))[0]
    net = left if step.kind == "rate" else max(1, left * step.share // 1000)
    return Part(description="-", net=Money(minor=net, currency=invoice.total.currency), tax=place)


def take(desk: MemoryWorkspace, step: Step, invoice: Invoice, notes: list[Invoice]) -> None:
    """One step; `notes` are the live ones, and get what comes of it."""
    try:
        note = desk.credit(desk.now(invoice), asked(step, invoice, notes))
    except Refusal:
        return
    if step.fate == "void":
        desk.void(note)
    else:
        notes.append(desk.approve(note) if step.fate == "issued" else note)


def expect_within_what_was_charged(invoice: Invoice, notes: list[Invoice]) -> None:
    whole = charged(invoice)
    for rate, (net, tax) in credited(notes).items():
        assert 0 <= net <= whole[rate][0]
        assert 0 <= tax <= whole[rate][1]
        if net == whole[rate][0]:
            assert tax == whole[rate][1]


@settings(deadline=None, max_examples=25)
@given(currencies, charged_lines, st.integers(0, 99), steps)
def test_no_sequence_of_credits_takes_off_more_than_a_rate_was_charged(
    currency: str, lines: list[tuple[int, str, str]], discount: int, wanted: list[Step]
) -> None:
    desk = MemoryWorkspace()
    invoice = an_invoice(desk, currency, lines, discount)
    notes: list[Invoice] = []
    for step in wanted:
        take(desk, step, invoice, notes)
        expect_within_what_was_charged(invoice, notes)
    waiting = [each for each in notes if each.state is State.PENDING_APPROVAL]
    for note in reversed(waiting):
        desk.approve(note)
    if desk.now(invoice).creditable.minor:
        notes.append(desk.approve(desk.credit(desk.now(invoice))))
    after = desk.now(invoice)
    assert {rate: sums for rate, sums in credited(notes).items() if sums[0]} == {
        rate: sums for rate, sums in charged(invoice).items() if sums[0]
    }
    assert (after.amount_due.minor, after.creditable.minor, after.state) == (0, 0, State.PAID)
    expect_all_promises_kept(desk)


@settings(deadline=None, max_examples=25)
@given(currencies, rates, st.lists(minors, min_size=1, max_size=9), st.randoms())
def test_each_of_the_credits_line_by_line_is_within_a_unit_of_its_own_tax(
    currency: str, rate: str, nets: list[int], order: object
) -> None:
    desk = MemoryWorkspace()
    invoice = an_invoice(desk, currency, [(net, rate, "1") for net in nets])
    order.shuffle(nets)  # type: ignore[attr-defined]
    for net in nets:
        part = Part(description="-", net=Money(minor=net, currency=currency))
        note = desk.approve(desk.credit(desk.now(invoice), part))
        assert abs(note.content.totals.tax.minor - own_tax(net, Decimal(rate))) <= 1
    assert desk.now(invoice).state is State.PAID


@settings(deadline=None, max_examples=15)
@given(currencies, charged_lines, st.integers(1, 99), st.integers(1, 10**6), steps)
def test_with_a_discount_at_another_rate_no_more_is_credited_than_was_billed(
    currency: str,
    lines: list[tuple[int, str, str]],
    share: int,
    extra: int,
    wanted: list[Step],
) -> None:
    desk = MemoryWorkspace()
    gross = sum(net for net, _ in charged(an_invoice(desk, currency, lines)).values())
    less = (-max(1, gross * share // 100), "0", "1")
    invoice = an_invoice(desk, currency, [*lines, (extra, "20", "1"), less])
    notes: list[Invoice] = []
    for step in wanted:
        take(desk, step, invoice, notes)
        live = Money.sum((each.total for each in notes), currency)
        assert 0 <= live.minor <= invoice.total.minor
    for note in (each for each in notes if each.state is State.PENDING_APPROVAL):
        desk.approve(note)
    if desk.now(invoice).creditable.minor:
        desk.approve(desk.credit(desk.now(invoice)))
    assert desk.now(invoice).state is State.PAID


def test_four_lines_credited_one_by_one_take_off_the_334_99_that_they_make() -> None:
    desk = MemoryWorkspace()
    prices = ["68.33", "68.33", "57.50", "85.00"]
    invoice = desk.issued(lines=tuple(a_line(price=each, tax_rate="20") for each in prices))
    assert str(invoice.total) == "334.99"
    totals = []
    for price in prices:
        part = Part(description="Seats", net=Money.of(price, "USD"))
        totals.append(str(desk.approve(desk.credit(desk.now(invoice), part)).total))
    assert totals == ["82.00", "82.00", "69.00", "101.99"]
    assert desk.now(invoice).state is State.PAID


def test_four_credits_drafted_at_once_are_issued_in_any_order() -> None:
    desk = MemoryWorkspace()
    prices = ["68.33", "68.33", "57.50", "85.00"]
    invoice = desk.issued(lines=tuple(a_line(price=each, tax_rate="20") for each in prices))
    parts = [Part(description="Seats", net=Money.of(each, "USD")) for each in prices]
    drafts = [desk.credit(invoice, part) for part in parts]
    for draft in reversed(drafts):
        desk.approve(draft)
    assert str(desk.now(invoice).credited) == "334.99"


def test_no_more_is_credited_at_a_rate_than_it_charged_though_others_have_some_left() -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued(lines=(a_line(price="50.00"), a_line(price="100.00", tax_rate="19")))
    part = Part(description="Seats", net=Money.of("60.00", "USD"), tax=1)
    desk.approve(desk.credit(invoice, part))
    with pytest.raises(OverCredit, match=r"USD 71\.40 is more than .*: USD 47\.60\.$"):
        desk.credit(desk.now(invoice), part)


def test_what_waits_for_approval_is_named_where_too_little_is_left() -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued(lines=(a_line(price="100.00"),))
    part = Part(description="Seats", net=Money.of("60.00", "USD"))
    desk.credit(invoice, part)
    with pytest.raises(OverCredit, match=r"USD 40\.00\. USD 60\.00 is in credit notes that are"):
        desk.credit(invoice, part)


def test_the_rest_repeats_what_is_not_credited_and_takes_off_what_is() -> None:
    desk = MemoryWorkspace()
    seats, setup = a_line("Seats", "10", "12.00"), a_line("Set-up", "1", "80.00", tax_rate="20")
    support = a_line("Support", "2", "15.00")
    invoice = desk.issued(lines=(seats, setup, support))
    for part in (
        Part(description="Seats", net=Money.of("120.00", "USD")),
        Part(description="Too late", net=Money.of("30.00", "USD"), tax=1),
    ):
        desk.approve(desk.credit(desk.now(invoice), part))
    rest = desk.credit(desk.now(invoice))
    assert [(each.description, str(each.amount)) for each in rest.content.lines] == [
        ("Support", "30.00"),
        ("Set-up", "80.00"),
        ("Too late (JUS-C000002)", "-30.00"),
    ]
    assert str(rest.total) == "90.00"
