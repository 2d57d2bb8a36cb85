"""A contract that is agreed months after its start: nothing is late before it could be known."""

from datetime import UTC, date, datetime

from jupiter_core.commands.approval import Approve
from jupiter_core.commands.contract import SubmitContract, submit_contract
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.commands.timer import tick
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.queries.contract_cautions import contract_cautions
from tests.factories import DEAL_CHANNEL, FIONA, SAM
from tests.harness.contracts import a_contract, a_subscription, usd
from tests.harness.workspace import MemoryWorkspace

APPROVED = datetime(2026, 11, 28, 12, tzinfo=UTC)


def proposed(desk: MemoryWorkspace) -> Contract:
    """USD 24,000.00 a year from 1 June, monthly, net 30."""
    terms = a_contract(
        a_subscription(annual_price=usd("24000")),
        start_date=date(2026, 6, 1),
        term_months=12,
        billing_frequency="monthly",
        net_terms=30,
    )
    command = SubmitContract(
        by=SAM,
        deal_channel=DEAL_CHANNEL,
        name="Acme",
        customer_id="customer-acme",
        sender_profile_id="sender-us",
        terms=terms,
    )
    with desk.writing() as uow:
        return submit_contract(command, uow, desk.renderer)


def approved(desk: MemoryWorkspace, contract: Contract) -> list[Invoice]:
    command = Approve(by=FIONA, subject_id=contract.id, expected_version=contract.sequence)
    with desk.writing() as uow:
        approve_contract(command, uow)
        return uow.invoices.of_contract(contract.id)


def test_six_months_are_issued_at_once_dated_and_due_from_that_day() -> None:
    desk = MemoryWorkspace()
    contract = proposed(desk)
    desk.at(APPROVED)
    invoices = approved(desk, contract)
    issued = [each for each in invoices if each.number]
    assert [each.number for each in issued] == [f"JUS-{n:06d}" for n in range(1, 7)]
    assert {each.content.issue_date for each in issued} == {date(2026, 11, 28)}
    assert {each.content.due_date for each in issued} == {date(2026, 12, 28)}
    assert not any(each.overdue(date(2026, 12, 28)) for each in issued)
    assert [
        (line.service_start, line.service_end)
        for each in (issued[0], issued[5])
        for line in each.content.lines
    ] == [
        (date(2026, 6, 1), date(2026, 6, 30)),
        (date(2026, 11, 1), date(2026, 11, 30)),
    ]
    assert {each.total.words for each in issued} == {"USD 2,000.00"}


def test_the_coming_ones_keep_their_planned_days() -> None:
    desk = MemoryWorkspace()
    contract = proposed(desk)
    desk.at(APPROVED)
    coming = [each for each in approved(desk, contract) if not each.number]
    assert [(each.state, each.content.issue_date) for each in coming] == [
        (State.APPROVED, date(2026, 12, 1))
    ]


def test_the_timer_that_was_off_for_a_week_issues_with_the_day_on_which_it_is_back() -> None:
    desk = MemoryWorkspace()
    contract = proposed(desk)
    desk.at(APPROVED)
    approved(desk, contract)
    desk.at(datetime(2026, 12, 8, 12, tzinfo=UTC))
    with desk.writing() as uow:
        tick(uow)
        seventh = uow.invoices.of_contract(contract.id)[6]
    assert (seventh.number, seventh.content.issue_date) == ("JUS-000007", date(2026, 12, 8))


def test_the_approver_is_told_all_of_it_as_long_as_it_waits_and_not_afterwards() -> None:
    desk = MemoryWorkspace()
    contract = proposed(desk)
    with desk.writing() as uow:
        (caution,) = contract_cautions(uow, contract, APPROVED)
        assert len(caution.lines) == 6
        assert "USD 12,000.00 in all" in caution.words
    desk.at(APPROVED)
    approved(desk, contract)
    with desk.reading() as uow:
        assert contract_cautions(uow, uow.contracts.get(contract.id), APPROVED) == ()
