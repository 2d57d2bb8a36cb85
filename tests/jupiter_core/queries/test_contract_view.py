"""A contract as it stands: what became of its schedule, its credits, its versions."""

from datetime import date

import pytest

from jupiter_core.commands.contract import ReviseContract, revise_contract
from jupiter_core.commands.contract_end import EndContract, end_contract
from jupiter_core.commands.credit import RecordUsage, record_usage
from jupiter_core.domain.contract.change import with_new_term
from jupiter_core.domain.contract.credit_ledger import LedgerEntryKind
from jupiter_core.ports.subject import CONTRACT
from jupiter_core.queries.contract_view import (
    ContractView,
    InvoiceStanding,
    contract_view,
)
from jupiter_core.queries.history import history
from jupiter_core.queries.po_waiting import waiting_for_po
from tests.factories import FIONA, SAM, WORKSPACE
from tests.jupiter_core.commands.test_contract_life import Deal, Paper, the_terms, usd


@pytest.fixture
def deal() -> Deal:
    return Deal()


def _view(deal: Deal, *, proposed: bool = False) -> ContractView:
    with deal.store.read(WORKSPACE) as uow:
        return contract_view(uow, deal.id, proposed=proposed)


def _standings(deal: Deal) -> list[InvoiceStanding]:
    return [each.standing for each in _view(deal).rows]


def test_before_approval_its_schedule_is_proposed(deal: Deal) -> None:
    assert _standings(deal) == [InvoiceStanding.PROPOSED] * 3
    assert _view(deal).next_row is None


def test_each_invoice_stands_where_the_timer_has_brought_it(deal: Deal) -> None:
    deal.approve()
    deal.live_until(2027, 1, 1, 12)
    deal.live_until(2027, 12, 20)
    assert _standings(deal) == [
        InvoiceStanding.ISSUED,
        InvoiceStanding.BROUGHT,
        InvoiceStanding.COMING,
    ]
    view = _view(deal)
    assert (view.issued, view.paid, view.due) == (usd("1345000"), usd("0"), usd("1345000"))
    coming = view.next_row
    assert coming is not None
    assert coming.issue_on == date(2028, 1, 1)


def test_what_a_contract_that_ended_left_is_unissued(deal: Deal) -> None:
    deal.approve()
    deal.live_until(2027, 1, 1, 12)
    deal.live_until(2027, 12, 20)
    with deal.store.write(WORKSPACE) as uow:
        seen = uow.contracts.get(deal.id).sequence
        end_contract(
            EndContract(by=FIONA, contract_id=deal.id, expected_version=seen, reason="Left"), uow
        )
    assert _standings(deal) == [
        InvoiceStanding.ISSUED,
        InvoiceStanding.UNISSUED,
        InvoiceStanding.UNISSUED,
    ]
    assert len(_view(deal).unissued) == 2


def test_a_proposed_change_has_a_schedule_beside_the_agreed_one(deal: Deal) -> None:
    deal.approve()
    deal.live_until(2027, 1, 1, 12)
    with deal.store.write(WORKSPACE) as uow:
        seen = uow.contracts.get(deal.id).sequence
        terms = with_new_term(the_terms(), 24)
        revise_contract(
            ReviseContract(by=SAM, contract_id=deal.id, expected_version=seen, terms=terms),
            uow,
            Paper(),
        )
    assert _standings(deal) == [
        InvoiceStanding.ISSUED,
        InvoiceStanding.COMING,
        InvoiceStanding.COMING,
    ]
    proposed = [each.standing for each in _view(deal, proposed=True).rows]
    assert proposed == [InvoiceStanding.ISSUED, InvoiceStanding.PROPOSED]


def test_the_ledger_adds_up_to_what_is_left(deal: Deal) -> None:
    deal.approve()
    with deal.store.write(WORKSPACE) as uow:
        command = RecordUsage(
            by=SAM, contract_id=deal.id, credit="Usage credit", amount=usd("10000"), note="May"
        )
        record_usage(command, uow)
    (account,) = _view(deal).credits
    assert account.sum_of(LedgerEntryKind.GRANTED) == usd("25000")
    assert account.sum_of(LedgerEntryKind.USED) == usd("10000")
    assert account.left == usd("15000")


def test_its_versions_say_who_and_what(deal: Deal) -> None:
    deal.approve()
    with deal.store.read(WORKSPACE) as uow:
        entries = history(uow, CONTRACT, deal.id)
    assert [(each.by, each.why) for each in entries] == [
        (SAM, "contract.created"),
        (SAM, "contract.submitted"),
        (FIONA, "contract.approved"),
    ]
    assert [each.words for each in entries[-1].changes] == ["Status: pending approval → active"]


def test_who_drafted_it_sees_what_waits_for_a_po(deal: Deal) -> None:
    deal.approve()
    deal.live_until(2027, 1, 1, 12)
    with deal.store.read(WORKSPACE) as uow:
        assert [each.number for each in waiting_for_po(uow, SAM.id)] == ["JUS-000001"]
        assert waiting_for_po(uow, FIONA.id) == []
