"""A PO for all coming invoices of a contract."""

import pytest

from jupiter_core.commands.po_number import AddContractPoNumber, add_contract_po_number
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import State
from jupiter_core.domain.refusals import (
    ChangedSinceSeen,
    NothingChanged,
    Required,
    ValidationErrors,
)
from jupiter_core.queries.verify import verify
from tests.factories import SAM, WORKSPACE
from tests.harness.workspace import UNPRINTABLE
from tests.harness.workspace import Paper as StrictPaper
from tests.jupiter_core.commands.test_contract_life import Deal


@pytest.fixture
def deal() -> Deal:
    deal = Deal()
    deal.approve()
    return deal


def _add(deal: Deal, po_number: str = "4500017342", seen: int | None = None) -> Contract:
    command = AddContractPoNumber(
        by=SAM, contract_id=deal.id, expected_version=seen, po_number=po_number
    )
    with deal.store.write(WORKSPACE) as uow:
        return add_contract_po_number(command, uow, StrictPaper())


def test_coming_invoices_carry_it_and_stay_approved_and_issued_ones_stay(deal: Deal) -> None:
    deal.live_until(2027, 1, 1, 12)
    deal.live_until(2027, 12, 20)
    _add(deal)
    assert [(each.content.po_number, each.state) for each in deal.invoices] == [
        ("", State.ISSUED),
        ("4500017342", State.APPROVED),
    ]
    deal.live_until(2029, 1, 1, 12)
    assert [each.content.po_number for each in deal.invoices] == ["", "4500017342", "4500017342"]
    assert verify(deal.store, WORKSPACE) == []


def test_it_is_told_once_with_old_and_new(deal: Deal) -> None:
    _add(deal)
    with deal.store.read(WORKSPACE) as uow:
        *_, last = uow.events.of(deal.id)
    assert last.name is EventName.CONTRACT_PO_NUMBER_ADDED
    assert [each.words for each in last.changes] == ["PO number added: 4500017342"]


def test_the_same_number_twice_and_none_at_all_are_refused(deal: Deal) -> None:
    _add(deal)
    with pytest.raises(NothingChanged):
        _add(deal)
    with pytest.raises(Required):
        _add(deal, " ")


def test_what_no_paper_can_print_is_refused(deal: Deal) -> None:
    with pytest.raises(ValidationErrors):
        _add(deal, f"45{UNPRINTABLE}")


def test_a_second_writer_is_told_what_changed(deal: Deal) -> None:
    seen = deal.contract.sequence
    _add(deal)
    with pytest.raises(ChangedSinceSeen, match="PO number added: 4500017342"):
        _add(deal, "other", seen)
