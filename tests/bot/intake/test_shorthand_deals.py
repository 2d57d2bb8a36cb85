"""Discounts, milestones, an index and taxes by name in the one-line way."""

from decimal import Decimal

import pytest

from bot.intake.contract.terms import asked_of, reasons_against
from bot.intake.drafts.contract import ContractForm
from bot.intake.drafts.invoice import InvoiceForm
from bot.intake.fee_invoice import OWN
from bot.intake.shorthand.forms import filled_contract, filled_invoice, signed
from bot.intake.shorthand.line import Quick, read_quick
from bot.intake.shorthand.named_taxes import contract_with_taxes, invoice_with_taxes
from bot.intake.shorthand.names import Named
from bot.intake.shorthand.products import NamedProduct
from bot.intake.shorthand.taxes import ListedTax
from jupiter_core.domain.tax import NamedTax
from tests.factories import a_sender_profile

TAXES = [
    ListedTax("GST", Decimal(5)),
    ListedTax("QST", Decimal("9.975")),
    ListedTax("Orange County", Decimal(1)),
]
GST, QST = NamedTax(name="GST", rate=Decimal(5)), NamedTax(name="QST", rate=Decimal("9.975"))


def read(text: str) -> Quick:
    products = [NamedProduct("onb", "", "Onboarding pack")]
    return read_quick(f"Acme {text}", [Named("acme", "Acme Corporation")], [], products, TAXES)


def contract(text: str) -> ContractForm:
    quick = read(text)
    assert (quick.is_contract, quick.not_understood) == (True, ())
    new = ContractForm(
        currency="USD",
        start_date="2027-01-01",
        sender_profile_id="us",
        deal_channel="C0ACME",
        customer_id="acme",
    )
    form = signed(filled_contract(quick, new, None, None))
    return form.model_copy(update={"customer_id": "acme"})


def invoice(text: str) -> InvoiceForm:
    quick = read(text)
    assert (quick.is_contract, quick.not_understood) == (False, ())
    return filled_invoice(quick, InvoiceForm(currency="USD"), None, None)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("300k 40/40/20 on acceptance", "40% on acceptance|40% on acceptance|20% on acceptance"),
        (
            "300k split 40/40/20 on 2027-01-15, 30 June 2027 and acceptance",
            "40% on 2027-01-15|40% on 2027-06-30|20% on acceptance",
        ),
        (
            "300k, 40% on signing, 40% due on go-live, 20% on acceptance of the report",
            "Signing: 40% on 2027-01-01|40% on acceptance of Go-live|20% on acceptance of Report",
        ),
        ("300k 50% upfront, rest by 30 June 2027", "Signing: 50% on 2027-01-01|rest on 2027-06-30"),
        (
            "40/60 milestones on signing, delivery, 300k",
            "Signing: 40% on 2027-01-01|60% on acceptance of Delivery",
        ),
    ],
)
def test_a_fee_in_milestones(words: str, parts: str) -> None:
    (line,) = contract(words).lines
    assert (line.kind, line.amount) == ("milestones", "300,000")
    assert line.parts == parts.replace("|", "\n")


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (
            "300k in 4 quarterly instalments from 2027-01-31",
            "75000 on 2027-01-31|75000 on 2027-04-30|75000 on 2027-07-31|rest on 2027-10-31",
        ),
        (
            "100k three equal payments on 2027-02-01, 2027-05-01, acceptance",
            "33333.33 on 2027-02-01|33333.33 on 2027-05-01|rest on acceptance",
        ),
        (
            "90k two instalments on signing, go-live",
            "Signing: 45000 on 2027-01-01|rest on acceptance of Go-live",
        ),
    ],
)
def test_a_fee_in_equal_instalments(words: str, parts: str) -> None:
    form = contract(f"implementation {words}")
    assert form.lines[0].parts == parts.replace("|", "\n")
    assert reasons_against(form) == []


def test_milestones_are_those_of_the_fee_before_them_and_add_up() -> None:
    form = contract(
        "implementation 300k 40/40/20 on 2027-02-01, 2027-06-30, acceptance, 3y, training 20k"
    )
    project, training = asked_of(form).terms.lines
    assert [str(each) for each in project.shares] == ["120000.00", "120000.00", "60000.00"]  # type: ignore[union-attr]
    assert (training.kind, training.description) == ("one_time", "Training")


def test_milestones_without_a_day_are_said_to_wait_for_an_acceptance() -> None:
    assert read("implementation 300k 40/40/20").remarks == (
        "Milestones without a day are billed on acceptance; edit the line to change that.",
    )


def test_shares_that_do_not_add_up_are_refused_at_their_line() -> None:
    (reason,) = reasons_against(contract("implementation 300k 40/40/10 on acceptance"))
    assert reason == (
        "Line 1 (Implementation): The milestones add up to USD 270,000.00, not USD 300,000.00. "
        "One may be “rest”."
    )


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("1.2M/yr 3y 40/40/20", ("40/40/20",)),
        (
            "300k 40/40/20 on 2027-01-15 and acceptance",
            ("40/40/20", "on", "2027-01-15", "and", "acceptance"),
        ),
        ("300k 40% on 2027-02-30", ("40%", "on", "2027-02-30")),
        ("1.2M/yr 3y, onboarding 50k 10% off", ("10%", "off")),
        ("300k 3 instalments on 2027-01-15", ("3", "instalments", "on")),
        ("300k 3 instalments from 2027-01-15", ("3", "instalments", "from")),
        ("300k 9 annual instalments from 9999-12-31", ("9", "annual", "instalments")),
        ("1.2M/yr 3y 500 off", ("500", "off")),
        ("onboarding 50k 10% off the total 5% off the total", ("5%", "off", "the", "total")),
        ("€50k onboarding $500 off", ("$500",)),
        ("onboarding 50k GST tax 7%", ("tax", "7%")),
        ("onboarding 50k late fee 5% a month late fee 6% a month", ("late", "fee", "6%", "a")),
    ],
)
def test_what_fits_nowhere_is_named_and_not_guessed(words: str, named: tuple[str, ...]) -> None:
    assert read(words).not_understood[: len(named)] == named


def test_two_numbers_with_a_slash_are_milestones_only_where_they_are_the_whole() -> None:
    assert [each.description for each in read("support 24/7 20k").lines] == ["Support 24/7"]
    assert [each.parts.count("\n") for each in read("support 20k 50/50").lines] == [1]


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("CPI 304.1 cap 5% floor 2%", "CPI: 304.1, cap 5%, floor 2%"),
        (
            "US CPI-U, September: 304.1, capped at 5%, min 2%",
            "US CPI-U September: 304.1, cap 5%, floor 2%",
        ),
        ("linked to HICP 130.2 + 1% max 4%", "HICP: 130.2, plus 1%, cap 4%"),
        ("RPI base 389.9 with a 3% cap", "RPI: 389.9, cap 3%"),
    ],
)
def test_prices_that_follow_an_index(words: str, clause: str) -> None:
    form = contract(f"1.2M/yr 3y {words}, 250 x 480 analytics")
    assert [each.indexation for each in form.lines] == [clause, clause]
    assert reasons_against(form) == []


def test_an_index_without_its_value_is_asked_for_at_the_line() -> None:
    (reason,) = reasons_against(contract("1.2M/yr 3y CPI capped at 5%"))
    assert reason == (
        "Line 1 (Subscription): “CPI, cap 5%” is not an index clause. Write it like US CPI-U, "
        "September: 304.1, cap 5%, floor 2%."
    )


@pytest.mark.parametrize(
    ("words", "lines", "whole"),
    [
        ("platform 100k 10% off, onboarding 50k", ["10%", ""], ""),
        ("platform 100k, onboarding 50k discount 500", ["", "500"], ""),
        ("onboarding 50k 1,000 discount", ["1,000"], ""),
        ("onboarding pack 50k 10% off, training 20k", ["10%", ""], ""),
        ("platform 100k, onboarding 50k, 10% off the total", ["", ""], "10%"),
        ("platform 100k 10% off, onboarding 50k, overall discount 5k", ["10%", ""], "5,000"),
        ("platform 100k onboarding 50k 10% discount", ["", ""], "10%"),
    ],
)
def test_a_discount_is_of_the_line_between_the_same_commas_or_of_the_whole(
    words: str, lines: list[str], whole: str
) -> None:
    form = invoice(words)
    assert ([each.allowance for each in form.lines], form.adjustments) == (lines, whole)


def test_it_is_said_where_a_discount_of_several_amounts_is_taken_off_the_total() -> None:
    (remark,) = read("platform 100k onboarding 50k 10% discount").remarks
    assert remark == (
        "The discount of 10% is taken off the total. Write it beside one amount, between commas, "
        "for that line alone."
    )


def test_a_contracts_discount_is_of_one_subscription_of_all_or_of_the_whole() -> None:
    one = contract("platform 1.2M/yr 10% off y1, analytics 250 x 480/yr, 5% off the contract, 3y")
    assert [(each.discount_percent, each.discount_years) for each in one.lines] == [
        ("10", "1"),
        ("", ""),
    ]
    assert one.adjustments == "5%"
    every = contract("3y 1.2M/yr 250 x 480/yr 10% discount y1-2")
    assert [(each.discount_percent, each.discount_years) for each in every.lines] == [
        ("10", "1-2"),
        ("10", "1-2"),
    ]


def test_a_fee_on_its_own_day_has_an_invoice_of_its_own() -> None:
    _, fee = contract("1.2M/yr 3y, onboarding 50k billed on 2027-06-30").lines
    assert (fee.bill_on, fee.own_invoice) == ("2027-06-30", OWN)
    assert invoice("onboarding 50k invoiced on 2027-03-01").issue_date == "2027-03-01"


def test_a_unit_stands_behind_its_quantity() -> None:
    (line,) = invoice("consulting 120 hours at 150").lines
    assert (line.quantity, line.unit, line.unit_price) == ("120", "HUR", "150")


def test_what_each_invoice_says_is_the_same_for_both() -> None:
    words = (
        "late fee 1.5% a month after 10 days cost centre 4711 contract no. C-12 sales order SO-9"
    )
    for form in (invoice(f"onboarding 50k {words}"), contract(f"1.2M/yr 3y {words}")):
        assert form.late_fee == "1.5% a month after 10 days"
        assert form.references == "Cost centre: 4711\nContract reference: C-12\nSales order: SO-9"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("GST + QST", ("GST", "QST")),
        ("tax gst and QST", ("GST", "QST")),
        ("GST+QST", ("GST", "QST")),
        ("Orange County", ("Orange County",)),
        ("GST 5%", ("GST",)),
    ],
)
def test_taxes_are_known_by_their_names(words: str, names: tuple[str, ...]) -> None:
    quick = read(f"onboarding 50k {words}")
    assert (quick.taxes, quick.not_understood) == (names, ())
    assert [each.description for each in quick.lines] == ["Onboarding"]


def test_a_listed_name_with_another_rate_is_a_rate() -> None:
    quick = read("onboarding 50k GST 7%")
    assert (quick.taxes, quick.fields["tax_rate"]) == ((), "7")


def test_named_taxes_take_the_place_of_a_rate_on_every_line() -> None:
    entity = a_sender_profile(taxes=(GST, QST))
    one = invoice_with_taxes(
        invoice("onboarding 50k, training 20k, QST + GST"), ("QST", "gst"), entity
    )
    assert [(each.taxes, each.tax_rate) for each in one.lines] == [((GST, QST), "0")] * 2
    form = contract("1.2M/yr 3y GST")
    rated = form.model_copy(
        update={"lines": tuple(e.model_copy(update={"tax_rate": "19"}) for e in form.lines)}
    )
    taxed = contract_with_taxes(rated, ("GST",), entity)
    assert (taxed.taxes, [each.tax_rate for each in taxed.lines]) == ("GST", ["0"])
    assert asked_of(taxed.model_copy(update={"listed": (GST, QST)})).terms.taxes == (GST,)


def test_a_tax_that_the_entity_does_not_list_is_said_and_one_without_entity_asked_for() -> None:
    form = invoice("onboarding 50k")
    told = invoice_with_taxes(form, ("QST",), a_sender_profile(taxes=(GST,)))
    assert told.lines == form.lines
    assert told.remarks == ("Jupiter US Inc. does not list a tax called QST. It lists: GST 5%.",)
    asked = invoice_with_taxes(form, ("QST",), None)
    assert asked.remarks == ("Choose a legal entity, then the taxes of each line: QST.",)
