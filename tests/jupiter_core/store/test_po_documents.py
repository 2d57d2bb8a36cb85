"""What AP hands over for a purchase order, on every kind of store."""

import pytest

from jupiter_core.commands.erasing import ErasePerson, erase_person
from jupiter_core.commands.po_document import HandOverPo, hand_over_po
from jupiter_core.commands.record import record_first
from jupiter_core.domain.actor import OPERATOR
from jupiter_core.domain.content import State
from jupiter_core.domain.po_document import FileKind, PoDocument, ReadOrder
from jupiter_core.domain.refusals import NotFound, NothingChanged, NotInState
from jupiter_core.ports import Store
from tests.factories import DANA, SAM, WORKSPACE, a_draft
from tests.harness.po_files import PICTURES

PNG, JPEG = PICTURES[FileKind.PNG], PICTURES[FileKind.JPEG]
ISSUED = a_draft(state=State.ISSUED, number="JUS-000001", revision=1)


@pytest.fixture(autouse=True)
def issued(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        record_first(uow, ISSUED, by=SAM)


def hand_over(store: Store, content: bytes = PNG, name: str = "order.png") -> PoDocument:
    with store.write(WORKSPACE) as uow:
        command = HandOverPo(
            by=DANA,
            invoice_id=ISSUED.id,
            name=name,
            content=content,
            read=ReadOrder(number="4500017342"),
        )
        return hand_over_po(command, uow)


def test_what_came_is_there_again_to_the_byte(store: Store) -> None:
    first, second = hand_over(store), hand_over(store, JPEG)
    with store.read(WORKSPACE) as uow:
        assert uow.po_documents.of(ISSUED.id) == [first, second]
        assert uow.po_documents.get(second.id) == second
        assert uow.po_documents.content(first.id) == PNG
        assert uow.po_documents.content(second.id) == JPEG


def test_the_same_file_again_changes_nothing(store: Store) -> None:
    hand_over(store)
    with pytest.raises(NothingChanged):
        hand_over(store, name="another.png")
    with store.read(WORKSPACE) as uow:
        assert len(uow.po_documents.of(ISSUED.id)) == 1


def test_a_draft_takes_none(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        draft = record_first(uow, a_draft(id="01DRAFT"), by=SAM)
        command = HandOverPo(by=DANA, invoice_id=draft.id, name="a", content=PNG, read=ReadOrder())
        with pytest.raises(NotInState):
            hand_over_po(command, uow)


def test_nobody_reads_that_of_another_workspace(store: Store) -> None:
    document = hand_over(store)
    with store.read("T0OTHER") as uow:
        assert uow.po_documents.of(ISSUED.id) == []
        for reads in (uow.po_documents.get, uow.po_documents.content):
            with pytest.raises(NotFound):
                reads(document.id)


def test_it_is_erased_with_whoever_sent_it(store: Store) -> None:
    document = hand_over(store)
    with store.write(WORKSPACE) as uow:
        erased = erase_person(ErasePerson(by=OPERATOR, who=DANA.email), uow)
        assert "1 changes and messages by link" in erased.what
    with store.read(WORKSPACE) as uow:
        assert uow.po_documents.of(ISSUED.id) == []
        with pytest.raises(NotFound):
            uow.po_documents.content(document.id)
