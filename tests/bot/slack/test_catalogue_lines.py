"""Lines of the builder that are filled in from the catalogue, and pasted many at once."""

from collections.abc import Iterator

import pytest

from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.product import EntityTax, Product, ProductTax
from jupiter_core.domain.unit import Unit
from tests.factories import SAM, WORKSPACE, a_customer, a_euro_bank, a_sender_profile
from tests.harness.modal_bot import ModalBot, a_builder_stage

SEAT = Product(
    id="p-seat",
    name="Analytics seat",
    code="SEAT",
    description="Analytics seat, one year",
    prices=(Money.of("480.00", "USD"), Money.of("450.00", "EUR")),
    entity_taxes=(EntityTax(sender_profile_id="sender-us", tax=ProductTax(rate=8)),),
)
ONLY_USD = Product(id="p-usd", name="Onboarding", prices=(Money.of("50000.00", "USD"),))


@pytest.fixture
def stage() -> Iterator[ModalBot]:
    euro = a_sender_profile(
        id="sender-eu", legal_name="Jupiter EU GmbH", series="JEU-", bank_accounts=(a_euro_bank(),)
    )
    with a_builder_stage([a_sender_profile(), euro], [a_customer()]) as made:
        with made.store.write(WORKSPACE) as uow:
            uow.products.save(SEAT)
            uow.products.save(ONLY_USD)
            uow.products.save(Product(id="p-old", name="Seat classic", retired=True))
        yield made


def opened(stage: ModalBot) -> None:
    stage.types("/invoice Acme from us USD")
    stage.top("builder")


def editing(stage: ModalBot) -> None:
    opened(stage)
    stage.press_in_view(SAM.id, "builder_add_line")
    stage.top("builder_line_editor")


def picked(stage: ModalBot, product_id: str) -> None:
    stage.search("line_product", "")
    stage.fill(SAM.id, "line_product", product_id)


def paste(stage: ModalBot, text: str) -> None:
    stage.press_in_view(SAM.id, "builder_paste")
    stage.top("builder_pasted")
    stage.fill(SAM.id, "builder_paste_text", text)


def with_list_prices(stage: ModalBot) -> None:
    listed = {"list_prices": (Money.of("600.00", "USD"), Money.of("500.00", "EUR"))}
    with stage.store.write(WORKSPACE) as uow:
        uow.products.save(SEAT.model_copy(update={**listed, "unit": Unit.USER}))


def test_a_products_list_price_is_filled_in_with_its_price(stage: ModalBot) -> None:
    with_list_prices(stage)
    editing(stage)
    picked(stage, "p-seat")
    stage.showing("Amount: USD 480.00")
    assert stage.submit(SAM.id)["ok"]
    stage.top("builder")
    stage.showing("480.00 (list 600.00)")
    assert stage.submit(SAM.id)["ok"]
    (invoice,) = stage.eventually(lambda: invoices(stage))
    (line,) = invoice.content.lines
    assert line.list_price == Money.of("600.00", "USD")


@pytest.mark.parametrize(
    ("words", "prices"),
    [
        ("SEAT x 250", ("480.00", "600.00")),
        ("SEAT 450.00", ("450.00", "600.00")),
        ("SEAT 600.00", ("600.00", "")),
        ("SEAT 450.00 list=550", ("450.00", "550.00")),
    ],
)
def test_a_product_in_one_line_brings_its_list_price(
    stage: ModalBot, words: str, prices: tuple[str, str]
) -> None:
    with_list_prices(stage)
    stage.types(f"/invoice Acme {words} from us USD")
    stage.top("builder")
    assert stage.submit(SAM.id)["ok"]
    (invoice,) = stage.eventually(lambda: invoices(stage))
    (line,) = invoice.content.lines
    assert (str(line.unit_price), str(line.list_price or "")) == prices


def test_a_products_list_price_is_a_contracts_too(stage: ModalBot) -> None:
    with_list_prices(stage)
    stage.types("/invoice Acme SEAT x 250 3y from us USD starting 2027-01-01")
    stage.top("contract_builder")
    stage.showing("USD 480.00 (list 600.00) a year")
    stage.showing("250\u00a0users")
    assert stage.submit(SAM.id)["ok"]
    (made,) = stage.eventually(stage.contracts)
    seats = made.shown.terms.subscription(0)
    assert (seats.list_price, seats.unit) == (Money.of("600.00", "USD"), Unit.USER)


def test_a_product_is_found_by_name_or_code_and_fills_in_the_line(stage: ModalBot) -> None:
    editing(stage)
    found = stage.search("line_product", "seat")
    assert [(each["text"]["text"], each["description"]["text"]) for each in found] == [
        ("Analytics seat", "SEAT · USD 480.00, EUR 450.00")
    ]
    picked(stage, "p-seat")
    stage.showing("Amount: USD 480.00")
    assert stage.initially("description") == "Analytics seat, one year"
    assert stage.initially("tax_rate") == "8"
    stage.fill(SAM.id, "line_quantity", "250")
    stage.showing("Amount: USD 120,000.00")
    assert stage.submit(SAM.id)["ok"]
    stage.top("builder")
    stage.showing("Analytics seat, one year\n250 × 480.00 = USD 120,000.00  ·  tax 8%")


def test_a_product_that_is_chosen_and_saved_at_once_fills_in_what_is_empty(
    stage: ModalBot,
) -> None:
    editing(stage)
    picked(stage, "p-seat")
    stage.showing("Amount: USD 480.00")
    stage.fill(SAM.id, "line_unit_price", "450")
    assert stage.submit(SAM.id)["ok"]
    stage.top("builder")
    stage.showing("1 × 450.00 = USD 450.00")


def test_lines_cost_what_they_cost_in_the_currency_that_is_chosen_later(stage: ModalBot) -> None:
    editing(stage)
    picked(stage, "p-seat")
    stage.showing("Amount: USD 480.00")
    assert stage.submit(SAM.id)["ok"]
    stage.top("builder")
    stage.fill(SAM.id, "builder_currency", "EUR")
    stage.showing("1 × 450.00 = EUR 450.00")
    stage.fill(SAM.id, "builder_currency", "GBP")
    stage.showing("⚠ No price in GBP in the catalogue. Edit it to enter one.")
    stage.fill(SAM.id, "builder_entity", "sender-eu")
    stage.fill(SAM.id, "builder_currency", "USD")
    stage.showing("1 × 480.00 = USD 480.00")


def test_a_price_that_somebody_typed_stays_in_another_currency(stage: ModalBot) -> None:
    editing(stage)
    picked(stage, "p-seat")
    stage.showing("Amount: USD 480.00")
    stage.fill(SAM.id, "line_unit_price", "470")
    assert stage.submit(SAM.id)["ok"]
    stage.top("builder")
    stage.fill(SAM.id, "builder_currency", "EUR")
    stage.showing("1 × 470.00 = EUR 470.00")


def test_a_currency_without_a_price_is_told_at_the_line(stage: ModalBot) -> None:
    editing(stage)
    stage.fill(SAM.id, "line_quantity", "1")
    stage.submit(SAM.id)
    stage.close()
    stage.fill(SAM.id, "builder_currency", "EUR")
    stage.press_in_view(SAM.id, "builder_add_line")
    stage.top("builder_line_editor")
    picked(stage, "p-usd")
    stage.showing("⚠ Onboarding has no price in EUR. Enter a unit price, or add one")
    errors = stage.submit(SAM.id)["errors"]
    assert [each.partition(".")[0] for each in errors] == ["unit_price"]


def test_the_service_period_is_shown_and_a_turned_one_refused_at_its_field(
    stage: ModalBot,
) -> None:
    editing(stage)
    picked(stage, "p-seat")
    stage.showing("Amount: USD 480.00")
    blocks = {each["block_id"].partition(".")[0]: each["block_id"] for each in fields(stage)}
    stage.fill_in("line_service_day", "2027-12-31", SAM.id, blocks["service_start"])
    stage.fill_in("line_service_day", "2027-01-01", SAM.id, blocks["service_end"])
    assert stage.submit(SAM.id)["errors"] == {
        blocks["service_end"]: (
            "The last day of the service must be between 31 Dec 2027 and any later day."
        )
    }
    stage.fill_in("line_service_day", "2027-01-01", SAM.id, blocks["service_start"])
    stage.fill_in("line_service_day", "2027-12-31", SAM.id, blocks["service_end"])
    assert stage.submit(SAM.id)["ok"]
    stage.top("builder")
    stage.showing("= USD 480.00  ·  tax 8%  ·  1 Jan 2027 – 31 Dec 2027")
    stage.submit(SAM.id)
    (invoice,) = stage.eventually(lambda: invoices(stage))
    (line,) = invoice.content.lines
    assert (str(line.service_start), str(line.service_end)) == ("2027-01-01", "2027-12-31")


def fields(stage: ModalBot) -> list[dict[str, str]]:
    return [each for each in stage.modal(SAM.id)["blocks"] if each["type"] == "input"]


def invoices(stage: ModalBot) -> list[Invoice]:
    with stage.store.read(WORKSPACE) as uow:
        return [uow.invoices.get(each) for each in uow.invoices.ids()]


def test_pasted_lines_are_shown_back_and_kept_when_that_is_confirmed(stage: ModalBot) -> None:
    opened(stage)
    paste(stage, "SEAT\t250\nOnboarding\t1\t45,000.00\t19%\n")
    before = stage.store.tables.copy()
    assert stage.submit(SAM.id)["ok"]
    shown = stage.showing("1. Analytics seat, one year")
    assert "250 × 480.00 = 120,000.00\ntax 8%" in shown
    assert "USD 183,150.00" in shown
    assert stage.store.tables.forms == before.forms
    assert stage.modal(SAM.id)["submit"]["text"] == "Save 2 lines"
    assert stage.submit(SAM.id)["ok"]
    stage.top("builder")
    stage.showing("250 × 480.00 = USD 120,000.00  ·  tax 8%")
    stage.showing("1 × 45,000.00 = USD 45,000.00  ·  tax 19%")


def test_bad_rows_are_named_and_nothing_is_kept(stage: ModalBot) -> None:
    opened(stage)
    paste(stage, "Item\tQty\tPrice\nSeats\tmany\t480\nSupport\t1\t100\n")
    before = stage.store.tables.copy()
    assert stage.submit(SAM.id)["ok"]
    shown = stage.showing("⚠ 1 row can't be read. Nothing is saved yet.")
    assert "Row 2: Quantity: “many” is not a number." in shown
    assert stage.modal(SAM.id)["submit"]["text"] == "Show lines"
    assert stage.submit(SAM.id)["ok"]
    assert stage.store.tables.forms == before.forms
    stage.fill(SAM.id, "builder_paste_text", "Seats\t5\t480")
    assert stage.submit(SAM.id)["ok"]
    stage.showing("5 × 480.00 = 2,400.00")


def test_what_was_changed_after_it_was_shown_is_shown_again(stage: ModalBot) -> None:
    opened(stage)
    paste(stage, "Seats\t5\t480")
    assert stage.submit(SAM.id)["ok"]
    stage.showing("5 × 480.00 = 2,400.00")
    stage.fill(SAM.id, "builder_paste_text", "Seats\t6\t480")
    assert stage.submit(SAM.id)["ok"]
    stage.showing("6 × 480.00 = 2,880.00")
    assert stage.submit(SAM.id)["ok"]
    stage.top("builder")
    stage.showing("6 × 480.00 = USD 2,880.00")


def test_a_paste_replaces_the_lines_only_where_that_is_chosen_and_once(stage: ModalBot) -> None:
    opened(stage)
    for text, mode in (("First\t1\t1", ""), ("Second\t1\t2", "add"), ("Third\t1\t3", "replace")):
        paste(stage, text)
        if mode:
            stage.fill(SAM.id, "builder_paste_mode", mode)
        assert stage.submit(SAM.id)["ok"]
        stage.showing(f"1. {text.partition(chr(9))[0]}")
        assert stage.submit(SAM.id)["ok"]
        stage.top("builder")
        shown = stage.showing(f"{text.partition(chr(9))[0]}\n1 ×")
    assert "First" not in shown
    assert "Third" in shown
    tables = stage.store.tables.copy()
    stage.redeliver("view_submission")
    assert stage.store.tables.forms == tables.forms


def test_nothing_pasted_is_refused_at_the_field(stage: ModalBot) -> None:
    opened(stage)
    paste(stage, "\t\t")
    assert stage.submit(SAM.id)["errors"] == {
        "paste": "Paste at least one row: description, quantity and unit price."
    }


def test_without_a_currency_the_lines_cannot_be_read(stage: ModalBot) -> None:
    stage.types("/invoice Acme PO 4500017342")
    stage.top("builder")
    stage.press_in_view(SAM.id, "builder_paste")
    stage.showing("Choose the invoice's currency first, then paste its lines.")


def test_the_one_line_way_names_products_and_the_service_period(stage: ModalBot) -> None:
    stage.types(
        "/invoice Acme seat x 250, onboarding 45k from us USD service 2027-01-01 to 2027-12-31"
    )
    stage.top("builder")
    days = "1 Jan 2027 – 31 Dec 2027"
    stage.showing(f"Analytics seat, one year\n250 × 480.00 = USD 120,000.00  ·  tax 8%  ·  {days}")
    stage.showing(f"Onboarding\n1 × 45,000.00 = USD 45,000.00  ·  {days}")


def test_a_code_is_found_among_many_products_that_are_called_alike(stage: ModalBot) -> None:
    with stage.store.write(WORKSPACE) as uow:
        for n in range(30):
            uow.products.save(Product(id=f"p-{n}", name=f"A seat of kind {n}"))
    stage.types("/invoice Acme 2 seat from us USD")
    stage.top("builder")
    stage.showing("2 × 480.00 = USD 960.00")


def test_a_contract_in_one_line_costs_what_the_catalogue_says(stage: ModalBot) -> None:
    stage.types("/invoice Acme 250 seat, onboarding 3y annual from us USD")
    stage.top("contract_builder")
    stage.showing("Analytics seat, one year")
    (form,) = stage.forms()
    lines = [
        (each["kind"], each["quantity"], each["annual_price"] or each["amount"])
        for each in form.values["lines"]
    ]
    assert lines == [("subscription", "250", "480.00"), ("one_time", "1", "50,000.00")]


def test_a_line_of_a_contract_is_filled_in_from_the_catalogue(stage: ModalBot) -> None:
    stage.types("/invoice contract Acme from us USD 3y annual")
    stage.top("contract_builder")
    stage.press_in_view(SAM.id, "contract_add_subscription")
    stage.top("contract_line_editor")
    stage.search("contract_line_product", "seat")
    stage.fill(SAM.id, "contract_line_product", "p-seat")
    stage.showing("Year 1: ")
    assert stage.initially("description") == "Analytics seat, one year"
    assert stage.initially("annual_price") == "480.00"
    assert stage.initially("tax_rate") == "8"
    stage.fill(SAM.id, "contract_line_quantity", "250")
    stage.showing("USD 120,000.00")
    assert stage.submit(SAM.id)["ok"]
    stage.top("contract_builder")
    (form,) = stage.forms()
    (line,) = form.values["lines"]
    assert (line["annual_price"], line["quantity"]) == ("480.00", "250")
