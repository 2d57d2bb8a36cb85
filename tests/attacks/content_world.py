"""A workspace under attack: a monthly contract, an admin's key, and mails that are counted."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.contract import SubmitContract, submit_contract
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.commands.timer import tick
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.terms import BillingFrequency, ContractTerms, Subscription
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.ports import UnitOfWork
from jupiter_core.store import Database
from tests.factories import DEAL_CHANNEL, FIONA, SAM, WORKSPACE
from tests.harness.api_client import Json, System
from tests.harness.fakes import FixedClock

ATTACKER = "ap@acme-payments.example"


class World:
    """Sam drafts, Fiona approves, Wanda is the admin whose key is at the API."""

    def __init__(self, store: Database | None = None, clock: FixedClock | None = None) -> None:
        self.system = System(store=store)
        self.store: Any = self.system.store
        self.clock = clock or self.system.clock
        self.mails: list[tuple[str, str]] = []

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        with self.store.write(WORKSPACE) as uow:
            yield uow

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        with self.store.read(WORKSPACE) as uow:
            yield uow

    # what people and keys do

    def proposed(self) -> Contract:
        """A contract of a year, billed each month, which Sam proposes."""
        terms = ContractTerms(
            currency="USD",
            start_date=date(2027, 1, 1),
            term_months=12,
            billing_frequency=BillingFrequency.MONTHLY,
            net_terms=30,
            lines=(Subscription(description="Platform", annual_price=Money.of("1200000", "USD")),),
        )
        command = SubmitContract(
            by=SAM,
            deal_channel=DEAL_CHANNEL,
            name="Acme 2027",
            customer_id="customer-acme",
            sender_profile_id="sender-us",
            terms=terms,
        )
        with self.writing() as uow:
            return submit_contract(command, uow, self.system.renderer)

    def agreed(self, by: Actor = FIONA) -> Contract:
        return self.agree(self.proposed(), by)

    def agree(self, seen: Contract, by: Actor = FIONA) -> Contract:
        with self.writing() as uow:
            command = Approve(by=by, subject_id=seen.id, expected_version=seen.sequence)
            return approve_contract(command, uow)

    def approve(self, seen: Invoice, by: Actor = FIONA) -> Invoice:
        with self.writing() as uow:
            return approve(Approve(by=by, subject_id=seen.id, expected_version=seen.sequence), uow)

    def customer_becomes(self, **changes: Any) -> None:
        """By the admin's key, over the API."""
        path = "/customers/customer-acme"
        read = self.system.call("GET", path)
        body = {name: value for name, value in read.json().items() if name != "id"}
        body = {name: value for name, value in {**body, **changes}.items() if value is not None}
        answer = self.system.call("PUT", path, body, if_match=read.headers["ETag"])
        assert answer.status_code == 200, answer.text

    def redirected(self) -> None:
        self.customer_becomes(ap_contact={"name": "Dana Reyes", "email": ATTACKER})

    def profile_becomes(self, **changes: Any) -> Json:
        path = "/sender-profiles/sender-us"
        read = self.system.call("GET", path)
        kept = {"id", "bank_accounts", "bank_details_pending", "archived"}
        body = {name: value for name, value in read.json().items() if name not in kept}
        answer = self.system.call("PUT", path, {**body, **changes}, if_match=read.headers["ETag"])
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    # what the timer does

    def live_until(self, *day: int) -> None:
        self.clock.set(datetime(*day, 20, tzinfo=UTC))  # type: ignore[misc, arg-type]
        with self.writing() as uow:
            tick(uow)
        self.mail()

    def mail(self) -> list[tuple[str, str]]:
        """What left for customers by now: the invoice's number and its address."""
        now = self.clock.now()
        while taken := self.store.outbox.claim(
            owner="mails",
            now=now,
            lease_until=now + timedelta(minutes=5),
            limit=50,
            destinations=("email",),
        ):
            for each in taken:
                with self.reading() as uow:
                    version = uow.versions.at(each.body["invoice_id"], each.body["sequence"])
                invoice = version.invoice()
                address = invoice.content.bill_to.ap_contact.email
                self.mails.append((invoice.number or "", address))
                self.store.outbox.sent(each.id, owner="mails", now=now, receipt={})
        return self.mails

    # what is there then

    def invoices(self, contract: Contract) -> list[Invoice]:
        with self.reading() as uow:
            return uow.invoices.of_contract(contract.id)

    def events(self, subject_id: str, name: EventName) -> list[Event]:
        with self.reading() as uow:
            return [each for each in uow.events.of(subject_id) if each.name is name]

    def known(self) -> list[str]:
        with self.reading() as uow:
            return uow.mail_domains.of("customer-acme")
