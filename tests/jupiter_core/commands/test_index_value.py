"""An invoice waits for the value of its index: asked for, entered by one, approved by another."""

from datetime import date
from decimal import Decimal

import pytest

from jupiter_core.commands.approval import RequestChanges, request_changes
from jupiter_core.commands.contract import ReviseContract, revise_contract
from jupiter_core.commands.index_value import EnterIndexValue, enter_index_value
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.cpi import Indexation
from jupiter_core.domain.contract.lines import Escalator, Subscription
from jupiter_core.domain.event_details import IndexAsked
from jupiter_core.domain.refusals import (
    ChangedSinceSeen,
    NoIndexWaits,
    NotFound,
    NotPermitted,
    OutOfRange,
)
from jupiter_core.ports.subject import CONTRACT
from jupiter_core.queries.verify import verify
from tests.factories import FIONA, SAM, WANDA, WORKSPACE
from tests.jupiter_core.commands.test_contract_life import Deal, Paper, the_terms, usd

INDEX = "US CPI-U, September"
PLATFORM = Subscription(
    description="Platform",
    annual_price=usd("120000"),
    indexation=Indexation(index=INDEX, base=Decimal("304.1"), cap=Decimal(5), floor=Decimal(2)),
)


@pytest.fixture
def deal() -> Deal:
    """Three years from 2027, agreed; the first invoice is issued."""
    deal = Deal()
    with deal.store.write(WORKSPACE) as uow:
        terms = the_terms().model_copy(update={"lines": (PLATFORM,)})
        command = ReviseContract(by=SAM, contract_id=deal.id, expected_version=None, terms=terms)
        revise_contract(command, uow, Paper())
    deal.approve()
    deal.live_until(2027, 1, 1, 12)
    return deal


def enter(
    deal: Deal,
    value: str = "312.3",
    *,
    by: Actor = SAM,
    index: str = INDEX,
    seen: int | None = None,
    workspace: str = WORKSPACE,
) -> Contract:
    command = EnterIndexValue(
        by=by, contract_id=deal.id, expected_version=seen, index=index, value=Decimal(value)
    )
    with deal.store.write(workspace) as uow:
        return enter_index_value(command, uow, Paper())


def asked(deal: Deal) -> list[IndexAsked]:
    with deal.store.read(WORKSPACE) as uow:
        found = [each.details for each in uow.events.of(deal.id)]
    return [each for each in found if isinstance(each, IndexAsked)]


def billed(deal: Deal) -> list[tuple[str, str]]:
    return [(str(each.content.issue_date), str(each.total)) for each in deal.invoices]


def test_the_invoice_waits_and_the_thread_is_asked_each_week(deal: Deal) -> None:
    deal.live_until(2027, 12, 1, 12)
    assert asked(deal) == []
    for day in (2, 3, 8):
        deal.live_until(2027, 12, day, 12)
    assert asked(deal) == [IndexAsked(indexes=(INDEX,), issue_on=date(2028, 1, 1))]
    deal.live_until(2027, 12, 9, 12)
    assert [each.again for each in asked(deal)] == [False, True]
    deal.live_until(2028, 1, 20, 12)
    assert billed(deal) == [("2027-01-01", "120000.00")]


def test_one_enters_it_another_approves_and_the_invoice_is_issued(deal: Deal) -> None:
    deal.live_until(2027, 12, 9, 12)
    proposed = enter(deal)
    assert proposed.proposal is not None
    assert [str(each.total) for each in proposed.proposal.schedule.invoices] == [
        *("120000.00", "123235.80", "125700.52")
    ]
    deal.live_until(2028, 1, 2, 12)
    assert len(billed(deal)) == 1
    deal.approve()
    assert billed(deal)[1:] == [("2028-01-02", "123235.80")]
    deal.live_until(2028, 6, 1, 12)
    assert [each.again for each in asked(deal)] == [False]
    assert verify(deal.store, WORKSPACE) == []
    deal.live_until(2028, 12, 20, 12)
    enter(deal, "331")
    deal.approve()
    deal.live_until(2029, 1, 1, 12)
    # 331 / 312.3 is 5.9878% more, capped at 5%: 120,000 × 1.026965 × 1.05
    assert billed(deal)[2:] == [("2029-01-01", "129397.59")]
    with pytest.raises(NoIndexWaits):
        enter(deal)


def test_what_is_no_value_and_whoever_may_not_change_nothing(deal: Deal) -> None:
    seen = deal.contract.sequence
    with pytest.raises(OutOfRange):
        enter(deal, "0")
    with pytest.raises(NoIndexWaits):
        enter(deal, index="Another index")
    with pytest.raises(NotFound):
        enter(deal, workspace="T0OTHER")
    with deal.store.write(WORKSPACE) as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"drafters": (SAM.id,)}))
    with pytest.raises(NotPermitted):
        enter(deal, by=WANDA)
    assert deal.contract.sequence == seen
    enter(deal, seen=seen)
    with pytest.raises(ChangedSinceSeen):
        enter(deal, "315", seen=seen)


def other_change(deal: Deal, months: int = 48) -> None:
    """Of the term, which does not tell the index."""
    terms = deal.contract.shown.terms.model_copy(update={"term_months": months})
    with deal.store.write(WORKSPACE) as uow:
        command = ReviseContract(by=SAM, contract_id=deal.id, expected_version=None, terms=terms)
        revise_contract(command, uow, Paper())


def sent_back(deal: Deal) -> None:
    with deal.store.write(WORKSPACE) as uow:
        command = RequestChanges(
            by=FIONA, subject_id=deal.id, expected_version=deal.contract.sequence, reason="No."
        )
        request_changes(CONTRACT, command, uow)


def test_while_a_change_waits_the_thread_is_told_once_and_asked_when_it_is_approved(
    deal: Deal,
) -> None:
    other_change(deal)
    for day in (2, 3, 20):
        deal.live_until(2027, 12, day, 12)
    noted = IndexAsked(indexes=(INDEX,), issue_on=date(2028, 1, 1), held=True)
    assert asked(deal) == [noted]
    assert noted.words == (
        "US CPI-U, September for the invoice of 1 Jan 2028, once the change of the contract is "
        "decided"
    )

    deal.approve()
    deal.live_until(2027, 12, 20, 13)
    first = IndexAsked(indexes=(INDEX,), issue_on=date(2028, 1, 1))
    assert asked(deal) == [noted, first]
    deal.live_until(2027, 12, 21, 12)
    assert asked(deal) == [noted, first]
    deal.live_until(2027, 12, 23, 12)
    assert asked(deal)[2:] == [first.model_copy(update={"again": True})]
    enter(deal)
    deal.approve()
    deal.live_until(2028, 1, 1, 12)
    assert billed(deal)[1:] == [("2028-01-01", "123235.80")]


def test_a_change_that_is_sent_back_leaves_the_value_to_be_asked_for_and_entered(
    deal: Deal,
) -> None:
    deal.live_until(2027, 12, 2, 12)
    other_change(deal)
    deal.live_until(2027, 12, 3, 12)
    sent_back(deal)
    deal.live_until(2027, 12, 3, 13)
    assert [(each.held, each.again) for each in asked(deal)] == [
        *((False, False), (True, False), (False, True))
    ]

    proposed = enter(deal).proposal
    assert proposed and proposed.terms.term_months == 36
    deal.approve()
    deal.live_until(2028, 1, 1, 12)
    assert billed(deal)[1:] == [("2028-01-01", "123235.80")]


def test_a_value_that_waits_for_approval_is_not_asked_for(deal: Deal) -> None:
    enter(deal)
    deal.live_until(2027, 12, 20, 12)
    assert asked(deal) == []
    sent_back(deal)
    deal.live_until(2027, 12, 20, 13)
    assert [each.held for each in asked(deal)] == [False]


def test_a_fixed_year_is_billed_in_time_and_its_index_is_asked_for_with_the_next_one() -> None:
    deal = Deal()
    rise = (Escalator(contract_year=2, percent=Decimal(3)),)
    with deal.store.write(WORKSPACE) as uow:
        line = PLATFORM.model_copy(update={"escalators": rise})
        terms = the_terms().model_copy(update={"lines": (line,)})
        command = ReviseContract(by=SAM, contract_id=deal.id, expected_version=None, terms=terms)
        revise_contract(command, uow, Paper())
    deal.approve()
    deal.live_until(2027, 1, 1, 12)
    deal.live_until(2028, 1, 1, 12)
    assert billed(deal)[1:] == [("2028-01-01", "123600.00")]
    assert asked(deal) == []

    deal.live_until(2028, 12, 3, 12)
    assert [each.issue_on for each in asked(deal)] == [date(2029, 1, 1)]
    for value in ("312.3", "331"):
        enter(deal, value)
        deal.approve()
    deal.live_until(2029, 1, 1, 12)
    assert billed(deal)[2:] == [("2029-01-01", "129780.00")]
