"""A contract's invoice is reissued: at its place in the schedule, with its part of the credit."""

import pytest

from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.contract_end import EndContract, end_contract
from jupiter_core.commands.draft import SubmitDraft, submit_draft
from jupiter_core.commands.reissue import ReissueInvoice, Way, reissue_invoice
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.queries.contract_view import contract_view
from jupiter_core.queries.verify import verify
from tests.factories import FIONA, FRANK, SAM, WORKSPACE
from tests.jupiter_core.commands.test_contract_life import Deal, Paper, usd


@pytest.fixture
def deal() -> Deal:
    """The first of its three invoices is issued."""
    deal = Deal()
    deal.approve()
    deal.live_until(2027, 1, 1, 12)
    return deal


def reissued(deal: Deal, way: Way) -> Invoice:
    (old,) = deal.invoices
    command = ReissueInvoice(
        by=FIONA, invoice_id=old.id, expected_version=None, way=way, reason="Wrong address"
    )
    with deal.store.write(WORKSPACE) as uow:
        return reissue_invoice(command, uow, Paper()).draft


def issued(deal: Deal, draft: Invoice) -> Invoice:
    with deal.store.write(WORKSPACE) as uow:
        submitting = SubmitDraft(by=SAM, invoice_id=draft.id, expected_version=None)
        seen = submit_draft(submitting, uow).sequence
        return approve(Approve(by=FRANK, subject_id=draft.id, expected_version=seen), uow)


def test_it_draws_the_credit_that_the_void_one_gave_back(deal: Deal) -> None:
    (old,) = deal.invoices
    assert deal.balance() == usd("0")
    draft = reissued(deal, Way.VOID)
    assert deal.balance() == usd("25000")
    new = issued(deal, draft)
    assert (new.number, new.total) == ("JUS-000002", old.total)
    assert deal.balance() == usd("0")
    assert new.content.credit_balance == old.content.credit_balance
    assert verify(deal.store, WORKSPACE) == []


def test_it_stands_at_the_same_place_and_the_timer_goes_on_behind_it(deal: Deal) -> None:
    new = issued(deal, reissued(deal, Way.VOID))
    deal.live_until(2028, 1, 1, 12)
    assert [(each.number, each.contract_sequence, each.state) for each in deal.invoices] == [
        ("JUS-000001", 1, State.VOID),
        ("JUS-000002", 1, State.ISSUED),
        ("JUS-000003", 2, State.ISSUED),
    ]
    with deal.store.read(WORKSPACE) as uow:
        shown = contract_view(uow, deal.id).rows[0].invoice
    assert shown is not None
    assert shown.number == new.number


def test_beside_one_that_is_credited_it_stands_at_the_same_place_too(deal: Deal) -> None:
    draft = reissued(deal, Way.CREDIT_NOTE)
    assert [each.contract_sequence for each in deal.invoices] == [1, 1]
    assert issued(deal, draft).number == "JUS-000002"


def test_the_end_of_the_contract_leaves_what_replaces_an_issued_invoice(deal: Deal) -> None:
    draft = reissued(deal, Way.VOID)
    ending = EndContract(by=FIONA, contract_id=deal.id, expected_version=None, reason="Sold")
    with deal.store.write(WORKSPACE) as uow:
        end_contract(ending, uow)
        assert uow.invoices.get(draft.id).state is State.DRAFT
