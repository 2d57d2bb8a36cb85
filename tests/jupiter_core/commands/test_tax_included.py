"""An invoice whose prices include tax, from the draft to credit notes and copies."""

from decimal import Decimal
from typing import Any

import pytest

from jupiter_core.commands.reissue import DuplicateInvoice, duplicate_invoice
from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.changes import changes_between
from jupiter_core.domain.credit_note import Part
from jupiter_core.domain.discount import Discount
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import (
    DiscountAboveBase,
    NetAndGross,
    OutOfRange,
    OverCredit,
    Refusal,
)
from jupiter_core.domain.tax import NamedTax
from jupiter_core.domain.totals import LineItem
from tests.factories import SAM, a_line, a_sender_profile
from tests.harness.promises import expect_all_promises_kept
from tests.harness.workspace import MemoryWorkspace

GST = NamedTax(name="GST", rate=Decimal(5))
QST = NamedTax(name="QST", rate=Decimal("9.975"))


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


def a_priced(price: str, rate: str = "19", quantity: str = "1", **changes: Any) -> LineItem:
    return a_line("Seats", quantity, price, tax_rate=rate).model_copy(update=changes)


def sums(content: Any) -> tuple[str, str, str]:
    totals = content.totals
    return str(totals.net), str(totals.tax), str(totals.total)


def test_the_invoice_comes_to_what_was_entered_and_keeps_it() -> None:
    desk = MemoryWorkspace()
    line = a_priced("100.00", quantity="3")
    invoice = desk.issued(lines=(line,), prices_include_tax=True)
    # 300.00 ÷ 1.19 = 252.1008…; 252.10 × 19% = 47.899
    assert sums(invoice.content) == ("252.10", "47.90", "300.00")
    assert invoice.content.as_entered.lines == (line,)
    expect_all_promises_kept(desk)


def test_an_edit_takes_the_tax_out_anew_and_says_what_changed() -> None:
    desk = MemoryWorkspace()
    line = a_priced("119.00")
    draft = desk.submit(lines=(line,))
    assert sums(draft.content) == ("119.00", "22.61", "141.61")
    after = desk.revise(draft, lines=(line,), prices_include_tax=True)
    assert sums(after.content) == ("100.00", "19.00", "119.00")
    told = {each.what: (each.old, each.new) for each in changes_between(draft, after)}
    assert told["Prices"] == ("net", "include tax")
    assert "Line 1" not in told


def test_a_duplicate_is_at_the_prices_that_were_entered() -> None:
    desk = MemoryWorkspace()
    whole = (Adjustment(discount=Discount(percent=Decimal(10))),)
    original = desk.issued(lines=(a_priced("119.00"),), adjustments=whole, prices_include_tax=True)
    with desk.writing() as uow:
        command = DuplicateInvoice(by=SAM, invoice_id=original.id)
        copy = duplicate_invoice(command, uow)
    assert copy.content.as_entered.lines == (a_priced("119.00"),)
    assert copy.content.as_entered.adjustments == whole
    assert sums(copy.content) == sums(original.content) == ("90.00", "17.10", "107.10")


def test_credits_in_part_and_in_full_take_off_just_what_was_entered() -> None:
    desk = MemoryWorkspace()
    lines = (a_priced("1.03"), a_priced("99.99", "7"), a_priced("50.00", "7", quantity="2"))
    invoice = desk.issued(lines=lines, prices_include_tax=True)
    assert invoice.total == usd("201.02")
    # 199.99 ÷ 1.07 = 186.9065…; taxes ascend: 7% is the first; 10.00 and 0.70
    part = desk.approve(desk.credit(invoice, Part(description="Seats", net=usd("10.00"))))
    assert part.total == usd("10.70")
    assert part.content.as_entered.lines[0].unit_price == usd("10.70")
    rest = desk.approve(desk.credit(desk.now(invoice)))
    assert rest.total == usd("190.32")
    assert rest.content.prices_include_tax
    entered = Money.sum((each.amount for each in rest.content.as_entered.lines), "USD")
    assert entered == rest.total
    assert desk.now(invoice).amount_due == usd("0.00")
    expect_all_promises_kept(desk)


def test_a_part_is_credited_at_what_the_paper_shows_and_the_rest_is_what_stays() -> None:
    desk = MemoryWorkspace()
    lines = (a_priced("100.00", quantity="3"), a_priced("10.70", "7"))
    invoice = desk.issued(lines=lines, prices_include_tax=True)
    # taxes ascend: 7% is the first; 10.00 ÷ 1.19 = 8.4033…
    asked = Part(description="Late", gross=usd("10.00"), tax=1)
    part = desk.approve(desk.credit(invoice, asked))
    assert sums(part.content) == ("8.40", "1.60", "10.00")
    assert part.content.as_entered.lines[0].unit_price == usd("10.00")
    odd = Part(description="Late too", gross=usd("1.03"), tax=1)
    cent = desk.approve(desk.credit(desk.now(invoice), odd))
    assert sums(cent.content) == ("0.87", "0.16", "1.03")
    rest = desk.approve(desk.credit(desk.now(invoice)))
    assert str(rest.total) == "299.67"  # 310.70 − 10.00 − 1.03
    assert desk.now(invoice).amount_due == usd("0.00")
    expect_all_promises_kept(desk)


@pytest.mark.parametrize(
    ("part", "refusal"),
    [
        ({"gross": "300.01", "tax": 1}, OverCredit),
        ({"gross": "10.71"}, OverCredit),
        ({"gross": "0.00"}, OutOfRange),
        ({"gross": "-1.00"}, OutOfRange),
        ({"gross": "1.00", "tax": 2}, OutOfRange),
        ({"gross": "1.00", "net": "1.00"}, NetAndGross),
        ({}, NetAndGross),
    ],
)
def test_what_is_no_part_is_refused_and_nothing_is_credited(
    part: dict[str, Any], refusal: type[Refusal]
) -> None:
    desk = MemoryWorkspace()
    lines = (a_priced("100.00", quantity="3"), a_priced("10.70", "7"))
    invoice = desk.issued(lines=lines, prices_include_tax=True)
    said = {name: usd(text) if name != "tax" else text for name, text in part.items()}
    with pytest.raises(refusal):
        desk.credit(invoice, Part(description="Late", **said))
    assert desk.now(invoice) == invoice


def test_a_part_of_an_invoice_of_net_prices_may_be_said_with_tax_too() -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued(lines=(a_priced("100.00"),))
    note = desk.credit(invoice, Part(description="Late", gross=usd("11.90")))
    assert sums(note.content) == ("10.00", "1.90", "11.90")
    assert note.content.lines[0].with_tax is None


def test_a_credit_in_full_mirrors_a_total_that_no_rate_makes() -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued(lines=(a_priced("1.03"),), prices_include_tax=True)
    note = desk.approve(desk.credit(invoice))
    assert sums(note.content) == sums(invoice.content) == ("0.87", "0.16", "1.03")
    assert desk.now(invoice).amount_due == usd("0.00")
    expect_all_promises_kept(desk)


def test_discounts_on_the_whole_are_credited_as_they_were_entered() -> None:
    desk = MemoryWorkspace()
    whole = (
        Adjustment(discount=Discount(percent=Decimal(10), reason="Launch")),
        Adjustment(discount=Discount(amount=usd("12.00")), charge=True, tax_rate=Decimal(20)),
    )
    lines = (a_priced("119.00"), a_priced("0.03"))
    invoice = desk.issued(lines=lines, adjustments=whole, prices_include_tax=True)
    # 119.03 − 11.90 + 12.00
    assert invoice.total == usd("119.13")
    part = desk.approve(desk.credit(invoice, Part(description="Seats", net=usd("0.01"), tax=1)))
    rest = desk.approve(desk.credit(desk.now(invoice)))
    assert part.total + rest.total == usd("119.13")
    assert desk.now(invoice).amount_due == usd("0.00")
    expect_all_promises_kept(desk)


def test_several_taxes_are_picked_and_then_taken_out() -> None:
    desk = MemoryWorkspace()
    with desk.writing() as uow:
        uow.sender_profiles.save(a_sender_profile(taxes=(GST, QST)))
    named = (NamedTax(name="qst"), NamedTax(name="gst"))
    line = a_line(price="1419.35").model_copy(update={"taxes": named})
    invoice = desk.issued(lines=(line,), prices_include_tax=True)
    # 1,234.50, 61.73 and 123.14 are 1,419.37; 1,419.35 ÷ 1.14975 = 1,234.4857…
    assert invoice.total == usd("1419.35")
    assert [str(each.amount) for each in invoice.content.totals.named] == ["61.72", "123.14"]
    note = desk.approve(desk.credit(invoice))
    assert note.total == usd("1419.35")
    expect_all_promises_kept(desk)


def test_what_is_wrong_of_a_price_with_tax_is_told_in_the_prices_that_were_entered() -> None:
    desk = MemoryWorkspace()
    line = a_priced("119.00", discount=Discount(amount=usd("119.01")))
    with pytest.raises(DiscountAboveBase, match=r"USD 119\.01 cannot be taken off USD 119\.00"):
        desk.submit(lines=(line,), prices_include_tax=True)
