"""How long messages of nine workspaces wait while the tenth is at its limit in Slack.

The store is the real one, and Slack takes everything at once. Time is this process's processor
time, so that neighbours on the machine are not measured.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.system import Ulids
from jupiter_core.outbox.drain import Drain
from jupiter_core.ports import AtLimit, Message
from jupiter_core.store import Database
from tests.bench.measured import Row, Tell, at_rank
from tests.factories import A_SIGNER, NOW

WORKSPACES, CHANNELS, LENGTH = 10, 20, 10
LIMITED = "T0"
WAIT_SECONDS = 1.0
"""Of processor time, in which some hundred messages are sent."""


class ProcessorClock:
    """Goes on as this process works."""

    def __init__(self) -> None:
        self._began = time.process_time()

    def now(self) -> datetime:
        return NOW + timedelta(seconds=time.process_time() - self._began)


class Slack:
    """Notes when each message came; of the `limited` workspace it takes none."""

    def __init__(self, clock: ProcessorClock, limited: str) -> None:
        self._clock, self._limited = clock, limited
        self.began = clock.now()
        self.waits: dict[str, list[float]] = {}
        self.refused = 0

    def send(self, message: Message) -> Mapping[str, Any]:
        if message.workspace_id == self._limited:
            self.refused += 1
            raise AtLimit("ratelimited", WAIT_SECONDS, whole=True)
        waited = (self._clock.now() - self.began).total_seconds()
        self.waits.setdefault(message.workspace_id, []).append(waited)
        return {"ts": "1"}

    @property
    def others(self) -> list[float]:
        return [each for team, waits in self.waits.items() if team != LIMITED for each in waits]


def rows(tell: Tell, *, quick: bool) -> list[Row]:
    """The waits of the others, beside a run of the same messages in which nobody is limited."""
    threads, rounds = (20, 1) if quick else (100, 3)
    messages = WORKSPACES * threads * LENGTH
    ratios = []
    for n in range(rounds):
        tell(f"the outbox: {messages:,} messages, round {n + 1}")
        free, limited = _drained("", threads), _drained(LIMITED, threads)
        assert len(free.others) == len(limited.others) == messages * 9 // 10
        ratios.append(at_rank(limited.others, 0.99) / at_rank(free.others, 0.99))
        tell(f"  {limited.refused} calls while at the limit")
    what = f"outbox of {messages:,}, a tenth limited: p99"
    return [Row(what, "the same, nobody limited", "≤ 1.2", ratios)]


def _drained(limited: str, threads: int) -> Slack:
    clock = ProcessorClock()
    with TemporaryDirectory() as folder:
        ids = Ulids(clock)
        store = Database(f"sqlite:///{Path(folder)}/bench.sqlite3", clock, ids, A_SIGNER)
        store.migrate()
        for team in range(WORKSPACES):
            with store.write(f"T{team}") as uow:
                for message in _messages(f"T{team}", threads, ids.new):
                    uow.outbox.put(message)
        slack = Slack(clock, limited)
        drain = Drain(
            store.outbox,
            {"slack": slack},
            clock,
            NoChance(),
            owner="bench",
            give_up=lambda message, owner, error: None,
            heartbeat=NoHeartbeat(),
        )
        wanted = (WORKSPACES - bool(limited)) * threads * LENGTH
        while sum(map(len, slack.waits.values())) < wanted:
            drain.run(most=100)
        store.close()
    return slack


def _messages(team: str, threads: int, new_id: Callable[[], str]) -> Iterator[Message]:
    """Thread after thread in turn, as deals go on side by side."""
    for _ in range(LENGTH):
        for thread in range(threads):
            yield Message(
                id=new_id(),
                workspace_id=team,
                stream=f"invoice:{thread}",
                destination="slack",
                kind="notice",
                body={"event_id": "01J"},
                lane=f"C{thread % CHANNELS}",
            )


class NoChance:
    def between(self, least: float, most: float) -> float:
        return (least + most) / 2


class NoHeartbeat:
    @contextmanager
    def during(self, beat: Callable[[], None]) -> Iterator[None]:
        yield
