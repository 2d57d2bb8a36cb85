"""The whole bot beside a local workspace: its own parts on SQLite, all listeners, signed HTTP."""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.demo.play import Mode, demo, manifest
from bot.main import Application
from bot.simulator.delivery import Payload, encoded
from bot.simulator.http_wire import Reply, post, signed_headers
from bot.simulator.server import Simulator
from bot.slack.installed import Installed
from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.draft import InvoiceTerms, SubmitInvoice, submit_invoice
from jupiter_core.domain.directory import KnownChannel, KnownPerson
from jupiter_core.domain.invoice import Invoice
from tests.factories import (
    DEAL_CHANNEL,
    FIONA,
    SAM,
    WORKSPACE,
    a_day_that_began,
    the_deal_lines,
)
from tests.harness.databases import with_its_tables
from tests.harness.local_http import local_http
from tests.harness.met import meet_everybody
from tests.harness.quiet_listeners import QuietListeners
from tests.harness.slack_people import SlackPeople
from tests.harness.slack_reading import Json


@dataclass
class WholeBot(SlackPeople):
    """`alter` sends what Slack sent before once more, changed and rightly signed."""

    application: Application

    def __post_init__(self) -> None:
        self._quiet = QuietListeners(
            self.application.listeners, self.application.ctx.people.executor
        )

    def _until_quiet(self, seconds: float = 20) -> None:
        self._quiet.wait(seconds)

    def knows(self, user: str) -> None:
        """Waits until the bot has asked Slack about somebody."""

        def look() -> bool:
            with self.application.database.read(WORKSPACE) as uow:
                return uow.directory.person(user) is not None

        self.eventually(look)

    def doubts_channel(self, channel: str = DEAL_CHANNEL) -> None:
        """What the bot knows of a channel is too old to go by."""
        with self.application.database.write(WORKSPACE) as uow:
            old = KnownChannel(id=channel, refreshed_at=uow.now - timedelta(days=2))
            uow.directory.keep_channel(old)

    def doubts_person(self, user: str) -> None:
        """The same of somebody who has done nothing yet."""
        with self.application.database.write(WORKSPACE) as uow:
            old = KnownPerson(id=user, name=user, refreshed_at=uow.now - timedelta(days=2))
            uow.directory.keep_person(old)

    def types(self, text: str) -> None:
        """Sam, in the deal's channel."""
        self.command(SAM.id, text)

    def fill_builder(self) -> None:
        """Sam's builder with all that an invoice needs, ready to be submitted."""
        self.types("/invoice")
        where = {"user": SAM.id, "action_id": "builder_customer"}
        view_id = self.top("builder")["id"]
        found = self._act("options", {**where, "view_id": view_id, "query": "acme"})["options"]
        self.fill(SAM.id, "builder_customer", found[0]["value"])
        self.press_in_view(SAM.id, "builder_add_line")
        self.top("builder_line_editor")
        self.fill(SAM.id, "line_description", "Platform")
        self.fill(SAM.id, "line_unit_price", "1,200.00")
        self.submit(SAM.id)
        self.eventually(lambda: "1,200.00" in str(self.top("builder")["blocks"]))

    def top(self, callback_id: str) -> Json:
        """Sam's view on top, once it is this one."""

        def look() -> Json | None:
            stack = self.modals(SAM.id)
            return stack[-1] if stack and stack[-1]["callback_id"] == callback_id else None

        found = self.eventually(look)
        assert found is not None
        return found

    def submitted(self, po_number: str = "") -> Invoice:
        """The deal, submitted; its thread is there."""
        database = self.application.database
        with database.write(WORKSPACE) as uow:
            profile = next(e for e in uow.sender_profiles.all() if e.series == "JUS-")
            terms = InvoiceTerms(
                customer_id=uow.customers.search("acme")[0].id,
                sender_profile_id=profile.id,
                currency="USD",
                net_terms=45,
                issue_date=a_day_that_began(uow.now),
                lines=the_deal_lines(),
                po_number=po_number,
            )
            command = SubmitInvoice(by=SAM, deal_channel=DEAL_CHANNEL, terms=terms)
            invoice = submit_invoice(command, uow, self.application.renderer)
        self.delivered()
        return invoice

    def issued(self) -> Invoice:
        invoice = self.submitted()
        with self.application.database.write(WORKSPACE) as uow:
            command = Approve(by=FIONA, subject_id=invoice.id, expected_version=invoice.sequence)
            after = approve(command, uow)
        self.delivered()
        return after

    def delivered(self) -> None:
        """Until the outbox is empty."""
        self.application.jobs.drain()

    def invoice(self, invoice_id: str) -> Invoice:
        with self.application.database.read(WORKSPACE) as uow:
            return uow.invoices.get(invoice_id)

    def invoices(self) -> list[Invoice]:
        with self.application.database.read(WORKSPACE) as uow:
            return [uow.invoices.get(each) for each in uow.invoices.ids()]

    def last(self, kind: str) -> Json:
        """What the log has of the last payload of this kind or type."""
        entries = self._look("log?after=0")["entries"]
        sent = [each["request"] for each in entries if each["direction"] == "delivery"]
        found: Json = [e for e in sent if kind in (e["kind"], e["payload"].get("type"))][-1]
        return found

    def alter(self, kind: str, change: Callable[[Json], None] = lambda _: None) -> Reply:
        """The last payload of this kind or type, once more."""
        request = copy.deepcopy(self.last(kind))
        change(request["payload"])
        content_type, body = encoded(Payload(request["kind"], "altered", request["payload"]))
        settings = self.application.settings
        assert settings.slack_signing_secret
        headers = signed_headers(
            settings.slack_signing_secret.get_secret_value(), body, content_type
        )
        return post(f"{settings.public_url}/slack/events", body, headers, timeout=15)

    def private(self, user: str) -> list[str]:
        """All that only this person was told in the deal's channel and its thread."""
        seen = [*self.channel(user), *self.thread_if_any(user)]
        return list({each["ts"]: each["text"] for each in seen if each["ephemeral"]}.values())

    def home(self, user: str) -> Json:
        """The App Home, opened now."""
        return dict(self._act("home", {"user": user})["home"])

    def press_in(self, user: str, action_id: str, view_id: str) -> None:
        self._act("action", {"user": user, "action_id": action_id, "view_id": view_id})

    def event(self, **event: Any) -> None:
        self._act("event", {"event": event})


@contextmanager
def a_whole_bot(installed: Installed | None = None) -> Iterator[WholeBot]:
    with (
        demo(
            Mode.HTTP, "127.0.0.1", 0, 0, installed, limits=None, tables=with_its_tables()
        ) as running,
        local_http(running.workspace.base_url) as http,
    ):
        meet_everybody(running.application.database, Simulator(manifest(Mode.HTTP, "")))
        yield WholeBot(http, running.application)
