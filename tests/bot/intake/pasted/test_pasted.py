"""Lines pasted from a spreadsheet, as people's tables are."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.drafts.invoice import InvoiceForm, LineForm
from bot.intake.pasted.reading import NothingPasted, Pasted, read_pasted, with_pasted
from jupiter_core.domain.money import Money
from jupiter_core.domain.product import Product, ProductTax
from jupiter_core.domain.refusals import TooManyLines
from jupiter_core.domain.totals import LineItem, TaxCategory

SEAT = Product(
    id="p-seat",
    name="Analytics seat",
    code="SEAT",
    description="Analytics seat, one year",
    prices=(Money.of("480.00", "USD"),),
    tax=ProductTax(rate=8),
)
OLD = Product(id="p-old", name="Classic", code="OLD", retired=True)
CATALOGUE = {each.casefold(): p for p in (SEAT, OLD) for each in (p.code, p.name)}
FORM = InvoiceForm(currency="USD", tax_rate="5")


def find(words: str) -> Product | None:
    return CATALOGUE.get(words.casefold())


def read(text: str, form: InvoiceForm = FORM) -> Pasted:
    return read_pasted(text, form, find)


def told(item: LineItem) -> tuple[str, str, str, str]:
    """Description, quantity, price, tax."""
    price = f"{item.unit_price.decimal:f}"
    return item.description, f"{item.quantity:f}", price, f"{item.tax_rate:f}"


def lines(text: str, form: InvoiceForm = FORM) -> list[tuple[str, str, str, str]]:
    pasted = read(text, form)
    assert pasted.bad == ()
    return [told(each.item) for each in pasted.lines]


def bad(text: str, form: InvoiceForm = FORM) -> dict[int, str]:
    return dict(read(text, form).bad)


def test_cells_come_in_the_usual_order_where_there_is_no_header() -> None:
    text = "Platform\t1\t1200000.00\t19%\nOnboarding\t1\t50,000.00\n\nSupport\t100.00\n"
    assert lines(text) == [
        ("Platform", "1", "1200000.00", "19"),
        ("Onboarding", "1", "50000.00", "5"),
        ("Support", "1", "100.00", "5"),
    ]


def test_a_header_names_the_columns_in_any_order_and_language() -> None:
    english = "Qty\tUnit price (USD)\tVAT %\tItem\n2\t$480.00\t19\tSeats"
    german = "Pos.\tBezeichnung\tMenge\tEinzelpreis\tGesamtpreis\n1\tSeats\t2\t480,00\t960,00"
    assert lines(english) == [("Seats", "2", "480.00", "19")]
    assert lines(german) == [("Seats", "2", "480.00", "5")]


def test_columns_that_nobody_knows_are_named_and_not_read() -> None:
    pasted = read("Description\tQty\tUnit price\tMood\nSeats\t2\t480\tgood")
    assert [told(each.item)[0] for each in pasted.lines] == ["Seats"]
    assert pasted.remarks == ("Columns that were not read: “Mood”.",)


@pytest.mark.parametrize(
    ("cells", "prices"),
    [
        (("1.200,50", "1.200", "480"), ("1200.50", "1200.00", "480.00")),
        (("1,200.50", "1,200", "480"), ("1200.50", "1200.00", "480.00")),
        (("480,00", "1.200"), ("480.00", "1200.00")),
        (("1 200,00 €", "3 500"), ("1200.00", "3500.00")),
        (("1'200.50", "3’500"), ("1200.50", "3500.00")),
        (("1.234.567", "0,5"), ("1234567.00", "0.50")),
        (("€ 480", "480 EUR", "(25.00)", "-25"), ("480.00", "480.00", "-25.00", "-25.00")),
        (("1.2M", "50k"), ("1200000.00", "50000.00")),
    ],
)
def test_one_number_tells_how_the_others_of_the_table_are_written(
    cells: tuple[str, ...], prices: tuple[str, ...]
) -> None:
    text = "\n".join(f"Seats\t1\t{cell}" for cell in cells)
    assert [price for _, _, price, _ in lines(text, InvoiceForm(currency="EUR"))] == [*prices]


def test_a_number_that_may_be_meant_in_two_ways_is_told_where_nothing_decides() -> None:
    assert bad("Seats\t1\t1.200") == {
        1: "Unit price: “1.200” can be read in two ways. Write 1,200 or 1.2000."
    }
    assert bad("Seats\t1\t1.200\nMore\t1\t480,00\nRest\t1\t1.50").keys() == {1}


def test_each_bad_row_is_named_by_its_number_and_why() -> None:
    text = (
        "Description\tQty\tUnit price\tTax\n"
        "Seats\tmany\t480\t\n"
        "\n"
        "\t1\t480\t\n"
        "Support\t1\t€480\t\n"
        "Training\t1\t480\ta lot\n"
        "Platform\t1\t\t\n"
        "Right\t1\t480\t19\n"
        "Long\t1\t2\t3\t4\t5\n"
    )
    assert bad(text) == {
        2: "Quantity: “many” is not a number. Write it like 250 or 1.5.",
        4: "A description is required.",
        5: "“€480” is not in USD, the invoice's currency.",
        6: (
            "Tax: “a lot” is not a tax. Write it like 19, 8.875%, reverse charge, "
            "intra-community supply, export, exempt or not taxed."
        ),
        7: "A price is required.",
        9: "It has 6 cells, and there are 4 columns.",
    }
    assert [each.item.description for each in read(text).lines] == ["Right"]


def test_a_product_code_fills_in_what_is_left_empty() -> None:
    whole = ("Analytics seat, one year", "250", "480.00", "8")
    assert lines("SEAT\t250") == [whole]
    assert lines("seat\t250\t\t") == [whole]
    assert lines("Analytics seat\t250") == [whole]
    assert lines("SKU\tQty\nSEAT\t250") == [whole]
    assert lines("Item\tQty\tPrice\nSEAT\t250\nMore\t1\t5") == [whole, ("More", "1", "5.00", "5")]
    assert lines("SEAT\tSeats of Acme\t250\t450.00\t0") == [("Seats of Acme", "250", "450.00", "0")]
    (line,) = read("SEAT\t250").lines
    assert (line.line.product_id, line.line.price_follows) == ("p-seat", True)
    (line,) = read("SEAT\t250\t450").lines
    assert (line.line.product_id, line.line.price_follows) == ("p-seat", False)


def test_what_the_catalogue_cannot_fill_in_is_told_at_its_row() -> None:
    text = "SKU\tQty\nNONE\t1\nOLD\t1\n"
    assert bad(text) == {
        2: "There is no product “NONE” here.",
        3: "Classic (OLD) is retired. Choose another product.",
    }
    assert "no price in EUR" in bad("SEAT\t1", InvoiceForm(currency="EUR"))[1]


def test_a_code_of_another_catalogue_is_no_mistake_beside_a_description_and_a_price() -> None:
    assert lines("SKU\tItem\tQty\tPrice\nX-1\tSeats\t2\t480") == [("Seats", "2", "480.00", "5")]


def test_the_amount_of_a_row_is_checked_or_tells_the_price() -> None:
    header = "Item\tQty\tPrice\tAmount\n"
    assert bad(f"{header}Seats\t2\t480\t961") == {
        2: "Amount: 2 × 480.00 is USD 960.00, and the row says USD 961.00."
    }
    assert lines(f"{header}Seats\t2\t\t960.00") == [("Seats", "2", "480.00", "5")]
    assert bad(f"{header}Seats\t3\t\t100.00") == {
        2: "USD 100.00 ÷ 3 is not an exact price. Add a unit price."
    }


def test_a_row_of_sums_is_left_out_and_said() -> None:
    pasted = read("Seats\t2\t480.00\nTotal\t\t960.00\n")
    assert [told(each.item)[0] for each in pasted.lines] == ["Seats"]
    assert pasted.remarks == ("Left out as sums: row 2.",)


@pytest.mark.parametrize(
    ("written", "days"),
    [
        (("2027-01-01", "2027-12-31"), ("2027-01-01", "2027-12-31")),
        (("01.02.2027", "31.12.2027"), ("2027-02-01", "2027-12-31")),
        (("1 Feb 2027", "Dec 31, 2027"), ("2027-02-01", "2027-12-31")),
        (("01/02/2027", "31/12/2027"), ("2027-02-01", "2027-12-31")),
        (("02/01/2027", "12/31/2027"), ("2027-02-01", "2027-12-31")),
        (("1/1/2027", ""), ("2027-01-01", "None")),
        (("2027/02/01", ""), ("2027-02-01", "None")),
    ],
)
def test_the_service_period_has_columns_of_its_own(
    written: tuple[str, str], days: tuple[str, str]
) -> None:
    (line,) = read("Seats\t1\t480\t\t" + "\t".join(written)).lines
    assert (str(line.item.service_start), str(line.item.service_end)) == days


def test_days_that_are_none_or_two_or_turned_around_are_told() -> None:
    assert bad("Seats\t1\t480\t\t2027-02-30") == {
        1: "From: “2027-02-30” is not a date. Write it like 2026-11-22."
    }
    assert bad("Seats\t1\t480\t\t01/02/2027") == {
        1: "From: “01/02/2027” can be read in two ways. Write it like 2027-02-01."
    }
    assert bad("Seats\t1\t480\t\t2027-02-01\t2027-01-01") == {
        1: "The last day of the service must be between 1 Feb 2027 and any later day."
    }


def test_semicolons_and_commas_part_cells_too_where_there_are_no_tabs() -> None:
    assert lines("Seats;2;480,00\nMore;1;1.200,00") == [
        ("Seats", "2", "480.00", "5"),
        ("More", "1", "1200.00", "5"),
    ]
    assert lines('"Seats, gold",2,"1,200.00"\nMore,1,5') == [
        ("Seats, gold", "2", "1200.00", "5"),
        ("More", "1", "5.00", "5"),
    ]


def test_cells_of_several_lines_and_lone_quotes_are_kept() -> None:
    assert lines('"Seats,\nper year"\t2\t480') == [("Seats,\nper year", "2", "480.00", "5")]
    assert lines('24" monitor\t2\t480') == [('24" monitor', "2", "480.00", "5")]
    assert bad('"Seats,\nper year"\t2\t480\nMore\tx\t1').keys() == {3}


def test_a_tax_may_be_a_reason_why_none_is_charged() -> None:
    (line,) = read("Seats\t1\t480\tReverse charge").lines
    assert line.item.tax_category is TaxCategory.REVERSE_CHARGE
    usual = InvoiceForm(currency="USD", tax_rate="0", tax_category="AE")
    (line,) = read("SEAT\t1", usual).lines
    assert line.item.tax_category is TaxCategory.REVERSE_CHARGE


def test_lines_are_added_or_take_the_place_of_those_there() -> None:
    there = FORM.with_line(LineForm(key="l1", description="There", unit_price="1"))
    pasted = read("Seats\t2\t480.00\nMore\t1\t5.00")
    added = with_pasted(there, pasted.lines, replacing=False)
    assert [(each.key, each.description) for each in added.lines] == [
        ("l1", "There"),
        ("l2", "Seats"),
        ("l3", "More"),
    ]
    assert added.next_line_key == "l4"
    replaced = with_pasted(there, pasted.lines, replacing=True)
    assert [each.description for each in replaced.lines] == ["Seats", "More"]


def test_more_than_an_invoice_takes_and_nothing_are_refused() -> None:
    there = FORM.with_line(LineForm(key="l1", description="There", unit_price="1"))
    many = read("\n".join(f"Seats {n}\t1\t5" for n in range(60)))
    assert len(many.lines) == 60
    with_pasted(there, many.lines, replacing=True)
    with pytest.raises(TooManyLines):
        with_pasted(there, many.lines, replacing=False)
    more = read("\n".join(f"Seats {n}\t1\t5" for n in range(300)))
    with pytest.raises(TooManyLines):
        with_pasted(FORM, more.lines, replacing=True)
    assert read(" \n\t\n") == Pasted()
    with pytest.raises(NothingPasted):
        with_pasted(FORM, (), replacing=True)


HOSTILE = st.text(
    alphabet=st.sampled_from("ab1.,;\t\n\"'€$% -/()=+@<!&\u00a0\u202e\u200b٣SEAT"), max_size=120
)


@settings(deadline=None)
@given(text=HOSTILE, currency=st.sampled_from(["USD", "JPY", "KWD"]))
def test_no_text_breaks_it_and_no_row_is_lost(text: str, currency: str) -> None:
    pasted = read(text, InvoiceForm(currency=currency))
    numbers = [each.number for each in pasted.bad]
    assert numbers == sorted(set(numbers))
    for each in pasted.lines:
        assert each.item.unit_price.currency == currency


names = st.text(alphabet="abcdefgh xyz", min_size=1, max_size=20).filter(lambda each: each.strip())


@settings(deadline=None)
@given(
    rows=st.lists(
        st.tuples(names, st.integers(1, 9999), st.integers(-(10**9), 10**9)),
        min_size=1,
        max_size=30,
    ),
    style=st.sampled_from([("{:,.2f}", None), ("{:,.2f}", str.maketrans(",.", ".,"))]),
)
def test_what_a_spreadsheet_shows_is_read_as_it_was_meant(
    rows: list[tuple[str, int, int]], style: Any
) -> None:
    form, swap = style
    cells = [(name, str(n), form.format(minor / 100)) for name, n, minor in rows]
    prices = [price.translate(swap) if swap else price for _, _, price in cells]
    text = "\n".join(
        "\t".join((f"x{name}", n, price)) for (name, n, _), price in zip(cells, prices, strict=True)
    )
    pasted = read(text)
    assert pasted.bad == ()
    assert [
        (int(each.item.quantity), int(each.item.unit_price.exact)) for each in pasted.lines
    ] == [(n, minor) for _, n, minor in rows]
