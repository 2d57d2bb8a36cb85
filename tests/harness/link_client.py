"""The customer's page over a fake store, with one deal issued and its link at hand."""

import httpx
from fastapi import FastAPI
from httpx import Response

from bot.intake.link.fields import spelled
from bot.security.links import Links
from bot.web import register
from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.payment import RecordPayment, Share, record_payment
from jupiter_core.commands.record import record, record_first
from jupiter_core.commands.void import VoidInvoice, void_invoice
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.events import EventName
from jupiter_core.domain.held_change import HeldChange
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import Required
from jupiter_core.domain.version import Version
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import NoEInvoice, RateCounters, Renderer, Store
from tests.factories import FIONA, SAM, WORKSPACE, a_draft, a_sender_profile
from tests.harness.fake_renderer import FakeRenderer
from tests.harness.fakes import FixedClock, a_fake_store
from tests.harness.web_client import web_client

LINKS = Links("https://pay.jupiter.example", ["a-key-for-tests-of-thirty-two-letters"])


class PlainPaper(FakeRenderer):
    """Names the version on its paper; has no letters beyond Latin, Greek and Cyrillic."""

    def pdf(self, version: Version) -> bytes:
        return f"%PDF-1.7 {version.invoice().number} v{version.revision}".encode()

    def cii(self, version: Version) -> bytes:
        return f"<cii>{version.invoice().number} v{version.revision}</cii>".encode()

    def ubl(self, version: Version) -> bytes:
        """For the network a PO number is needed."""
        if version.invoice().po_pending:
            raise NoEInvoice([Required("A PO number").at("po_number")])
        return f"<ubl>{version.invoice().number} v{version.revision}</ubl>".encode()

    def xrechnung(self, version: Version, *, in_cii: bool = False) -> bytes:
        syntax = "cii" if in_cii else "ubl"
        return f"<x-{syntax}>{version.invoice().number} v{version.revision}</x-{syntax}>".encode()

    def unprintable(self, text: str) -> str:
        return next((letter for letter in text if ord(letter) > 0x2FFF), "")


class LinkClient:
    """`get` and `post` work on the link of the one invoice; `nudges` counts."""

    def __init__(
        self,
        draft: Invoice | None = None,
        store: Store | None = None,
        renderer: Renderer | None = None,
        *,
        mails: bool = True,
        clock: FixedClock | None = None,
        counters: RateCounters | None = None,
    ) -> None:
        self.clock = clock or FixedClock()
        self.store: Store = store or a_fake_store(self.clock)
        self.nudges = 0
        self.app = FastAPI()
        register(
            self.app,
            store=self.store,
            renderer=renderer or PlainPaper(),
            links=LINKS,
            wake=self._nudge,
            mails=mails,
            counters=counters,
        )
        self.client = self.browser()
        self.draft = draft or a_draft()
        self._draft_and_submit()

    @property
    def invoice(self) -> Invoice:
        with self.store.read(WORKSPACE) as uow:
            return uow.invoices.get(self.draft.id)

    def browser(self) -> httpx.Client:
        """Another one, with cookies of its own."""
        return web_client(
            self.app,
            base_url="https://pay.jupiter.example",
            raise_server_exceptions=False,
            follow_redirects=False,
        )

    @property
    def link(self) -> str:
        """The one that was mailed to the AP contact."""
        mailbox = self.draft.content.bill_to.ap_contact.email
        return f"/i/{LINKS.writing_token(self.invoice, mailbox)}"

    @property
    def reading_link(self) -> str:
        return f"/i/{LINKS.token(self.invoice)}"

    def held(self) -> list[HeldChange]:
        with self.store.read(WORKSPACE) as uow:
            return uow.held_changes.of(self.draft.id)

    def save(self, form: dict[str, str], browser: httpx.Client | None = None) -> Response:
        """Sends a form, and the code where one is asked for."""
        browser = browser or self.client
        answer = browser.post(self.link, data=form)
        if "/code?" not in answer.headers.get("location", ""):
            return answer
        held = self.held()[-1]
        answer = browser.post(
            f"{self.link}/code", data={"held": held.id, "code": LINKS.code(held.id)}
        )
        if location := answer.headers.get("location"):
            answer.headers["location"] = location[location.index("?") :]
        return answer

    def approve(self) -> "LinkClient":
        with self.store.write(WORKSPACE) as uow:
            approve(Approve(by=FIONA, subject_id=self.draft.id, expected_version=2), uow)
        return self

    def pay(self, amount: str) -> None:
        money = Money.of(amount, "USD")
        share = Share(
            invoice_id=self.draft.id, amount=money, expected_version=self.invoice.sequence
        )
        command = RecordPayment(by=FIONA, amount=money, shares=(share,))
        with self.store.write(WORKSPACE) as uow:
            record_payment(command, uow)

    def void(self) -> None:
        command = VoidInvoice(
            by=FIONA,
            invoice_id=self.draft.id,
            expected_version=self.invoice.sequence,
            reason="Signed with the wrong entity, says Fiona.",
        )
        with self.store.write(WORKSPACE) as uow:
            void_invoice(command, uow)

    def form(self, **typed: str) -> dict[str, str]:
        """What a browser would send from the page as it is now, filled in by Dana."""
        who = {"name": "Dana Reyes", "email": "dana@acme.example"}
        hidden = {"form": "all", "seen": str(self.invoice.sequence), "nonce": "nonce1"}
        return {**spelled(self.invoice.amendable()), **hidden, **who, **typed}

    def _nudge(self) -> None:
        self.nudges += 1

    def _draft_and_submit(self) -> None:
        policy = ApprovalPolicy(approvers=(FIONA.id,))
        with self.store.write(WORKSPACE) as uow:
            uow.save_workspace(Workspace(id=WORKSPACE, policy=policy))
            uow.sender_profiles.save(a_sender_profile())
            record_first(uow, self.draft, by=SAM)
        with self.store.write(WORKSPACE) as uow:
            pending = self.draft.submitted(SAM, policy)
            record(uow, self.draft, pending, EventName.INVOICE_SUBMITTED, by=SAM)


def an_issued_site(draft: Invoice | None = None) -> LinkClient:
    return LinkClient(draft).approve()
