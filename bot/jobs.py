"""What happens by itself: the outbox is drained, and what is due is issued."""

import logging
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import structlog
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler

from jupiter_core.commands.timer import tick
from jupiter_core.domain.actor import ActorKind
from jupiter_core.domain.refusals import Refusal
from jupiter_core.outbox.drain import Drain
from jupiter_core.outbox.routing import Kind, dead_letter_notice
from jupiter_core.ports import Clock, Message, Outbox, Randomness, Sender, Store

DRAIN_SECONDS = 1.0
ISSUE_SECONDS = 60.0

_Timers: Any = BackgroundScheduler  # APScheduler has no types

_log = structlog.get_logger(__name__)


class Jobs:
    """The timers of one process; `owner` tells its drain from those of other processes.

    Any number of processes may run them: messages are claimed one by one, and what is due is
    issued in a transaction that finds nothing to do the second time.
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
        drain_seconds: float = DRAIN_SECONDS,
        issue_seconds: float = ISSUE_SECONDS,
    ) -> None:
        self._store = store
        self._drain = Drain(
            outbox, senders, clock, randomness, owner=owner, given_up=self.tell_drafter
        )
        self._drain_seconds, self._issue_seconds = drain_seconds, issue_seconds
        self._wanted, self._draining = threading.Event(), threading.Lock()
        self._scheduler = _scheduler()

    def start(self) -> None:
        """Starts the timers; each runs at once, and then in its rhythm."""
        now = datetime.now(UTC)
        self._scheduler.add_job(
            self.drain, "interval", seconds=self._drain_seconds, id="drain", next_run_time=now
        )
        self._scheduler.add_job(
            self.issue, "interval", seconds=self._issue_seconds, id="issue", next_run_time=now
        )
        self._scheduler.start()

    def stop(self) -> None:
        """Lets what is being sent be sent and recorded, then ends. May be called twice."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def nudge(self) -> None:
        """Drains at once; a drain that is running looks once more before it ends."""
        self._wanted.set()
        if self._draining.locked() or not self._scheduler.running:
            return
        try:
            self._scheduler.modify_job("drain", next_run_time=datetime.now(UTC))
        except JobLookupError:
            return  # it is being stopped: another process or the next start sends what waits

    def drain(self) -> int:
        """Sends all that is due; returns how many were tried."""
        with self._draining:
            tried = 0
            while True:
                self._wanted.clear()
                tried += self._drain.run()
                if not self._wanted.is_set():
                    return tried

    def issue(self) -> int:
        """Issues all that is due, each workspace in its own transaction; returns how many."""
        issued = sum(self._issue_in(workspace_id) for workspace_id in self._store.workspaces())
        if issued:
            self.nudge()
        return issued

    def tell_drafter(self, message: Message, error: str) -> None:
        """Writes to whoever drafted the invoice that its thread waits for help.

        A message to one person is not followed by another: that would fail in the same way. It
        stays among the dead letters, and in the log.
        """
        _log.warning("message_given_up", message_id=message.id, kind=message.kind, error=error)
        if message.kind == Kind.DIRECT or "invoice_id" not in message.body:
            return
        with self._store.write(message.workspace_id) as uow:
            drafter = uow.invoices.get(message.body["invoice_id"]).drafted_by
            approvers = uow.workspace().policy.approvers
            in_slack = drafter.kind is ActorKind.SLACK_USER
            for user_id in (drafter.id,) if in_slack else approvers[:1]:
                uow.mailbox.put(dead_letter_notice(message, user_id, error, uow.new_id()))

    def _issue_in(self, workspace_id: str) -> int:
        try:
            with self._store.write(workspace_id) as uow:
                return tick(uow)
        except Refusal as refusal:
            _log.warning("issue_refused", workspace_id=workspace_id, refusal=refusal.sentence)
        except Exception:  # the outermost loop: one workspace's trouble does not stop the others
            _log.exception("issue_failed", workspace_id=workspace_id)
        return 0


def _scheduler() -> Any:
    """A run that comes while the one before is at work is left out, without a word of it."""
    logger = logging.getLogger(f"{__name__}.timers")
    logger.setLevel(logging.ERROR)
    defaults = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
    return _Timers(job_defaults=defaults, timezone=UTC, logger=logger)
