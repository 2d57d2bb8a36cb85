"""One deal's bot against a local workspace: a real Bolt app over HTTP, a real client, real words.

Only what is not Slack is a fake: the store, the clock, and the paper.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar

import httpx
from slack_bolt import App
from slack_bolt.request import BoltRequest
from slack_sdk import WebClient

from bot.delivery.slack import SlackSender
from bot.delivery.slack_client import slack_client
from bot.jobs import Jobs
from bot.presenters.links import Links
from bot.simulator.server import Simulator, running
from bot.slack import approvals, deliveries, invoice_actions, unfurls
from bot.slack.door import Door
from bot.slack.people import People
from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.draft import InvoiceTerms, SubmitInvoice, submit_invoice
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.version import Version
from jupiter_core.domain.workspace import Workspace
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
from tests.fakes import FakeStore, FixedClock, SteadyRandomness, a_fake_store

T = TypeVar("T")
Json = dict[str, Any]

PUBLIC_URL = "https://pay.example"
MANIFEST: Json = {
    "display_information": {"name": "JupiterInvoice"},
    "features": {
        "bot_user": {"display_name": "JupiterInvoice"},
        "app_home": {"messages_tab_enabled": True},
        "unfurl_domains": ["pay.example"],
    },
    "oauth_config": {
        "scopes": {"bot": ["chat:write", "files:write", "users:read", "links:read", "links:write"]}
    },
    "settings": {
        "interactivity": {"is_enabled": True},
        "event_subscriptions": {"bot_events": ["link_shared"]},
    },
}


class TypedPaper:
    """A paper that says which version it is, and can print anything."""

    def pdf(self, version: Version) -> bytes:
        return f"%PDF of {version.hash}".encode()

    def unprintable(self, text: str) -> str:
        return ""


@dataclass
class Rig:
    """The local workspace and the bot behind it. `deliver` sends what waits, as the timer does."""

    simulator: Simulator
    base_url: str
    http: httpx.Client
    client: WebClient
    store: FakeStore
    clock: FixedClock
    sender: SlackSender
    jobs: Jobs
    door: Door
    committed: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    # what people do

    def press(self, user: str, action_id: str, message: Json, channel: str = DEAL_CHANNEL) -> Json:
        body = {"user": user, "action_id": action_id, "channel": channel, "ts": message["ts"]}
        return self._act("action", body)

    def press_in_view(self, user: str, action_id: str) -> Json:
        body = {"user": user, "action_id": action_id, "view_id": self.modal(user)["id"]}
        return self._act("action", body)

    def fill(self, user: str, field_name: str, value: str) -> None:
        view_id = self.modal(user)["id"]
        body = {"user": user, "action_id": field_name, "view_id": view_id, "value": value}
        self._act("action", body)

    def submit(self, user: str) -> Json:
        return self._act("submit", {"user": user, "view_id": self.modal(user)["id"]})

    def say(self, user: str, channel: str, text: str) -> Json:
        return self._act("message", {"user": user, "channel": channel, "text": text})

    def fault(self, method: str, kind: str, count: int = 1, **more: Any) -> None:
        self._act("faults", {"method": method, "kind": kind, "count": count, **more})

    def membership(self, user: str, *, member: bool) -> None:
        self._act("membership", {"channel": DEAL_CHANNEL, "user": user, "member": member})

    def redeliver(self, kind: str) -> None:
        """The last payload of this type arrives a second time."""
        entries = self._look("log?after=0")["entries"]
        sent = [each for each in entries if each["direction"] == "delivery"]
        last = [each for each in sent if each["request"]["payload"].get("type") == kind][-1]
        self._act("redeliver", {"n": last["n"]})

    # what is to be seen

    def channel(self, user: str = SAM.id, channel: str = DEAL_CHANNEL) -> list[Json]:
        return self._look(f"channels/{channel}/messages?as={user}")["messages"]

    def thread(self, user: str = SAM.id) -> list[Json]:
        path = f"channels/{DEAL_CHANNEL}/threads/{self.card()['ts']}?as={user}"
        return self._look(path)["messages"]

    def card(self) -> Json:
        return next(
            each
            for each in self.channel()
            if not each.get("thread_ts") or each["thread_ts"] == each["ts"]
        )

    def request(self) -> Json:
        """The last request for approval in the thread."""
        asked = [each for each in self.thread() if "invoice_approve" in actions_of(each)]
        return asked[-1]

    def modal(self, user: str) -> Json:
        """The modal that is open, or opens in a moment."""
        return self.eventually(lambda: self._look(f"views?as={user}")["stack"])[-1]

    def modals(self, user: str) -> list[Json]:
        return self._look(f"views?as={user}")["stack"]

    def files(self) -> list[Json]:
        return self._look("files")["files"]

    def calls(self, name: str) -> list[Json]:
        entries = self._look("log?after=0")["entries"]
        return [each for each in entries if each["direction"] == "api" and each["name"] == name]

    def told(self, user: str, channel: str = DEAL_CHANNEL) -> str:
        """The sentence that only this person sees."""

        def private() -> list[str]:
            seen = [*self.channel(user, channel), *(self.thread(user) if self.channel() else [])]
            return [each["text"] for each in seen if each["ephemeral"]]

        return self.eventually(private)[-1]

    def direct_messages(self, user: str) -> tuple[str, list[Json]]:
        """The conversation between a person and the bot: its id and messages."""
        channels = self._look("workspace")["channels"]
        found = next(each["id"] for each in channels if each["is_im"] and each["user"] == user)
        return found, self.channel(user, found)

    # what the bot does

    def wait(self) -> None:
        """Until a listener has committed."""
        assert self.committed.acquire(timeout=5), "no listener committed anything"

    def deliver(self) -> None:
        self.jobs.drain()

    def invoice(self, invoice_id: str) -> Invoice:
        with self.store.read(WORKSPACE) as uow:
            return uow.invoices.get(invoice_id)

    def errors(self) -> list[str]:
        """What kept the messages from being sent that wait."""
        return [each.error for each in self.store.tables.letters.values() if not each.is_sent]

    def submitted(self, by: Actor = SAM, **terms: Any) -> Invoice:
        """The deal, drafted and submitted; nothing is delivered yet."""
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
            by=by, deal_channel=DEAL_CHANNEL, terms=InvoiceTerms.model_validate(given)
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
            approve(Approve(by=by, invoice_id=invoice.id, seen=invoice.sequence), uow)

    @staticmethod
    def eventually(look: Callable[[], T], seconds: float = 5) -> T:
        """The first answer that is not empty."""
        pause = threading.Event()
        for _ in range(int(seconds / 0.01)):
            found = look()
            if found:
                return found
            pause.wait(0.01)
        raise AssertionError("it did not come about")

    def _act(self, path: str, body: Json) -> Json:
        answer = self.http.post(f"/control/{path}", json=body)
        assert answer.is_success, answer.text
        return answer.json()

    def _look(self, path: str) -> Any:
        return self.http.get(f"/control/{path}").json()


def actions_of(message: Json) -> list[str]:
    """The action ids of a message's buttons."""
    blocks = message.get("blocks", [])
    rows = (block for block in blocks if block["type"] == "actions")
    return [element["action_id"] for row in rows for element in row["elements"]]


def shown(message: Json) -> str:
    """All that a message shows, its blocks in order."""
    return "\n".join(_strings(message.get("blocks", [])))


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        mentions = [f"<@{value['user_id']}>"] if value.get("type") == "user" else []
        return own + mentions + [text for each in value.values() for text in _strings(each)]
    return [text for each in value for text in _strings(each)] if isinstance(value, list) else []


@contextmanager
def a_rig(approvals_needed: int = 1) -> Iterator[Rig]:
    """A workspace where Fiona and Frank approve, and a bot that serves it."""
    clock = FixedClock()
    store = a_fake_store(clock)
    with store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile())
        uow.customers.save(a_customer())
        policy = ApprovalPolicy(approvers=(FIONA.id, FRANK.id), approvals=approvals_needed)
        uow.save_workspace(Workspace(id=WORKSPACE, policy=policy))
    simulator = Simulator(MANIFEST, signing_secret="local")
    with running(simulator) as base_url, httpx.Client(base_url=base_url) as http:
        rig = _assembled(simulator, base_url, http, store, clock)
        with _served(_app(rig)) as request_url:
            simulator.request_url = request_url
            yield rig


def _assembled(
    simulator: Simulator, base_url: str, http: httpx.Client, store: FakeStore, clock: FixedClock
) -> Rig:
    links = Links(PUBLIC_URL, ["k" * 32])
    client = slack_client("xoxb-local", f"{base_url}/api")
    sender = SlackSender(store, TypedPaper(), links, lambda _team: client)
    jobs = Jobs(
        store, store.outbox, {"slack": sender}, clock, SteadyRandomness(), owner="this test"
    )
    committed = threading.Semaphore(0)
    door = Door(store, TypedPaper(), links, People(clock.now), committed.release)
    return Rig(simulator, base_url, http, client, store, clock, sender, jobs, door, committed)


def _app(rig: Rig) -> App:
    app = App(
        signing_secret="local",
        client=slack_client("xoxb-local", f"{rig.base_url}/api"),
        token_verification_enabled=False,
        listener_executor=ThreadPoolExecutor(8),
    )
    for noun in (approvals, invoice_actions, deliveries, unfurls):
        noun.register(app, rig.door)
    return app


@contextmanager
def _served(app: App) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            headers = {name.lower(): [value] for name, value in self.headers.items()}
            answer = app.dispatch(BoltRequest(body=body, headers=headers))
            written = (answer.body or "").encode()
            self.send_response(answer.status)
            for name, value in answer.first_headers_without_set_cookie().items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

        def log_message(self, *_args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/slack/events"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
