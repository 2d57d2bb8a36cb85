"""The composition root: the only file that names concrete parts and puts them together."""

import secrets
import socket
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from sqlalchemy.exc import SQLAlchemyError

from bot.api.app import Api, make_api
from bot.api.app import register as register_api
from bot.delivery.anchor import AnchorSender
from bot.delivery.email.letter import letter_of
from bot.delivery.email.message import subject_line
from bot.delivery.email.sender import EmailSender
from bot.delivery.email.server import BadSmtpUrl, SmtpServer
from bot.delivery.slack.client import KeptClient, keeping_connections, slack_client
from bot.delivery.slack.sender import SlackSender
from bot.delivery.webhook.connection import WebhookConnection
from bot.delivery.webhook.sender import WebhookSender
from bot.jobs import Jobs
from bot.logs.carrying import CarryingThreads
from bot.logs.outage import Outage
from bot.metrics import Meters, Queues, serving_metrics
from bot.metrics.requests import MeteredRequests
from bot.metrics.sending import MeteredSender
from bot.metrics.slack import CountingCalls, MeteredApp
from bot.purging import Purging
from bot.security.links import Links
from bot.security.secret_box import SecretBox
from bot.security.signing_keys import signer_of
from bot.security.webhook_addresses import check_url
from bot.settings import Settings
from bot.slack import listeners
from bot.slack.context import SlackContext
from bot.slack.groups import GroupsSilent
from bot.slack.http import register as register_slack_over_http
from bot.slack.hurry import SECONDS as BEFORE_THE_ACK
from bot.slack.hurry import HurriedStore
from bot.slack.installed import Installed
from bot.slack.joining import Joining, TokenRefused
from bot.slack.people import People, SlackSilent
from bot.slack.webhook_keys import WebhookKeys
from bot.system import SystemClock, SystemRandomness, Ulids, new_secret
from bot.web.app import register as register_pages
from bot.web.health import Vitals
from bot.web.pools import Pools
from bot.web.server import server_of
from bot.web.transport import StrictTransport
from bot.wording.mail_address import address
from jupiter_core.commands.anchor import AnchorPlan
from jupiter_core.commands.webhook import renew_seals
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.seal import Signer
from jupiter_core.domain.version import Version
from jupiter_core.outbox.messages import ANCHOR, EMAIL, SLACK, WEBHOOK
from jupiter_core.ports import Clock, Sender
from jupiter_core.store import Database, OtherSchema

LISTENER_THREADS = 32
"""Bolt's own five are too few: five busy listeners would make the next `/invoice` time out."""


class NotConfigured(Exception):
    """A setting is missing; says which and what it is for."""


@dataclass(frozen=True)
class Application:
    """The parts of one process, made once from its settings. Nothing runs yet."""

    settings: Settings
    clock: Clock
    installed: Installed | None = None
    """In which teams the app is; by default, in that of its token."""

    @cached_property
    def ids(self) -> Ulids:
        return Ulids(self.clock)

    @cached_property
    def database(self) -> Database:
        _ = self.secret_keys  # nothing is written that no key seals
        return Database(
            self.settings.database_url.get_secret_value(),
            self.clock,
            self.ids,
            self.signer,
            watch=Outage(),
            synchronous=self.settings.sqlite_synchronous,
        )

    @cached_property
    def signer(self) -> Signer:
        """Of versions and the audit log. Without a key, it can check no seal."""
        both = (self.settings.audit_key, self.settings.secret_key)
        return signer_of(*([key.get_secret_value() for key in keys] for keys in both))

    @cached_property
    def meters(self) -> Meters:
        """What this process does, counted; what waits in the database, when it is asked for."""
        meters = Meters()
        queues = Queues(
            lambda: self.database.outbox_depths(), lambda: self.database.numbers_given(), self.clock
        )
        meters.registry.register(queues)
        return meters

    @contextmanager
    def metered(self) -> Iterator[None]:
        """Where a port is set, Prometheus reads the meters, for as long as the block lasts. Raises
        NotConfigured."""
        settings = self.settings
        host, port = settings.metrics_host, settings.metrics_port
        with ExitStack() as stack:
            try:
                stack.enter_context(serving_metrics(self.meters.registry, host, port))
            except OSError as error:
                raise NotConfigured(f"METRICS_PORT cannot be used: {error.strerror}") from error
            yield

    @cached_property
    def renderer(self) -> PdfRenderer:
        return renderer_of(self.settings, self.meters)

    @cached_property
    def secret_keys(self) -> list[str]:
        """Newest first."""
        keys = [key.get_secret_value() for key in self.settings.secret_key]
        if not keys:
            raise NotConfigured(
                "SECRET_KEY is not set. It signs the customers' links and seals what is kept; "
                f"32 characters or more, for example {secrets.token_urlsafe(32)}"
            )
        return keys

    @cached_property
    def links(self) -> Links:
        return Links(self.settings.public_url, self.secret_keys)

    @cached_property
    def secret_box(self) -> SecretBox:
        return SecretBox(self.secret_keys)

    @cached_property
    def client(self) -> KeptClient:
        """Speaks to Slack for the one workspace whose token is set."""
        token = self.settings.slack_bot_token
        if token is None:
            raise NotConfigured("SLACK_BOT_TOKEN is not set. It starts with xoxb-.")
        return slack_client(
            token.get_secret_value(), self.settings.slack_api_url, CountingCalls(self.meters)
        )

    @cached_property
    def ctx(self) -> SlackContext:
        return SlackContext(
            store=HurriedStore(self.database, self.database.within(BEFORE_THE_ACK)),
            renderer=self.renderer,
            links=self.links,
            people=People(self.clock.now),
            wake=self.jobs.wake,
            webhooks=WebhookKeys(self.secret_box, self.settings.webhook_allowed_hosts),
            mails=self.mail_server is not None,
            mail_subject=lambda invoice: subject_line(letter_of(invoice, "")),
        )

    @cached_property
    def listeners(self) -> ThreadPoolExecutor:
        """The threads that answer Slack."""
        return CarryingThreads(LISTENER_THREADS, thread_name_prefix="slack")

    @cached_property
    def bolt(self) -> App:
        app = MeteredApp(
            self.meters,
            client=self.client,
            token_verification_enabled=False,  # `joining` asks, and goes on where Slack is away
            request_verification_enabled=False,  # bot.slack.http does, without logging bodies
            listener_executor=self.listeners,
            raise_error_for_unhandled_request=False,
            before_authorize=self.joining.before_authorize,
        )
        app.use(keeping_connections(self.client.connections))
        self.joining.knows(app)
        listeners.register(app, self.ctx, self.installed or self.joining.is_ours)
        return app

    @cached_property
    def joining(self) -> Joining:
        """Slack, as soon as it answers."""
        return Joining(self.client, self._connect)

    @cached_property
    def _socket(self) -> SocketModeHandler | None:
        """None where Slack comes over HTTP."""
        token = self.settings.slack_app_token
        return SocketModeHandler(self.bolt, token.get_secret_value()) if token else None

    def _connect(self) -> None:
        if self._socket:
            self._socket.connect()

    @cached_property
    def web(self) -> FastAPI:
        """The customer's pages, the API and, where Slack comes over HTTP, its address.

        An address with a slash too many is not found: a redirect would be made of the Host header.
        """
        web = FastAPI(title="JupiterInvoice", openapi_url=None, redirect_slashes=False)
        register_pages(
            web,
            store=self.database,
            renderer=self.renderer,
            links=self.links,
            wake=self.jobs.wake,
            clock=self.clock,
            mails=self.mail_server is not None,
            counters=self.database.limits,
            vitals=Vitals(lambda: self.database.expect_usable(), self._outbox_seconds),
        )
        register_api(web, self.api, self.ids)
        secret = self.settings.slack_signing_secret
        if secret is not None and not self.settings.socket_mode:
            register_slack_over_http(web, self.bolt, secret.get_secret_value())
        return web

    def _outbox_seconds(self) -> float:
        now = self.clock.now()
        since = (each.oldest for each in self.database.outbox_depths() if each.oldest)
        return max(((now - each).total_seconds() for each in since), default=0.0)

    @cached_property
    def served(self) -> StrictTransport:
        """What a server serves: the web application, with threads for each kind of request, and
        with what every answer of it has."""
        always = self.settings.public_url.startswith("https://")
        counted = MeteredRequests(Pools(self.web), self.meters, self.ids.new)
        return StrictTransport(counted, always=always)

    @cached_property
    def api(self) -> Api:
        """REST v1."""
        return make_api(
            store=self.database,
            renderer=self.renderer,
            links=self.links,
            secret_box=self.secret_box,
            clock=self.clock,
            new_secret=new_secret,
            wake=self.jobs.wake,
            allowed_hosts=self.settings.webhook_allowed_hosts,
            counters=self.database.limits,
            is_active=self.is_active,
            mails=self.mail_server is not None,
        )

    def is_active(self, team_id: str, user_id: str) -> bool | None:
        """Whether somebody is a full member in Slack at this moment; None where it is silent."""
        try:
            person = self.ctx.people.get_now(self.client, team_id, user_id)
            self.ctx.groups.confirm(self.database, self.client, team_id, user_id)
            return not person.is_guest
        except (SlackSilent, GroupsSilent):
            return None

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
        slack = SlackSender(self.database, self.renderer, self.links, lambda _team: self.client)
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
            purge=self.purging.run,
        )

    @cached_property
    def purging(self) -> Purging:
        return Purging(
            self.database.retention,
            self.clock,
            messages=timedelta(days=self.settings.outbox_retention_days),
            attempts=timedelta(days=self.settings.delivery_retention_days),
        )

    def expect_usable_settings(self) -> None:
        """Raises NotConfigured with a line for each that is not."""
        mistakes = []
        for part in ("secret_keys", "renderer", "mail_server", "anchor_plan"):
            try:
                getattr(self, part)
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
            raise NotConfigured(f"Slack refuses a token: {refused}") from refused
        try:
            yield
        finally:
            self.joining.end()
            if self._socket:
                _close_patiently(self._socket)

    @contextmanager
    def working(self) -> Iterator[None]:
        """The timer and the outbox, for as long as the block lasts.

        First, what is sealed with an older key of SECRET_KEY is sealed with the newest, so that
        the older one can be taken off the list some day.
        """
        for workspace_id in self.database.workspaces():
            with self.database.write(workspace_id) as uow:
                renew_seals(self.secret_box.renewed, uow)
        self.jobs.start()
        try:
            yield
        finally:
            self.jobs.stop()

    def finish(self) -> None:
        """Waits for what is being answered and drawn; nothing can be asked of it any more."""
        self.listeners.shutdown()
        self.ctx.homes.executor.shutdown()


def compose(settings: Settings, installed: Installed | None = None) -> Application:
    """The parts, on a database whose schema is up to date. Raises NotConfigured."""
    application = Application(settings, SystemClock(), installed)
    application.expect_usable_settings()
    try:
        application.database.migrate()
    except (ValueError, SQLAlchemyError, OtherSchema) as error:
        raise _unusable(error) from error
    return application


def opened_to_verify(settings: Settings) -> Database:
    """The database as it is: nothing is migrated, and nothing written. A key is not needed.

    Raises NotConfigured.
    """
    application = Application(settings, SystemClock())
    _ = application.renderer
    try:
        database = Database(
            settings.database_url.get_secret_value(),
            application.clock,
            application.ids,
            application.signer,
            only_read=True,
        )
        database.expect_present_schema()
    except (ValueError, SQLAlchemyError, OtherSchema) as error:
        raise _unusable(error) from error
    return database


def _unusable(error: Exception) -> NotConfigured:
    said = str(getattr(error, "orig", None) or error).partition("\n")[0]
    return NotConfigured(f"DATABASE_URL cannot be used: {said}")


class MeteredRenderer(PdfRenderer):
    """Counts what it makes, and how long that takes."""

    def __init__(self, fonts: Sequence[Path], meters: Meters) -> None:
        super().__init__(fonts)
        self._meters = meters

    def pdf(self, version: Version) -> bytes:
        with self._meters.renders.labels("pdf").time():
            return super().pdf(version)

    def cii(self, version: Version) -> bytes:
        with self._meters.renders.labels("cii").time():
            return super().cii(version)

    def ubl(self, version: Version) -> bytes:
        with self._meters.renders.labels("ubl").time():
            return super().ubl(version)


def renderer_of(settings: Settings, meters: Meters | None = None) -> PdfRenderer:
    """With the operator's own fonts. Raises NotConfigured where one is not a usable font."""
    fonts = settings.extra_fonts
    try:
        return MeteredRenderer(fonts, meters) if meters else PdfRenderer(fonts)
    except ValueError as error:
        raise NotConfigured(f"EXTRA_FONTS cannot be used: {error}") from error


def web_server(application: Application) -> uvicorn.Server:
    """Of all that is served; nothing listens yet."""
    settings = application.settings
    return server_of(
        application.served,
        host=settings.host,
        port=settings.port,
        connections=settings.max_connections,
        proxies=settings.trusted_proxies,
    )


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
    closing.join(timeout=3)
