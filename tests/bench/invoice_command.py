"""`/invoice` from 50 people at once, beside a bare Bolt app that opens a fixed window.

Both are processes of their own behind the same server, on the same two cores as the stand-in of
Slack and whoever sends. How long somebody waits is from their command until Slack has the window.
"""

import json
import time
import urllib.request
from itertools import chain
from typing import NamedTuple
from urllib.parse import urlencode

from bot.slack.http import PATH
from tests.bench.databases import Kind, new_databases, on
from tests.bench.deals import fill
from tests.bench.load import sent_at_once, signed
from tests.bench.measured import Row, Tell, at_rank
from tests.bench.served import Served, serving
from tests.factories import WORKSPACE

AT_ONCE = 50
_PEER = "bare Bolt, fixed window"
_THREADS = "the same, in threads"


class _Round(NamedTuple):
    """Commands a second, the wait of the slowest but one in a hundred, processor time of each."""

    rate: float
    waited: float
    spent: float


def rows(tell: Tell, *, quick: bool, database: Kind = "sqlite") -> list[Row]:
    """A fresh database."""
    rounds, each = (3, 100) if quick else (9, 400)
    with (
        new_databases(database, ["bench"]) as (url,),
        serving("tests.bench.slack_stand_in") as slack,
    ):
        api = f"http://127.0.0.1:{slack.port}/api/"
        fill(url)
        with (
            serving("tests.bench.slack_peer", api) as peer,
            serving("tests.bench.slack_peer", api, "threads") as threads,
            serving("tests.bench.slack_ours", api, url) as ours,
        ):
            served = {"peer": peer, "threads": threads, "ours": ours}
            found: list[tuple[_Round, _Round, _Round]] = []
            for n in range(rounds + 1):
                tell(f"/invoice, round {n} of {rounds}")
                turn = [_round(on, slack, f"{name}-{n}", each) for name, on in served.items()]
                found += [(turn[0], turn[1], turn[2])] if n else []  # the first one warms
    return [
        Row(
            f"/invoice at 50 at once: throughput{on(database)}",
            _PEER,
            "≥ 0.8",
            [c.rate / a.rate for a, _, c in found],
        ),
        Row(
            "the same: p99 of views.open",
            _PEER,
            "≤ 1.5",
            [c.waited / a.waited for a, _, c in found],
        ),
        Row("the same: throughput", _THREADS, "", [c.rate / b.rate for _, b, c in found]),
        Row(
            "the same: p99 of views.open", _THREADS, "", [c.waited / b.waited for _, b, c in found]
        ),
        Row("the same: processor time", _PEER, "", [c.spent / a.spent for a, _, c in found]),
        Row("the same: ms of processor time", "–", "", [c.spent * 1000 for *_, c in found]),
    ]


def _round(served: Served, slack: Served, name: str, count: int) -> _Round:
    triggers = [f"{name}.{n}" for n in range(count)]
    spent, began = served.spent(), time.time()
    answers = sent_at_once(
        served.port, [_command(n, each) for n, each in enumerate(triggers)], AT_ONCE
    )
    in_order = chain.from_iterable(triggers[n::AT_ONCE] for n in range(AT_ONCE))
    opened = _opened(slack, triggers)
    waits = [opened[each] - answer.sent_at for each, answer in zip(in_order, answers, strict=True)]
    rate = count / (max(opened[each] for each in triggers) - began)
    return _Round(rate, at_rank(waits, 0.99), (served.spent() - spent) / count)


def _command(n: int, trigger: str) -> bytes:
    """Of one of fifty people."""
    fields = {
        "command": "/invoice",
        "text": "",
        "trigger_id": trigger,
        "user_id": f"U{n % AT_ONCE:04}",
        "team_id": WORKSPACE,
        "channel_id": "C0ACME",
        "channel_name": "acme",
        "response_url": "http://127.0.0.1:1/",
    }
    return signed(PATH, urlencode(fields).encode())


def _opened(slack: Served, triggers: list[str]) -> dict[str, float]:
    """When each window was opened, once all are."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with urllib.request.urlopen(f"http://127.0.0.1:{slack.port}/opened") as answer:
            opened: dict[str, float] = json.load(answer)
        if all(each in opened for each in triggers):
            return opened
        time.sleep(0.1)
    raise RuntimeError("not all windows were opened")
