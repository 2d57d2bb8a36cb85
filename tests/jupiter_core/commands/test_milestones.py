"""A milestone is accepted by a person, and its invoice issued; late ones are asked about once."""

from datetime import date
from decimal import Decimal

import pytest

from jupiter_core.commands.approval import Approve
from jupiter_core.commands.contract import ReviseContract, revise_contract
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.commands.milestones import AcceptMilestone, accept_milestone
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.contract.change import with_changed_price
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.milestone import Milestone, Milestones
from jupiter_core.domain.event_details import MilestoneNews
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import State
from jupiter_core.domain.refusals import (
    AcceptedAlready,
    ChangedSinceSeen,
    ChangeWaits,
    NoSuchMilestone,
    NotFound,
    NotInState,
    NotPermitted,
    OutOfRange,
)
from jupiter_core.queries.verify import verify
from tests.factories import FIONA, SAM, WANDA, WORKSPACE
from tests.jupiter_core.commands.test_contract_life import Deal, Paper, the_terms, usd

PROJECT = Milestones(
    description="Implementation",
    amount=usd("100000"),
    parts=(
        Milestone(name="Signature", percent=Decimal(40), on=date(2027, 2, 1)),
        Milestone(name="Go-live", percent=Decimal(40), expected_on=date(2027, 6, 30)),
        Milestone(name="Report"),
    ),
)
GO_LIVE, REPORT = 1, 2
LINE = 4


@pytest.fixture
def deal() -> Deal:
    """The three-year deal with a project beside it, agreed; it is 20 April 2027."""
    deal = Deal()
    terms = the_terms()
    with_project = terms.model_copy(update={"lines": (*terms.lines, PROJECT)})
    with deal.store.write(WORKSPACE) as uow:
        command = ReviseContract(
            by=SAM, contract_id=deal.id, expected_version=None, terms=with_project
        )
        revise_contract(command, uow, Paper())
    deal.approve()
    for moment in ((2027, 1, 1, 12), (2027, 2, 1, 12), (2027, 4, 20, 12)):
        deal.live_until(*moment)
    return deal


def accept(
    deal: Deal,
    part: int = GO_LIVE,
    on: date = date(2027, 4, 19),
    *,
    by: Actor = SAM,
    line: int = LINE,
    seen: int | None = None,
    workspace: str = WORKSPACE,
) -> Contract:
    command = AcceptMilestone(
        by=by,
        contract_id=deal.id,
        expected_version=seen,
        line=line,
        part=part,
        on=on,
        note="Signed by Dana",
    )
    with deal.store.write(workspace) as uow:
        return accept_milestone(command, uow)


def billed(deal: Deal) -> list[tuple[str | None, str, str]]:
    return [
        (each.number, each.content.issue_date.isoformat(), str(each.total))
        for each in deal.invoices
        if each.state is not State.VOID
    ]


def told(deal: Deal, name: EventName) -> list[MilestoneNews]:
    with deal.store.read(WORKSPACE) as uow:
        found = [each.details for each in uow.events.of(deal.id) if each.name is name]
    return [each for each in found if isinstance(each, MilestoneNews)]


def test_a_dated_milestone_is_an_invoice_of_its_own_on_its_day(deal: Deal) -> None:
    assert billed(deal) == [
        ("JUS-000001", "2027-01-01", "1345000.00"),
        ("JUS-000002", "2027-02-01", "40000.00"),
    ]


def test_an_acceptance_issues_its_invoice_at_once_under_the_contracts_approval(deal: Deal) -> None:
    accept(deal)
    assert billed(deal)[2:] == [("JUS-000003", "2027-04-20", "40000.00")]
    third = deal.invoices[2]
    assert third.content.lines[0].description == "Implementation, Go-live"
    assert [each.by for each in third.approvals] == [FIONA.id]
    assert third.content.due_date == date(2027, 6, 4)  # 45 days
    (news,) = told(deal, EventName.CONTRACT_MILESTONE_ACCEPTED)
    assert (news.name, str(news.amount), news.on) == ("Go-live", "40000.00", date(2027, 4, 19))
    deal.live_until(2028, 1, 1, 12)
    assert billed(deal)[3:] == [("JUS-000004", "2028-01-01", "1386000.00")]
    assert verify(deal.store, WORKSPACE) == []


def test_it_is_accepted_once_and_only_where_it_waits(deal: Deal) -> None:
    accept(deal)
    with pytest.raises(AcceptedAlready):
        accept(deal)
    for line, part in ((LINE, 0), (LINE, 9), (0, 0), (99, 0)):
        with pytest.raises(NoSuchMilestone):
            accept(deal, part, line=line)
    assert len(billed(deal)) == 3


def test_two_people_who_saw_the_same_do_not_both_accept(deal: Deal) -> None:
    seen = deal.contract.sequence
    accept(deal, seen=seen)
    with pytest.raises(ChangedSinceSeen):
        accept(deal, REPORT, seen=seen)


def test_a_day_to_come_is_no_acceptance(deal: Deal) -> None:
    with pytest.raises(OutOfRange) as refused:
        accept(deal, on=date(2027, 4, 21))
    assert refused.value.path == "on"
    assert len(billed(deal)) == 2


def test_whoever_may_not_draft_and_whoever_is_elsewhere_accepts_nothing(deal: Deal) -> None:
    with deal.store.write(WORKSPACE) as uow:
        team = uow.workspace()
        uow.save_workspace(team.model_copy(update={"drafters": (SAM.id,)}))
    with pytest.raises(NotPermitted):
        accept(deal, by=WANDA)
    with pytest.raises(NotFound):
        accept(deal, workspace="T0OTHER")
    assert len(billed(deal)) == 2


def test_an_acceptance_outlives_a_change_and_waits_while_one_waits(deal: Deal) -> None:
    accept(deal)
    terms = with_changed_price(deal.contract.shown.terms, 0, date(2028, 1, 1), usd("1300000"))
    with deal.store.write(WORKSPACE) as uow:
        # As a form or the API has it, which know nothing of acceptances.
        plain = terms.model_copy(update={"acceptances": ()})
        command = ReviseContract(by=SAM, contract_id=deal.id, expected_version=None, terms=plain)
        revise_contract(command, uow, Paper())
    with pytest.raises(ChangeWaits):
        accept(deal, REPORT)
    with deal.store.write(WORKSPACE) as uow:
        seen = uow.contracts.get(deal.id).sequence
        approve_contract(Approve(by=FIONA, subject_id=deal.id, expected_version=seen), uow)
    assert [each.part for each in deal.contract.shown.terms.acceptances] == [GO_LIVE]
    accept(deal, REPORT)
    assert [each[2] for each in billed(deal)[2:]] == ["40000.00", "20000.00"]


def test_a_contract_that_is_not_agreed_takes_no_acceptance() -> None:
    with pytest.raises(NotInState):
        accept(Deal())


def test_one_that_was_expected_is_asked_about_once(deal: Deal) -> None:
    with deal.store.write(WORKSPACE) as uow:
        team = uow.workspace()
        uow.save_workspace(team.model_copy(update={"receivables": (WANDA.id,)}))
    deal.live_until(2027, 6, 30, 12)
    assert told(deal, EventName.CONTRACT_MILESTONE_EXPECTED) == []
    for day in (1, 2, 9):
        deal.live_until(2027, 7, day, 12)
    (asked,) = told(deal, EventName.CONTRACT_MILESTONE_EXPECTED)
    assert (asked.name, asked.expected, asked.to) == ("Go-live", date(2027, 6, 30), (WANDA.id,))
    accept(deal)
    deal.live_until(2027, 8, 1, 12)
    assert len(told(deal, EventName.CONTRACT_MILESTONE_EXPECTED)) == 1
