"""What follows from what Slack says of somebody."""

from typing import Any, cast

import pytest
from slack_sdk import WebClient

from bot.slack.directory import keep_person
from bot.slack.people import People, Person, SlackSilent
from tests.factories import WORKSPACE
from tests.harness.fakes import FixedClock, a_fake_store


class Slack:
    """Knows one person."""

    def __init__(self, **user: Any) -> None:
        self.user = {"id": "U1", "team_id": WORKSPACE, "tz": "Europe/Berlin", **user}

    def users_info(self, user: str) -> dict[str, Any]:
        return {"user": self.user}


class Unreachable:
    def users_info(self, user: str) -> dict[str, Any]:
        raise TimeoutError


def people_at(clock: FixedClock) -> People:
    return People(a_fake_store(clock), clock.now)


def known(slack: object) -> Person:
    return people_at(FixedClock()).get(cast(WebClient, slack), WORKSPACE, "U1")


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
    people = people_at(FixedClock())
    with pytest.raises(SlackSilent, match="try again"):
        people.get(cast(WebClient, Unreachable()), WORKSPACE, "U1")
    assert people.get(cast(WebClient, Slack()), WORKSPACE, "U1").time_zone == "Europe/Berlin"


def test_where_slack_waits_whoever_was_known_within_a_day_is_known_without_a_word_of_it() -> None:
    clock = FixedClock()
    people = people_at(clock)
    assert people.lately(WORKSPACE, "U1") is None
    people.get(cast(WebClient, Slack()), WORKSPACE, "U1")
    clock.advance(hours=23)
    person = people.lately(WORKSPACE, "U1")
    assert person and person.time_zone == "Europe/Berlin"
    clock.advance(hours=2)
    assert people.lately(WORKSPACE, "U1") is None


def test_what_slack_refuses_to_say_now_is_not_gone_by_until_it_answers() -> None:
    people = people_at(FixedClock())
    people.get(cast(WebClient, Slack()), WORKSPACE, "U1")
    with pytest.raises(SlackSilent):
        people.get_now(cast(WebClient, Unreachable()), WORKSPACE, "U1")
    assert people.lately(WORKSPACE, "U1") is None
    people.get(cast(WebClient, Slack()), WORKSPACE, "U1")
    assert people.lately(WORKSPACE, "U1")


def test_an_answer_that_was_asked_for_before_an_event_came_does_not_undo_it() -> None:
    clock = FixedClock()
    store = a_fake_store(clock)
    asked_at = clock.now()
    clock.advance(seconds=1)
    keep_person(store, WORKSPACE, {**Slack().user, "deleted": True}, clock.now())
    assert keep_person(store, WORKSPACE, Slack().user, asked_at).has_left
    clock.advance(seconds=1)
    assert not keep_person(store, WORKSPACE, Slack().user, clock.now()).has_left


def test_who_is_asked_for_again_and_again_is_written_once_a_minute() -> None:
    clock = FixedClock()
    store = a_fake_store(clock)
    for _ in range(6):
        keep_person(store, WORKSPACE, Slack().user, clock.now())
        clock.advance(seconds=20)
    assert store.tables.writes[WORKSPACE] == 2


def test_who_is_asked_for_again_within_a_minute_is_not_looked_up_again() -> None:
    clock, slack = FixedClock(), Slack()
    store = a_fake_store(clock)
    people = People(store, clock.now)
    people.get_now(cast(WebClient, slack), WORKSPACE, "U1")
    with store.write(WORKSPACE) as uow:
        kept = uow.directory.person("U1")
        assert kept
        uow.directory.keep_person(kept.model_copy(update={"name": "Looked up"}))
    clock.advance(seconds=20)
    assert people.get_now(cast(WebClient, slack), WORKSPACE, "U1").name == "U1"
    slack.user["name"] = "renamed"
    assert people.get_now(cast(WebClient, slack), WORKSPACE, "U1").name == "renamed"
    clock.advance(seconds=70)
    people.get_now(cast(WebClient, slack), WORKSPACE, "U1")
    with store.read(WORKSPACE) as uow:
        found = uow.directory.person("U1")
    assert found and (found.name, found.refreshed_at) == ("renamed", clock.now())
