"""What of an invoice a contract's change gives back: never more than is left, at any rate."""

from decimal import Decimal

import pytest

from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.credit_left import CreditLeft
from jupiter_core.domain.credit_share import CreditShare, as_billed, place_of, share_of
from jupiter_core.domain.discount import Discount
from jupiter_core.domain.money import Money
from jupiter_core.domain.tax import NamedTax, TaxCategory, TaxKey, key_of_taxes
from jupiter_core.domain.tax_sums import TaxLine

STANDARD = TaxCategory.STANDARD
NINETEEN, SEVEN = TaxKey(Decimal(19), STANDARD), TaxKey(Decimal(7), STANDARD)
GST = NamedTax(name="GST", rate=Decimal(5))


def eur(amount: str) -> Money:
    return Money.of(amount, "EUR")


def at(rate: int, net: str, tax: str) -> TaxLine:
    return TaxLine(rate=Decimal(rate), category=STANDARD, net=eur(net), tax=eur(tax))


def left(*taxes: TaxLine, total: str) -> CreditLeft:
    return CreditLeft(taxes=taxes, total=eur(total), waiting=eur("0"))


@pytest.mark.parametrize(
    ("wanted", "with_tax", "found"),
    [
        ("50.00", False, (CreditShare(0, net=eur("50.00")), eur("50.00"))),
        ("150.00", False, (CreditShare(0, net=eur("100.00")), eur("100.00"))),
        ("50.00", True, (CreditShare(0, gross=eur("50.00")), eur("50.00"))),
        ("150.00", True, (CreditShare(0, gross=eur("119.00")), eur("119.00"))),
        ("0.00", True, None),
    ],
)
def test_a_share_is_what_is_wanted_or_what_is_left(
    wanted: str, found: object, *, with_tax: bool
) -> None:
    whole = left(at(19, "100.00", "19.00"), total="119.00")
    assert share_of(whole, 0, eur(wanted), with_tax=with_tax) == found


def test_what_a_discount_at_another_rate_took_off_is_not_given_back() -> None:
    less = left(at(7, "-50.00", "-3.50"), at(19, "100.00", "19.00"), total="65.50")
    found = share_of(less, 1, eur("100.00"), with_tax=False)
    # 65.50 / 1.19 is 55.04, whose tax is 10.46
    assert found == (CreditShare(1, gross=eur("65.50")), eur("55.04"))
    assert share_of(less, 0, eur("10.00"), with_tax=False) is None


def test_a_cent_that_no_net_comes_to_is_left() -> None:
    last = left(at(19, "0.01", "0.01"), total="0.02")
    assert share_of(last, 0, eur("0.01"), with_tax=True) is None
    assert share_of(last, 0, eur("0.02"), with_tax=True)


def test_a_line_is_found_by_its_rate_by_the_names_of_its_taxes_or_alone() -> None:
    two = left(at(7, "1.00", "0.07"), at(19, "1.00", "0.19"), total="2.26")
    assert [place_of(two, each) for each in (SEVEN, NINETEEN)] == [0, 1]
    named = key_of_taxes((GST,))
    assert place_of(two, named) is None
    exempt = GST.model_copy(update={"exempt": True})
    nothing = at(0, "1.00", "0.00").model_copy(update={"taxes": (exempt,)})
    assert place_of(left(*two.taxes, nothing, total="3.26"), named) == 2
    assert place_of(left(at(16, "1.00", "0.16"), total="1.16"), NINETEEN) == 0


def test_a_percentage_of_one_rate_is_of_its_lines_alone() -> None:
    tenth = Adjustment(discount=Discount(percent=Decimal(10)), tax_rate=Decimal(19))
    billed = [as_billed(eur("100.00"), each, (tenth,)) for each in (NINETEEN, SEVEN)]
    assert billed == [eur("90.00"), eur("100.00")]
