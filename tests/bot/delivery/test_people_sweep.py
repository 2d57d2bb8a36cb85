"""Whoever is kept is asked about again each day, and nobody waits for that."""

from dataclasses import replace
from threading import Event
from types import SimpleNamespace
from typing import Any, cast

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.delivery.slack.people_sweep import PAUSE_SECONDS, PeopleSweep
from bot.slack.directory import keep_person
from bot.slack.installations.access import NotInstalled
from jupiter_core.domain.workspace import Workspace
from tests.factories import FIONA, WORKSPACE
from tests.harness.fakes import FakeStore, FixedClock, a_fake_store
from tests.harness.slack_bot import a_rig

GONE, OTHER = "T0GONE", "T0OTHER"


def user(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "team_id": WORKSPACE, "name": name.lower(), **more}


class Pauses(Event):
    """Waits for nothing, and says how long it would have been."""

    def __init__(self) -> None:
        super().__init__()
        self.waited: list[float | None] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.waited.append(timeout)
        return self.is_set()


class Pages:
    """Slack's list, page by page; an exception stands for a page that is not given."""

    def __init__(self, *pages: list[dict[str, Any]] | Exception) -> None:
        self.pages, self.asked = list(pages), list[str]()

    def users_list(self, limit: int, cursor: str) -> SimpleNamespace:
        self.asked.append(cursor)
        page = self.pages.pop(0)
        if isinstance(page, Exception):
            raise page
        following = f"page-{len(self.asked)}" if self.pages else ""
        return SimpleNamespace(
            data={"members": page, "response_metadata": {"next_cursor": following}}
        )


def limited() -> SlackApiError:
    said = {"error": "ratelimited"}
    response = SimpleNamespace(
        status_code=429, headers={"Retry-After": "30"}, api_url="users.list", get=said.get
    )
    return SlackApiError("no", response)  # type: ignore[no-untyped-call]


def a_store(clock: FixedClock, *kept: str, team: str = WORKSPACE) -> FakeStore:
    store = a_fake_store(clock)
    with store.write(team) as uow:
        uow.save_workspace(Workspace(id=team))
    for each in kept:
        keep_person(store, team, user(each), clock.now())
    return store


def sweep_of(store: FakeStore, slack: Pages) -> PeopleSweep:
    return PeopleSweep(store, lambda _team: cast(WebClient, slack))


def has_left(store: FakeStore, name: str) -> bool | None:
    with store.read(WORKSPACE) as uow:
        known = uow.directory.person(name)
    return known.has_left if known else None


def test_a_lost_event_is_made_up_for_within_a_day_page_by_page_and_only_for_whom_is_kept() -> None:
    clock, pauses = FixedClock(), Pauses()
    store = a_store(clock, "U1", "U2")
    slack = Pages([user("U1", deleted=True), user("U9")], [user("U2")], [user("U8")])
    sweep = sweep_of(store, slack)
    clock.advance(hours=19)
    assert sweep.run(pauses) == 0
    clock.advance(hours=2)
    assert sweep.run(pauses) == 2
    assert (has_left(store, "U1"), has_left(store, "U2"), has_left(store, "U9")) == (
        True,
        False,
        None,
    )
    assert (slack.asked, pauses.waited) == (["", "page-1"], [PAUSE_SECONDS])
    assert sweep.run(pauses) == 0


def test_whom_the_list_does_not_have_is_looked_for_once_a_day() -> None:
    clock, slack = FixedClock(), Pages([user("U2")], [user("U3")])
    sweep = sweep_of(a_store(clock, "U1"), slack)
    clock.advance(hours=21)
    assert [sweep.run(Pauses()), sweep.run(Pauses())] == [0, 0]
    assert slack.asked == ["", "page-1"]


def test_it_waits_as_slack_asks_for_and_ends_when_the_process_does() -> None:
    clock, pauses = FixedClock(), Pauses()
    store = a_store(clock, "U1")
    clock.advance(hours=21)
    assert sweep_of(store, Pages(limited(), [user("U1")])).run(pauses) == 1
    assert pauses.waited == [30]
    clock.advance(hours=21)
    pauses.set()
    slack = Pages([user("U1")])
    assert (sweep_of(store, slack).run(pauses), slack.asked) == (0, [])


def test_a_workspace_whose_slack_is_silent_or_that_took_the_app_out_holds_up_no_other() -> None:
    clock = FixedClock()
    store = a_store(clock, "U1")
    for team in (GONE, OTHER):
        with store.write(team) as uow:
            uow.save_workspace(Workspace(id=team))
        keep_person(store, team, user("U1"), clock.now())
    clock.advance(hours=21)
    answers = Pages([user("U1", deleted=True)])

    def slack_of(team: str) -> WebClient:
        if team == GONE:
            raise NotInstalled
        return cast(WebClient, answers if team == OTHER else Pages(TimeoutError()))

    assert PeopleSweep(store, slack_of).run(Pauses()) == 1


def test_the_local_slack_tells_who_left_although_nobody_heard_of_it() -> None:
    with a_rig() as rig:
        # Not by the control API, which would send the event too.
        fiona = rig.simulator.workspace.users[FIONA.id]
        rig.simulator.workspace.users[FIONA.id] = replace(fiona, deleted=True)
        rig.clock.advance(hours=21)
        with rig.store.read(WORKSPACE) as uow:
            kept = uow.directory.people_before(rig.clock.now())
        assert FIONA.id in kept
        sweep, pauses = PeopleSweep(rig.store, lambda _team: rig.client, page=3), Pauses()
        assert sweep.run(pauses) == len(kept)
        assert len(pauses.waited) == len(rig.calls("users.list")) - 1 > 0
        with rig.store.read(WORKSPACE) as uow:
            left = {each: uow.directory.person(each) for each in kept}
        assert [name for name, each in left.items() if each and each.has_left] == [FIONA.id]
