"""Several taxes on a line: each by its name, rounded over the document and not by line.

The figures are reckoned by hand from the rates and the rule, as comments show.
"""

from decimal import Decimal

import pytest

from jupiter_core.domain.certificate import Certificate
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import CertificateOfTaxed, RateBesideTaxes, TaxBelowZero
from jupiter_core.domain.tax import NamedTax
from jupiter_core.domain.totals import LineItem, TaxCategory, Totals, billable, totals_of
from tests.factories import a_content, a_line

GST = NamedTax(name="GST", rate=Decimal(5), number="123456789 RT0001")
QST = NamedTax(name="QST", rate=Decimal("9.975"), number="1234567890 TQ0001")


def a_taxed_line(price: str, *taxes: NamedTax, quantity: str = "1") -> LineItem:
    return a_line("Platform", quantity, price, "CAD").model_copy(update={"taxes": taxes})


def named(totals: Totals) -> list[tuple[str, str, str]]:
    return [(each.tax.name, str(each.base), str(each.amount)) for each in totals.named]


def test_gst_and_qst_of_a_line_are_two_sums() -> None:
    totals = totals_of([a_taxed_line("1234.50", GST, QST)], "CAD")
    # 1,234.50 × 5% = 61.725; × 9.975% = 123.141375
    assert named(totals) == [("GST", "1234.50", "61.73"), ("QST", "1234.50", "123.14")]
    assert (str(totals.tax), str(totals.total)) == ("184.87", "1419.37")


def test_each_tax_is_rounded_once_and_not_by_line() -> None:
    totals = totals_of([a_taxed_line("0.10", GST, QST)] * 3, "CAD")
    # of 0.30: 0.015 and 0.029925; by line it would be 3 × 0.01 each
    assert named(totals) == [("GST", "0.30", "0.02"), ("QST", "0.30", "0.03")]


def test_a_tax_that_some_lines_bear_alone_is_rounded_over_all_of_them() -> None:
    lines = [a_taxed_line("100.10", GST, QST), a_taxed_line("100.10", GST)]
    totals = totals_of(lines, "CAD")
    # GST: 200.20 × 5% = 10.01, where 5.005 twice would make 5.01 + 5.01
    assert named(totals) == [("GST", "200.20", "10.01"), ("QST", "100.10", "9.98")]
    assert str(totals.tax) == "19.99" == str(Money.sum((t.tax for t in totals.taxes), "CAD"))


def test_a_tax_on_tax_has_the_taxes_before_it_in_its_base() -> None:
    pst = NamedTax(name="PST", rate=Decimal("9.5"), compound=True)
    totals = totals_of([a_taxed_line("1000.00", GST, pst)], "CAD")
    # 50.00; (1,000.00 + 50.00) × 9.5% = 99.75
    assert named(totals) == [("GST", "1000.00", "50.00"), ("PST", "1050.00", "99.75")]
    assert totals.taxes[0].rate == Decimal("14.975")


def test_central_and_state_gst_are_equal_halves() -> None:
    taxes = (NamedTax(name=name, rate=Decimal(9)) for name in ("CGST", "SGST"))
    totals = totals_of([a_taxed_line("333.35", *taxes)], "CAD")
    # 333.35 × 9% = 30.0015
    assert named(totals) == [("CGST", "333.35", "30.00"), ("SGST", "333.35", "30.00")]


def test_an_exempt_tax_is_there_and_charges_nothing() -> None:
    by = Certificate(number="PST-4711", tax="PST")
    exempt = NamedTax(name="PST", rate=Decimal(7), exempt=True, certificate=by)
    totals = totals_of([a_taxed_line("100.00", GST, exempt)], "CAD")
    assert named(totals) == [("GST", "100.00", "5.00"), ("PST", "100.00", "0.00")]
    assert a_taxed_line("1.00", exempt).category is TaxCategory.EXEMPT


def test_lines_with_a_rate_stand_beside_lines_with_several_taxes() -> None:
    totals = totals_of([a_line(currency="CAD", tax_rate="19"), a_taxed_line("10.00", GST)], "CAD")
    assert [each.rate for each in totals.taxes] == [Decimal(5), Decimal(19)]
    assert named(totals) == [("GST", "10.00", "0.50")]


def test_a_credit_larger_than_the_charges_of_its_taxes_is_refused() -> None:
    lines = [a_taxed_line("-20.00", GST, QST), a_line(currency="CAD")]
    with pytest.raises(TaxBelowZero):
        billable(totals_of(lines, "CAD"))


def test_a_rate_beside_several_taxes_is_refused_at_its_line() -> None:
    line = a_taxed_line("10.00", GST).model_copy(update={"tax_rate": Decimal(7)})
    content = a_content(currency="CAD", lines=(line,))
    with pytest.raises(RateBesideTaxes, match=r"GST 5%.*Leave out") as refused:
        content.checked()
    assert refused.value.path == "lines[0].tax_rate"


def test_only_an_exempt_line_names_a_certificate() -> None:
    named_one = {"certificate": Certificate(number="4711")}
    exempt = {**named_one, "tax_category": TaxCategory.EXEMPT}
    a_content(lines=(a_line().model_copy(update=exempt),)).checked()
    with pytest.raises(CertificateOfTaxed):
        a_content(lines=(a_line(tax_rate="19").model_copy(update=named_one),)).checked()


def test_what_is_stored_of_other_documents_keeps_its_letters() -> None:
    stored = canonical_json(a_content())
    new = ("adjustments", "tax_currency", '"taxes"', "certificate")
    assert [each for each in new if each in stored] == []
    line = canonical_json(a_taxed_line("10.00", GST))
    assert '"taxes":[{"name":"GST","number":"123456789 RT0001","rate":"5"}]' in line
