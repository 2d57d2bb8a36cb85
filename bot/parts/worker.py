"""The worker's side: what goes out, the timers, and what is purged."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from time import monotonic

from bot.delivery.anchor import AnchorSender
from bot.delivery.email.sender import EmailSender
from bot.delivery.email.server import BadSmtpUrl, SmtpServer
from bot.delivery.slack.people_sweep import PeopleSweep
from bot.delivery.webhook.connection import WebhookConnection
from bot.delivery.webhook.sender import WebhookSender
from bot.jobs import Jobs
from bot.merging import Merging
from bot.metrics.sending import MeteredSender
from bot.parts.not_configured import NotConfigured
from bot.parts.places import expect_writable
from bot.parts.workspaces import Workspaces
from bot.purging import Departed, OldLooks, Purging
from bot.security.webhook_addresses import check_url
from bot.system import SystemRandomness
from bot.vitals import Progress, Vitals
from bot.wording.mail_address import address
from jupiter_core.commands.anchor import AnchorPlan
from jupiter_core.commands.webhook import renew_seals
from jupiter_core.domain.refusals import Refusal
from jupiter_core.outbox.drain import LEASE
from jupiter_core.outbox.jumps import Jumps
from jupiter_core.outbox.messages import ANCHOR, EMAIL, SLACK, WEBHOOK
from jupiter_core.ports import Sender
from jupiter_core.store import SharedTime


@dataclass(frozen=True)
class WorkerSide(Workspaces):
    """What a process sends and does by itself."""

    @cached_property
    def mail_server(self) -> SmtpServer | None:
        """None where none is set: then people send the links themselves."""
        url = self.settings.smtp_url
        if url is None:
            return None
        try:
            address(self.settings.mail_from, "")
            return SmtpServer.of(url.get_secret_value())
        except BadSmtpUrl as error:
            raise NotConfigured(str(error)) from None
        except Refusal as refusal:
            raise NotConfigured(f"MAIL_FROM cannot be used: {refusal}") from None

    @cached_property
    def senders(self) -> dict[str, Sender]:
        """What goes out, by destination."""
        webhooks = WebhookSender(
            self.database,
            self.secret_box,
            WebhookConnection(self.settings.webhook_allowed_hosts),
            self.clock,
            SystemRandomness(),
            self.ids,
        )
        mails = EmailSender(
            self.database,
            self.renderer,
            self.links,
            self.mail_server,
            self.clock,
            mail_from=self.settings.mail_from,
        )
        anchors = AnchorSender(
            WebhookConnection(self.settings.webhook_allowed_hosts),
            file=self.settings.anchor_file,
            url=self.anchor_url,
        )
        slack = self.slack_sender
        parts: dict[str, Sender] = {ANCHOR: anchors, SLACK: slack, EMAIL: mails, WEBHOOK: webhooks}
        return {name: MeteredSender(sender, self.meters) for name, sender in parts.items()}

    @cached_property
    def anchor_url(self) -> str:
        """Raises NotConfigured."""
        url = self.settings.anchor_url
        try:
            return check_url(url, frozenset(self.settings.webhook_allowed_hosts)) if url else ""
        except Refusal as refusal:
            raise NotConfigured(f"ANCHOR_URL cannot be used: {refusal}") from None

    def expect_anchor_file(self) -> None:
        """Raises NotConfigured where one is set and cannot be written."""
        if self.settings.anchor_file:
            expect_writable("ANCHOR_FILE", self.settings.anchor_file)

    @cached_property
    def anchor_plan(self) -> AnchorPlan:
        places = {"file": self.settings.anchor_file, "url": self.anchor_url}
        kept = tuple(name for name, place in places.items() if place)
        return AnchorPlan(hours=self.settings.anchor_hours, places=kept)

    @cached_property
    def jobs(self) -> Jobs:
        return Jobs(
            self.database,
            self.database.outbox,
            self.senders,
            self.clock,
            SystemRandomness(),
            owner=secrets.token_hex(8),
            anchors=self.anchor_plan,
            purge=self._purge,
            refresh=self.refreshing.refresh_due if self.settings.many_workspaces else None,
            sweep=PeopleSweep(self.database, self.client_of).run,
            merge=self._merge,
            workers=self.database.workers,
            fair=self.settings.many_workspaces,
            jumps=self._jumps,
            give_way=self.give_way,
        )

    def give_way(self) -> None:
        """To nobody: where only messages are sent, nobody waits for anything else."""

    @cached_property
    def _jumps(self) -> Jumps | None:
        """Only where the machine's clock is the one of the leases: of a process that goes by its
        own, and on a database that has none."""
        of_server = self.database.engine.dialect.name == "postgresql"
        if of_server or not isinstance(self.clock, SharedTime):
            return None
        return Jumps(self.clock, monotonic, LEASE.total_seconds())

    @cached_property
    def vitals(self) -> Vitals:
        return Vitals(
            self.database.expect_usable, self._progress, is_at_work=lambda: self.jobs.is_at_work
        )

    def _progress(self) -> Progress:
        """Raises StoreTrouble."""
        now, database = self.clock.now(), self.database
        tried = [each.oldest for each in database.outbox_depths() if each.oldest]
        due, seen = database.outbox.due_since(now), database.workers.last_seen()
        return Progress(
            oldest_seconds=_seconds(now, min(tried, default=now)),
            due_seconds=_seconds(now, due or now),
            worker_seconds=None if seen is None else _seconds(now, seen),
        )

    @cached_property
    def purging(self) -> Purging:
        return Purging(
            self.database.retention,
            self.clock,
            messages=timedelta(days=self.settings.outbox_retention_days),
            attempts=timedelta(days=self.settings.delivery_retention_days),
            deliveries=timedelta(days=self.settings.delivery_log_days),
        )

    @cached_property
    def old_looks(self) -> OldLooks:
        kept = timedelta(days=self.settings.settings_look_retention_days)
        return OldLooks(self.database.settings_looks, self.clock, kept)

    @cached_property
    def departed(self) -> Departed:
        return Departed(
            self.database,
            self.database.installations,
            self.clock,
            kept=timedelta(days=self.settings.uninstalled_retention_days),
        )

    def _merge(self, stopping: threading.Event) -> int:
        """Of the words last: then SQLite's log is emptied."""
        sent, words = self.database.sent_forgetting, self.database.word_merging
        forgetting = Merging(sent, self.give_way, done="erased_messages_forgotten")
        return sum(each.run(stopping) for each in (forgetting, Merging(words, self.give_way)))

    def _purge(self, stopping: threading.Event) -> int:
        return sum(each.run(stopping) for each in (self.purging, self.old_looks, self.departed))

    @contextmanager
    def working(self) -> Iterator[None]:
        """The timer and the outbox, for as long as the block lasts.

        First, what is sealed with an older key of SECRET_KEY is sealed with the newest, so that
        the older one can be taken off the list some day.
        """
        self.expect_a_way_to_slack()
        for workspace_id in self.database.workspaces():
            with self.database.write(workspace_id) as uow:
                renew_seals(self.secret_box.renewed, uow)
        self.database.installations.renew_seals(self.secret_box.renewed)
        try:
            self.jobs.start()
            yield
        finally:
            self.jobs.stop(self.ending.left)


def _seconds(now: datetime, since: datetime) -> float:
    return max(0.0, (now - since).total_seconds())
