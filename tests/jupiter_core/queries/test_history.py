"""The history: every version, and what of it the customer may see."""

import pytest

from jupiter_core.commands.link import ReplaceLink, replace_link
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports.subject import INVOICE
from jupiter_core.queries.history import VersionEntry, history, published
from tests.factories import DANA, SAM
from tests.harness.workspace import MemoryWorkspace


def _history(desk: MemoryWorkspace, invoice_id: str) -> list[VersionEntry]:
    with desk.reading() as uow:
        return history(uow, INVOICE, invoice_id)


def test_every_version_says_who_why_and_what_became_different() -> None:
    desk = MemoryWorkspace()
    amended = desk.amend(desk.issued(), DANA, po_number="4500017342")
    entries = _history(desk, amended.id)
    assert [each.label for each in entries] == [
        "draft 1",
        "draft 2",
        "draft 3",
        "version 1",
        "version 2",
    ]
    assert entries[0].changes == ()
    assert entries[-1].by == DANA
    assert [each.words for each in entries[-1].changes] == ["PO number added: 4500017342"]


def test_the_reason_stands_with_the_version_that_it_made() -> None:
    desk = MemoryWorkspace()
    draft = desk.ask_for_changes(desk.submit(), reason="Net 30, please")
    assert _history(desk, draft.id)[-1].note == "Net 30, please"


def test_the_customer_sees_nothing_of_what_was_before_issue() -> None:
    desk = MemoryWorkspace()
    waiting = desk.submit()
    assert published(_history(desk, waiting.id)) == []
    issued = desk.approve(waiting)
    assert [each.label for each in published(_history(desk, issued.id))] == ["version 1"]


def test_a_new_link_is_no_version_of_the_paper() -> None:
    desk = MemoryWorkspace()
    issued = desk.issued()
    with desk.writing() as uow:
        replace_link(
            ReplaceLink(by=SAM, invoice_id=issued.id, expected_version=issued.sequence), uow
        )
    amended = desk.amend(desk.now(issued), DANA, attention="Floor 3")
    shown = published(_history(desk, amended.id))
    assert [(each.revision, each.by) for each in shown] == [(1, shown[0].by), (2, DANA)]
    assert "link" not in shown[0].why


def test_an_unknown_invoice_has_no_history() -> None:
    with pytest.raises(NotFound):
        _history(MemoryWorkspace(), "nobody")
