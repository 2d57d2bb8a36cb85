"""`/invoice setup` on a stage: a real Bolt app over signed HTTP, a real client, a local workspace.

Only what is not Slack is a fake: the store, the clock, and the paper.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import httpx
from slack_sdk import WebClient

from bot.intake.refusals import UnreadableLogo
from bot.security.links import Links
from bot.security.secret_box import SecretBox
from bot.simulator.server import Simulator, running
from bot.slack.context import SlackContext
from bot.slack.people import People
from bot.slack.views.setup.notices import bank_notice
from bot.slack.webhook_keys import WebhookKeys
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.content import Content
from jupiter_core.domain.e_invoice_readiness import (
    EInvoiceReadiness,
    NeededField,
    NeedOf,
    StandardReadiness,
)
from jupiter_core.domain.party import Customer, Seller, SenderProfile, TaxIdKind
from jupiter_core.domain.refusals import Refusal, Required
from jupiter_core.domain.settings_look import SettingsLook
from jupiter_core.domain.workspace import Workspace
from tests.factories import FIONA, FRANK, WORKSPACE, a_customer, a_sender_profile
from tests.harness.app_server import served
from tests.harness.fake_renderer import FakeRenderer
from tests.harness.fakes import FakeStore, FixedClock, a_fake_store
from tests.harness.local_http import local_http
from tests.harness.met import meet_everybody
from tests.harness.quiet_listeners import QuietListeners
from tests.harness.setup_bot import bolt_app
from tests.harness.slack_people import DEEDS, MOST_SECONDS

T = TypeVar("T")
Json = dict[str, Any]

ADMIN, FINANCE, SALES = "U0WANDA", "U0FIONA", "U0SAM"
CHANNEL = "C0GENERAL"
UNPRINTABLE = "☃"
PNG = b"\x89PNG"
MANIFEST: Json = {
    "display_information": {"name": "JupiterInvoice"},
    "features": {
        "bot_user": {"display_name": "JupiterInvoice"},
        "app_home": {"messages_tab_enabled": True},
        "slash_commands": [{"command": "/invoice", "description": "Invoices"}],
    },
    "oauth_config": {
        "scopes": {"bot": ["commands", "chat:write", "users:read", "usergroups:read", "files:read"]}
    },
    "settings": {
        "interactivity": {"is_enabled": True, "message_menu_options_url": "https://app.example/o"},
    },
}


class SnowlessPaper(FakeRenderer):
    """Prints everything but a snowman; wants a number of who is on the network in Denmark, and a
    reference of customers in Germany."""

    def unprintable(self, text: str) -> str:
        return UNPRINTABLE if UNPRINTABLE in text else ""

    def logo(self, content: bytes, mime: str = "") -> str:
        if not content.startswith(PNG):
            raise UnreadableLogo("it", "it is no picture")
        return super().logo(content, mime)

    def missing_of_seller(self, seller: Seller) -> tuple[Refusal, ...]:
        danish = seller.endpoint and seller.address.country == "DK"
        known = any(each.kind is TaxIdKind.DK_CVR for each in seller.tax_ids)
        return (Required("The seller's CVR number"),) if danish and not known else ()

    def e_invoice_readiness(self, content: Content) -> EInvoiceReadiness:
        buyer, none = content.bill_to, super().e_invoice_readiness(content)
        if buyer.address.country != "DE":
            return none
        reference = NeededField(
            of=NeedOf.CUSTOMER,
            path="bill_to.buyer_reference",
            what="the customer's buyer reference",
            there=bool(buyer.buyer_reference),
        )
        phone = NeededField(
            of=NeedOf.ENTITY, path="seller.phone", what="the seller's telephone number", there=True
        )
        needed = StandardReadiness(
            standard="XRechnung 3.0", purpose="for German authorities", fields=(reference, phone)
        )
        return none.model_copy(update={"standards": (needed,)})


@dataclass
class SetupClient:
    """The workspace as people use it, and the store behind it."""

    http: httpx.Client
    store: FakeStore
    clock: FixedClock
    simulator: Simulator
    client: WebClient
    quiet: QuietListeners
    looks: list[tuple[str, SettingsLook]]

    def command(self, user: str = ADMIN) -> Json:
        return self._act("command", user=user, channel=CHANNEL, text="/invoice setup")

    def opened(self, user: str = ADMIN) -> None:
        self.command(user)
        self.view("setup", user)

    def press(
        self, action_id: str, block_id: str | None = None, user: str = ADMIN, value: Any = None
    ) -> Json:
        """A button, or a menu's choice, in the view on top."""
        view = self.stack(user)[-1]
        where = {"view_id": view["id"], "block_id": block_id}
        return self._act("action", user=user, action_id=action_id, value=value, **where)

    def fill(self, user: str = ADMIN, /, **typed: Any) -> None:
        """Fields of the view on top, by path; `__` stands for what a name cannot have."""
        for path, value in typed.items():
            self.set(path, value, user)

    def set(self, block_id: str, value: Any, user: str = ADMIN) -> None:
        view = self.stack(user)[-1]
        block = next(each for each in view["blocks"] if each["block_id"] == block_id)
        action_id = block["element"]["action_id"]
        if block["element"]["type"] == "external_select":
            self.options(action_id, value, block_id, user)
        self.press(action_id, block_id, user, value)

    def options(self, action_id: str, query: str, block_id: str, user: str = ADMIN) -> list[Json]:
        view_id = self.stack(user)[-1]["id"]
        where = {"view_id": view_id, "block_id": block_id}
        return self._act("options", user=user, action_id=action_id, query=query, **where)["options"]

    def submit(self, user: str = ADMIN) -> Json:
        answer = self._act("submit", user=user, view_id=self.stack(user)[-1]["id"])
        self.quiet.wait()
        return answer

    def close(self, user: str = ADMIN) -> None:
        self._act("close", user=user, view_id=self.stack(user)[-1]["id"])

    def closed_meanwhile(self) -> None:
        """The next view that is drawn anew is closed by then, as Slack says."""
        fault = {"method": "views.update", "kind": "error", "error": "not_found"}
        self._act("faults", **fault)

    def redeliver(self, name: str) -> None:
        """The last payload of this name arrives a second time."""
        entries = self._look("log?after=0")["entries"]
        last = [e for e in entries if e["direction"] == "delivery" and e["name"] == name][-1]
        self._act("redeliver", n=last["n"])

    def stack(self, user: str = ADMIN) -> list[Json]:
        return self._look(f"views?as={user}")["stack"]

    def view(self, callback_id: str, user: str = ADMIN) -> Json:
        """The view on top, once it is this one."""

        def look() -> Json | None:
            top = self.stack(user)[-1:]
            return top[0] if top and top[0]["callback_id"] == callback_id else None

        return eventually(look)

    def showing(self, words: str, user: str = ADMIN) -> str:
        """All that the view on top shows, once that has `words`."""

        def look() -> str | None:
            top = self.stack(user)[-1:]
            text = shown(top[0]) if top else ""
            return text if words in text else None

        return eventually(look)

    def told(self, user: str, channel: str) -> list[str]:
        """The sentences that only this person sees."""
        seen = self._look(f"channels/{channel}/messages?as={user}")["messages"]
        return [each["text"] for each in seen if each["ephemeral"]]

    def notified(self, user: str) -> tuple[str, str]:
        """Sends the last event about bank details to a person; where it is: channel and ts."""
        with self.store.read(WORKSPACE) as uow:
            profile = uow.sender_profiles.get("sender-us")
            text, blocks = bank_notice(uow.events.of(profile.id)[-1], profile)
        posted = self.client.chat_postMessage(channel=user, text=text, blocks=blocks)
        return str(posted["channel"]), str(posted["ts"])

    def press_message(self, user: str, action_id: str, channel: str, ts: str) -> None:
        self._act("action", user=user, action_id=action_id, channel=channel, ts=ts)

    def message(self, user: str, channel: str, ts: str) -> Json:
        seen = self._look(f"channels/{channel}/messages?as={user}")["messages"]
        return next(each for each in seen if each["ts"] == ts)

    def profile(self, profile_id: str = "sender-us") -> SenderProfile:
        with self.store.read(WORKSPACE) as uow:
            return uow.sender_profiles.get(profile_id)

    def profiles(self) -> list[str]:
        with self.store.read(WORKSPACE) as uow:
            return [each.legal_name for each in uow.sender_profiles.all()]

    def customers(self) -> list[Customer]:
        with self.store.read(WORKSPACE) as uow:
            return uow.customers.search("")

    def workspace(self) -> Workspace:
        with self.store.read(WORKSPACE) as uow:
            return uow.workspace()

    def make_admin(self, user: str, is_admin: bool = True) -> None:
        """Slack says so from now on, and what the bot remembered of people is too old."""
        users = self.simulator.workspace.users
        users[user] = replace(users[user], is_admin=is_admin)
        self.clock.advance(minutes=2)

    def _act(self, path: str, **body: Any) -> Json:
        answer = self.http.post(f"/control/{path}", json=body)
        assert answer.is_success, answer.text
        if path in DEEDS:
            self.quiet.wait(MOST_SECONDS)
        return answer.json()

    def _look(self, path: str) -> Any:
        return self.http.get(f"/control/{path}").json()


def shown(view: Any) -> str:
    """All texts of a view, in order."""
    if isinstance(view, dict):
        own = [view["text"]] if isinstance(view.get("text"), str) else []
        return "\n".join([*own, *(text for each in view.values() if (text := shown(each)))])
    if isinstance(view, list):
        return "\n".join(text for each in view if (text := shown(each)))
    return ""


def eventually(look: Callable[[], T | None]) -> T:
    """The first answer that is not empty, within five seconds."""
    pause = threading.Event()
    for _ in range(500):
        found = look()
        if found:
            return found
        pause.wait(0.01)
    raise AssertionError("it did not come about")


@contextmanager
def a_stage() -> Iterator[SetupClient]:
    """A workspace with one sender profile, one customer, and Fiona and Frank as approvers."""
    clock, looks = FixedClock(), list[tuple[str, SettingsLook]]()
    store = a_fake_store(clock)
    with store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile())
        uow.customers.save(a_customer())
        policy = ApprovalPolicy(approvers=(FIONA.id, FRANK.id))
        uow.save_workspace(Workspace(id=WORKSPACE, policy=policy))
    simulator = Simulator(MANIFEST, signing_secret="local", ack_seconds=15)
    meet_everybody(store, simulator)
    with running(simulator) as base_url, local_http(base_url) as http:
        client = WebClient("xoxb-local", base_url=f"{base_url}/api/")
        links = Links("https://pay.example", ["k" * 32])
        ctx = SlackContext(
            store,
            SnowlessPaper(),
            links,
            People(store, clock.now),
            lambda: None,
            WebhookKeys(SecretBox(["k" * 32])),
            note_look=lambda workspace_id, look: looks.append((workspace_id, look)),
        )
        app = bolt_app(ctx, client)
        quiet = QuietListeners(app.listener_runner.listener_executor, ctx.people.executor)
        with served(app) as simulator.request_url, quiet.to_the_end(ctx):
            yield SetupClient(http, store, clock, simulator, client, quiet, looks)
