"""One deal's bot against a local workspace: a real Bolt app over HTTP, a real client, real words.

Only what is not Slack is a fake: the store, the clock, and the paper.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from slack_bolt import App
from slack_sdk import WebClient

from bot.delivery.email.letter import letter_of
from bot.delivery.email.message import subject_line
from bot.delivery.slack.client import slack_client
from bot.delivery.slack.crowded import CrowdedSender
from bot.delivery.slack.sender import SlackSender
from bot.jobs import Jobs
from bot.security.links import Links
from bot.security.secret_box import SecretBox
from bot.simulator.rates import Limits
from bot.simulator.server import Simulator, running
from bot.slack import (
    aging,
    approval,
    audit,
    deliveries,
    directory_events,
    exports,
    finding,
    group_events,
    leaving,
    mail_status,
    moving,
    reminders,
    unexpected,
)
from bot.slack import command as invoice_command
from bot.slack.bank_statement import dropped as statement_files
from bot.slack.bank_statement import entries as statement_entries
from bot.slack.context import SlackContext
from bot.slack.contract import actions as contract_actions
from bot.slack.contract import view as contract_view
from bot.slack.direct_app import DirectApp
from bot.slack.imports import dry_run as import_dry_runs
from bot.slack.invoice import actions as invoice_actions
from bot.slack.invoice import unfurls
from bot.slack.people import People
from bot.slack.webhook_keys import WebhookKeys
from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.draft import InvoiceTerms, SubmitInvoice, submit_invoice
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import Required
from jupiter_core.domain.version import Version
from jupiter_core.domain.workspace import Workspace
from jupiter_core.outbox.messages import SLACK
from jupiter_core.ports import NoEInvoice, Renderer, Sender
from jupiter_core.store import Database
from tests.factories import (
    DEAL_CHANNEL,
    FIONA,
    FRANK,
    NOW,
    SAM,
    WORKSPACE,
    a_customer,
    a_sender_profile,
    the_deal_lines,
)
from tests.harness.app_server import served
from tests.harness.fake_renderer import FakeRenderer
from tests.harness.fakes import FakeStore, FixedClock, SteadyRandomness, a_fake_store
from tests.harness.listener_commits import CountingContext, ListenerCommits
from tests.harness.local_http import local_http
from tests.harness.met import meet_everybody
from tests.harness.quiet_listeners import QuietListeners
from tests.harness.slack_people import SlackPeople
from tests.harness.slack_reading import Json

PUBLIC_URL = "https://pay.example"
_SCOPES = [
    *("commands", "chat:write", "files:write", "users:read", "links:read", "links:write"),
    *("channels:read", "groups:read", "files:read", "usergroups:read"),
]
_EVENTS = [
    *("link_shared", "file_shared", "subteam_members_changed", "subteam_updated"),
    *("user_change", "team_join"),
]
MANIFEST: Json = {
    "display_information": {"name": "JupiterInvoice"},
    "features": {
        "bot_user": {"display_name": "JupiterInvoice"},
        "app_home": {"messages_tab_enabled": True},
        "unfurl_domains": ["pay.example"],
        "slash_commands": [{"command": "/invoice", "description": "Invoices", "url": ""}],
    },
    "oauth_config": {"scopes": {"bot": _SCOPES}},
    "settings": {
        "interactivity": {"is_enabled": True, "message_menu_options_url": "https://app.example"},
        "event_subscriptions": {"bot_events": _EVENTS},
    },
}


class TypedPaper(FakeRenderer):
    """A paper that says which version it is, and can print anything."""

    def pdf(self, version: Version) -> bytes:
        return f"%PDF of {version.hash}".encode()

    def cii(self, version: Version) -> bytes:
        return b"<cii/>"

    def ubl(self, version: Version) -> bytes:
        if version.invoice().po_pending:
            raise NoEInvoice([Required("A PO number").at("po_number")])
        return b"<ubl/>"


@dataclass
class SlackBot(SlackPeople):
    """The local workspace and the bot behind it. `deliver` sends what waits, as the timer does."""

    simulator: Simulator
    base_url: str
    client: WebClient
    store: FakeStore | Database
    clock: FixedClock
    sender: Sender
    jobs: Jobs
    ctx: SlackContext
    commits: ListenerCommits

    def __post_init__(self) -> None:
        self.quiet = QuietListeners(self.commits.executor, self.ctx.people.executor)

    def _until_quiet(self, seconds: float = 20) -> None:
        self.quiet.wait(seconds)

    def wait_until_quiet(self) -> None:
        """Until no listener is at work."""
        self._until_quiet()

    # what the bot does

    def wait(self) -> None:
        """Until a listener of the last action has committed."""
        assert self.commits.wait(), "no listener committed anything"

    def _act(self, path: str, body: Json) -> Json:
        self.commits.begin()
        return super()._act(path, body)

    def deliver(self) -> None:
        self.jobs.drain()

    def invoice(self, invoice_id: str) -> Invoice:
        with self.store.read(WORKSPACE) as uow:
            return uow.invoices.get(invoice_id)

    def errors(self) -> list[str]:
        """What kept the messages to Slack from being sent that wait."""
        if isinstance(self.store, FakeStore):
            letters = self.store.tables.letters.values()
            to_slack = (each for each in letters if each.message.destination == SLACK)
            return [each.error for each in to_slack if not each.is_sent]
        with self.store.read(WORKSPACE) as uow:
            return [each.error for each in uow.outbox.dead_letters()]

    def submitted(self, by: Actor = SAM, **terms: Any) -> Invoice:
        """The deal, drafted and submitted; nothing is delivered yet."""
        channel = terms.pop("deal_channel", DEAL_CHANNEL)
        given = {
            "customer_id": "customer-acme",
            "sender_profile_id": "sender-us",
            "currency": "USD",
            "net_terms": 45,
            "issue_date": NOW.date(),
            "lines": the_deal_lines(),
            **terms,
        }
        command = SubmitInvoice(
            by=by, deal_channel=channel, terms=InvoiceTerms.model_validate(given)
        )
        with self.store.write(WORKSPACE) as uow:
            return submit_invoice(command, uow, TypedPaper())

    def issued(self, **terms: Any) -> Invoice:
        """The deal, issued and delivered."""
        invoice = self.submitted(**terms)
        self.approve(invoice)
        self.deliver()
        return self.invoice(invoice.id)

    def approve(self, invoice: Invoice, by: Actor = FIONA) -> None:
        """As from a listener; nothing is delivered yet."""
        with self.store.write(WORKSPACE) as uow:
            approve(Approve(by=by, subject_id=invoice.id, expected_version=invoice.sequence), uow)


@contextmanager
def a_rig(
    approvals_needed: int = 1,
    *,
    clock: FixedClock | None = None,
    store: Database | None = None,
    renderer: Renderer | None = None,
    limits: Limits | None = None,
    more_scopes: Sequence[str] = (),
) -> Iterator[SlackBot]:
    """A workspace where Fiona and Frank approve, and a bot that serves it.

    A real `store` goes by this very `clock`. Where an admin gave the bot `more_scopes`, or Slack
    has `limits`, Slack goes by it too.
    """
    clock = clock or FixedClock()
    kept = store or a_fake_store(clock)
    with kept.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile())
        uow.customers.save(a_customer())
        policy = ApprovalPolicy(approvers=(FIONA.id, FRANK.id), approvals=approvals_needed)
        uow.save_workspace(Workspace(id=WORKSPACE, policy=policy))
    given = {**MANIFEST, "oauth_config": {"scopes": {"bot": [*_SCOPES, *more_scopes]}}}
    simulator = Simulator(
        given,
        signing_secret="local",
        ack_seconds=15,
        limits=limits,
        clock=(lambda: clock.now().timestamp()) if more_scopes or limits else time.time,
    )
    meet_everybody(kept, simulator)
    with running(simulator) as base_url, local_http(base_url) as http:
        rig = _assembled(simulator, base_url, http, kept, clock, renderer or TypedPaper())
        with served(_app(rig)) as request_url, rig.quiet.to_the_end(rig.ctx):
            simulator.request_url = request_url
            yield rig


def _assembled(
    simulator: Simulator,
    base_url: str,
    http: httpx.Client,
    store: FakeStore | Database,
    clock: FixedClock,
    renderer: Renderer,
) -> SlackBot:
    links = Links(PUBLIC_URL, ["k" * 32])
    client = slack_client("xoxb-local", f"{base_url}/api")
    sender = CrowdedSender(SlackSender(store, renderer, links, lambda _team: client))
    jobs = Jobs(
        store, store.outbox, {"slack": sender}, clock, SteadyRandomness(), owner="this test"
    )
    commits = ListenerCommits()
    ctx = CountingContext(
        store,
        renderer,
        links,
        People(store, clock.now),
        commits.committed,
        WebhookKeys(SecretBox(["k" * 32])),
        mail_subject=lambda invoice: subject_line(letter_of(invoice, "")),
        commits=commits,
    )
    return SlackBot(http, simulator, base_url, client, store, clock, sender, jobs, ctx, commits)


def _app(rig: SlackBot) -> App:
    app = DirectApp(
        signing_secret="local",
        client=slack_client("xoxb-local", f"{rig.base_url}/api"),
        token_verification_enabled=False,
        listener_executor=rig.commits.executor,
    )
    nouns = (
        *(approval, invoice_actions, deliveries, moving, unfurls, exports, reminders, aging),
        *(audit, mail_status, directory_events, leaving),
        *(contract_actions, contract_view, invoice_command, finding),
        *(import_dry_runs, statement_entries, group_events),
    )
    for noun in nouns:
        noun.register(app, rig.ctx)
    statement_files.register(app, rig.ctx, import_dry_runs.answered)
    unexpected.register(app)
    return app
