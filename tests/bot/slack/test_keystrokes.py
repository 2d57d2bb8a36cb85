"""Somebody types, and Slack sends each letter by itself, all of them at once."""

from collections.abc import Iterator

import pytest

from tests.factories import SAM
from tests.harness.modal_bot import ModalBot, a_builder_stage


@pytest.fixture
def stage() -> Iterator[ModalBot]:
    with a_builder_stage() as made:
        yield made


def test_a_price_that_is_typed_quickly_is_the_one_that_is_shown_and_drawn_for_fewer_times(
    stage: ModalBot,
) -> None:
    stage.types("/invoice Acme")
    stage.top("builder")
    stage.press_in_view(SAM.id, "builder_add_line")
    stage.top("builder_line_editor")
    stage.fill(SAM.id, "line_description", "Platform")
    price = "1234567.89"
    stage.type_letters(SAM.id, "line_unit_price", price)
    stage.showing("USD 1,234,567.89")
    entries = stage.http.get("/control/log?after=0").json()["entries"]
    names = [each["name"] for each in entries]
    assert names.count("block_actions line_unit_price") == len(price)
    assert names.count("views.update") < len(price)


def test_the_search_on_home_hears_of_nothing_before_enter(stage: ModalBot) -> None:
    home = stage.http.post("/control/home", json={"user": SAM.id}).json()["home"]
    place = {"user": SAM.id, "view_id": home["id"], "action_id": "desk_search"}
    typed = stage.http.post("/control/type", json={**place, "text": "Acme"}).json()
    assert typed == {"ok": True, "dispatched": False}
    assert stage.modals(SAM.id) == []


def test_a_customer_is_found_letter_by_letter_and_each_letter_is_answered(stage: ModalBot) -> None:
    stage.types("/invoice")
    stage.top("builder")
    (found,) = stage.search_letters(SAM.id, "builder_customer", "acme corp")
    assert found["text"]["text"].startswith("Acme Corporation")
    entries = stage.http.get("/control/log?after=0").json()["entries"]
    asked = [each for each in entries if each["name"] == "block_suggestion builder_customer"]
    assert len(asked) == len("acme corp")
    assert {each["status"] for each in asked} == {200}
