"""The whole bot for many workspaces, beside a local Slack with two of them: OAuth by a browser's
requests, signed HTTP, on SQLite. Nothing is sent before it is asked for."""

import atexit
import secrets
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx
import yaml
from pydantic import SecretStr

from bot.demo.first_accounts import APPROVERS, confirm_first_accounts, forget_notices
from bot.intake.files.setup import read_setup
from bot.main import Application, web_server
from bot.settings import Settings
from bot.simulator.many.places import Organisation
from bot.simulator.many.server import ManyWorkspaces
from bot.simulator.seed import Channel, Seed, Team
from bot.simulator.server import running
from bot.slack_manifest import manifest_text
from bot.web.server import in_the_background
from jupiter_core.commands.draft import InvoiceTerms, SubmitInvoice, submit_invoice
from jupiter_core.commands.setup import apply_setup
from jupiter_core.domain.actor import Actor, ActorKind, operator
from jupiter_core.domain.invoice import Invoice
from tests.factories import a_day_that_began, the_deal_lines
from tests.harness.databases import tables_at
from tests.harness.fakes import FixedClock
from tests.harness.local_http import local_http
from tests.harness.ports import a_free_port
from tests.harness.slack_people import SlackPeople

_KEY, _CLOCK = (SecretStr(secrets.token_urlsafe(32)),), FixedClock()
NORTH, SOUTH, GRID = "T0NORTH", "T1SOUTH", "E0GRID"
_DEMO = Path(__file__).parents[2] / "bot" / "demo"


@dataclass
class OneWorkspace(SlackPeople):
    """What people do in one of them; `digit` stands in each id of its own."""

    team: str
    digit: str

    @property
    def sam(self) -> str:
        return f"U{self.digit}SAM"

    @property
    def deals(self) -> str:
        return f"C{self.digit}ACME"

    def titles(self) -> list[str]:
        """Of the cards in the deal's channel."""
        seen = self.channel(self.sam, self.deals)
        return [each["text"] for each in seen if not each["ephemeral"]]


@dataclass
class ManyBot:
    """`browser` has its own cookies; it follows no redirect by itself."""

    application: Application
    slack: ManyWorkspaces
    clock: FixedClock
    browser: httpx.Client
    at_slack: httpx.Client
    north: OneWorkspace
    south: OneWorkspace

    def asked(self) -> httpx.Response:
        """Where /slack/install leads to."""
        return self.browser.get("/slack/install", headers=self._cookies())

    def allowed(self, where: str, answer: str = "allow") -> str:
        """Presses a button of Slack's page; the address that it leads back to."""
        page = self.at_slack.get(self.asked().headers["location"])
        assert page.status_code == 200, page.text
        form = _Form()
        form.feed(page.text)
        chosen = next(each for each in form.options if each.startswith(f"{where}/"))
        data = {**form.hidden, "where": chosen, "answer": answer}
        back = self.at_slack.post(page.url, data=data)
        assert back.status_code == 302
        return str(back.headers["location"])

    def returned(self, address: str) -> httpx.Response:
        """The browser comes back from Slack."""
        return self.browser.get(address, headers=self._cookies())

    def install(self, where: str) -> None:
        answer = self.returned(self.allowed(where))
        assert answer.status_code == 200, answer.text

    def _cookies(self) -> dict[str, str]:
        # httpx sends no Secure cookie over plain HTTP, as browsers do to this very machine.
        pairs = [f"{each.name}={each.value}" for each in self.browser.cookies.jar]
        return {"Cookie": "; ".join(pairs)} if pairs else {}

    def draft(self, one: OneWorkspace) -> Invoice:
        """Submits the deal there; nothing is sent yet."""
        database = self.application.database
        sam = Actor(kind=ActorKind.SLACK_USER, id=one.sam, name="Sam Ortiz")
        with database.write(one.team) as uow:
            profile = next(each for each in uow.sender_profiles.all() if each.series == "JUS-")
            terms = InvoiceTerms(
                customer_id=uow.customers.search("acme")[0].id,
                sender_profile_id=profile.id,
                currency="USD",
                net_terms=45,
                issue_date=a_day_that_began(uow.now),
                lines=the_deal_lines(),
            )
            command = SubmitInvoice(by=sam, deal_channel=one.deals, terms=terms)
            return submit_invoice(command, uow, self.application.renderer)

    def send(self) -> None:
        """All that is due, now and a while later."""
        for _ in range(3):
            self.application.jobs.drain()
            self.clock.advance(seconds=5)

    def waiting(self, team: str) -> Sequence[tuple[int, bool]]:
        """Of each unsent message there, its attempts and whether it was given up."""
        rows = [row for table, row in self.application.database.rows(team) if table == "outbox"]
        unsent = [row for row in rows if not row["sent_at"]]
        return [(int(row["attempts"]), bool(row["dead_at"])) for row in unsent]

    def uninstall(self, place: str) -> None:
        """Slack tells of it, and the bot has heard it."""
        self.control("uninstall", place)
        kept = self.application.database.installations
        self.north.eventually(lambda: place not in [each.place for each in kept.live()])

    def listened(self) -> None:
        """All that the bot was told, it has heard; nothing more can be told."""
        self.application.listeners.shutdown()

    def control(self, call: str, place: str) -> None:
        answer = self.at_slack.post(f"/control/{call}", json={"place": place})
        assert answer.is_success, answer.text


class _Form(HTMLParser):
    """What Slack's page asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}
        self.options: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "option":
            self.options.append(said["value"])
        elif said.get("type") == "hidden":
            self.hidden[said["name"]] = said["value"]


@contextmanager
def a_bot_for_many(*, rotates: bool = False, **changes: Any) -> Iterator[ManyBot]:
    """Nothing is installed at first; both workspaces are set up, and are of one organisation."""
    with ExitStack() as stack:
        clock = FixedClock()
        folder = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        database = Path(folder) / "many.sqlite3"
        shutil.copyfile(_set_up_once(), database)
        port, secret = a_free_port(), secrets.token_hex(16)
        public_url = f"http://127.0.0.1:{port}"
        slack = ManyWorkspaces(
            yaml.safe_load(manifest_text("http", "127.0.0.1", org=True)),
            [_seed(NORTH, "North", "0"), _seed(SOUTH, "South", "1")],
            request_url=f"{public_url}/slack/events",
            signing_secret=secret,
            organisation=Organisation(GRID, "The Grid", (NORTH, SOUTH)),
            rotates=rotates,
            clock=lambda: clock.now().timestamp(),
            ack_seconds=60,
            limits=None,
        )
        base_url = stack.enter_context(running(slack))
        settings = Settings(
            _env_file=None,
            database_url=SecretStr(f"sqlite:///{database}"),
            public_url=public_url,
            secret_key=_KEY,
            port=port,
            slack_signing_secret=SecretStr(secret),
            slack_client_id=slack.client_id,
            slack_client_secret=SecretStr(slack.client_secret),
            slack_api_url=f"{base_url}/api",
            **changes,
        )
        application = Application(settings, clock)
        stack.callback(application.finish)
        stack.enter_context(in_the_background(web_server(application)))
        stack.enter_context(application.listening())
        browser, at_slack, north, south = (
            stack.enter_context(local_http(each))
            for each in (public_url, base_url, f"{base_url}/w/{NORTH}", f"{base_url}/w/{SOUTH}")
        )
        yield ManyBot(
            application,
            slack,
            clock,
            browser,
            at_slack,
            OneWorkspace(north, NORTH, "0"),
            OneWorkspace(south, SOUTH, "1"),
        )


def _seed(team: str, name: str, digit: str) -> Seed:
    """The usual people and channels, under ids of its own."""
    usual = Seed()

    def own(known: str) -> str:
        return f"{known[0]}{digit}{known[2:]}"

    def moved(channel: Channel) -> Channel:
        members = {own(each) for each in channel.members}
        return replace(channel, id=own(channel.id), members=members)

    return Seed(
        team=Team(team, name, name.lower()),
        people=tuple(replace(each, id=own(each.id)) for each in usual.people),
        channels=tuple(moved(each) for each in usual.channels),
        groups=(),
        bot_user_id=own(usual.bot_user_id),
        bot_id=own(usual.bot_id),
    )


@cache
def _set_up_once() -> Path:
    """A database with both workspaces, to be copied: setting them up takes longest."""
    folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    made = Path(folder.name) / "set-up.sqlite3"
    tables_at(made)
    url = SecretStr(f"sqlite:///{made}")
    application = Application(Settings(_env_file=None, database_url=url, secret_key=_KEY), _CLOCK)
    for team, digit in ((NORTH, "0"), (SOUTH, "1")):
        _set_up(application, team, digit)
    application.database.close()
    return made


def _set_up(application: Application, team: str, digit: str) -> None:
    text = (_DEMO / "workspace.yaml").read_text(encoding="utf-8")
    own = text.replace("U0", f"U{digit}").replace("C0FINANCE", f"C{digit}FINANCE")
    setup = read_setup(own, _DEMO)
    approvers = [
        each.model_copy(update={"id": each.id.replace("U0", f"U{digit}")}) for each in APPROVERS
    ]
    with application.database.write(team) as uow:
        apply_setup(setup, uow, application.renderer, operator(f"U{digit}WANDA"))
        confirm_first_accounts(uow, approvers)
    forget_notices(application.database.outbox, application.clock)
