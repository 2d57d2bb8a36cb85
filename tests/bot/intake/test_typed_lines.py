"""Units, sub-cent prices and discounts of a line, as people type and paste them."""

import pytest

from bot.intake.drafts.invoice import InvoiceForm, LineForm
from bot.intake.invoice import line_item_of
from bot.intake.pasted.reading import read_pasted
from bot.intake.shorthand.line import QuickLine, read_quick
from bot.intake.shorthand.names import Named
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import Refusal


def a_typed(**typed: str) -> LineForm:
    return LineForm(**{"key": "l1", "description": "Support", "unit_price": "150", **typed})


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ({"quantity": "3", "unit": "hours"}, "450.00"),
        ({"quantity": "3", "unit": "HUR", "allowance": "10% Launch partner"}, "405.00"),
        ({"quantity": "3", "allowance": "50.00 Goodwill"}, "400.00"),
        ({"quantity": "7,000", "unit": "GB", "unit_price": "$0.1648"}, "1153.60"),
        ({"quantity": "1M", "unit_price": "0.0045"}, None),
        ({"quantity": "0.333333", "unit_price": "0,1648"}, "0.05"),
    ],
)
def test_a_line_is_worth_what_was_typed(typed: dict[str, str], amount: str | None) -> None:
    if amount is None:
        with pytest.raises(Refusal):
            line_item_of(a_typed(**typed), "USD")
    else:
        assert line_item_of(a_typed(**typed), "USD").amount == Money.of(amount, "USD")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"unit": "parsec"}, "parsec"),
        ({"allowance": "150.01"}, "A discount of USD 150.01 cannot be taken off USD 150.00."),
        ({"allowance": "101%"}, "A discount must be between 0.0001 and 100 percent"),
        ({"allowance": "Launch"}, "Launch"),
        ({"unit_price": "0.123456789"}, "8 at most"),
        ({"list_price": "149.99"}, "The list price USD 149.99 is not above the unit price"),
        ({"list_price": "much"}, "much"),
    ],
)
def test_what_is_wrong_is_told(typed: dict[str, str], said: str) -> None:
    with pytest.raises(Refusal) as refused:
        line_item_of(a_typed(**typed), "USD")
    assert said in refused.value.sentence


def test_a_list_price_is_typed_beside_the_price() -> None:
    line = line_item_of(a_typed(quantity="3", unit_price="100", list_price="1.2k"), "USD")
    assert (line.amount, line.list_price) == (Money.of("300", "USD"), Money.of("1200", "USD"))
    assert line_item_of(a_typed(list_price=" "), "USD").list_price is None


@pytest.mark.parametrize(
    ("words", "rate"),
    [
        ("incl. VAT", None),
        ("including 19% VAT", "19"),
        ("prices include tax", None),
        ("VAT included", None),
        ("19% VAT incl.", "19"),
        ("inclusive of GST 5%", "5"),
        ("gross prices", None),
    ],
)
def test_a_quick_line_says_that_its_prices_include_tax(words: str, rate: str | None) -> None:
    quick = read_quick(f"Acme onboarding 50k {words} net 30")
    assert quick.fields.get("prices") == "with_tax"
    assert quick.fields.get("tax_rate") == rate
    assert (quick.not_understood, quick.lines[0].description) == ((), "Onboarding")


@pytest.mark.parametrize("words", ["tax 19%", "VAT 19%", "net 30"])
def test_a_quick_line_that_names_a_tax_has_the_usual_prices(words: str) -> None:
    assert "prices" not in read_quick(f"Acme onboarding 50k {words}").fields


@pytest.mark.parametrize(
    ("words", "rate"),
    [
        ("net prices", None),
        ("excl. VAT", None),
        ("excluding 19% VAT", "19"),
        ("plus 19% VAT", "19"),
        ("+ 19% VAT", "19"),
        ("VAT excluded", None),
        ("prices exclude tax", None),
    ],
)
def test_a_quick_line_says_that_tax_is_added_to_its_prices(words: str, rate: str | None) -> None:
    quick = read_quick(f"Acme onboarding 50k {words} net 30")
    assert quick.fields.get("prices") == "net"
    assert quick.fields.get("tax_rate") == rate
    assert (quick.not_understood, quick.lines[0].description) == ((), "Onboarding")


@pytest.mark.parametrize(
    ("text", "listed", "left"),
    [
        ("Acme 250 x 480 seats list=600", ["600"], ()),
        ("Acme 250 x 480 seats list price 600", ["600"], ()),
        ("Acme seats 250 x 480 list=$600, onboarding 50k", ["600", ""], ()),
        ("Acme onboarding 50k, seats 250 x 480 list=600", ["", "600"], ()),
        ("Acme seats 40/month list=50/month", ["600"], ()),
        ("Acme 250 x 480 seats list=600 list=700", ["600"], ("list=700",)),
        ("Acme list=600 250 x 480 seats", [""], ("list=600",)),
        ("Acme $250 list=600EUR", [""], ("list=600EUR",)),
    ],
)
def test_a_quick_line_has_a_list_price_behind_its_price(
    text: str, listed: list[str], left: tuple[str, ...]
) -> None:
    quick = read_quick(text)
    assert [each.list_price for each in quick.lines] == listed
    assert [each for each in quick.not_understood if each.startswith("list")] == list(left)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Acme 3 hours × 150", ("Hours", "3", "150", "HUR")),
        ("Acme 10 users @ $480", ("Users", "10", "480", "IE")),
        ("Acme 7,000 GB x 0.1648 storage", ("Storage", "7,000", "0.1648", "E34")),
        ("Acme 250 x 480 seats", ("Seats", "250", "480", "")),
    ],
)
def test_one_line_names_a_unit_between_quantity_and_price(
    text: str, line: tuple[str, str, str, str]
) -> None:
    def told(each: QuickLine) -> tuple[str, str, str, str]:
        return each.description, each.quantity, each.amount, each.unit

    assert [told(each) for each in read_quick(text).lines] == [line]


def test_pasted_lines_have_a_column_for_the_unit_and_one_for_the_discount() -> None:
    text = (
        "Description\tQuantity\tUnit\tUnit price\tDiscount\tAmount\n"
        "Support\t3\tStunden\t150.00\t10%\t405.00\n"
        "Storage\t7000\tGB\t0.1648\t\t1153.60"
    )
    pasted = read_pasted(text, InvoiceForm(currency="USD"), lambda words: None)
    assert pasted.bad == ()
    items = [each.item for each in pasted.lines]
    assert [(each.unit, str(each.amount)) for each in items] == [
        ("HUR", "405.00"),
        ("E34", "1153.60"),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("7000 API calls at 0.1648", ("API calls", "7000", "0.1648", "")),
        ("7,000 hours API calls at 0.1648", ("API calls", "7,000", "0.1648", "HUR")),
        ("40 days of consulting @ 1,200", ("Consulting", "40", "1,200", "DAY")),
        ("40 days consulting 1,200 each", ("Consulting", "40", "1,200", "DAY")),
        ("300 hours support at 150 per hour", ("Support", "300", "150", "HUR")),
        ("phase 2: 300 support at 150/hour", ("Phase 2 support", "300", "150", "HUR")),
        ("10 users at 480 each", ("Users", "10", "480", "IE")),
    ],
)
def test_what_is_counted_may_stand_between_its_number_and_its_price(
    text: str, line: tuple[str, str, str, str]
) -> None:
    quick = read_quick(f"Acme {text} net 30", [Named("acme", "Acme Corporation")])
    (found,) = quick.lines
    assert (found.description, found.quantity, found.amount, found.unit) == line
    assert (quick.fields, quick.not_understood) == ({"net_terms": "30"}, ())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Acme 3 years platform at 120k/yr", ("Platform", "1", "120,000")),
        ("Acme net 45 onboarding at 50k", ("Onboarding", "1", "50,000")),
        ("Acme seats 250 x 480, onboarding at 50k", ("Onboarding", "1", "50,000")),
        ("Acme 2027 platform at 120k", ("2027 platform", "1", "120,000")),
        ("500 Startups at 50k onboarding", ("Onboarding", "1", "50,000")),
    ],
)
def test_a_term_a_year_and_the_number_of_a_name_count_nothing(
    text: str, line: tuple[str, str, str]
) -> None:
    found = read_quick(text, [Named("acme", "Acme Corporation")]).lines[-1]
    assert (found.description, found.quantity, found.amount) == line


@pytest.mark.parametrize(
    ("words", "early"),
    [
        ("2/10 net 30", "2/10"),
        ("early payment 2/10 net 30", "2/10"),
        ("2% within 10 days net 30", "2%/10"),
        ("2% discount if paid within 10 days, net 30", "2%/10"),
    ],
)
def test_a_quick_line_has_an_early_payment_discount(words: str, early: str) -> None:
    quick = read_quick(f"Acme onboarding 50k {words}")
    assert quick.fields == {"early_payment": early, "net_terms": "30"}
    assert (quick.lines[0].discount, quick.not_understood) == ("", ())
