"""Deals from the draft to the customer's PO number, by people who try again until it is done."""

import itertools
import threading
from collections.abc import Callable
from typing import TypeVar

import httpx

from bot.api.app import PLACE
from bot.intake.link.fields import spelled
from bot.simulator.seed import BOT_USER
from jupiter_core.domain.invoice import Invoice
from tests.factories import FIONA, SAM, WANDA, WORKSPACE
from tests.harness.api_client import an_invoice
from tests.harness.slack_people import SlackPeople
from tests.harness.slack_reading import about, actions_of
from tests.torture.scene import Scene

T = TypeVar("T")
PATIENCE_SECONDS, PAUSE_SECONDS = 120.0, 0.1
"""For each step, once nothing is killed any more: what it takes before hangs on the machine."""


class NotDone(Exception):
    """A step was tried for as long as a patient person would."""


class Deal:
    """One deal in a channel of its own; its `invoice_id` is there once a system was told of it."""

    def __init__(
        self,
        name: str,
        scene: Scene,
        http: httpx.Client,
        people: SlackPeople,
        is_quiet: Callable[[], bool],
    ) -> None:
        self.name, self.channel = name, f"C0{name.upper().replace('-', '')}"
        self.invoice_id = ""
        self._scene, self._http, self._people = scene, http, people
        self._is_quiet = is_quiet

    def play(self) -> None:
        """Raises NotDone."""
        self._people.change_channel(
            self.channel, name=self.name, members=[BOT_USER, SAM.id, FIONA.id, WANDA.id]
        )
        self.invoice_id = self._until("be drafted and submitted", self._created)
        self._until("be approved", self._approved)
        self._until("get its PO number", self._has_po)

    def _created(self) -> str | None:
        """By the CRM, which sends the same request until it is answered."""
        answer = self._http.post(
            f"{PLACE}/invoices",
            json=an_invoice(deal_channel=self.channel, submit=True),
            headers={
                "Authorization": f"Bearer {self._scene.api_key}",
                "Idempotency-Key": self.name,
            },
        )
        return str(answer.json()["id"]) if _taken(answer) else None

    def _approved(self) -> bool:
        """By Fiona, who presses the button for as long as it is there."""
        if self._invoice.number:
            return True
        for message in self._messages():
            if "invoice_approve" in actions_of(message) and self.invoice_id in about(message):
                self._people.press(FIONA.id, "invoice_approve", message, self.channel)
        return False

    def _has_po(self) -> bool:
        """By AP, who sends the page's form again when it did not come back."""
        invoice = self._invoice
        if invoice.content.po_number:
            return True
        page = f"/i/{self._link(invoice)}"
        answer = self._http.post(page, data=self._form(invoice))
        if "/code?" in answer.headers.get("location", ""):
            with self._scene.store.read(WORKSPACE) as uow:
                held = uow.held_changes.of(invoice.id)[-1].id
            self._http.post(
                f"{page}/code", data={"held": held, "code": self._scene.links.code(held)}
            )
        return False

    def _link(self, invoice: Invoice) -> str:
        return self._scene.links.writing_token(invoice, invoice.content.bill_to.ap_contact.email)

    def _form(self, invoice: Invoice) -> dict[str, str]:
        who = {"name": "Dana Reyes", "email": "dana@acme.example"}
        hidden = {"form": "all", "seen": str(invoice.sequence), "nonce": self.name}
        return {**spelled(invoice.amendable()), **hidden, **who, "po_number": f"PO-{self.name}"}

    def _messages(self) -> list[dict[str, object]]:
        """Of the channel and all its threads."""
        top = self._people.channel(FIONA.id, self.channel)
        return [
            reply
            for each in top
            for reply in self._people.replies(each["ts"], FIONA.id, self.channel)
        ]

    @property
    def _invoice(self) -> Invoice:
        with self._scene.store.read(WORKSPACE) as uow:
            return uow.invoices.get(self.invoice_id)

    def _until(self, what: str, step: Callable[[], T | None]) -> T:
        pause = threading.Event()
        left = PATIENCE_SECONDS
        while left > 0:
            try:
                if done := step():
                    return done
            except httpx.TransportError:
                """The process that answered was killed; it is tried again."""
            pause.wait(PAUSE_SECONDS)
            left -= PAUSE_SECONDS if self._is_quiet() else 0
        raise NotDone(f"{self.name} ({self.invoice_id}) did not {what}")


def _taken(answer: httpx.Response) -> bool:
    """Whether it was done; not yet is no mistake, all else is one."""
    later = answer.status_code >= 500 or answer.status_code in {409, 429}
    assert answer.is_success or later, answer.text
    return answer.is_success


class Players:
    """People who play one deal after the other until they are told to stop."""

    def __init__(self, scene: Scene, count: int) -> None:
        self.played: list[Deal] = []
        self.failures: list[str] = []
        self._scene, self._names = scene, itertools.count(1)
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._play) for _ in range(count)]

    def start(self) -> None:
        for each in self._threads:
            each.start()

    def finish(self) -> None:
        """Each ends the deal that it is in."""
        self._over.set()
        for each in self._threads:
            each.join()

    def _play(self) -> None:
        people = SlackPeople(httpx.Client(base_url=self._scene.simulator.base_url, timeout=30))
        with httpx.Client(base_url=self._scene.address, timeout=15) as http, people.http:
            while not self._over.is_set():
                name = f"deal-{next(self._names):04d}"
                deal = Deal(name, self._scene, http, people, self._over.is_set)
                self.played.append(deal)
                try:
                    deal.play()
                except (NotDone, AssertionError) as failed:
                    self.failures.append(f"{deal.name}: {failed}")
