"""A logo that is uploaded in the section of a legal entity."""

from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import pytest

from tests.bot.slack.test_setup_profiles import made, section
from tests.harness.setup_client import ADMIN, FINANCE, PNG, SetupClient, a_stage, eventually

PICTURE = PNG + b" and so on"
KEPT = f"data:image/png;base64,{b64encode(PICTURE).decode()}"


@pytest.fixture
def stage() -> Iterator[SetupClient]:
    with a_stage() as made_stage:
        yield made_stage


def chosen(stage: SetupClient, content: bytes = PICTURE, name: str = "logo.png") -> None:
    file = {"name": name, "content": b64encode(content).decode()}
    stage.set("logo_file", [file])


def images(stage: SetupClient) -> list[dict[str, Any]]:
    return [each for each in stage.stack(ADMIN)[-1]["blocks"] if each["type"] == "image"]


def test_an_uploaded_picture_is_saved_with_its_section_and_shown(stage: SetupClient) -> None:
    section(stage, "look")
    chosen(stage)
    stage.set("phone", "+1 415 555 0199")
    assert stage.submit()["ok"]
    stage.showing("Logo saved. It is on what is issued from now on.")
    profile = stage.profile()
    assert (profile.logo, profile.phone) == (KEPT, "+1 415 555 0199")
    (image,) = images(stage)
    shown = stage.http.get(image["slack_file"]["url"])
    assert shown.content == PICTURE


def test_the_last_step_of_a_new_entity_takes_a_logo_and_leads_on(stage: SetupClient) -> None:
    profile_id = made(stage)
    for step in (4, 5):
        assert stage.submit()["ok"]
        stage.showing(f"Step {step} of 5")
    chosen(stage)
    assert stage.submit()["ok"]
    stage.showing("Logo saved.")
    stage.view("setup_entity")
    assert stage.profile(profile_id).logo == KEPT


def test_what_is_no_picture_is_told_in_the_form_and_nothing_is_saved(stage: SetupClient) -> None:
    before = stage.profile()
    section(stage, "look")
    chosen(stage, b"<html>")
    stage.set("phone", "+1 415 555 0199")
    assert stage.submit()["ok"]
    stage.showing("it is no picture. Nothing is saved yet.")
    assert stage.profile() == before
    view = stage.view("setup_section_saved")
    assert view["state"]["values"]["phone"]["setup_typed"]["value"] == "+1 415 555 0199"
    chosen(stage)
    assert stage.submit()["ok"]
    stage.showing("Logo saved.")
    assert (stage.profile().logo, stage.profile().phone) == (KEPT, "+1 415 555 0199")


def test_a_file_that_is_too_large_is_refused_on_its_field_before_it_is_fetched(
    stage: SetupClient,
) -> None:
    section(stage, "look")
    chosen(stage, PICTURE + bytes(5 * 1024 * 1024))
    assert stage.submit()["errors"] == {
        "logo_file": "The logo “logo.png” cannot be read: it has more than 5 MB."
    }
    assert stage.profile().logo == ""


def test_another_wrong_field_is_told_before_the_picture_is_fetched(stage: SetupClient) -> None:
    section(stage, "look")
    chosen(stage)
    stage.set("colour", "purple")
    assert set(stage.submit()["errors"]) == {"colour"}
    assert stage.profile().logo == ""


def test_a_file_of_another_kind_cannot_be_chosen(stage: SetupClient) -> None:
    section(stage, "look")
    view = stage.stack(ADMIN)[-1]
    body = {
        "user": ADMIN,
        "action_id": "setup_typed",
        "block_id": "logo_file",
        "view_id": view["id"],
        "value": [{"name": "logo.exe", "content": "AA=="}],
    }
    assert stage.http.post("/control/action", json=body).json()["error"] == "wrong_file_type"


def test_a_picture_for_an_entity_that_changed_meanwhile_is_not_saved(stage: SetupClient) -> None:
    stage.make_admin(FINANCE)
    for user in (ADMIN, FINANCE):
        section(stage, "look", user=user)
    stage.set("colour", "#112233", FINANCE)
    assert stage.submit(FINANCE)["ok"]
    chosen(stage)
    assert stage.submit()["ok"]
    stage.showing("colour is now “#112233”")
    assert stage.profile().logo == ""


def test_a_submission_that_comes_twice_saves_one_logo(stage: SetupClient) -> None:
    section(stage, "look")
    chosen(stage)
    assert stage.submit()["ok"]
    eventually(lambda: stage.profile().logo)
    stage.showing("Logo saved.")
    tables = stage.store.tables.copy()
    stage.redeliver("view_submission setup_section_saved")
    assert stage.store.tables == tables
