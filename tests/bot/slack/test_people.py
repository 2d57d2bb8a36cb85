"""What follows from what Slack says of somebody."""

from typing import Any, cast

import pytest
from slack_sdk import WebClient

from bot.slack.people import People, Person, SlackSilent
from tests.factories import WORKSPACE
from tests.harness.fakes import FixedClock


class Slack:
    """Knows one person."""

    def __init__(self, **user: Any) -> None:
        self.user = {"id": "U1", "team_id": WORKSPACE, "tz": "Europe/Berlin", **user}

    def users_info(self, user: str) -> dict[str, Any]:
        return {"user": self.user}


class Unreachable:
    def users_info(self, user: str) -> dict[str, Any]:
        raise TimeoutError


def known(slack: object) -> Person:
    return People(FixedClock().now).get(cast(WebClient, slack), WORKSPACE, "U1")


def test_an_admin_of_another_company_in_a_shared_channel_is_a_guest_here() -> None:
    person = known(Slack(team_id="T0CUSTOMER", is_admin=True, is_stranger=False))
    assert (person.is_guest, person.is_admin) == (True, False)


def test_a_member_of_several_workspaces_of_one_organisation_is_no_guest_in_any() -> None:
    teams = {"teams": ["T0FIRST", WORKSPACE]}
    person = known(Slack(team_id="T0FIRST", enterprise_user=teams, is_owner=True))
    assert (person.is_guest, person.is_admin) == (False, True)


@pytest.mark.parametrize("zone", [None, "", "Mars/Olympus", "../../etc/passwd", "Europe"])
def test_a_time_zone_that_is_not_known_here_is_utc(zone: str | None) -> None:
    assert known(Slack(tz=zone)).time_zone == "UTC"


def test_who_cannot_be_asked_for_is_a_refusal_and_is_asked_for_again() -> None:
    people = People(FixedClock().now)
    with pytest.raises(SlackSilent, match="try again"):
        people.get(cast(WebClient, Unreachable()), WORKSPACE, "U1")
    assert people.get(cast(WebClient, Slack()), WORKSPACE, "U1").time_zone == "Europe/Berlin"


def test_an_empty_form_opens_for_whom_slack_knew_within_a_working_day() -> None:
    clock = FixedClock()
    people = People(clock.now)
    people.get(cast(WebClient, Slack()), WORKSPACE, "U1")
    clock.advance(hours=7)
    silent = cast(WebClient, Unreachable())
    assert people.get_lately(silent, WORKSPACE, "U1").time_zone == "Europe/Berlin"
    clock.advance(hours=2)
    with pytest.raises(SlackSilent):
        people.get_lately(silent, WORKSPACE, "U1")


def test_what_slack_refuses_to_say_now_is_forgotten_for_empty_forms_too() -> None:
    people = People(FixedClock().now)
    people.get(cast(WebClient, Slack()), WORKSPACE, "U1")
    silent = cast(WebClient, Unreachable())
    with pytest.raises(SlackSilent):
        people.get_now(silent, WORKSPACE, "U1")
    with pytest.raises(SlackSilent):
        people.get_lately(silent, WORKSPACE, "U1")
