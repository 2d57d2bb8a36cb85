"""A payload finds its listener by name; a press is answered before there is a thread for it, and
what is answered later holds none meanwhile."""

import json
import logging
import re
from concurrent.futures import Executor, Future
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_bolt import Ack, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult

from bot.metrics.meters import Meters
from bot.metrics.slack import MeteredApp, Promised
from bot.slack import steady_ack
from bot.slack.direct_app import DirectApp

TEAM = {"team": {"id": "T1"}, "user": {"id": "U1"}}
CHECKED = re.compile(r"Checking listener: (\w+)")


class BusyThreads(Executor):
    """None is free until the test says so."""

    def __init__(self) -> None:
        self.waiting: list[Any] = []

    def submit(self, work: Any, /, *given: Any, **named: Any) -> "Future[Any]":
        self.waiting.append(lambda: work(*given, **named))
        return Future()

    def run(self) -> None:
        for work in self.waiting:
            work()


@pytest.fixture
def threads() -> BusyThreads:
    return BusyThreads()


@pytest.fixture
def app(threads: BusyThreads) -> DirectApp:
    return DirectApp(
        authorize=lambda: AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1"),
        request_verification_enabled=False,
        listener_executor=threads,
        at_once=("approve", "button_199", "entry"),
        logger=logging.getLogger("direct"),
    )


def asked(**payload: Any) -> BoltRequest:
    return BoltRequest(body=urlencode({"payload": json.dumps({**TEAM, **payload})}), headers={})


def sent(app: DirectApp, **payload: Any) -> BoltResponse:
    return app.dispatch(asked(**payload))


def pressed(action_id: str) -> BoltRequest:
    action = {"type": "button", "action_id": action_id, "block_id": "b"}
    return asked(type="block_actions", actions=[action])


def press(app: DirectApp, action_id: str) -> BoltResponse:
    return app.dispatch(pressed(action_id))


def test_a_press_is_answered_while_no_thread_is_free(app: DirectApp, threads: BusyThreads) -> None:
    done: list[str] = []

    @app.action("approve")
    def approve(ack: Ack) -> None:
        ack()
        done.append("approved")

    assert press(app, "approve").status == 200
    assert done == []
    threads.run()
    assert done == ["approved"]


def test_of_many_listeners_only_those_of_that_name_are_asked(
    app: DirectApp, caplog: pytest.LogCaptureFixture
) -> None:
    def listener(ack: Ack) -> None:
        ack()

    for n in range(200):
        app.action(f"button_{n}")(listener)
        app.view(f"form_{n}")(listener)
    with caplog.at_level(logging.DEBUG, "direct"):
        assert press(app, "button_199").status == 200
    assert len([each for each in caplog.messages if CHECKED.match(each)]) == 1


def test_one_whose_name_a_middleware_changed_is_found_by_the_new_one(
    app: DirectApp, threads: BusyThreads
) -> None:
    chosen_ones: list[str] = []

    @app.middleware
    def chosen(body: dict[str, Any], next_: Any) -> None:
        body["actions"][0]["action_id"] = "entry"
        next_()

    @app.action("entry")
    def entry(ack: Ack) -> None:
        ack()
        chosen_ones.append("entry")

    assert press(app, "menu").status == 200
    threads.run()
    assert chosen_ones == ["entry"]


def test_what_nobody_listens_for_is_not_found(app: DirectApp) -> None:
    @app.action("approve")
    def approve(ack: Ack) -> None:
        ack()

    assert press(app, "nothing").status == 404
    assert (
        sent(app, type="view_submission", view={"type": "modal", "callback_id": "approve"}).status
        == 404
    )


@pytest.fixture
def told() -> list[int]:
    """The statuses of answers that came later."""
    return []


def promised(app: DirectApp, action_id: str, told: list[int]) -> None:
    """Pressed; whoever asked is told the answer when it is there."""
    answer = app.dispatch_soon(pressed(action_id))
    assert isinstance(answer, Promised)
    answer.then(lambda given: told.append(given.status))


def test_what_a_listener_answers_later_is_told_once_it_does(
    app: DirectApp, threads: BusyThreads, told: list[int]
) -> None:
    steady_ack.register(app)

    @app.action("show")
    def show(ack: Ack) -> None:
        ack()
        ack()

    promised(app, "show", told)
    assert told == []
    threads.run()
    assert told == [200]


def test_a_listener_that_fails_has_answered_once_all_the_same(
    app: DirectApp, threads: BusyThreads, told: list[int]
) -> None:
    steady_ack.register(app)

    @app.action("before")
    def before(ack: Ack) -> None:
        raise RuntimeError("before it answered")

    @app.action("behind")
    def behind(ack: Ack) -> None:
        ack()
        raise RuntimeError("behind its answer")

    promised(app, "before", told)
    promised(app, "behind", told)
    threads.run()
    assert told == [500, 200]


def test_a_press_that_is_answered_at_once_promises_nothing(app: DirectApp) -> None:
    steady_ack.register(app)

    @app.action("approve")
    def approve(ack: Ack) -> None:
        ack()

    assert app.dispatch_soon(pressed("approve")).status == 200


class Metered(DirectApp, MeteredApp):
    """As the bot is composed."""


@pytest.mark.parametrize("answers", [True, False])
def test_an_answer_that_nobody_waits_for_any_longer_is_measured_once(
    threads: BusyThreads, answers: bool
) -> None:
    meters = Meters()
    app = Metered(
        meters,
        authorize=lambda: AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1"),
        request_verification_enabled=False,
        listener_executor=threads,
    )
    steady_ack.register(app)

    @app.action("show")
    def show(ack: Ack) -> None:
        if answers:
            ack()

    answer = app.dispatch_soon(pressed("show"))
    assert isinstance(answer, Promised)
    assert measured(meters) == 0
    answer.given_up()
    threads.run()
    assert measured(meters) == 1


def measured(meters: Meters) -> float:
    """How many answers to presses."""
    name, labels = "jupiter_slack_ack_seconds_count", {"payload": "block_actions"}
    return meters.registry.get_sample_value(name, labels) or 0
