"""Who asked for settings and bank details is logged and noted, in Slack and over the API, and no
value."""

from collections.abc import Iterator

import pytest
import structlog
from structlog.typing import EventDict

from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.settings_look import SettingsLook
from tests.factories import WORKSPACE
from tests.harness.api_client import System
from tests.harness.api_keys import an_api_key
from tests.harness.setup_client import ADMIN, SALES, a_stage, eventually

PROFILE = "/sender-profiles/sender-us"
ROUTE = "/sender-profiles/{profile_id}"


@pytest.fixture
def lines() -> Iterator[list[EventDict]]:
    structlog.reset_defaults()  # a command that ran before may leave some out
    with structlog.testing.capture_logs() as told:
        yield told


def asked(lines: list[EventDict]) -> list[EventDict]:
    return [each for each in lines if str(each["event"]).startswith("settings_")]


def test_in_slack_each_window_of_the_set_up_has_its_line(lines: list[EventDict]) -> None:
    with a_stage() as stage:
        stage.opened(ADMIN)
        stage.press("setup_bank", "profile_sender-us", ADMIN)
        stage.view("setup_bank_view", ADMIN)
        stage.command(SALES)
        no_admin = SettingsLook(person=SALES, what="/invoice setup", refusal="NotPermitted")
        refused = {
            "event": "settings_refused",
            "log_level": "warning",
            "refusal": "NotPermitted",
            "workspace": WORKSPACE,
            "person": SALES,
            "what": "/invoice setup",
        }
        assert eventually(lambda: refused in asked(lines))
        noted = [each for each in stage.looks if each[1].person == ADMIN]
        assert eventually(lambda: (WORKSPACE, no_admin) in stage.looks)
    opened, bank = (each for each in asked(lines) if each["person"] == ADMIN)
    assert (opened["event"], opened["what"]) == ("settings_asked_for", "/invoice setup")
    assert (bank["what"], bank["workspace"]) == ("setup_bank", WORKSPACE)
    assert noted == [
        (WORKSPACE, SettingsLook(person=ADMIN, what="/invoice setup")),
        (WORKSPACE, SettingsLook(person=ADMIN, what="setup_bank")),
    ]


def test_over_the_api_the_line_has_key_owner_and_route(lines: list[EventDict]) -> None:
    system = System()
    assert system.call("GET", PROFILE).status_code == 200
    (line,) = asked(lines)
    assert (line["event"], line["what"]) == ("settings_asked_for", f"GET {ROUTE}")
    assert line["person"] and line["key"]
    assert "sender-us" not in str(line)
    look = SettingsLook(person=line["person"], what=line["what"], key=line["key"])
    assert system.looks == [(WORKSPACE, look)]


def test_a_key_that_may_not_is_in_the_log_too_and_what_is_no_setting_is_not(
    lines: list[EventDict],
) -> None:
    system = System()
    made = an_api_key(system.store, Scope.INVOICES_READ)
    assert system.call("GET", PROFILE, key=made).status_code == 403
    assert system.call("GET", "/invoices", key=made).status_code == 200
    (line,) = asked(lines)
    assert (line["event"], line["key"]) == ("settings_refused", made.key.id)
    ((_, look),) = system.looks
    assert (look.key, look.refusal) == (made.key.id, line["refusal"])
