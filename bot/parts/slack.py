"""Slack's side: the listeners, the threads that answer, and the way that Slack comes."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import structlog
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.oauth import OAuthFlow

from bot.delivery.email.letter import letter_of
from bot.delivery.email.message import subject_line
from bot.delivery.slack.client import keeping_connections
from bot.logs.carrying import CarryingThreads
from bot.logs.kept_looks import KeptLooks
from bot.metrics.slack import MeteredApp
from bot.parts.keeping import keeping
from bot.parts.not_configured import NotConfigured
from bot.parts.worker import WorkerSide
from bot.slack import hurry, listeners
from bot.slack.approval import APPROVALS
from bot.slack.context import SlackContext
from bot.slack.direct_app import DirectApp
from bot.slack.groups import GroupsSilent
from bot.slack.hurry import HurriedStore
from bot.slack.installations.access import NotInstalled
from bot.slack.installations.authorizing import KnownInstallations
from bot.slack.installations.ending import KeptEndings
from bot.slack.installed import Installed
from bot.slack.joining import Joining, TokenRefused
from bot.slack.passing import Passing
from bot.slack.people import People, SlackSilent
from bot.slack.redraws import Redraws
from bot.slack.webhook_keys import WebhookKeys
from bot.threads import Ending, Threads

PING_SECONDS = 2
"""Socket Mode joins anew after five pings that could not be sent, or four without an answer: a
workspace that was cut off is heard again within ten seconds."""
GIVE_WAY_SECONDS = 0.5
"""At most, before each message: one listener that hangs holds up no thread for longer."""
LISTENER_THREADS = 32
"""Bolt's own five are too few: five busy listeners would make the next `/invoice` time out."""


log = structlog.get_logger(__name__)


class _MeteredDirectApp(DirectApp, MeteredApp):
    pass


@dataclass(frozen=True)
class SlackSide(WorkerSide):
    """What answers people in Slack."""

    installed: Installed | None = None
    """In which teams the app is; by default, in that of its token."""

    @cached_property
    def ctx(self) -> SlackContext:
        store = HurriedStore(self.database, self.database.within(hurry.SECONDS))
        return SlackContext(
            store=store,
            renderer=self.renderer,
            links=self.links,
            people=People(store, self.clock.now),
            wake=self.jobs.wake,
            webhooks=WebhookKeys(self.secret_box, self.settings.webhook_allowed_hosts),
            mails=self.mail_server is not None,
            mail_subject=lambda invoice: subject_line(letter_of(invoice, "")),
            endings=self._endings,
            note_look=self.kept_looks.note,
        )

    @cached_property
    def kept_looks(self) -> KeptLooks:
        """Who looked at settings, over the API too."""
        return KeptLooks(self.database.settings_looks, self.clock)

    @cached_property
    def _endings(self) -> KeptEndings | None:
        many = self.settings.many_workspaces
        return KeptEndings(self.database.installations, self.clock) if many else None

    @cached_property
    def listeners(self) -> Threads:
        """The threads that answer Slack."""
        return CarryingThreads(LISTENER_THREADS, "slack")

    def give_way(self) -> None:
        """To those who pressed or typed something, for a moment: in one process all share one
        interpreter, and a message is as good half a second later."""
        self.listeners.let_pass(GIVE_WAY_SECONDS)

    @cached_property
    def bolt(self) -> DirectApp:
        many = self.settings.many_workspaces
        app = self._bolt_of_many() if many else self._bolt_of_one()
        app.use(Passing(keeping_connections(self.connections)))
        in_all = self._is_checked_before if many else self.joining.is_ours
        listeners.register(app, self.ctx, self.installed or in_all)
        return app

    def _bolt_of_one(self) -> DirectApp:
        joined = Passing(self.joining.expect_joined)
        app = self._new_bolt(client=self.client, before_authorize=joined)
        self.joining.knows(app)
        return app

    def _bolt_of_many(self) -> DirectApp:
        known = KnownInstallations(self.accesses)
        return self._new_bolt(
            client=self.app_client,
            authorize=known,
            before_authorize=Passing(known.expect_known),
            oauth_flow=self.flow,  # else Bolt makes one of the environment, with files of its own
        )

    def _new_bolt(self, **given: Any) -> DirectApp:
        return _MeteredDirectApp(
            self.meters,
            token_verification_enabled=False,  # `joining` asks, and goes on where Slack is away
            request_verification_enabled=False,  # bot.slack.http does, without logging bodies
            listener_executor=self.listeners,
            at_once=APPROVALS,
            raise_error_for_unhandled_request=False,
            **given,
        )

    def _is_checked_before(self, _team: str) -> bool:
        """By KnownInstallations, before Bolt authorises."""
        return True

    @cached_property
    def flow(self) -> OAuthFlow:
        """Of many workspaces."""
        return self.make_flow(self.jobs.wake)

    @cached_property
    def joining(self) -> Joining:
        """Slack, as soon as it answers."""
        self.expect_a_way_to_slack()
        client = None if self.settings.many_workspaces else self.client
        return Joining(client, self._connect)

    @cached_property
    def _socket(self) -> SocketModeHandler | None:
        """None where Slack comes over HTTP."""
        token = self.settings.slack_app_token
        if token is None:
            return None
        app_token = token.get_secret_value()
        return SocketModeHandler(self.bolt, app_token, ping_interval=PING_SECONDS)

    def _connect(self) -> None:
        if self._socket:
            self._socket.connect()

    def is_active(self, team_id: str, user_id: str) -> bool | None:
        """Whether somebody is a full member in Slack at this moment; None where it is silent."""
        try:
            client = self.client_of(team_id)
            person = self.ctx.people.get_now(client, team_id, user_id)
            self.ctx.groups.confirm(self.database, client, team_id, user_id)
            return not person.is_guest
        except (NotInstalled, SlackSilent, GroupsSilent):
            return None

    def expect_slack(self) -> None:
        """Raises NotConfigured with a line for each setting of Slack's that is missing."""
        mistakes = []
        for expect in (self.expect_a_way_to_slack, self.expect_a_way_from_slack):
            try:
                expect()
            except NotConfigured as mistake:
                mistakes.append(str(mistake))
        if mistakes:
            raise NotConfigured("\n".join(mistakes))

    def expect_a_way_from_slack(self) -> None:
        """Raises NotConfigured unless Slack can reach the bot, one way or the other."""
        if not self.settings.socket_mode and self.settings.slack_signing_secret is None:
            raise NotConfigured(
                "Set SLACK_APP_TOKEN (xapp-, Socket Mode) or SLACK_SIGNING_SECRET (HTTP), "
                "so that Slack can reach the bot."
            )

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Slack, for as long as the block lasts: Socket Mode, where it is chosen.

        Where Slack does not answer, the block begins all the same, and Slack is joined later.
        Raises NotConfigured where it refuses a token.
        """
        try:
            self.joining.begin()
        except TokenRefused as refused:
            self._leave()
            raise NotConfigured(f"Slack refuses a token: {refused}") from refused
        try:
            yield
        finally:
            self._leave()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Takes nothing new when the block is left, and finishes what was answered. What takes
        longer than a process has that is to end is dropped, which the log says."""
        with keeping(self.kept_looks, self.ending):
            try:
                yield
            finally:
                self._leave()
                unfinished = self.finish(self.ending)
                if unfinished:
                    log.warning("stopped_while_answering", count=unfinished)

    def _leave(self) -> None:
        """Hears nothing more in Socket Mode. May be called twice."""
        if self.joining.end() and self._socket:
            _close_patiently(self._socket)

    def finish(self, ending: Ending | None = None) -> int:
        """Waits for what is being answered and drawn, as long as there is time; of how much nobody
        knows the end. Nothing can be asked of it any more."""
        parts = (self.listeners, self.ctx.homes.executor, self.ctx.people.executor)
        ours = [each for each in parts if isinstance(each, Threads)]  # tests bring their own
        begun: list[Threads | Redraws] = [*ours, self.ctx.redraws]
        return sum(each.finish(ending.left if ending else None) for each in begun)


def _close_patiently(handler: SocketModeHandler) -> None:
    """The client's own threads may wait for a word from Slack for ever; we do not.

    They wait for one to be received before they close: a line that is cut receives nothing more.
    """
    closing = threading.Thread(target=handler.close, daemon=True)
    closing.start()
    session = handler.client.current_session
    if session and session.sock:
        with suppress(OSError):
            session.sock.shutdown(socket.SHUT_RDWR)
    handler.client.message_queue.put(None)  # whoever waits there for a word waits a second
    closing.join(timeout=3)
