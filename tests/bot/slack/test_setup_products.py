"""The product catalogue in `/invoice setup`."""

from collections.abc import Iterator

import pytest

from bot.intake.modals.product import prices_of, prices_text
from jupiter_core.domain.money import Money
from jupiter_core.domain.product import Product
from jupiter_core.domain.totals import TaxCategory
from jupiter_core.domain.unit import Unit
from tests.factories import WORKSPACE
from tests.harness.setup_client import ADMIN, SALES, UNPRINTABLE, SetupClient, a_stage

HOSTILE = "<!channel> <https://evil|Pay here> *_~` & שלום 🎉"


@pytest.fixture
def stage() -> Iterator[SetupClient]:
    with a_stage() as made:
        yield made


def products(stage: SetupClient) -> list[Product]:
    with stage.store.read(WORKSPACE) as uow:
        return uow.products.page()


def adding(stage: SetupClient, **typed: object) -> None:
    stage.opened()
    stage.press("setup_add_product")
    stage.view("setup_product_saved")
    for path, value in {
        "name": "Analytics seat",
        "code": "SEAT",
        "prices": "USD 480.00\n450 EUR\n\n£ 390.5",
        **typed,
    }.items():
        stage.set(path, value)


def test_an_admin_adds_a_product(stage: SetupClient) -> None:
    adding(stage, tax="19 %", **{"entity_tax_sender-us": "8.875"})
    assert stage.submit()["ok"]
    stage.showing("Picked in lines of invoices and contracts.")
    (product,) = products(stage)
    assert product.title == "Analytics seat (SEAT)"
    prices = ["USD 480.00", "EUR 450.00", "GBP 390.50"]
    assert [each.words for each in product.prices] == prices
    assert product.tax and product.tax.words == "19%"
    assert [(each.sender_profile_id, each.tax.words) for each in product.entity_taxes] == [
        ("sender-us", "8.875%")
    ]


def test_a_products_unit_is_chosen_from_the_menu_of_the_lines(stage: SetupClient) -> None:
    adding(stage)
    (block,) = [
        each for each in stage.view("setup_product_saved")["blocks"] if each["block_id"] == "unit"
    ]
    menu = block["element"]
    assert (menu["type"], menu["initial_option"]["text"]["text"]) == ("static_select", "No unit")
    assert {each["value"] for each in menu["options"]} == {*Unit, "-"}
    assert stage.submit()["ok"]
    assert products(stage)[0].unit is None


def test_a_price_may_have_a_list_price_which_the_form_shows_again(stage: SetupClient) -> None:
    adding(stage, prices="USD 480.00 list 600\n450 EUR (list price: 500)\n£ 390.5")
    assert stage.submit()["ok"]
    (product,) = products(stage)
    words = ("USD 480.00 (list 600.00)", "EUR 450.00 (list 500.00)", "GBP 390.50")
    assert product.price_words == words
    assert prices_of(prices_text(product)) == (
        (Money.of("480.00", "USD"), Money.of("600.00", "USD")),
        (Money.of("450.00", "EUR"), Money.of("500.00", "EUR")),
        (Money.of("390.50", "GBP"), None),
    )


def test_a_tax_may_be_a_reason_why_none_is_charged(stage: SetupClient) -> None:
    adding(stage, tax="Reverse charge")
    assert stage.submit()["ok"]
    (product,) = products(stage)
    assert product.tax and product.tax.category is TaxCategory.REVERSE_CHARGE


def test_what_the_form_shows_is_read_again_as_it_was(stage: SetupClient) -> None:
    taxes = {"tax": "export", "entity_tax_sender-us": "0"}
    adding(stage, description="One year\nof it", retired=["true"], unit="IE", **taxes)
    assert stage.submit()["ok"]
    before = products(stage)
    assert before[0].unit is Unit.USER
    stage.view("setup")
    found = stage.options("setup_find_product", "seat", find_block(stage))
    assert found[0]["description"]["text"] == (
        "SEAT · USD 480.00, EUR 450.00, GBP 390.50 · retired"
    )
    stage.press("setup_find_product", find_block(stage), value=before[0].id)
    stage.view("setup_product_saved")
    assert stage.submit()["ok"]
    assert products(stage) == before


def find_block(stage: SetupClient) -> str:
    blocks = stage.view("setup")["blocks"]
    return str(next(b["block_id"] for b in blocks if b["block_id"].startswith("find_product")))


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"code": "TWO WORDS"}, "code", "“TWO WORDS” is not a product code."),
        ({"prices": "480"}, "prices", "“480” is not a price."),
        ({"prices": "USD 480 list 480"}, "prices", "The list price USD 480.00 is not above"),
        ({"prices": "USD 480 list lots"}, "prices", "“lots”"),
        ({"prices": "$480"}, "prices", "“$480” is not a price."),
        ({"prices": "USD 480 EUR"}, "prices", "“USD 480 EUR” is not a price."),
        ({"prices": "XXX 480"}, "prices", "“XXX” is not a currency code"),
        ({"prices": "USD 480\nUSD 490"}, "prices", "There is a price in “USD” already."),
        (
            {"prices": "USD 1.234567891"},
            "prices",
            "“1.234567891” has more decimals than",
        ),
        ({"tax": "a lot"}, "tax", "“a lot” is not a tax."),
        ({"entity_tax_sender-us": "101"}, "entity_tax_sender-us", "Tax rate must be between"),
        ({"name": f"Seat {UNPRINTABLE}"}, "name", "The name has"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_is_kept(
    stage: SetupClient, typed: dict[str, str], field: str, sentence: str
) -> None:
    adding(stage, **typed)
    errors = stage.submit()["errors"]
    assert errors.keys() == {field}
    assert errors[field].startswith(sentence)
    assert products(stage) == []


def test_a_code_that_is_taken_is_told_at_its_field(stage: SetupClient) -> None:
    adding(stage)
    assert stage.submit()["ok"]
    stage.close()
    adding(stage, name="Other", code="seat")
    assert stage.submit()["errors"] == {"code": "There is a product with the code “seat” already."}


def test_hostile_text_is_kept_and_shown_as_typed(stage: SetupClient) -> None:
    adding(stage, name=HOSTILE)
    assert stage.submit()["ok"]
    assert products(stage)[0].name == HOSTILE
    (found,) = stage.options("setup_find_product", "channel", find_block(stage))
    assert found["text"] == {"type": "plain_text", "text": HOSTILE, "emoji": False}


def test_the_second_of_two_admins_is_told_what_changed_meanwhile(stage: SetupClient) -> None:
    adding(stage)
    assert stage.submit()["ok"]
    stage.close()
    (product,) = products(stage)
    stage.make_admin(SALES)
    for user, price in ((SALES, "USD 500.00"), (ADMIN, "USD 510.00")):
        stage.opened(user)
        block_id = next(
            each["block_id"]
            for each in stage.view("setup", user)["blocks"]
            if each["block_id"].startswith("find_product")
        )
        stage.options("setup_find_product", "", block_id, user)
        stage.press("setup_find_product", block_id, user, product.id)
        stage.view("setup_product_saved", user)
        stage.set("prices", price, user)
    assert stage.submit(SALES)["ok"]
    assert "unit prices is now “USD 500.00”" in stage.submit()["errors"]["name"]
    assert [each.words for each in products(stage)[0].prices] == ["USD 500.00"]


def test_a_replayed_submission_adds_no_second_product(stage: SetupClient) -> None:
    adding(stage, code="")
    assert stage.submit()["ok"]
    stage.showing("Picked in lines of invoices and contracts.")
    tables = stage.store.tables.copy()
    stage.redeliver("view_submission setup_product_saved")
    assert stage.store.tables == tables


def test_who_is_no_admin_any_more_finds_and_saves_nothing(stage: SetupClient) -> None:
    adding(stage)
    stage.make_admin(ADMIN, False)
    stage.submit()
    assert products(stage) == []
