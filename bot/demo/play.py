"""The demo: the bot on a new SQLite file, a local workspace, a mailbox and a CRM beside it, and
the deals."""

import secrets
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import yaml
from pydantic import SecretStr

from bot.api.app import PLACE as API
from bot.demo.api import Api
from bot.demo.crm import Crm, Receiver, receiver
from bot.demo.deal import Deal
from bot.demo.desk import CHANNEL as FINANCE
from bot.demo.desk import FIONA, RUTH, Desk, with_old_days
from bot.demo.first_accounts import confirm_first_accounts, forget_notices
from bot.demo.local_workspace import PATIENCE_SECONDS, LocalWorkspace, StepFailed
from bot.demo.mail_sink import MailSink, mail_sink
from bot.demo.three_years import ThreeYears
from bot.intake.files.setup import read_setup
from bot.main import Application, compose, web_server
from bot.settings import Settings
from bot.simulator.rates import SLACK, Limits
from bot.simulator.server import Simulator, running
from bot.slack.installed import Installed
from bot.slack_manifest import manifest_text
from bot.system import random_secret
from bot.web.server import in_the_background
from jupiter_core.commands.api_key import MakeApiKey, make_api_key
from jupiter_core.commands.setup import SetupFile, apply_setup
from jupiter_core.domain.actor import operator
from jupiter_core.domain.api_key import USUAL_SCOPES
from jupiter_core.domain.time_zone import day_in
from jupiter_core.queries.verify import prove

TEAM = "T0JUPITER"
ADMIN = "U0WANDA"
BOT_TOKEN, APP_TOKEN = "xoxb-local", "xapp-local"
MAIL_FROM = "invoices@jupiter.example"
DATABASE = "demo.sqlite3"
LOS_ANGELES, LONDON = "America/Los_Angeles", "Europe/London"
"""Where Jupiter US and Jupiter UK are."""
HERE = Path(__file__).parent
Say = Callable[[str], None]


class Mode(StrEnum):
    """How the local workspace reaches the bot."""

    HTTP = "http"
    SOCKET = "socket"


class PortTaken(Exception):
    """Says in one line which variable chooses another port."""


@dataclass(frozen=True)
class Demo:
    """What runs: the bot's parts, the workspace, the customers' mailbox, and what the CRM hears."""

    application: Application
    workspace: LocalWorkspace
    mails: MailSink
    heard: Receiver


class Beside(NamedTuple):
    """What the bot is set to speak to: its Slack, its mail server, and the CRM's host."""

    slack_url: str
    smtp_url: str
    crm_address: str


@contextmanager
def demo(
    mode: Mode,
    host: str,
    port: int,
    simulator_port: int,
    installed: Installed | None = None,
    limits: Limits | None = SLACK,
    tables: Path | None = None,
    database_url: str = "",
) -> Iterator[Demo]:
    """The bot and the local workspace, set up with the example's parties, until it is left. It is
    `installed` there alone, unless something else is said, and calls are limited as by Slack.
    It begins with a copy of `tables`, a database with nothing in it, where there is one, or keeps
    all in the database at `database_url`.

    Raises PortTaken.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        if tables:
            shutil.copy(tables, Path(folder) / DATABASE)
        with _named_port(port, "PORT"):
            held = stack.enter_context(_held(host, port))
        port = int(held.getsockname()[1])
        public_url = f"http://{host}:{port}"
        signing_secret = secrets.token_hex(16)
        simulator = Simulator(
            manifest(mode, public_url),
            request_url=f"{public_url}/slack/events",
            signing_secret=signing_secret,
            bot_token=BOT_TOKEN,
            app_token=APP_TOKEN,
            ack_seconds=PATIENCE_SECONDS,
            limits=limits,
        )
        with _named_port(simulator_port, "SIMULATOR_PORT"):
            base_url = stack.enter_context(running(simulator, host, simulator_port))
        mails = stack.enter_context(mail_sink(host))
        heard = stack.enter_context(receiver(host))
        beside = Beside(base_url, mails.smtp_url, heard.address)
        url = database_url or f"sqlite:///{folder}/{DATABASE}"
        settings = _settings(mode, url, (host, port), signing_secret, beside)
        application = compose(settings, installed)
        stack.callback(application.finish)  # where it does not come to answering
        _set_up(application)
        held.close()
        with _named_port(port, "PORT"):
            stack.enter_context(in_the_background(web_server(application)))
        stack.enter_context(application.listening())
        stack.enter_context(application.working())
        stack.enter_context(application.answering())
        yield Demo(application, LocalWorkspace(base_url), mails, heard)


def _settings(
    mode: Mode,
    database_url: str,
    address: tuple[str, int],
    signing_secret: str,
    beside: Beside,
) -> Settings:
    """Of a bot at `address`, and of what runs beside it."""
    host, port = address
    return Settings(
        _env_file=None,
        database_url=database_url,
        public_url=f"http://{host}:{port}",
        secret_key=(SecretStr(secrets.token_urlsafe(32)),),
        host=host,
        port=port,
        slack_bot_token=SecretStr(BOT_TOKEN),
        slack_app_token=SecretStr(APP_TOKEN) if mode is Mode.SOCKET else None,
        slack_signing_secret=SecretStr(signing_secret),
        slack_api_url=f"{beside.slack_url}/api",
        smtp_url=SecretStr(beside.smtp_url),
        mail_from=MAIL_FROM,
        webhook_allowed_hosts=(beside.crm_address,),
    )


def play(running_demo: Demo, out: Path, say: Say) -> bool:
    """Plays the deal step by step; whether all of it went well."""

    workspace = running_demo.workspace
    proof = (
        "The chains of versions and the audit log are proved",
        lambda: _proved(running_demo.application),
    )
    mailbox = running_demo.mails
    deal = Deal(workspace, out, lambda: mailbox.mails)
    years = years_of(running_demo)
    api = api_of(running_demo.application)
    crm = Crm(workspace, api, running_demo.heard)
    desk = desk_of(running_demo, api)
    steps = (*deal.steps(), *years.steps(), *crm.steps(), *desk.steps(), proof)
    for n, (sentence, step) in enumerate(steps, start=1):
        say(f"{n:2}. {sentence}")
        try:
            say(f"    {step()}")
        except StepFailed as failure:
            say(f"    FAILED at step {n}: {failure}")
            return False
    return True


def years_of(running_demo: Demo) -> ThreeYears:
    """From today on, as it is where Jupiter US is."""
    now = running_demo.application.clock.now()
    return ThreeYears(running_demo.workspace, day_in(LOS_ANGELES, now))


def desk_of(running_demo: Demo, api: Api) -> Desk:
    """Today, as it is where Jupiter UK is."""
    mailbox, clock = running_demo.mails, running_demo.application.clock
    return Desk(
        running_demo.workspace,
        api,
        lambda: mailbox.mails,
        day_in(LONDON, clock.now()),
    )


def where_to_look(base_url: str) -> tuple[str, ...]:
    """What waits after it was played, and the addresses of it."""
    return (
        f"Finance's desk: {base_url}/#/{FIONA}/home  (an overdue invoice, a payment to match)",
        f"The same for accounts receivable, who approve nothing: {base_url}/#/{RUTH}/home",
        f"A dispute and the bank statement: {base_url}/#/{FIONA}/{FINANCE}",
    )


def api_of(application: Application) -> Api:
    """With a key that the operator has made for the systems that come with deals."""
    scopes = tuple(scope.value for scope in USUAL_SCOPES)
    command = MakeApiKey(
        by=operator(ADMIN), name="CRM", scopes=scopes, random_text=random_secret(), owner=ADMIN
    )
    with application.database.write(TEAM) as uow:
        key = make_api_key(command, uow).secret
    return Api(f"{application.settings.public_url}{API}", key)


def _proved(application: Application) -> str:
    proof = prove(application.database, TEAM)
    if proof.broken:
        raise StepFailed("; ".join(each.sentence for each in proof.broken))
    return (
        f"{proof.versions} versions and {proof.entries} entries of the audit log, every seal "
        f"holds; {proof.numbers} numbers without a gap"
    )


def manifest(mode: Mode, public_url: str) -> Mapping[str, Any]:
    """The app's own manifest, for links of this host."""
    host = urlsplit(public_url).hostname or ""
    read: Mapping[str, Any] = yaml.safe_load(manifest_text(mode.value, host))
    return read


def _held(host: str, port: int) -> socket.socket:
    """A socket that keeps the port from others until the bot listens there; 0 takes a free one.

    Raises OSError when it is taken.
    """
    held = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        held.bind((host, port))
    except OSError:
        held.close()
        raise
    return held


def _set_up(application: Application) -> None:
    with application.database.write(TEAM) as uow:
        apply_setup(_example(), uow, application.renderer, operator(ADMIN))
        confirm_first_accounts(uow)
    forget_notices(application.database.outbox, application.clock)


@cache
def _example() -> SetupFile:
    """Read once: that takes a fifth of a start."""
    text = (HERE / "workspace.yaml").read_text(encoding="utf-8")
    return with_old_days(read_setup(text, HERE))


@contextmanager
def _named_port(port: int, variable: str) -> Iterator[None]:
    try:
        yield
    except OSError:
        raise PortTaken(
            f"Port {port} is in use. Choose another with {variable}=…, for example "
            f"{variable}={port + 10} make demo"
        ) from None
