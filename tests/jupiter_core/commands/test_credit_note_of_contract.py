"""A credit note for an invoice of a contract, and the usage credit that the invoice drew."""

import pytest

from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.credit_note import DraftCreditNote, draft_credit_note
from jupiter_core.domain.credit_note import Part
from jupiter_core.domain.invoice import Invoice
from jupiter_core.queries.contract_view import contract_view
from jupiter_core.queries.verify import verify
from tests.factories import FIONA, SAM, WORKSPACE
from tests.harness.workspace import Paper
from tests.jupiter_core.commands.test_contract_life import Deal, usd


@pytest.fixture
def deal() -> Deal:
    deal = Deal()
    deal.approve()
    deal.live_until(2027, 1, 1, 12)
    deal.live_until(2027, 1, 1, 13)
    return deal


def credit(deal: Deal, part: Part | None = None) -> Invoice:
    """The first invoice's credit note, issued."""
    invoice = deal.invoices[0]
    command = DraftCreditNote(
        by=SAM, invoice_id=invoice.id, expected_version=invoice.sequence, reason="Late", part=part
    )
    with deal.store.write(WORKSPACE) as uow:
        draft = draft_credit_note(command, uow, Paper())
        return approve(Approve(by=FIONA, subject_id=draft.id, expected_version=draft.sequence), uow)


def test_a_credit_in_full_gives_the_usage_credit_back(deal: Deal) -> None:
    assert deal.balance() == usd("0")
    assert credit(deal).total == usd("1345000.00")
    assert deal.balance() == usd("25000.00")
    assert verify(deal.store, WORKSPACE) == []


def test_a_credit_in_part_leaves_the_usage_credit_drawn(deal: Deal) -> None:
    credit(deal, Part(description="Seats", net=usd("5000.00")))
    assert deal.balance() == usd("0")


def test_what_the_contract_is_still_owed_falls_by_the_credit(deal: Deal) -> None:
    credit(deal, Part(description="Seats", net=usd("45000.00")))
    with deal.store.read(WORKSPACE) as uow:
        assert contract_view(uow, deal.id).due == usd("1300000.00")


def test_a_credit_note_is_none_of_the_invoices_of_the_schedule(deal: Deal) -> None:
    credit(deal)
    assert [each.number for each in deal.invoices] == ["JUS-000001"]
