"""What happens by itself: the outbox is drained, and what is due is issued.

Each destination has drains of its own, so that a slow webhook endpoint or mail server holds up
neither the threads in Slack nor the other endpoints.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

import structlog
from apscheduler.executors.pool import BasePoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from bot.heartbeat import ThreadHeartbeat
from bot.lanes import Crew
from bot.rhythm import Rhythm
from bot.threads import END_SECONDS, Ending, Threads
from jupiter_core.commands.anchor import (
    AnchorPlan,
    anchor_is_due,
    keep_anchor,
    note_anchor_given_up,
)
from jupiter_core.commands.given_up import publish_given_up
from jupiter_core.commands.timer import SCHEDULED_TASKS, ScheduledTask
from jupiter_core.domain.actor import ActorKind
from jupiter_core.domain.refusals import Refusal
from jupiter_core.outbox.drain import Drain
from jupiter_core.outbox.jumps import Jumps
from jupiter_core.outbox.messages import EMAIL, SLACK, WEBHOOK, MessageKind, dead_letter_notice
from jupiter_core.outbox.shares import Shares
from jupiter_core.ports import (
    Clock,
    Heartbeat,
    Message,
    Outbox,
    Randomness,
    Sender,
    Store,
    StoreTrouble,
    UnitOfWork,
    Workers,
)
from jupiter_core.queries.dead_letters import about

DRAIN_SECONDS = 1.0
ISSUE_SECONDS = 60.0
BEAT_SECONDS = 10.0
LANES = {SLACK: 4, EMAIL: 1, WEBHOOK: 4}
"""How many messages of one process are on their way to a destination at the same time."""

T = TypeVar("T")
Purge = Callable[[threading.Event], int]
"""Forgets what is old, asks about it, or merges what is new, until it is told to stop."""

_Scheduler: Any = BackgroundScheduler  # APScheduler has no types

_log = structlog.get_logger(__name__)


class Jobs:
    """The timers of one process; `owner` tells its drain from those of other processes.

    Any number of processes may run them: messages are claimed one by one, and what is due is
    issued in transactions that find nothing to do the second time. Where it is `fair`, no workspace
    takes all lanes of a destination. Where the clock may be set, `jumps` says when nothing is to be
    sent; before each message they `give_way` to what somebody waits for. `stopping` is set from the
    moment when `stop` is called.
    """

    def __init__(
        self,
        store: Store,
        outbox: Outbox,
        senders: Mapping[str, Sender],
        clock: Clock,
        randomness: Randomness,
        *,
        owner: str,
        anchors: AnchorPlan = AnchorPlan(),
        drain_seconds: float = DRAIN_SECONDS,
        issue_seconds: float = ISSUE_SECONDS,
        purge: Purge | None = None,
        refresh: Callable[[], int] | None = None,
        sweep: Purge | None = None,
        merge: Purge | None = None,
        heartbeat: Heartbeat = ThreadHeartbeat(),
        workers: Workers | None = None,
        fair: bool = False,
        jumps: Jumps | None = None,
        give_way: Callable[[], None] = lambda: None,
    ) -> None:
        self._store, self._purge, self._refresh = store, purge, refresh
        self._sweep, self._merge, self._jumps = sweep, merge, jumps
        self._clock, self._workers, self._owner = clock, workers, owner
        self._anchors = anchors
        self._started, self.stopping = False, threading.Event()

        sizes = {each: LANES.get(each, 1) for each in senders}
        shares = {each: Shares(size - 1) for each, size in sizes.items() if fair and size > 1}

        def drain(destination: str, n: int, found: Callable[[], None]) -> Drain:
            return Drain(
                outbox,
                senders,
                clock,
                randomness,
                owner=f"{owner}-{destination}-{n}",
                give_up=self.give_up,
                heartbeat=heartbeat,
                found=found,
                destinations=(destination,),
                shares=shares.get(destination),
                jumps=jumps,
            )

        self._outbox, self._places = outbox, tuple(senders)
        self._crew = Crew(sizes, drain, give_way=give_way)
        self._timers = [
            Rhythm(work, seconds, self.stopping, name=work.__name__)
            for work, seconds in (
                (self.look, drain_seconds),
                (self.issue, issue_seconds),
                (self.anchor, issue_seconds),
                (self.refresh, issue_seconds),
                (self.merge, issue_seconds),
                (self.show_life, BEAT_SECONDS),
            )
        ]
        self._keepers = Threads(2, "housekeeping")
        self._housekeeping = _scheduler(self._keepers)

    def start(self) -> None:
        """Starts the lanes and the timers; each runs at once, and then in its rhythm."""
        now = datetime.now(UTC)
        self._housekeeping.add_job(self.purge, "interval", hours=1, next_run_time=now)
        self._housekeeping.add_job(self.sweep, "interval", hours=1)
        self._housekeeping.start()
        self._crew.start()  # before the timers, of which one shows that all is at work
        for each in self._timers:
            each.start()
        self._started = True

    def tell_to_stop(self) -> None:
        """Nothing is begun from now on, and nobody is waited for yet."""
        self.stopping.set()
        self._crew.tell_to_stop()

    def stop(self, seconds: float = END_SECONDS) -> None:
        """Lets the message that is being sent be sent and recorded, then ends; the others wait
        for the next start. One whose place does not answer in so many seconds is let go, for
        whoever sends next. May be called twice."""
        ending = Ending(seconds)
        ending.begin()
        self.tell_to_stop()
        for each in self._timers:
            each.join(ending.left)
        if self._housekeeping.running:
            self._housekeeping.shutdown(wait=False)
        self._keepers.finish(ending.left)
        self._crew.join(ending.left)
        if self._workers:
            with suppress(StoreTrouble):
                self._workers.left(self._owner)

    @property
    def is_at_work(self) -> bool:
        """Whether every thread that sends or keeps time is there and none is stuck; where they are
        to be, which is between start and stop."""
        if not self._started or self.stopping.is_set():
            return True
        return self._crew.is_at_work and all(each.is_at_work for each in self._timers)

    def wake(self) -> None:
        """Sends at once what is due; a lane that is sending looks once more before it rests."""
        self._crew.wake()

    def look(self) -> None:
        """Wakes the lanes where anything is due: what is to be tried again, and what another
        process put there. One question for all of them."""
        if self._jumps and not self._jumps.is_settled():
            return
        if self._tried(lambda: self._outbox.is_due(self._clock.now(), self._places)):
            self.wake()

    def drain(self) -> int:
        """Sends all that is due, one destination after the other; how many were tried."""
        return self._crew.drain()

    def issue(self) -> int:
        """Does all that is due, each thing in its own transaction; returns how many."""
        issued = sum(self._issue_in(workspace_id) for workspace_id in self._workspaces())
        if issued:
            self.wake()
        return issued

    def anchor(self) -> int:
        """Sends the heads of the audit logs outside, where that is due; returns to how many
        places."""
        anchoring = self._anchoring()
        sent = sum(self._round_in(each, anchoring) for each in self._workspaces())
        if sent:
            self.wake()
        return sent

    def refresh(self) -> int:
        """Fetches new tokens where the present ones end soon; how many."""
        refresh = self._refresh
        return (refresh and self._tried(refresh)) or 0

    def purge(self) -> int:
        """Forgets what is old; how many things it was."""
        forget = self._purge
        return (forget and self._tried(lambda: forget(self.stopping))) or 0

    def sweep(self) -> int:
        """Asks again about people of whom nothing was heard for long; of how many."""
        ask = self._sweep
        return (ask and self._tried(lambda: ask(self.stopping))) or 0

    def merge(self) -> int:
        """Merges what a search looks into; in how many steps."""
        merge = self._merge
        return (merge and self._tried(lambda: merge(self.stopping))) or 0

    def show_life(self) -> None:
        """The other processes see that somebody sends, unless this one is stuck."""
        workers = self._workers
        if workers and self._crew.is_at_work:
            self._tried(lambda: workers.beat(self._owner, self._clock.now()))

    def give_up(self, message: Message, owner: str, error: str) -> None:
        """Makes it a dead letter, and writes to whoever drafted the invoice or contract that its
        thread waits for help: a crash between the two would tell nobody.

        A message to one person is followed by none: that would fail in the same way. What a webhook
        endpoint did not take is in the log of its deliveries. Of an anchor, all in power hear.
        """
        with self._store.write(message.workspace_id) as uow:
            if not uow.outbox.bury(message.id, owner=owner, error=error):
                return
            _tell_given_up(message, error, uow)
            publish_given_up(message, error, uow)
        _log.warning("message_given_up", message_id=message.id, kind=message.kind, error=error)

    def _workspaces(self) -> list[str]:
        """Those where the app is installed, and of which somebody who restored them from a backup
        has checked what was done since."""

        def look() -> list[str]:
            resting = self._store.resting()
            return [each for each in self._store.workspaces() if each not in resting]

        return self._tried(look) or []

    def _issue_in(self, workspace_id: str) -> int:
        return sum(self._round_in(workspace_id, each) for each in SCHEDULED_TASKS)

    def _anchoring(self) -> ScheduledTask:
        def waiting(uow: UnitOfWork) -> list[str]:
            return [uow.workspace_id] if anchor_is_due(self._anchors, uow) else []

        def work(uow: UnitOfWork, _workspace_id: str) -> int:
            return keep_anchor(self._anchors, uow)

        return ScheduledTask(waiting, work)

    def _round_in(self, workspace_id: str, turn: ScheduledTask) -> int:
        def look() -> list[str]:
            with self._store.read(workspace_id) as uow:
                return turn.waiting(uow)

        def work(subject_id: str) -> int:
            with self._store.write(workspace_id) as uow:
                return turn.work(uow, subject_id)

        waiting = self._tried(look, workspace_id=workspace_id) or []
        done = (
            self._tried(partial(work, each), workspace_id=workspace_id, subject_id=each)
            for each in waiting
        )
        return sum(each or 0 for each in done)

    def _tried(self, work: Callable[[], T], **about: str) -> T | None:
        """What it gives; None where it failed, which is logged and does not stop the others."""
        try:
            return None if self.stopping.is_set() else work()
        except StoreTrouble:
            return None  # whoever watches the database has said it
        except Refusal as refusal:
            _log.warning("timer_refused", refusal=type(refusal).__name__, **about)
        except Exception:  # the outermost loop
            _log.exception("timer_failed", **about)
        return None


def _tell_given_up(message: Message, error: str, uow: UnitOfWork) -> None:
    if message.kind in {MessageKind.DIRECT, MessageKind.SHOWN_CARD, MessageKind.EVENT}:
        return
    if message.kind == MessageKind.ANCHOR:
        note_anchor_given_up(message, error, uow)
        return
    subject = about(uow, message)
    if subject is None:
        return
    drafter, workspace = subject.drafted_by, uow.workspace()
    approvers = [each for each in workspace.policy.people if each not in workspace.departed]
    known = drafter.kind is ActorKind.SLACK_USER or drafter.owner
    for user_id in (drafter.person,) if known else approvers:
        uow.outbox.put(dead_letter_notice(message, user_id, error, uow.new_id()))


class _Keepers(BasePoolExecutor):
    """Threads of ours for what it runs."""

    def __init__(self, threads: Threads) -> None:
        super().__init__(threads)  # type: ignore[no-untyped-call]


def _scheduler(threads: Threads) -> Any:
    """Of what is old by the calendar, and may wait where the clock is put back. A run that comes
    while the one before is at work is left out, without a word of it."""
    logger = logging.getLogger(f"{__name__}.housekeeping")
    logger.setLevel(logging.ERROR)
    defaults = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
    executors = {"default": _Keepers(threads)}
    return _Scheduler(executors=executors, job_defaults=defaults, timezone=UTC, logger=logger)
