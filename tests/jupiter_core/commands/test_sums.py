"""Taxes, discounts and certificates of an invoice, from the draft to its credit notes."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from jupiter_core.commands.reissue import (
    DuplicateInvoice,
    ReissueInvoice,
    Way,
    duplicate_invoice,
    reissue_invoice,
)
from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.cautions import CautionCode, invoice_cautions
from jupiter_core.domain.certificate import Certificate
from jupiter_core.domain.content import Content
from jupiter_core.domain.credit_note import Part
from jupiter_core.domain.discount import Discount
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import TaxTwice, UnknownCertificate, UnknownTax
from jupiter_core.domain.tax import NamedTax
from jupiter_core.domain.tax_currency import TaxCurrency
from jupiter_core.domain.totals import LineItem, TaxCategory
from tests.factories import FIONA, SAM, a_customer, a_line, a_sender_profile
from tests.harness.promises import expect_all_promises_kept
from tests.harness.workspace import MemoryWorkspace

GST = NamedTax(name="GST", rate=Decimal(5), number="123456789 RT0001")
QST = NamedTax(name="QST", rate=Decimal("9.975"))
TEXAS = Certificate(
    number="1-23-4567-8", tax="Sales tax", jurisdiction="TX", valid_until=date(2026, 11, 21)
)


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


def a_desk() -> MemoryWorkspace:
    """Whose entity lists two taxes, and whose customer has a certificate."""
    desk = MemoryWorkspace()
    profile = a_sender_profile(taxes=(GST, QST))
    customer = a_customer(certificates=(TEXAS,))
    with desk.writing() as uow:
        uow.sender_profiles.save(profile)
        uow.customers.save(customer)
    return desk


def a_named_line(price: str, *names: str, **changes: Any) -> LineItem:
    taxes = tuple(NamedTax(name=name, **changes) for name in names)
    return a_line(price=price).model_copy(update={"taxes": taxes})


def named(content: Content) -> list[tuple[str, str]]:
    return [(each.tax.name, str(each.amount)) for each in content.totals.named]


def test_taxes_are_picked_by_name_and_stand_in_the_order_of_the_list() -> None:
    draft = a_desk().submit(SAM, lines=(a_named_line("1234.50", "qst", "Gst"),))
    assert draft.content.lines[0].taxes == (GST, QST)
    assert named(draft.content) == [("GST", "61.73"), ("QST", "123.14")]


def test_a_tax_that_is_not_on_the_list_is_refused_with_the_list() -> None:
    desk = a_desk()
    with pytest.raises(UnknownTax, match=r"called PST. It lists: GST 5%, QST 9.975%.") as refused:
        desk.submit(SAM, lines=(a_named_line("10.00", "GST", "PST"),))
    assert refused.value.path == "lines[0].taxes"
    with pytest.raises(TaxTwice):
        desk.submit(SAM, lines=(a_named_line("10.00", "GST", "GST"),))


def test_parts_of_two_taxes_take_off_together_what_the_invoice_charged() -> None:
    desk = a_desk()
    invoice = desk.issued(lines=(a_named_line("1234.50", "GST", "QST"),))
    part = Part(description="Seats", net=usd("500.00"))
    first = desk.approve(desk.credit(invoice, part))
    assert named(first.content) == [("GST", "25.00"), ("QST", "49.88")]  # 49.875
    rest = desk.approve(desk.credit(desk.now(invoice)))
    # what is left: 61.73 − 25.00 and 123.14 − 49.88; QST's own of 734.50 would be 73.27
    assert named(rest.content) == [("GST", "36.73"), ("QST", "73.26")]
    assert [(each.name, str(each.difference)) for each in rest.content.tax_rounding] == [
        ("QST", "-0.01")
    ]
    assert desk.now(invoice).amount_due == usd("0")
    expect_all_promises_kept(desk)


def a_discount(**size: Any) -> tuple[Adjustment, ...]:
    return (Adjustment(discount=Discount(**size, reason="Launch")),)


def test_a_credit_in_full_takes_the_discount_along() -> None:
    desk = a_desk()
    lines = (a_line(price="1000.00", tax_rate="20"), a_line(price="99.99", tax_rate="10"))
    invoice = desk.issued(lines=lines, adjustments=a_discount(percent=Decimal(10)))
    # 1,099.99 × 10% = 109.999 → 110.00 = 100.00 + 10.00; 900.00 × 20% + 89.99 × 10%
    assert invoice.total == usd("1178.99")
    note = desk.approve(desk.credit(invoice))
    assert (note.content.adjustments, note.total) == (invoice.content.adjustments, invoice.total)
    assert desk.now(invoice).amount_due == usd("0")


def test_the_rest_after_a_part_has_the_discount_as_it_came_out() -> None:
    desk = a_desk()
    line = a_line(price="1000.00", tax_rate="20")
    invoice = desk.issued(lines=(line,), adjustments=a_discount(percent=Decimal(10)))
    part = Part(description="Seats", net=usd("300.00"))
    assert desk.approve(desk.credit(invoice, part)).total == usd("360.00")
    rest = desk.approve(desk.credit(desk.now(invoice)))
    (share,) = rest.content.adjustments
    assert (share.discount.amount, share.discount.reason) == (usd("100.00"), "Launch")
    # 1,000.00 − 300.00 − 100.00, and 20% of it
    assert (rest.content.totals.net, rest.total) == (usd("600.00"), usd("720.00"))
    assert desk.now(invoice).amount_due == usd("0")
    expect_all_promises_kept(desk)


def test_a_charge_that_only_the_whole_bears_is_credited_as_a_line() -> None:
    desk = a_desk()
    freight = Adjustment(
        discount=Discount(amount=usd("20.00"), reason="Freight"), charge=True, tax_rate=Decimal(19)
    )
    invoice = desk.issued(lines=(a_line(price="100.00"),), adjustments=(freight,))
    desk.approve(desk.credit(invoice, Part(description="Seats", net=usd("100.00"), tax=0)))
    rest = desk.approve(desk.credit(desk.now(invoice)))
    assert [(each.description, str(each.amount)) for each in rest.content.lines] == [
        ("Freight", "20.00")
    ]
    assert rest.total == usd("23.80")


def test_a_reissued_invoice_keeps_its_sums_and_a_copy_all_but_the_exchange_rate() -> None:
    desk = a_desk()
    other = TaxCurrency(currency="EUR", rate=Decimal("0.9"), source="ECB", on=date(2026, 11, 20))
    said = {"adjustments": a_discount(amount=usd("5.00")), "tax_currency": other}
    invoice = desk.issued(lines=(a_named_line("100.00", "GST"),), **said)
    credited = desk.credit(invoice)
    assert credited.content.tax_currency == other
    desk.void(credited)
    seen = desk.now(invoice)
    with desk.writing() as uow:
        anew = ReissueInvoice(
            by=FIONA,
            invoice_id=seen.id,
            expected_version=seen.sequence,
            way=Way.VOID,
            reason="Wrong PO",
        )
        again = reissue_invoice(anew, uow, desk.renderer).draft
        copy = duplicate_invoice(DuplicateInvoice(by=SAM, invoice_id=invoice.id), uow)
    assert again.content.totals == invoice.content.totals
    assert (copy.content.totals, copy.content.tax_currency) == (invoice.content.totals, None)


def test_an_exempt_line_names_a_certificate_of_the_customer_and_its_end_is_told() -> None:
    desk = a_desk()
    exempt = {"tax_category": TaxCategory.EXEMPT, "certificate": Certificate(number=TEXAS.number)}
    draft = desk.submit(SAM, lines=(a_line(price="10.00").model_copy(update=exempt),))
    assert draft.content.lines[0].certificate == TEXAS
    cautions = invoice_cautions(draft.content, date(2026, 11, 22))
    (told,) = [each for each in cautions if each.code is CautionCode.CERTIFICATE_EXPIRED]
    assert told.words == "Exemption certificate 1-23-4567-8 (TX) expired on 21 Nov 2026."
    unknown = {**exempt, "certificate": Certificate(number="9")}
    with pytest.raises(UnknownCertificate, match="has no exemption certificate 9"):
        desk.submit(SAM, lines=(a_line(price="10.00").model_copy(update=unknown),))


def test_the_rest_of_a_charge_that_no_line_bears_is_credited_after_a_part_of_it() -> None:
    desk = MemoryWorkspace()
    charge = Adjustment(discount=Discount(amount=usd("10.00")), charge=True, tax_rate=Decimal(20))
    invoice = desk.issued(lines=(a_line(price="100.00", tax_rate="19"),), adjustments=(charge,))
    part = desk.approve(desk.credit(invoice, Part(description="Freight", net=usd("4.00"), tax=1)))
    rest = desk.approve(desk.credit(desk.now(invoice)))
    # 119.00 and 12.00, of which 4.80 is credited
    assert (part.total, rest.total) == (usd("4.80"), usd("126.20"))
    expect_all_promises_kept(desk)
