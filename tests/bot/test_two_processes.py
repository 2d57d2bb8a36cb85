"""Two processes on one database: timer and outbox at once, and everything once."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.jobs import Jobs
from bot.system import Ulids
from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.contract import SubmitContract, submit_contract
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.commands.draft import InvoiceTerms, SubmitInvoice, submit_invoice
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.contract.credit_ledger import balance_of
from jupiter_core.domain.contract.terms import (
    BillingFrequency,
    ContractTerms,
    Subscription,
    UsageCredit,
)
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.workspace import Workspace
from jupiter_core.outbox.messages import MessageKind
from jupiter_core.ports import Message
from jupiter_core.queries.verify import verify
from jupiter_core.store import Database
from tests.factories import (
    A_SIGNER,
    DEAL_CHANNEL,
    FIONA,
    SAM,
    WORKSPACE,
    a_customer,
    a_sender_profile,
    the_deal_lines,
)
from tests.harness.databases import KINDS, fresh_url
from tests.harness.fake_renderer import FakeRenderer
from tests.harness.fakes import FixedClock, SteadyRandomness

DEALS, PROCESSES = 4, 2
PAPER = FakeRenderer()


class Slack:
    """Keeps what both processes sent, in the order in which it came."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self._lock = threading.Lock()

    def send(self, message: Message) -> Mapping[str, Any]:
        with self._lock:
            self.sent.append(message)
            return {"channel": DEAL_CHANNEL, "ts": str(len(self.sent))}


class Town:
    """One database, the processes at it, and their Slack."""

    def __init__(self, url: str, stack: ExitStack) -> None:
        self.clock = FixedClock(datetime(2027, 1, 15, 12, tzinfo=UTC))
        self.slack = Slack()
        self.databases = [
            stack.enter_context(closing(Database(url, self.clock, Ulids(self.clock), A_SIGNER)))
            for _ in range(PROCESSES)
        ]
        self.jobs = [
            Jobs(
                database,
                database.outbox,
                {"slack": self.slack},
                self.clock,
                SteadyRandomness(),
                owner=f"process {n}",
            )
            for n, database in enumerate(self.databases)
        ]

    def set_up(self) -> None:
        """Four approved invoices, and a contract of three years with a credit."""
        with self.databases[0].write(WORKSPACE) as uow:
            policy = ApprovalPolicy(approvers=(FIONA.id,))
            uow.save_workspace(Workspace(id=WORKSPACE, policy=policy))
            uow.sender_profiles.save(a_sender_profile())
            uow.customers.save(a_customer())
            parties = {"customer_id": "customer-acme", "sender_profile_id": "sender-us"}
            given = {"currency": "USD", "net_terms": 45, "lines": the_deal_lines(), **parties}
            for day in range(1, DEALS + 1):
                terms = InvoiceTerms.model_validate({**given, "issue_date": date(2027, 2, day)})
                submit = SubmitInvoice(by=SAM, deal_channel=DEAL_CHANNEL, terms=terms)
                invoice = submit_invoice(submit, uow, PAPER)
                approve(Approve(by=FIONA, subject_id=invoice.id, expected_version=2), uow)
            propose = SubmitContract(
                by=SAM, deal_channel=DEAL_CHANNEL, name="", terms=_terms(), **parties
            )
            contract = submit_contract(propose, uow, PAPER)
            seen = contract.sequence
            approve_contract(Approve(by=FIONA, subject_id=contract.id, expected_version=seen), uow)

    def work_at_once(self) -> None:
        """Timer and outbox of every process, until there is nothing to do for any."""
        deeds: list[Callable[[], int]] = [
            action
            for jobs in self.jobs
            for action in (jobs.issue, jobs.drain, jobs.issue, jobs.drain)
        ]
        barrier = threading.Barrier(len(deeds))

        def begin(action: Callable[[], int]) -> int:
            barrier.wait()
            return action()

        with ThreadPoolExecutor(len(deeds)) as pool:
            list(pool.map(begin, deeds))
        while any([*(jobs.issue() for jobs in self.jobs), *(jobs.drain() for jobs in self.jobs)]):
            continue

    def invoices(self) -> list[Invoice]:
        with self.databases[0].read(WORKSPACE) as uow:
            return [uow.invoices.get(each) for each in uow.invoices.ids()]


def _terms() -> ContractTerms:
    return ContractTerms(
        currency="USD",
        start_date=date(2027, 2, 1),
        term_months=36,
        billing_frequency=BillingFrequency.ANNUAL,
        net_terms=45,
        lines=(
            Subscription(description="Seats", annual_price=Money.of("100", "USD")),
            Subscription(
                description="Support", annual_price=Money.of("20", "USD"), quantity=Decimal(2)
            ),
            UsageCredit(description="Credit", amount=Money.of("200", "USD")),
        ),
    )


@pytest.fixture(params=KINDS)
def town(request: pytest.FixtureRequest) -> Iterator[Town]:
    with ExitStack() as stack:
        town = Town(fresh_url(request.param, request), stack)
        town.set_up()
        yield town


def test_what_is_due_is_issued_once_and_told_once_and_in_order(town: Town) -> None:
    for year in (2027, 2028, 2029):
        town.clock.set(datetime(year, 3, 1, 12, tzinfo=UTC))
        town.work_at_once()
    issued = town.invoices()
    states = [each.state for each in issued]
    # The credit of 200.00 pays for all of the contract's first 140.00.
    assert (states.count(State.PAID), states.count(State.ISSUED)) == (1, DEALS + 2)
    numbers = sorted(each.number or "" for each in issued)
    assert numbers == [f"JUS-{count:06d}" for count in range(1, DEALS + 4)]
    assert verify(town.databases[0], WORKSPACE) == []
    with town.databases[0].read(WORKSPACE) as uow:
        ids = [each for contract_id in uow.contracts.ids() for each in uow.ledger.of(contract_id)]
        whys = [each.why for invoice in issued for each in uow.versions.of(invoice.id)]
    assert balance_of(ids, "USD") == Money.zero("USD")
    assert whys.count("invoice.issued") == DEALS + 3


def test_each_message_is_sent_once_and_each_thread_in_its_order(town: Town) -> None:
    town.clock.set(datetime(2028, 3, 1, 12, tzinfo=UTC))
    town.work_at_once()
    sent = town.slack.sent
    assert len({each.id for each in sent}) == len(sent)
    streams: dict[str, list[str]] = defaultdict(list)
    for each in sent:
        streams[each.stream].append(each.id)
    with town.databases[0].read(WORKSPACE) as uow:
        assert uow.outbox.dead_letters() == []
    unnumbered = {each.kind for each in sent if "sequence" not in each.body}
    assert unnumbered <= {MessageKind.ASK_APPROVER}
    sequences: dict[str, list[int]] = defaultdict(list)
    for each in sent:
        if "sequence" in each.body:
            sequences[each.stream].append(each.body["sequence"])
    assert all(told == sorted(told) for told in sequences.values())
    asked = {each for each in streams if each.startswith(f"asked:{FIONA.id}:")}
    assert len(asked) == DEALS + 1, "each deal, and the contract"
    assert len(streams) - len(asked) == DEALS + 3
