"""Where the app is installed; and what waits where it is not, on both databases."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from jupiter_core.outbox.messages import EMAIL, SLACK
from jupiter_core.ports import Installation, Message, Tokens
from jupiter_core.store import Database
from tests.factories import NOW, WORKSPACE
from tests.harness.fakes import FixedClock
from tests.jupiter_core.store.opening import DatabaseAt

OTHER, ORGANISATION = "T0OTHER", "E0GRID"
HOUR = timedelta(hours=1)


def an_installation(place: str = WORKSPACE, token: str = "sealed", **more: object) -> Installation:
    return Installation.model_validate(
        {"place": place, "installed_at": NOW, "sealed_token": token, **more}
    )


def of_organisation(token: str = "sealed of all") -> Installation:
    return an_installation(ORGANISATION, token, is_organisation=True, organisation=ORGANISATION)


def put(database: Database, message_id: str, workspace_id: str, destination: str = SLACK) -> None:
    message = Message(
        id=message_id,
        workspace_id=workspace_id,
        stream=message_id,
        destination=destination,
        kind="card",
        body={},
        lane=message_id,
    )
    with database.write(workspace_id) as uow:
        uow.outbox.put(message)


def claimed(database: Database, now: datetime = NOW) -> Sequence[Message]:
    return database.outbox.claim(owner="me", now=now, lease_until=now + HOUR, limit=50)


def ids(messages: Sequence[Message]) -> set[str]:
    return {each.id for each in messages}


def test_what_is_saved_is_found_and_the_newest_counts(database: Database) -> None:
    first = an_installation(scopes=("chat:write", "commands"), expires_at=NOW + HOUR)
    database.installations.save(first)
    assert database.installations.find(WORKSPACE) == first
    second = an_installation(token="sealed anew")
    database.installations.save(second)
    assert database.installations.of_workspace(WORKSPACE) == second
    assert database.installations.of_workspace(OTHER) is None


def test_an_installation_that_ended_has_no_secrets_any_more(database: Database) -> None:
    database.installations.save(an_installation(sealed_refresh="r", expires_at=NOW))
    assert database.installations.end(WORKSPACE, why="app_uninstalled", now=NOW)
    found = database.installations.find(WORKSPACE)
    assert found is not None
    assert (found.sealed_token, found.sealed_refresh, found.expires_at) == ("", "", None)
    assert (found.is_live, found.why_ended) == (False, "app_uninstalled")
    assert database.installations.live() == []
    assert not database.installations.end(WORKSPACE, why="twice", now=NOW)


def test_the_refusal_of_an_old_token_ends_no_new_installation(database: Database) -> None:
    database.installations.save(an_installation(token="new"))
    ended = database.installations.end(WORKSPACE, why="invalid_auth", now=NOW, sealed_token="old")
    assert not ended
    assert database.installations.of_workspace(WORKSPACE) == an_installation(token="new")


def test_where_the_app_is_gone_all_waits_and_nowhere_else(database: Database) -> None:
    for each in (WORKSPACE, OTHER):
        database.installations.save(an_installation(each))
    put(database, "before", WORKSPACE)
    database.installations.end(WORKSPACE, why="app_uninstalled", now=NOW)
    put(database, "after", WORKSPACE)
    put(database, "mail", WORKSPACE, EMAIL)
    put(database, "theirs", OTHER)
    assert ids(claimed(database)) == {"theirs"}
    assert database.resting() == {WORKSPACE}
    assert database.unreleased() == frozenset()


def test_what_waits_for_an_installation_makes_no_process_look_late(database: Database) -> None:
    put(database, "card", WORKSPACE)
    database.installations.park(WORKSPACE)
    (depth,) = database.outbox_depths()
    assert (depth.waiting, depth.held, depth.oldest) == (1, 1, None)


def test_once_installed_again_all_goes_on_as_if_never_tried(
    database: Database, clock: FixedClock
) -> None:
    database.installations.save(an_installation())
    put(database, "card", WORKSPACE)
    (tried,) = claimed(database)
    database.outbox.failed(tried.id, owner="me", error="slow", retry_at=NOW)
    database.installations.end(WORKSPACE, why="app_uninstalled", now=NOW)
    assert claimed(database) == []
    clock.advance(days=30)
    database.installations.save(an_installation(token="new"))
    (message,) = claimed(database, clock.now())
    assert (message.id, message.attempts, message.tried_since) == ("card", 0, None)
    assert database.resting() == frozenset()


def test_what_a_restored_database_holds_back_waits_for_a_person_all_the_same(
    database: Database,
) -> None:
    put(database, "card", WORKSPACE)
    database.hold_outbox()
    database.installations.park(WORKSPACE)
    database.installations.save(an_installation())
    assert claimed(database) == []
    assert database.resting() == database.unreleased() == {WORKSPACE}


def test_a_workspace_where_the_app_is_installed_is_not_parked(database: Database) -> None:
    database.installations.save(an_installation())
    database.installations.park(WORKSPACE)
    assert database.resting() == frozenset()


def test_an_organisations_installation_is_that_of_its_workspaces(database: Database) -> None:
    database.installations.park(OTHER)
    database.installations.save(of_organisation())
    assert database.installations.of_workspace(OTHER) is None
    assert database.installations.of_workspace(OTHER, ORGANISATION) == of_organisation()
    database.installations.belongs(OTHER, ORGANISATION)
    assert database.installations.of_workspace(OTHER) == of_organisation()
    assert database.resting() == frozenset()


def test_a_workspaces_own_installation_outlives_that_of_its_organisation(
    database: Database,
) -> None:
    database.installations.save(of_organisation())
    for each in (WORKSPACE, OTHER):
        database.installations.belongs(each, ORGANISATION)
    database.installations.save(an_installation())
    assert database.installations.of_workspace(WORKSPACE) == an_installation()
    database.installations.end(ORGANISATION, why="app_uninstalled", now=NOW)
    assert database.resting() == {OTHER}
    assert database.installations.of_workspace(WORKSPACE) == an_installation()


def test_a_workspace_that_its_organisation_takes_out_is_parked_alone(database: Database) -> None:
    database.installations.save(of_organisation())
    for each in (WORKSPACE, OTHER):
        database.installations.belongs(each, ORGANISATION)
    database.installations.left(OTHER, ORGANISATION)
    assert database.resting() == {OTHER}
    assert database.installations.of_workspace(OTHER) is None
    database.installations.belongs(OTHER, ORGANISATION)
    assert database.resting() == frozenset()


def test_what_an_older_key_sealed_is_sealed_anew(database: Database) -> None:
    database.installations.save(an_installation(token="old", sealed_refresh="old too"))
    assert database.installations.renew_seals(lambda sealed: f"new {sealed}") == 1
    found = database.installations.find(WORKSPACE)
    assert found is not None
    assert (found.sealed_token, found.sealed_refresh) == ("new old", "new old too")
    assert database.installations.renew_seals(lambda sealed: sealed) == 0


def test_of_those_who_would_refresh_at_once_one_does(opened: DatabaseAt) -> None:
    installation = an_installation(sealed_refresh="r", expires_at=NOW + HOUR)
    processes = [opened() for _ in range(4)]
    processes[0].installations.save(installation)

    def claim(database: Database) -> bool:
        until = NOW + timedelta(seconds=30)
        return database.installations.claim_refresh(installation, now=NOW, until=until)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(claim, processes)) == [False, False, False, True]


def test_a_refresh_that_was_begun_and_never_ended_is_begun_again(database: Database) -> None:
    installation = an_installation(sealed_refresh="r", expires_at=NOW + HOUR)
    database.installations.save(installation)
    soon = NOW + timedelta(seconds=30)
    claim = database.installations.claim_refresh
    assert claim(installation, now=NOW, until=soon)
    assert not claim(installation, now=NOW, until=soon)
    assert claim(installation, now=soon, until=soon + timedelta(seconds=30))


def test_a_refresh_does_not_replace_a_newer_installation(database: Database) -> None:
    installation = an_installation(sealed_refresh="r", expires_at=NOW + HOUR)
    database.installations.save(installation)
    tokens = Tokens(sealed_token="t2", sealed_refresh="r2", expires_at=NOW + 12 * HOUR)
    assert database.installations.refreshed(installation, tokens)
    assert not database.installations.refreshed(installation, tokens)
    found = database.installations.find(WORKSPACE)
    assert found == installation.model_copy(update=tokens.model_dump())


def test_those_that_expire_are_found_the_soonest_first(database: Database) -> None:
    for place, hours in (("T1", 3), ("T2", 1), ("T3", 9)):
        database.installations.save(an_installation(place, expires_at=NOW + hours * HOUR))
    database.installations.save(an_installation("T4"))
    found = database.installations.expiring(NOW + 3 * HOUR)
    assert [each.place for each in found] == ["T2", "T1"]


def test_only_what_ended_long_ago_is_named_as_that(database: Database) -> None:
    for each in (WORKSPACE, OTHER):
        database.installations.save(an_installation(each))
        database.installations.end(each, why="app_uninstalled", now=NOW)
    database.installations.save(an_installation(OTHER))
    before = database.installations.workspaces_ended_before
    assert before(NOW) == []
    assert before(NOW + HOUR) == [WORKSPACE]


def test_a_state_is_taken_once_and_in_time(database: Database, clock: FixedClock) -> None:
    states = database.install_states
    for each in ("one", "two"):
        states.issue(each, now=NOW, expires_at=NOW + HOUR)
    assert not states.consume("three", now=NOW)
    assert states.consume("one", now=NOW)
    assert not states.consume("one", now=NOW)
    assert not states.consume("two", now=NOW + HOUR)


def test_one_of_two_who_come_with_one_state_is_taken(opened: DatabaseAt) -> None:
    processes = [opened() for _ in range(3)]
    processes[0].install_states.issue("one", now=NOW, expires_at=NOW + HOUR)
    with ThreadPoolExecutor(3) as pool:
        taken = pool.map(lambda each: each.install_states.consume("one", now=NOW), processes)
        assert sorted(taken) == [False, False, True]


@pytest.mark.parametrize("name", ["installations", "member_workspaces", "install_states"])
def test_no_secret_of_an_installation_is_in_an_export(database: Database, name: str) -> None:
    database.installations.save(an_installation(sealed_refresh="a refresh"))
    rows = [row for table, row in database.rows(WORKSPACE) if table == name]
    assert "sealed" not in str(rows)
