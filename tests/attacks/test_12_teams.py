"""Line 12: a rightly signed payload of a team where the app is not installed makes no tenant."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult

from bot.demo.play import TEAM, Mode, demo
from bot.slack.installed import register
from bot.slack.payload import team_of
from tests.factories import SAM
from tests.harness.databases import with_its_tables
from tests.harness.whole_bot import WholeBot, a_whole_bot

FOREIGN = "T0FOREIGN"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def bot() -> Iterator[WholeBot]:
    with a_whole_bot() as bot:
        bot.fill_builder()
        bot.types("/invoice help")
        bot.told(SAM.id)
        bot.event(type="app_home_opened", user=SAM.id, tab="home", channel="D1")
        bot.eventually(lambda: bot.calls("views.publish"))
        yield bot


def foreign(payload: Json) -> None:
    payload["trigger_id"] = "another"
    payload["team_id"] = FOREIGN
    if "team" in payload:
        payload["team"]["id"] = FOREIGN
    if isinstance(payload.get("user"), dict):
        payload["user"]["team_id"] = FOREIGN
    if "view" in payload:
        payload["view"]["app_installed_team_id"] = FOREIGN
    if "authorizations" in payload:
        payload["authorizations"][0]["team_id"] = FOREIGN


def of_no_team(payload: Json) -> None:
    foreign(payload)
    payload["team"] = payload["team_id"] = None
    payload["enterprise"] = {"id": "E0ORG"}
    if isinstance(payload.get("user"), dict):
        payload["user"]["team_id"] = None
    for place in (payload.get("view"), *payload.get("authorizations", ())):
        if place:
            place.pop("team_id", None)
            place.pop("app_installed_team_id", None)


@pytest.mark.parametrize(
    "kind",
    ["slash_commands", "block_actions", "view_submission", "block_suggestion", "event_callback"],
)
@pytest.mark.parametrize("change", [foreign, of_no_team])
def test_no_payload_of_a_foreign_team_makes_a_tenant(
    bot: WholeBot, kind: str, change: Callable[[Json], None]
) -> None:
    database = bot.application.database
    assert bot.alter(kind, change).status == 403
    assert database.workspaces() == [TEAM]
    with database.read(FOREIGN) as uow:
        assert (uow.forms.of(SAM.id), uow.customers.search("")) == ([], [])
    assert bot.alter("block_suggestion").status == 200


def test_a_view_opened_here_counts_as_of_here_though_its_sender_is_of_another_company() -> None:
    body = {"team": {"id": FOREIGN}, "user": {"id": "U1", "team_id": FOREIGN}}
    assert team_of({**body, "view": {"app_installed_team_id": TEAM}}) == TEAM
    assert team_of({"team_id": FOREIGN, "authorizations": [{"team_id": TEAM}]}) == TEAM
    assert team_of(body) == FOREIGN


def test_in_socket_mode_a_foreign_team_s_payload_is_refused_too() -> None:
    with demo(Mode.SOCKET, "127.0.0.1", 0, 0, tables=with_its_tables()) as running:
        bolt = running.application.bolt
        command = {"command": "/invoice", "text": "help", "user_id": "U1", "channel_id": "C0ACME"}
        for team, status in ((TEAM, 200), (FOREIGN, 403)):
            body = {**command, "team_id": team, "trigger_id": f"1.{team}"}
            assert bolt.dispatch(BoltRequest(body=body, mode="socket_mode")).status == status
        assert running.application.database.workspaces() == [TEAM]


def test_nothing_of_what_listens_is_reached() -> None:
    def authorized() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_token="xoxb-1")

    app = App(authorize=authorized, request_verification_enabled=False)
    register(app, {TEAM}.__contains__)
    reached: list[Json] = []

    @app.middleware
    def note(body: Json, next: Callable[[], BoltResponse]) -> BoltResponse:  # noqa: A002
        reached.append(body)
        return next()

    body = {"command": "/invoice", "team_id": FOREIGN, "user_id": "U1"}
    assert app.dispatch(BoltRequest(body=body, mode="socket_mode")).status == 403
    assert reached == []
