"""A contract from its proposal to its last invoice, with a clock that is set."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from jupiter_core.commands.amendment import Amend, amend
from jupiter_core.commands.approval import Approve
from jupiter_core.commands.contract import (
    ReviseContract,
    SubmitContract,
    revise_contract,
    submit_contract,
)
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.commands.contract_end import EndContract, HoldInvoice, end_contract, hold_invoice
from jupiter_core.commands.credit import RecordUsage, record_usage
from jupiter_core.commands.parties import (
    SaveCustomer,
    save_customer,
)
from jupiter_core.commands.team import SaveTeam, save_team
from jupiter_core.commands.timer import tick
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.contract.change import with_changed_price
from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.contract.credit_ledger import balance_of
from jupiter_core.domain.contract.terms import (
    BillingFrequency,
    ContractTerms,
    Escalator,
    OneTime,
    Subscription,
    UsageCredit,
)
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import CreditUsedUp, NotPermitted, SelfApproval
from jupiter_core.domain.version import Version
from jupiter_core.queries.verify import verify
from tests.factories import FIONA, FRANK, SAM, WORKSPACE, a_customer, a_sender_profile
from tests.harness.fake_renderer import FakeRenderer
from tests.harness.fakes import CountingIds, FakeStore, FixedClock


class Paper(FakeRenderer):
    def pdf(self, version: Version) -> bytes:
        raise NotImplementedError


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


def the_terms() -> ContractTerms:
    uplift = (Escalator(contract_year=2, percent=Decimal(5)),)
    return ContractTerms(
        currency="USD",
        start_date=date(2027, 1, 1),
        term_months=36,
        billing_frequency=BillingFrequency.ANNUAL,
        net_terms=45,
        lines=(
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
        ),
    )


class Deal:
    """The three-year deal in a store of its own."""

    def __init__(self) -> None:
        self.clock = FixedClock(datetime(2026, 11, 22, 12, tzinfo=UTC))
        self.store = FakeStore(self.clock, CountingIds())
        with self.store.write(WORKSPACE) as uow:
            save_team(
                SaveTeam(policy=ApprovalPolicy(approvers=(FIONA.id, FRANK.id)), drafters=()), uow
            )
            uow.sender_profiles.save(a_sender_profile())
            save_customer(SaveCustomer(by=SAM, customer=a_customer()), uow, Paper())
            contract = submit_contract(
                SubmitContract(
                    by=SAM,
                    deal_channel="C0ACME",
                    name="",
                    customer_id="customer-acme",
                    sender_profile_id="sender-us",
                    terms=the_terms(),
                ),
                uow,
                Paper(),
            )
        self.id = contract.id

    @property
    def contract(self) -> Contract:
        with self.store.read(WORKSPACE) as uow:
            return uow.contracts.get(self.id)

    @property
    def invoices(self) -> list[Invoice]:
        with self.store.read(WORKSPACE) as uow:
            return uow.invoices.of_contract(self.id)

    def approve(self) -> None:
        with self.store.write(WORKSPACE) as uow:
            seen = uow.contracts.get(self.id).sequence
            approve_contract(Approve(by=FIONA, subject_id=self.id, expected_version=seen), uow)

    def live_until(self, *moment: int) -> None:
        self.clock.set(datetime(*moment, tzinfo=UTC))  # type: ignore[misc, arg-type]
        with self.store.write(WORKSPACE) as uow:
            tick(uow)

    def balance(self) -> Money:
        with self.store.read(WORKSPACE) as uow:
            return balance_of(uow.ledger.of(self.id), "USD")


@pytest.fixture
def deal() -> Deal:
    return Deal()


def test_a_contract_is_named_after_its_customer_and_year_and_waits_for_approval(deal: Deal) -> None:
    assert deal.contract.name == "Acme Corporation 2027"
    assert deal.contract.state is ContractState.PENDING_APPROVAL


def test_whoever_proposed_a_contract_cannot_approve_it(deal: Deal) -> None:
    with pytest.raises(SelfApproval), deal.store.write(WORKSPACE) as uow:
        approve_contract(Approve(by=SAM, subject_id=deal.id, expected_version=2), uow)


def test_three_years_bring_three_invoices_to_the_cent_and_use_up_the_credit(deal: Deal) -> None:
    deal.approve()
    for moment in ((2026, 12, 20), (2027, 1, 1, 12), (2028, 1, 1, 12), (2029, 1, 1, 12)):
        deal.live_until(*moment)
    assert [(each.number, str(each.total)) for each in deal.invoices] == [
        ("JUS-000001", "1345000.00"),
        ("JUS-000002", "1386000.00"),
        ("JUS-000003", "1386000.00"),
    ]
    assert deal.balance() == usd("0")
    assert verify(deal.store, WORKSPACE) == []


def test_an_invoice_is_shown_fourteen_days_before_it_is_issued_where_its_entity_is(
    deal: Deal,
) -> None:
    deal.approve()
    deal.live_until(2026, 12, 18, 7)  # 17 December still in San Francisco
    assert deal.invoices == []
    deal.live_until(2026, 12, 18, 9)
    assert [each.state for each in deal.invoices] == [State.APPROVED]
    deal.live_until(2027, 1, 1, 7)
    assert [each.state for each in deal.invoices] == [State.APPROVED]
    deal.live_until(2027, 1, 1, 9)
    assert [each.state for each in deal.invoices] == [State.ISSUED]


def test_a_timer_that_was_away_for_years_catches_up_once_each_in_order(deal: Deal) -> None:
    deal.approve()
    deal.live_until(2029, 6, 1)
    deal.live_until(2029, 6, 1)
    assert [each.number for each in deal.invoices] == ["JUS-000001", "JUS-000002", "JUS-000003"]


def test_a_po_for_the_whole_contract_flows_to_what_comes_without_voiding_its_approval(
    deal: Deal,
) -> None:
    deal.approve()
    deal.live_until(2027, 1, 1, 12)
    deal.live_until(2027, 12, 20)
    first = deal.invoices[0]
    amendment = first.amendable().model_copy(update={"po_number": "4500017342"})
    with deal.store.write(WORKSPACE) as uow:
        amend(
            Amend(
                by=SAM,
                invoice_id=first.id,
                expected_version=first.sequence,
                amendment=amendment,
                for_contract=True,
            ),
            uow,
            Paper(),
        )
    deal.live_until(2029, 1, 1, 12)
    assert [each.content.po_number for each in deal.invoices] == ["4500017342"] * 3
    assert all(each.state is State.ISSUED for each in deal.invoices)


def test_usage_draws_on_the_credit_and_the_invoice_that_differs_needs_its_own_approval(
    deal: Deal,
) -> None:
    deal.approve()
    with deal.store.write(WORKSPACE) as uow:
        record_usage(
            RecordUsage(by=SAM, contract_id=deal.id, credit="Usage credit", amount=usd("10000")),
            uow,
        )
    deal.live_until(2026, 12, 20)
    (first,) = deal.invoices
    assert first.state is State.PENDING_APPROVAL
    assert str(first.total) == "1355000.00"
    assert first.content.credit_balance == usd("0")


def test_no_more_usage_is_taken_than_the_credit_has(deal: Deal) -> None:
    deal.approve()
    with pytest.raises(CreditUsedUp), deal.store.write(WORKSPACE) as uow:
        record_usage(
            RecordUsage(by=SAM, contract_id=deal.id, credit="Usage credit", amount=usd("25000.01")),
            uow,
        )


def test_a_held_invoice_is_not_issued_by_the_timer(deal: Deal) -> None:
    deal.approve()
    deal.live_until(2026, 12, 20)
    (first,) = deal.invoices
    with deal.store.write(WORKSPACE) as uow:
        hold_invoice(
            HoldInvoice(by=FIONA, invoice_id=first.id, expected_version=first.sequence), uow
        )
    deal.live_until(2027, 1, 5)
    assert [each.state for each in deal.invoices] == [State.PENDING_APPROVAL]


def test_ending_a_contract_leaves_the_coming_invoices_unissued(deal: Deal) -> None:
    deal.approve()
    deal.live_until(2027, 12, 25)
    with deal.store.write(WORKSPACE) as uow:
        seen = uow.contracts.get(deal.id).sequence
        end_contract(
            EndContract(by=FIONA, contract_id=deal.id, expected_version=seen, reason="Left us"), uow
        )
    deal.live_until(2029, 6, 1)
    assert [each.state for each in deal.invoices] == [State.ISSUED, State.VOID]


def test_a_proposed_change_makes_nobody_one_who_may_end_what_is_agreed(deal: Deal) -> None:
    deal.approve()
    rita = SAM.model_copy(update={"id": "U0RITA", "name": "Rita Novak"})
    changed = the_terms().model_copy(update={"net_terms": 30})
    with deal.store.write(WORKSPACE) as uow:
        command = ReviseContract(by=rita, contract_id=deal.id, expected_version=None, terms=changed)
        revise_contract(command, uow, Paper())
    with pytest.raises(NotPermitted), deal.store.write(WORKSPACE) as uow:
        end_contract(
            EndContract(by=rita, contract_id=deal.id, expected_version=None, reason="Mine"), uow
        )
    with deal.store.write(WORKSPACE) as uow:
        end_contract(
            EndContract(by=SAM, contract_id=deal.id, expected_version=None, reason="Left us"), uow
        )
    assert deal.contract.state is ContractState.ENDED


def test_a_changed_price_needs_its_own_approval_and_leaves_what_is_issued(deal: Deal) -> None:
    deal.approve()
    deal.live_until(2027, 1, 1, 12)
    changed = with_changed_price(
        the_terms(), 0, from_date=date(2028, 1, 1), annual_price=usd("1300000")
    )
    with deal.store.write(WORKSPACE) as uow:
        seen = uow.contracts.get(deal.id).sequence
        revise_contract(
            ReviseContract(by=SAM, contract_id=deal.id, expected_version=seen, terms=changed),
            uow,
            Paper(),
        )
    assert deal.contract.agreed is not None
    deal.approve()
    deal.live_until(2029, 1, 1, 12)
    assert [str(each.total) for each in deal.invoices] == [
        "1345000.00",
        "1426000.00",
        "1426000.00",
    ]


def test_a_missing_po_is_asked_for_a_week_after_issue_and_weekly_then(deal: Deal) -> None:
    deal.approve()
    nine_there = 17
    for day in (1, 7, 8, 9, 15):
        deal.live_until(2027, 1, day, nine_there - 1)
        deal.live_until(2027, 1, day, nine_there)
    with deal.store.read(WORKSPACE) as uow:
        events = uow.events.of(deal.invoices[0].id)
    asked = [each.at.day for each in events if each.name is EventName.INVOICE_PO_NUMBER_MISSING]
    assert asked == [8, 15]
