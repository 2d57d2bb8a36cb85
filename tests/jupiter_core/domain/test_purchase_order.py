"""Purchase orders drawn down, reckoned by hand."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.purchase_order import (
    PurchaseOrder,
    drawdown_of,
    expires_soon,
    po_numbers_of,
    same_number,
)
from jupiter_core.domain.refusals import MixedCurrencies, OutOfRange, Required
from tests.factories import SAM, WORKSPACE, a_content, a_draft, a_line


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


def an_order(**changes: object) -> PurchaseOrder:
    order = PurchaseOrder(
        id="order-1",
        workspace_id=WORKSPACE,
        customer_id="customer-acme",
        number="4500-1",
        currency="USD",
        amount=usd("1000.00"),
        recorded_by=SAM,
    )
    return order.model_copy(update=changes)


def invoice(
    *lines: tuple[str, str, str],
    po: str = "4500-1",
    state: State = State.ISSUED,
    corrects: str = "",
) -> Invoice:
    """Of price, tax rate and the line's own PO."""
    content = a_content(
        po_number=po,
        corrects=corrects,
        lines=tuple(
            a_line(price=price, tax_rate=rate).model_copy(update={"po_number": own})
            for price, rate, own in lines
        ),
    )
    number = "JUS-1" if state not in {State.DRAFT, State.PENDING_APPROVAL} else None
    return a_draft(content=content, state=state, number=number)


def test_issued_invoices_draw_their_net_and_credit_notes_give_it_back() -> None:
    used = drawdown_of(
        an_order(),
        (
            invoice(("600.00", "10", "")),
            invoice(("150.00", "10", ""), corrects="JUS-1"),
            invoice(("200.00", "10", ""), state=State.PENDING_APPROVAL),
            invoice(("999.00", "10", ""), state=State.DRAFT),
            invoice(("999.00", "10", ""), state=State.VOID),
            invoice(("999.00", "10", ""), po="another"),
        ),
    )
    assert (used.issued, used.coming, used.left) == (usd("450.00"), usd("200.00"), usd("550.00"))
    assert used.free == usd("350.00")
    assert not used.is_nearly_used
    assert used.exceeded_by(usd("350.00")) is None
    assert used.exceeded_by(usd("350.01")) == usd("0.01")


def test_an_order_that_includes_tax_is_drawn_down_by_totals() -> None:
    used = drawdown_of(an_order(includes_tax=True), (invoice(("600.00", "10", "")),))
    assert used.issued == usd("660.00")


def test_a_line_with_its_own_po_draws_that_one_and_the_others_the_documents() -> None:
    several = invoice(("600.00", "0", ""), ("100.00", "0", "4500-2"), ("50.00", "0", "4500 2"))
    own, other = an_order(), an_order(number="4500-2")
    assert drawdown_of(own, (several,)).issued == usd("600.00")
    assert drawdown_of(other, (several,)).issued == usd("100.00")
    assert po_numbers_of(several.content) == ("4500-1", "4500-2", "4500 2")


def test_eighty_percent_is_nearly_used() -> None:
    assert drawdown_of(an_order(), (invoice(("800.00", "0", "")),)).is_nearly_used
    assert not drawdown_of(an_order(), (invoice(("799.99", "0", "")),)).is_nearly_used


def test_without_an_amount_nothing_is_exceeded() -> None:
    used = drawdown_of(an_order(amount=None), (invoice(("800.00", "0", "")),))
    assert (used.left, used.exceeded_by(usd("1.00")), used.is_nearly_used) == (None, None, False)


@pytest.mark.parametrize(
    ("until", "soon"), [(None, False), (date(2027, 1, 31), True), (date(2027, 2, 1), False)]
)
def test_thirty_days_before_its_end_it_expires_soon(until: date | None, soon: bool) -> None:
    assert expires_soon(an_order(valid_until=until), date(2027, 1, 1)) is soon


def test_numbers_are_the_same_whatever_their_case_and_spaces() -> None:
    assert same_number("po 4500", "PO4500")
    assert not same_number("", "")


def test_what_cannot_be_an_order_is_refused_at_its_field() -> None:
    for wrong, refusal, path in (
        ({"number": " "}, Required, "number"),
        ({"amount": usd("0.00")}, OutOfRange, "amount"),
        ({"amount": Money.of("1.00", "EUR")}, MixedCurrencies, "amount"),
    ):
        with pytest.raises(refusal) as refused:
            an_order(**wrong).checked()
        assert refused.value.path == path


names = st.sampled_from(["", "A", "B"])
prices = st.decimals("0.01", "9999.99", places=2).map(str)


@given(st.lists(st.tuples(st.lists(st.tuples(prices, names), min_size=1), names, st.booleans())))
def test_what_all_orders_draw_is_what_all_lines_name(
    documents: list[tuple[list[tuple[str, str]], str, bool]],
) -> None:
    made: list[Invoice] = []
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for lines, po, credited in documents:
        made.append(
            invoice(
                *((price, "0", own) for price, own in lines),
                po=po,
                corrects="JUS-9" if credited else "",
            )
        )
        for price, own in lines:
            sums[own or po] += -Decimal(price) if credited else Decimal(price)
    for name in ("A", "B"):
        used = drawdown_of(an_order(number=name), tuple(made))
        assert used.issued.decimal == sums[name]
