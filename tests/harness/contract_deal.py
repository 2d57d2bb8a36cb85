"""The three-year deal in the local workspace: proposed by Sam, lived with a clock that is set."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from jupiter_core.commands.approval import Approve
from jupiter_core.commands.contract import (
    ReviseContract,
    SubmitContract,
    revise_contract,
    submit_contract,
)
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.commands.po_number import AddContractPoNumber, add_contract_po_number
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.credit_ledger import balance_of
from jupiter_core.domain.contract.terms import (
    BillingFrequency,
    ContractTerms,
    Escalator,
    OneTime,
    Subscription,
    UsageCredit,
)
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from tests.factories import DEAL_CHANNEL, FIONA, SAM, WORKSPACE
from tests.harness.slack_bot import SlackBot, TypedPaper
from tests.harness.slack_reading import Json, actions_of, shown

NAME = "Acme Corporation 2027"


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


def the_terms(**changes: Any) -> ContractTerms:
    """1,345,000.00, then 1,386,000.00 twice."""
    uplift = (Escalator(contract_year=2, percent=Decimal(5)),)
    lines = (
        Subscription(
            description="Platform Enterprise", annual_price=usd("1200000"), escalators=uplift
        ),
        Subscription(
            description="Analytics add-on",
            quantity=Decimal(250),
            annual_price=usd("480"),
            escalators=uplift,
        ),
        OneTime(description="Onboarding", amount=usd("50000")),
        UsageCredit(description="Usage credit", amount=usd("25000")),
    )
    given = {
        "currency": "USD",
        "start_date": date(2027, 1, 1),
        "term_months": 36,
        "billing_frequency": BillingFrequency.ANNUAL,
        "net_terms": 45,
        "lines": lines,
        **changes,
    }
    return ContractTerms.model_validate(given)


class ContractDeal:
    """One contract in a rig's workspace. `contract_id` is its id."""

    def __init__(self, rig: SlackBot, **terms: Any) -> None:
        self.rig = rig
        command = SubmitContract(
            by=SAM,
            deal_channel=DEAL_CHANNEL,
            name=NAME,
            customer_id="customer-acme",
            sender_profile_id="sender-us",
            terms=the_terms(**terms),
        )
        with rig.store.write(WORKSPACE) as uow:
            self.contract_id = submit_contract(command, uow, TypedPaper()).id

    @property
    def contract(self) -> Contract:
        with self.rig.store.read(WORKSPACE) as uow:
            return uow.contracts.get(self.contract_id)

    @property
    def invoices(self) -> list[Invoice]:
        with self.rig.store.read(WORKSPACE) as uow:
            return uow.invoices.of_contract(self.contract_id)

    @property
    def balance(self) -> Money:
        with self.rig.store.read(WORKSPACE) as uow:
            return balance_of(uow.ledger.of(self.contract_id), "USD")

    def agreed(self) -> "ContractDeal":
        """Approved and delivered."""
        with self.rig.store.write(WORKSPACE) as uow:
            seen = uow.contracts.get(self.contract_id).sequence
            command = Approve(by=FIONA, subject_id=self.contract_id, expected_version=seen)
            approve_contract(command, uow)
        self.rig.deliver()
        return self

    def revise(self, **terms: Any) -> None:
        """Sam proposes other terms; nothing is delivered yet."""
        with self.rig.store.write(WORKSPACE) as uow:
            seen = uow.contracts.get(self.contract_id).sequence
            command = ReviseContract(
                by=SAM,
                contract_id=self.contract_id,
                expected_version=seen,
                terms=the_terms(**terms),
            )
            revise_contract(command, uow, TypedPaper())

    def add_po(self, po_number: str) -> None:
        """For the whole contract; nothing is delivered yet."""
        command = AddContractPoNumber(
            by=SAM, contract_id=self.contract_id, expected_version=None, po_number=po_number
        )
        with self.rig.store.write(WORKSPACE) as uow:
            add_contract_po_number(command, uow, TypedPaper())

    def live_until(self, *moment: int) -> None:
        """The clock is set, the timer does its work, and what follows is delivered."""
        self.rig.clock.set(datetime(*moment, tzinfo=UTC))  # type: ignore[misc, arg-type]
        self.rig.jobs.issue()
        self.rig.deliver()
        assert self.rig.errors() == []

    # what the channel shows

    def replies(self) -> list[Json]:
        """The contract's thread without its card."""
        return self.rig.thread()[1:]

    def reply(self, words: str) -> Json:
        """The last message of the thread that shows these words."""
        return next(each for each in reversed(self.rig.thread()) if words in shown(each))

    def with_button(self, action_id: str) -> Json:
        """The last message of the thread that has this button."""
        return next(each for each in reversed(self.rig.thread()) if action_id in actions_of(each))

    def card_of(self, invoice: Invoice) -> Json:
        """The card of an invoice in the thread."""
        value = f"{invoice.id}:"
        return next(
            each
            for each in self.replies()
            if "invoice_history" in actions_of(each) and value in str(each["blocks"])
        )
