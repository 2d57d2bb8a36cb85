"""The API over a fake store, with the keys of two workspaces: other systems at the door."""

from typing import Any

from fastapi import FastAPI
from httpx import Response

from bot.api.app import PLACE, make_api, register
from bot.security.links import Links
from bot.security.secret_box import SecretBox
from jupiter_core.commands.api_key import NewApiKey
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.settings_look import SettingsLook
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import Renderer, Store
from tests.factories import FIONA, FRANK, WANDA, WORKSPACE, a_customer, a_sender_profile
from tests.harness.api_keys import an_api_key
from tests.harness.fake_renderer import FakeRenderer
from tests.harness.fake_tables import Letter
from tests.harness.fakes import CountingIds, FakeStore, FixedClock, a_fake_store
from tests.harness.web_client import web_client

OTHER = "T0OTHER"
SECRET = "a-key-for-tests-of-thirty-two-characters"
LINKS = Links("https://invoices.example", [SECRET])
Json = dict[str, Any]


class PlainPaper(FakeRenderer):
    """Prints everything but emoji."""

    def unprintable(self, text: str) -> str:
        return next((letter for letter in text if ord(letter) > 0x2FFF), "")


class System:
    """`call` speaks with the key of the first workspace; `nudges` counts
    commits that have something to say."""

    def __init__(
        self,
        *scopes: Scope,
        store: Store | None = None,
        renderer: Renderer | None = None,
        requests_a_minute: int = 100_000,
        owner: Actor = WANDA,
        clock: FixedClock | None = None,
        mails: bool = False,
    ) -> None:
        self.clock = clock or FixedClock()
        self.store: Store = store or a_fake_store(self.clock)
        self.nudges = 0
        self.looks = list[tuple[str, SettingsLook]]()
        self.renderer: Renderer = renderer or PlainPaper()
        for workspace_id in (WORKSPACE, OTHER):
            self._set_up(workspace_id)
        self.key = an_api_key(self.store, *scopes, by=owner)
        self.other_key = an_api_key(self.store, *Scope, workspace_id=OTHER, name="Theirs")
        if isinstance(self.store, FakeStore):
            self.store.tables.letters.clear()  # what people heard of the keys
        ids = CountingIds("01R")
        self.api = make_api(
            store=self.store,
            renderer=self.renderer,
            links=LINKS,
            secret_box=SecretBox([SECRET]),
            clock=self.clock,
            new_secret=lambda: b"s" * 32,
            wake=self._nudge,
            allowed_hosts=("hooks.internal",),
            requests_a_minute=requests_a_minute,
            mails=mails,
            note_look=lambda workspace_id, look: self.looks.append((workspace_id, look)),
        )
        self.web = FastAPI(openapi_url=None)
        register(self.web, self.api, ids)
        self.client = web_client(self.web, raise_server_exceptions=False)

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        key: NewApiKey | str | None = None,
        **headers: str,
    ) -> Response:
        """Header names with underscores: `if_match='"1"'`."""
        secret = key if isinstance(key, str) else (key or self.key).secret
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.request(
            method,
            f"{PLACE}{path}",
            json=body,
            headers={"Authorization": f"Bearer {secret}", **named},
        )

    def made(self, **changes: Any) -> Json:
        """A draft, made by the key."""
        answer = self.call("POST", "/invoices", an_invoice(**changes))
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def letters(self) -> list[Letter]:
        """All of the outbox, in its order."""
        assert isinstance(self.store, FakeStore)
        return list(self.store.tables.letters.values())

    def given_up(self, error: str = "This channel is archived.") -> str:
        """The id of our first message to Slack, which is given up."""
        assert isinstance(self.store, FakeStore)
        ours = (each.message for each in self.letters() if each.message.workspace_id == WORKSPACE)
        first = next(each.id for each in ours if each.destination == "slack")
        self.store.tables.change_letter(first, failed_at=self.clock.now(), error=error)
        return first

    def _set_up(self, workspace_id: str) -> None:
        people = (FIONA.id, FRANK.id, WANDA.id)
        policy = ApprovalPolicy(approvers=people, bank_delay_hours=0)
        with self.store.write(workspace_id) as uow:
            uow.save_workspace(Workspace(id=workspace_id, policy=policy))
            uow.sender_profiles.save(a_sender_profile())
            uow.customers.save(a_customer())

    def _nudge(self) -> None:
        self.nudges += 1


def an_invoice(**changes: Any) -> Json:
    """The deal's body."""
    return {
        "customer": {"id": "customer-acme"},
        "sender": {"id": "sender-us"},
        "currency": "USD",
        "net_terms": 45,
        "issue_date": "2026-11-22",
        "lines": [
            {"description": "Platform Enterprise, year 1 of 3", "unit_price": "1200000.00"},
            {"description": "Analytics seats", "quantity": "250", "unit_price": 480},
            {"description": "Onboarding", "unit_price": "50000.00"},
            {"description": "Usage credit", "unit_price": "-25000.00"},
        ],
        **changes,
    }


def pointers(answer: Response) -> dict[str, str]:
    """Of a problem: each mistake's pointer (or parameter) and its sentence."""
    return {
        each.get("pointer") or each["parameter"]: each["detail"] for each in answer.json()["errors"]
    }
