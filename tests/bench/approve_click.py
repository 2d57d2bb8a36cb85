"""Approve pressed by 50 people at once, beside a bare Bolt app that posts a fixed message.

Ours is done when the last approval is kept; its messages are sent by the same process meanwhile
and afterwards, and count where processor time does. On PostgreSQL, a process that serves while
another one sends is measured too: that one gives way to nobody, and takes its part of the machine.
The bare one is done when Slack has its last message. How long Slack waits for its answer is told
too: it takes none after three seconds.
"""

import json
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from typing import NamedTuple
from urllib.parse import urlencode

from bot.slack.http import PATH
from jupiter_core.store import Database
from tests.bench import waiting
from tests.bench.databases import Kind, new_databases, on
from tests.bench.deals import fill
from tests.bench.load import sent_at_once, signed
from tests.bench.measured import Row, Tell
from tests.bench.served import Served, serving
from tests.factories import WORKSPACE

AT_ONCE = 50
_PEER = "bare Bolt, fixed message"
_THREADS = "the same, in threads"


class _Round(NamedTuple):
    """Clicks a second, seconds of the slowest answer, processor time of each with its messages."""

    rate: float
    slowest: float
    spent: float


def rows(tell: Tell, *, quick: bool, database: Kind = "sqlite") -> list[Row]:
    """A fresh database."""
    rounds, each = (2, 50) if quick else (7, 200)
    names = ["bench", "parted"] if database == "postgresql" else ["bench"]
    with (
        new_databases(database, names) as urls,
        serving("tests.bench.slack_stand_in") as slack,
        ExitStack() as stack,
    ):
        api = f"http://127.0.0.1:{slack.port}/api/"
        stores = [stack.enter_context(_filled(url)) for url in urls]
        peer = stack.enter_context(serving("tests.bench.slack_peer", api))
        threads = stack.enter_context(serving("tests.bench.slack_peer", api, "threads"))
        ours = [stack.enter_context(serving("tests.bench.slack_ours", api, urls[0]))]
        for url in urls[1:]:
            ours.append(stack.enter_context(serving("tests.bench.slack_ours", api, url, "web")))
            stack.enter_context(serving("tests.bench.slack_ours", api, url, "worker"))
        found: list[tuple[_Round, ...]] = []
        for n in range(rounds + 1):
            tell(f"Approve, round {n} of {rounds}")
            peers = _of_peer(peer, slack, each), _of_peer(threads, slack, each)
            kept = (_of_ours(*one, each) for one in zip(ours, stores, strict=True))
            turn = (*peers, *kept)
            found += [turn] if n else []  # the first one warms
    rate, spent = [c.rate / a.rate for a, _, c, *_ in found], [c.spent for _, _, c, *_ in found]
    more = [c.spent / a.spent for a, _, c, *_ in found]
    parted = [d.rate / a.rate for a, _, _, *last in found for d in last]
    return [
        Row(f"Approve at 50 at once: throughput{on(database)}", _PEER, "≥ 0.6", rate),
        *([Row("the same, sent by another process", _PEER, "", parted)] if parted else []),
        Row("the same: s of the slowest answer", "–", "< 3", [c.slowest for _, _, c, *_ in found]),
        Row("the same: throughput", _THREADS, "", [c.rate / b.rate for _, b, c, *_ in found]),
        Row("the same, all sent: processor time", _PEER, "", more),
        Row("the same: ms of processor time", "–", "", [each * 1000 for each in spent]),
    ]


@contextmanager
def _filled(url: str) -> Iterator[Database]:
    """With fifty approvers."""
    fill(url)
    with closing(waiting.opened(url)) as store:
        waiting.name_approvers(store, AT_ONCE)
        yield store


def _of_ours(served: Served, store: Database, count: int) -> _Round:
    values = waiting.submit(store, count)

    def kept() -> bool:
        return waiting.undecided(store) == 0

    return _round(served, values, kept, lambda: waiting.unsent(store) == 0)


def _of_peer(served: Served, slack: Served, count: int) -> _Round:
    before = _posted(slack)

    def posted() -> bool:
        return _posted(slack) - before >= count

    return _round(served, ["x:1"] * count, posted, posted)


def _round(
    served: Served, values: Sequence[str], done: Callable[[], bool], sent: Callable[[], bool]
) -> _Round:
    spent, began = served.spent(), time.monotonic()
    requests = [_click(n, value) for n, value in enumerate(values)]
    answers = sent_at_once(served.port, requests, AT_ONCE)
    _wait_until(done)
    seconds = time.monotonic() - began
    _wait_until(sent)
    cost = (served.spent() - spent) / len(values)
    return _Round(len(values) / seconds, max(each.seconds for each in answers), cost)


def _wait_until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not done():
        if time.monotonic() > deadline:
            raise RuntimeError("not all were approved, or told")
        time.sleep(0.05)


def _posted(slack: Served) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{slack.port}/posted") as answer:
        return int(json.load(answer)["count"])


def _click(n: int, value: str) -> bytes:
    """Of one of fifty approvers, on the message of the request."""
    message = {"ts": f"{n}.1", "bot_id": "B0BOT", "text": "x", "blocks": [], "team": WORKSPACE}
    payload = {
        "type": "block_actions",
        "team": {"id": WORKSPACE, "domain": "jupiter"},
        "user": {"id": f"U{n % AT_ONCE:04}", "team_id": WORKSPACE},
        "api_app_id": "A0",
        "trigger_id": f"{time.time_ns()}.{n}",
        "container": {"type": "message", "message_ts": f"{n}.1", "channel_id": "C0ACME"},
        "channel": {"id": "C0ACME", "name": "acme"},
        "message": message,
        "actions": [
            {
                "type": "button",
                "action_id": "invoice_approve",
                "block_id": "b",
                "value": value,
                "action_ts": f"{time.time():.6f}",
            }
        ],
        "response_url": "http://127.0.0.1:1/",
    }
    return signed(PATH, urlencode({"payload": json.dumps(payload)}).encode())
