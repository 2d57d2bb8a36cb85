"""The product catalogue, on every kind of store."""

from decimal import Decimal

import pytest

from jupiter_core.commands.product import SaveProduct, save_product
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.money import Money
from jupiter_core.domain.product import EntityTax, Product, ProductTax
from jupiter_core.domain.refusals import AlreadyTaken, NotFound, Refusal, ValidationErrors
from jupiter_core.domain.totals import TaxCategory
from jupiter_core.ports import Store
from tests.factories import SAM, WORKSPACE, a_sender_profile
from tests.harness.fake_renderer import FakeRenderer

NO_CODE = "“two words” is not a product code. Use letters, digits and . _ - / + # without spaces."
SEAT = Product(id="p-seat", name="Analytics seat", code="SEAT", prices=(Money.of("480.00", "USD"),))


@pytest.fixture(autouse=True)
def entity(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile())


def keep(store: Store, product: Product = SEAT, by: Actor = SAM) -> Product:
    with store.write(WORKSPACE) as uow:
        return save_product(SaveProduct(by=by, product=product), uow, FakeRenderer())


def a_product(number: int, name: str, code: str = "", **more: object) -> Product:
    return Product(id=f"p-{number}", name=name, code=code).model_copy(update=more)


def events(store: Store, product_id: str = "p-seat") -> list[Event]:
    with store.read(WORKSPACE) as uow:
        return list(uow.events.of(product_id))


def found(store: Store, words: str, limit: int = 100) -> list[str]:
    with store.read(WORKSPACE) as uow:
        return [each.name for each in uow.products.search(words, limit)]


def test_a_product_comes_back_as_it_was_kept(store: Store) -> None:
    taxes = (EntityTax(sender_profile_id="sender-us", tax=ProductTax(rate=Decimal("8.875"))),)
    whole = SEAT.model_copy(
        update={
            "description": "Analytics seat,\nper year",
            "tax": ProductTax(category=TaxCategory.ZERO),
            "entity_taxes": taxes,
        }
    )
    keep(store, whole)
    with store.read(WORKSPACE) as uow:
        assert uow.products.get("p-seat") == whole
        assert uow.products.find_code("seat") == whole
        assert uow.products.find_code("") is None
        assert uow.products.find_code("SEA") is None


def test_what_changed_is_told_with_the_old_and_the_new(store: Store) -> None:
    keep(store)
    dearer = SEAT.model_copy(update={"prices": (Money.of("520.00", "USD"),), "retired": True})
    keep(store, dearer)
    made, changed = events(store)
    assert (made.name, changed.name) == (EventName.PRODUCT_CREATED, EventName.PRODUCT_CHANGED)
    assert [each.words for each in changed.changes] == [
        "Price in USD: 480.00 → 520.00",
        "Catalogue: in use → retired",
    ]
    assert changed.by == SAM


def test_a_tax_is_told_with_the_entitys_name(store: Store) -> None:
    taxes = (EntityTax(sender_profile_id="sender-us", tax=ProductTax(rate=Decimal(7))),)
    keep(store, SEAT.model_copy(update={"entity_taxes": taxes}))
    (made,) = events(store)
    assert "Tax for Jupiter US Inc. added: 7%" in [each.words for each in made.changes]


def test_the_same_product_again_changes_nothing(store: Store) -> None:
    assert keep(store) == keep(store)
    assert len(events(store)) == 1


def test_texts_are_kept_trimmed(store: Store) -> None:
    kept = keep(store, SEAT.model_copy(update={"name": "  Analytics   seat ", "code": " SEAT "}))
    assert kept == SEAT


@pytest.mark.parametrize(
    ("product", "path"),
    [
        (a_product(1, "Another", "seat"), "code"),
        (a_product(1, "ANALYTICS SEAT", "seat"), "code"),
    ],
)
def test_a_code_is_taken_once_in_any_letter_case(store: Store, product: Product, path: str) -> None:
    keep(store)
    with pytest.raises(AlreadyTaken) as refused:
        keep(store, product)
    assert refused.value.path == path
    assert found(store, "") == ["Analytics seat"]


def test_two_of_one_name_need_codes_that_tell_them_apart(store: Store) -> None:
    keep(store, a_product(1, "Training"))
    with pytest.raises(AlreadyTaken) as refused:
        keep(store, a_product(2, "training"))
    assert refused.value.path == "name"
    keep(store, a_product(2, "training", "TR-2"))
    assert len(found(store, "training")) == 2


def test_a_code_is_free_again_when_its_product_has_another(store: Store) -> None:
    keep(store)
    keep(store, SEAT.model_copy(update={"code": "SEAT-1"}))
    keep(store, a_product(1, "Another", "SEAT"))
    with store.read(WORKSPACE) as uow:
        assert {each.code for each in uow.products.page()} == {"SEAT", "SEAT-1"}


def test_words_find_by_name_and_code_and_retired_ones_are_not_offered(store: Store) -> None:
    for number, (name, code) in enumerate(
        [("Platform Enterprise", "PLAT-ENT"), ("Platform Team", "PLAT-TEAM"), ("Straße 100%", "")]
    ):
        keep(store, a_product(number, name, code))
    keep(store, a_product(9, "Platform Classic", "PLAT-OLD", retired=True))
    assert found(store, "") == ["Platform Enterprise", "Platform Team", "Straße 100%"]
    assert found(store, "team PLAT") == ["Platform Team"]
    assert found(store, "plat-ent") == ["Platform Enterprise"]
    assert found(store, "100%") == ["Straße 100%"]
    assert found(store, "%") == ["Straße 100%"]
    assert found(store, "", limit=2) == ["Platform Enterprise", "Platform Team"]
    with store.read(WORKSPACE) as uow:
        assert [each.id for each in uow.products.page(words="platform")] == ["p-0", "p-1", "p-9"]
        assert [each.id for each in uow.products.page(after="p-1", limit=1)] == ["p-2"]


def test_nobody_finds_those_of_another_workspace(store: Store) -> None:
    keep(store)
    with store.read("T0OTHER") as uow:
        assert uow.products.search("") == uow.products.page() == []
        assert uow.products.find_code("SEAT") is None
        with pytest.raises(NotFound):
            uow.products.get("p-seat")
    with store.write("T0OTHER") as uow:
        uow.products.save(SEAT.model_copy(update={"name": "Theirs"}))
    assert found(store, "") == ["Analytics seat"]


@pytest.mark.parametrize(
    ("changes", "path", "sentence"),
    [
        ({"name": " "}, "name", "A name is required."),
        (
            {"code": "two words"},
            "code",
            NO_CODE,
        ),
        ({"code": "-1"}, "code", None),
        ({"code": "x" * 41}, "code", "A product code can have 40 characters at most; this has 41."),
        ({"name": "Pay\u202egnp"}, "name", None),
        (
            {"prices": (Money.of("1", "USD"), Money.of("2", "USD"))},
            "prices[1].currency",
            "There is a price in “USD” already.",
        ),
        (
            {"entity_taxes": (EntityTax(sender_profile_id="nobody", tax=ProductTax()),)},
            "entity_taxes[0].sender_profile_id",
            "There is no legal entity “nobody” here.",
        ),
        (
            {"entity_taxes": (EntityTax(sender_profile_id="sender-us", tax=ProductTax()),) * 2},
            "entity_taxes[1].sender_profile_id",
            "There is a tax for the legal entity “sender-us” already.",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_place_and_nothing_is_kept(
    store: Store, changes: dict[str, object], path: str, sentence: str | None
) -> None:
    with pytest.raises(ValidationErrors) as refused:
        keep(store, SEAT.model_copy(update=changes))
    (mistake,) = refused.value.refusals
    assert isinstance(mistake, Refusal)
    assert mistake.path == path
    assert sentence is None or mistake.sentence == sentence
    assert found(store, "") == []
    assert events(store) == []
