"""A part of an invoice credited at an amount with its tax.

The figures are reckoned by hand, or with fractions from the rate alone.
"""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupiter_core.domain.credit_with_tax import part_with_tax
from jupiter_core.domain.money import Money
from jupiter_core.domain.tax import NamedTax, key_of_taxes
from jupiter_core.domain.tax_sums import TaxLine, tax_lines
from jupiter_core.domain.totals import TaxCategory


def left(net: str, tax: str, rate: str = "19") -> TaxLine:
    return TaxLine(
        rate=Decimal(rate),
        category=TaxCategory.STANDARD,
        net=Money.of(net, "EUR"),
        tax=Money.of(tax, "EUR"),
    )


@pytest.mark.parametrize(
    ("gross", "net", "tax"),
    [
        ("119.00", "100.00", "19.00"),
        ("10.00", "8.40", "1.60"),  # 10 ÷ 1.19 = 8.4033…; 8.40 × 19% = 1.596
        ("1.03", "0.87", "0.16"),  # 0.8655…: 0.86 makes 1.02 and 0.87 makes 1.04
        ("0.01", "0.01", "0.00"),
        ("1189.99", "999.99", "190.00"),
        ("1190.00", "1000.00", "190.00"),
    ],
)
def test_a_part_comes_to_its_amount_to_the_cent(gross: str, net: str, tax: str) -> None:
    part = part_with_tax(left("1000.00", "190.00"), Money.of(gross, "EUR"))
    assert part
    assert (str(part.net), str(part.tax)) == (net, tax)


def test_of_several_taxes_the_last_one_that_is_charged_has_the_cent() -> None:
    taxes = (
        NamedTax(name="GST", rate=Decimal(5)),
        NamedTax(name="QST", rate=Decimal("9.975")),
        NamedTax(name="PST", rate=Decimal(7), exempt=True),
    )
    (all_of_it,) = tax_lines({key_of_taxes(taxes): Money.of("100.00", "CAD")}, "CAD", ())
    assert str(all_of_it.tax) == "14.98"
    # 1.02 ÷ 1.14975 = 0.887…; 0.89 has 0.04 and 0.09; 0.88 has 0.04 and 0.09 too, of 0.08778
    part = part_with_tax(all_of_it, Money.of("1.02", "CAD"))
    assert part
    assert part.net + part.tax == Money.of("1.02", "CAD")
    assert Money.sum(part.parts, "CAD") == part.tax
    assert str(part.parts[2]) == "0.00"


def test_where_no_net_leaves_something_of_both_there_is_no_part() -> None:
    assert part_with_tax(left("0.01", "0.01"), Money.of("0.01", "EUR")) is None


def own(net: int, rate: Decimal) -> int:
    exact = net * Fraction(rate) / 100
    return int(exact + Fraction(1, 2))


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([Decimal(each) for each in ("0", "5.5", "7", "8.875", "19", "20", "25")]),
    st.integers(500, 10**7),
    st.lists(st.integers(1, 999), min_size=1, max_size=6),
)
def test_however_it_is_cut_each_part_is_a_cent_beside_its_rate_at_most_and_the_rest_near_it(
    rate: Decimal, net: int, shares: list[int]
) -> None:
    rest = TaxLine(
        rate=rate,
        category=TaxCategory.STANDARD if rate else TaxCategory.ZERO,
        net=Money.of_minor(net, "EUR"),
        tax=Money.of_minor(own(net, rate), "EUR"),
    )
    for share in shares:
        gross = (rest.net.minor + rest.tax.minor) * share // 1000
        if gross < 1 or rest.net.minor < 100:
            break
        part = part_with_tax(rest, Money.of_minor(gross, "EUR"))
        assert part
        assert part.net.minor + part.tax.minor == gross
        assert 0 < part.net.minor < rest.net.minor
        rest = rest.model_copy(update={"net": rest.net - part.net, "tax": rest.tax - part.tax})
        assert min(part.tax.minor, rest.tax.minor) >= 0
        assert abs(part.tax.minor - own(part.net.minor, rate)) <= 1
        assert abs(rest.tax.minor - own(rest.net.minor, rate)) <= 2
