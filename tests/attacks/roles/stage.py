"""The bot as it is composed, over the prepared workspace, with Slack's side played here.

Requests are signed and go in at the HTTP door; listeners run at once and one after the other.
"""

import json
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from typing import Any

from httpx import Response
from slack_bolt.adapter.socket_mode.internals import run_bolt_app
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.main import Application
from bot.settings import Settings
from bot.simulator.delivery import Payload, encoded
from bot.simulator.http_wire import signed_headers
from bot.slack.directory import keep_person
from bot.slack.http import PATH
from jupiter_core.ports import OutboxDepth, Renderer
from tests.attacks.roles import payloads
from tests.attacks.roles.people import KIND
from tests.attacks.roles.slack import Called, Json, ScriptedSlack
from tests.attacks.roles.workspace import SECRET, prepare
from tests.attacks.roles.workspace_deals import PAPER, Ids
from tests.factories import WORKSPACE
from tests.harness.fake_looks import FakeLooks
from tests.harness.fake_tables import Tables
from tests.harness.fakes import CountingIds, FakeStore, FixedClock
from tests.harness.web_client import web_client

SIGNING_SECRET = "the-signing-secret-of-the-table"
PUBLIC_URL = "https://pay.jupiter.example"


class AtOnce(Executor):
    """Runs what it is given before it returns."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(fn(*args, **named))
        return done


class Never(AtOnce):
    """Runs nothing."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        return Future()


class NoWorkers:
    """None is running."""

    def last_seen(self) -> None:
        pass


class TableStore(FakeStore):
    """Requests are counted in this process alone."""

    limits = None
    workers = NoWorkers()
    settings_looks = FakeLooks()

    def within(self, seconds: float) -> "TableStore":
        """Nobody waits here."""
        return self

    def expect_usable(self) -> None:
        """It always is."""

    def outbox_depths(self) -> list[OutboxDepth]:
        """Nothing is sent."""
        return []


class NoJobs:
    """Nothing is sent, and no time passes by itself."""

    is_at_work = True

    def wake(self) -> None:
        pass


@dataclass(frozen=True)
class Outcome:
    """What one request led to: its answer, the calls to Slack, and the store before and after."""

    status: int
    body: Any
    calls: tuple[Called, ...]
    before: Tables
    after: Tables
    headers: Json = field(default_factory=dict)

    def changed(self) -> list[str]:
        """The names of the tables that are not as they were. `writes` counts transactions, those
        too that left everything as it was; what Slack said of people and channels is nobody's
        deed."""
        apart = ("writes", "people", "channels")
        names = [each.name for each in fields(Tables) if each.name not in apart]
        return [each for each in names if getattr(self.before, each) != getattr(self.after, each)]

    def of(self, workspace_id: str) -> "Outcome":
        """The same with the rows of one workspace alone."""
        one, other = (_rows_of(each, workspace_id) for each in (self.before, self.after))
        return replace(self, before=one, after=other)


class Stage:
    """`ids` name what is there. `send` forges; `again` puts everything back as it was.

    `over_socket`, it sends what a client of Socket Mode hands to the app, and signs nothing.
    """

    def __init__(self, renderer: Renderer = PAPER, *, over_socket: bool = False) -> None:
        self._over_socket = over_socket
        self.clock = FixedClock()
        self.store = TableStore(self.clock, CountingIds())
        self.ids: Ids = prepare(self.store)
        self.clock.advance(hours=2)
        self._prepared = self.store.tables
        self._met_at: datetime | None = None
        self.slack = ScriptedSlack()
        self.application = self._application(renderer)
        self.http = web_client(
            self.application.web, raise_server_exceptions=False, follow_redirects=False
        )
        self.again()

    def again(self) -> None:
        """Whatever time has gone by meanwhile, the bot has met everybody two hours ago."""
        met_at = self.clock.now() - timedelta(hours=2)
        if met_at != self._met_at:
            self.store.tables = self._prepared
            for each in KIND.values():
                keep_person(self.store, WORKSPACE, each.as_slack_knows_them(), met_at)
            self._prepared, self._met_at = self.store.tables, met_at
        self.store.tables = self._prepared.copy()
        self.slack.forget()
        self.slack.views = []

    def back_to(self, tables: Tables) -> None:
        self.store.tables = tables.copy()
        self.slack.forget()

    def send(self, payload: Payload) -> Outcome:
        """What Slack would send, rightly signed."""
        before = self.store.tables
        self.slack.forget()
        if self._over_socket:
            return self._sent_over_socket(payload, before)
        content_type, body = encoded(payload)
        headers = signed_headers(SIGNING_SECRET, body, content_type)
        answer = self.http.post(PATH, content=body, headers=headers)
        return self.outcome(answer, before)

    def _sent_over_socket(self, payload: Payload, before: Tables) -> Outcome:
        request = SocketModeRequest(payload.kind, "envelope", payload.body)
        answer = run_bolt_app(self.application.bolt, request)
        told = answer.body
        if "json" in answer.first_headers().get("content-type", ""):
            told = json.loads(told)
        return Outcome(answer.status, told, tuple(self.slack.calls), before, self.store.tables)

    def outcome(self, answer: Response, before: Tables) -> Outcome:
        calls = tuple(self.slack.calls)
        seen = {name.lower(): value for name, value in answer.headers.items()}
        return Outcome(answer.status_code, _body(answer), calls, before, self.store.tables, seen)

    # what an entitled person does before the cell begins

    def command(self, by: str, text: str) -> None:
        self._entitled(payloads.command(KIND[by], text))

    def press(self, by: str, action_id: str, value: str) -> None:
        """In a message."""
        self._entitled(payloads.in_message(KIND[by], action_id, value))

    def press_in_view(self, by: str, action_id: str, value: str | None = None) -> None:
        self._entitled(payloads.in_view(KIND[by], self.top, action_id, value))

    def submit(self, by: str, **typed: Any) -> None:
        view = payloads.filled(self.top, typed)
        outcome = self._entitled(payloads.submission(KIND[by], view))
        self.slack.take_ack(outcome.body)

    def choose(self, by: str, name: str, value: str, action_id: str) -> None:
        """A choice in a field of the view on top, which draws it anew."""
        self.slack.views[-1] = payloads.filled(self.top, {name: payloads.option(value)})
        self.press_in_view(by, action_id, value)

    @property
    def top(self) -> Json:
        """The view on top."""
        return self.slack.views[-1]

    def _entitled(self, payload: Payload) -> Outcome:
        outcome = self.send(payload)
        assert outcome.status == 200, (payload.name, outcome.status, outcome.body)
        return outcome

    def _application(self, renderer: Renderer) -> Application:
        settings = Settings(
            _env_file=None,
            public_url=PUBLIC_URL,
            secret_key=SECRET,
            slack_bot_token="xoxb-table",
            slack_signing_secret=SIGNING_SECRET,
            smtp_url="smtp://127.0.0.1:9",
            mail_from="invoices@jupiter.example",
        )
        application = Application(settings, self.clock)
        application.__dict__.update(
            database=self.store, client=self.slack, renderer=renderer, jobs=NoJobs()
        )
        redraws = application.ctx.redraws  # which would come later, among what another did
        redraws.burst, redraws.gap_seconds = 10_000, 0
        application.ctx.homes.executor = Never()  # drawn later, as when it is opened
        application.ctx.people.executor = AtOnce()
        bolt = application.bolt
        bolt.listener_runner.listener_executor = AtOnce()
        bolt.use(self._with_our_client)
        return application

    def _with_our_client(self, context: Any, next: Callable[[], Any]) -> Any:  # noqa: A002
        """Bolt makes a client of its own for each request."""
        context["client"], self.slack.ack = self.slack, context["ack"]
        context["respond"] = self.slack.respond
        return next()


def _rows_of(tables: Tables, workspace_id: str) -> Tables:
    def ours(name: str, key: Any, row: Any) -> bool:
        if name == "letters":
            return bool(row.message.workspace_id == workspace_id)
        return bool(key == workspace_id or (isinstance(key, tuple) and key[0] == workspace_id))

    names = [each.name for each in fields(Tables)]
    return Tables(
        **{
            name: {k: row for k, row in getattr(tables, name).items() if ours(name, k, row)}
            for name in names
        }
    )


def _body(answer: Response) -> Any:
    if answer.headers.get("content-type", "").startswith("application/json"):
        try:
            return answer.json()
        except json.JSONDecodeError:
            return answer.text
    return answer.text
