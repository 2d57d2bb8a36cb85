"""The builders on a stage: all listeners of the app, its own manifest, a local workspace."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from slack_sdk import WebClient

from bot.delivery.slack.client import slack_client
from bot.security.links import Links
from bot.security.secret_box import SecretBox
from bot.simulator.server import Simulator, running
from bot.slack import listeners
from bot.slack.context import SlackContext
from bot.slack.direct_app import DirectApp
from bot.slack.people import People
from bot.slack.webhook_keys import WebhookKeys
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import SavedForm
from tests.factories import (
    DEAL_CHANNEL,
    FIONA,
    FRANK,
    SAM,
    WORKSPACE,
    a_customer,
    a_sender_profile,
)
from tests.harness.app_server import served
from tests.harness.fakes import FakeStore, FixedClock, a_fake_store
from tests.harness.local_http import local_http
from tests.harness.met import meet_everybody
from tests.harness.quiet_listeners import QuietListeners
from tests.harness.slack_bot import TypedPaper
from tests.harness.slack_people import SlackPeople
from tests.harness.slack_reading import Json, shown

MANIFEST = Path(__file__).parents[2] / "manifests" / "http.yaml"


@dataclass
class ModalBot(SlackPeople):
    """Sam at his desk, and the store behind the bot."""

    store: FakeStore
    clock: FixedClock
    client: WebClient
    ctx: SlackContext
    quiet: QuietListeners

    def _until_quiet(self, seconds: float = 20) -> None:
        self.quiet.wait(seconds)

    def types(self, text: str, user: str = SAM.id, channel: str = DEAL_CHANNEL) -> Json:
        return self._act("command", {"user": user, "channel": channel, "text": text})

    def use_shortcut(self, callback_id: str, ts: str, user: str = SAM.id) -> Json:
        body = {"user": user, "callback_id": callback_id, "channel": DEAL_CHANNEL, "ts": ts}
        return self._act("shortcut", body)

    def top(self, callback_id: str, user: str = SAM.id) -> Json:
        """The view on top, once it is this one."""

        def look() -> Json | None:
            top = self.modals(user)[-1:]
            return top[0] if top and top[0]["callback_id"] == callback_id else None

        found = self.eventually(look)
        assert found is not None
        return found

    def showing(self, words: str, user: str = SAM.id) -> str:
        """All that the view on top shows, once that has `words`."""

        def look() -> str:
            top = self.modals(user)[-1:]
            text = shown(top[0]) if top else ""
            return text if words in text else ""

        try:
            return self.eventually(look)
        except AssertionError:
            top = self.modals(user)[-1:]
            raise AssertionError(f"{words!r} is not in {shown(top[0]) if top else top}") from None

    def initially(self, name: str, user: str = SAM.id) -> Any:
        """What a field of the view on top starts with."""
        blocks = self.modals(user)[-1]["blocks"]
        block = next(each for each in blocks if each["block_id"].partition(".")[0] == name)
        element = block["element"]
        for key in ("initial_value", "initial_date", "initial_conversation"):
            if key in element:
                return element[key]
        chosen = element.get("initial_option")
        return chosen and chosen["value"]

    def menu(self, action_id: str, value: str, user: str = SAM.id) -> None:
        self.fill_in(action_id, value, user, f"line.{value.partition(':')[2]}")

    def fill_in(self, action_id: str, value: str, user: str, block_id: str) -> None:
        view_id = self.modal(user)["id"]
        body = {"user": user, "action_id": action_id, "view_id": view_id, "value": value}
        self._act("action", {**body, "block_id": block_id})

    def search(self, action_id: str, query: str, user: str = SAM.id) -> Sequence[Json]:
        view_id = self.modal(user)["id"]
        body = {"user": user, "action_id": action_id, "view_id": view_id, "query": query}
        return list(self._act("options", body)["options"])

    def close(self, user: str = SAM.id) -> None:
        self._act("close", {"user": user, "view_id": self.modal(user)["id"]})

    def contracts(self) -> list[Contract]:
        with self.store.read(WORKSPACE) as uow:
            return [uow.contracts.get(each) for each in uow.contracts.ids()]

    def forms(self, user: str = SAM.id) -> list[SavedForm]:
        with self.store.read(WORKSPACE) as uow:
            return uow.forms.of(user)


@contextmanager
def a_builder_stage(
    profiles: Sequence[SenderProfile] = (), customers: Sequence[Customer] = ()
) -> Iterator[ModalBot]:
    """A workspace with its parties, and Fiona and Frank as approvers."""
    clock = FixedClock()
    store = a_fake_store(clock)
    with store.write(WORKSPACE) as uow:
        for profile in profiles or [a_sender_profile()]:
            uow.sender_profiles.save(profile)
        for customer in customers or [a_customer()]:
            uow.customers.save(customer)
        policy = ApprovalPolicy(approvers=(FIONA.id, FRANK.id))
        uow.save_workspace(Workspace(id=WORKSPACE, policy=policy))
    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    simulator = Simulator(manifest, signing_secret="local", ack_seconds=15)
    meet_everybody(store, simulator)
    with running(simulator) as base_url, local_http(base_url) as http:
        client = slack_client("xoxb-local", f"{base_url}/api")
        links = Links("https://pay.example", ["k" * 32])
        threads = ThreadPoolExecutor(8)
        app = DirectApp(
            signing_secret="local",
            client=client,
            token_verification_enabled=False,
            listener_executor=threads,
        )
        ctx = SlackContext(
            store,
            TypedPaper(),
            links,
            People(store, clock.now),
            lambda: None,
            WebhookKeys(SecretBox(["k" * 32])),
        )
        quiet = QuietListeners(threads, ctx.people.executor)
        listeners.register(app, ctx, WORKSPACE.__eq__)
        with served(app) as simulator.request_url, quiet.to_the_end(ctx):
            yield ModalBot(http, store, clock, client, ctx, quiet)
