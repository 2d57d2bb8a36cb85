"""The customer's link: looked at once that we note, replaced when it went astray."""

import pytest

from jupiter_core.commands.link import ReplaceLink, note_first_view, replace_link
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import ChangedSinceSeen, NotInState
from tests.factories import SAM
from tests.harness.workspace import MemoryWorkspace


def _replace(desk: MemoryWorkspace, seen: Invoice) -> Invoice:
    with desk.writing() as uow:
        return replace_link(
            ReplaceLink(by=SAM, invoice_id=seen.id, expected_version=seen.sequence), uow
        )


def test_a_new_link_is_a_new_generation_of_the_same_paper() -> None:
    desk = MemoryWorkspace()
    issued = desk.issued()
    replaced = _replace(desk, issued)
    assert (replaced.link_generation, replaced.revision) == (1, issued.revision)
    assert replaced.content == issued.content


def test_a_link_replaced_twice_at_once_is_replaced_once() -> None:
    desk = MemoryWorkspace()
    seen = desk.issued()
    _replace(desk, seen)
    with pytest.raises(ChangedSinceSeen):
        _replace(desk, seen)


def test_what_is_not_issued_has_no_link_to_replace() -> None:
    desk = MemoryWorkspace()
    with pytest.raises(NotInState):
        _replace(desk, desk.submit())


def test_the_first_view_is_told_and_no_later_one() -> None:
    desk = MemoryWorkspace()
    issued = desk.issued()
    noted = []
    for _ in range(2):
        with desk.writing() as uow:
            noted.append(note_first_view(issued.id, uow))
    assert noted == [True, False]
    views = [e for e in desk.events(issued.id) if e.name is EventName.INVOICE_VIEWED]
    assert len(views) == 1
    assert desk.now(issued) == issued
