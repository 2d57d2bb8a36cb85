"""Putting an invoice on its customer's portal: due from issue, ticked off, taken back."""

from datetime import timedelta

import pytest

from jupiter_core.commands.upload import (
    MarkUploaded,
    SendPortalFiles,
    UndoUploaded,
    mark_uploaded,
    send_portal_files,
    undo_uploaded,
)
from jupiter_core.commands.upload_reminding import remind_of_upload, uploads_waiting
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.delivery import Delivery
from jupiter_core.domain.desk import DeskLook, DeskSection, LocalDays
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.portal import (
    NothingToUpload,
    NotUploaded,
    PortalKind,
    PortalPack,
    UploadedAlready,
)
from jupiter_core.domain.refusals import ChangedSinceSeen, NotPermitted
from jupiter_core.domain.search import Sight, Wanted
from jupiter_core.domain.version import first_break
from tests.factories import A_SIGNER, DANA, FIONA, NOW, SAM, WANDA, a_customer
from tests.harness.workspace import MemoryWorkspace

PACK = PortalPack(kind=PortalKind.COUPA, our_id="123456789", their_id="ACME:1")


@pytest.fixture
def desk() -> MemoryWorkspace:
    made = MemoryWorkspace()
    with made.writing() as uow:
        uow.customers.save(a_customer(delivery=Delivery.PORTAL, portal=PACK))
    return made


def mark(desk: MemoryWorkspace, seen: Invoice, by: Actor = SAM, version: int | None = None) -> None:
    command = MarkUploaded(by=by, invoice_id=seen.id, expected_version=version)
    with desk.writing() as uow:
        mark_uploaded(command, uow)


def undo(desk: MemoryWorkspace, seen: Invoice, by: Actor = SAM) -> None:
    command = UndoUploaded(by=by, invoice_id=seen.id, expected_version=None)
    with desk.writing() as uow:
        undo_uploaded(command, uow)


def waiting(desk: MemoryWorkspace) -> list[str]:
    """On Sam's desk, and by looking it up."""
    day = NOW.date()
    look = DeskLook(person=SAM.id, whose=SAM.id, days=LocalDays(usual=day), at=NOW)
    wanted = Wanted(sight=Sight(person=SAM.id, everything=True), today=day, upload_due=True)
    with desk.reading() as uow:
        entries = uow.desk.entries(DeskSection.TO_UPLOAD, look)
        found = uow.search.page(wanted)
    assert [each.subject_id for each in entries] == [each.subject_id for each in found]
    return [each.subject_id for each in entries]


def test_from_issue_on_it_is_due_until_somebody_ticks_it_off(desk: MemoryWorkspace) -> None:
    submitted = desk.submit()
    assert submitted.upload is None
    issued = desk.approve(submitted)
    assert issued.upload and issued.upload.portal == "Coupa"
    assert issued.upload_due
    assert waiting(desk) == [issued.id]
    mark(desk, issued)
    done = desk.now(issued)
    assert done.upload and done.upload.by == SAM
    assert (done.upload.at, done.upload.revision) == (NOW, 1)
    assert waiting(desk) == []
    assert desk.events(issued.id)[-1].name is EventName.INVOICE_UPLOADED


def test_it_is_no_version_of_the_paper_and_the_chain_holds(desk: MemoryWorkspace) -> None:
    issued = desk.issued()
    mark(desk, issued)
    undo(desk, issued)
    now, versions = desk.now(issued), desk.versions(issued.id)
    assert (now.revision, now.content) == (issued.revision, issued.content)
    head = (versions[-1].sequence, versions[-1].hash)
    assert first_break(issued.id, versions, head, A_SIGNER) is None


def test_it_can_be_taken_back_once(desk: MemoryWorkspace) -> None:
    issued = desk.issued()
    with pytest.raises(NotUploaded):
        undo(desk, issued)
    mark(desk, issued)
    with pytest.raises(UploadedAlready) as refusal:
        mark(desk, issued, FIONA)
    assert str(refusal.value) == "JUS-000001 was marked as uploaded by Sam Ortiz already."
    undo(desk, issued, FIONA)
    assert waiting(desk) == [issued.id]
    assert desk.events(issued.id)[-1].name is EventName.INVOICE_UPLOAD_UNDONE


def test_whoever_saw_another_version_is_refused(desk: MemoryWorkspace) -> None:
    issued = desk.issued()
    with pytest.raises(ChangedSinceSeen):
        mark(desk, issued, version=issued.sequence - 1)
    assert desk.now(issued).upload_due


def test_neither_ap_nor_a_stranger_ticks_it_off(desk: MemoryWorkspace) -> None:
    issued = desk.issued()
    with desk.writing() as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"drafters": (SAM.id,)}))
    for by in (DANA, WANDA):
        with pytest.raises(NotPermitted):
            mark(desk, issued, by)
    assert desk.now(issued).upload_due


def test_nothing_is_due_for_customers_without_a_portal_nor_of_what_is_void(
    desk: MemoryWorkspace,
) -> None:
    issued = desk.issued()
    desk.void(issued)
    assert waiting(desk) == []
    with pytest.raises(NothingToUpload):
        mark(desk, issued)
    with desk.writing() as uow:
        uow.customers.save(a_customer(portal=PACK))
    mailed = desk.issued()
    assert mailed.upload is None
    assert "upload" not in canonical_json(mailed)
    with pytest.raises(NothingToUpload):
        mark(desk, mailed)


def test_the_thread_is_told_and_gets_the_files(desk: MemoryWorkspace) -> None:
    issued = desk.issued()
    kinds = [str(each.kind) for each in desk.messages() if each.destination == "slack"]
    assert kinds[-2:] == ["notice", "portal_files"]
    assert "email" not in {str(each.kind) for each in desk.messages()}
    with desk.writing() as uow:
        send_portal_files(SendPortalFiles(by=SAM, invoice_id=issued.id), uow)
    assert [str(each.kind) for each in desk.messages()][-1] == "portal_files"


def test_the_thread_is_told_again_after_two_business_days_and_then_every_week(
    desk: MemoryWorkspace,
) -> None:
    issued = desk.issued()  # on Sunday 22 November, where it is Sunday in San Francisco too
    reminded: list[int] = []
    for days in range(1, 16):  # Thursday the 26th is Thanksgiving
        desk.at(NOW + timedelta(days=days))
        for _ in range(2):
            with desk.writing() as uow:
                if sum(remind_of_upload(uow, each) for each in uploads_waiting(uow)):
                    reminded.append(22 + days)
    assert reminded == [24, 32]  # Tuesday the 24th, and Wednesday 2 December
    assert desk.events(issued.id)[-1].name is EventName.INVOICE_UPLOAD_REMINDED
    mark(desk, issued)
    with desk.reading() as uow:
        assert uploads_waiting(uow) == []


def test_a_credit_note_is_due_on_the_portal_too(desk: MemoryWorkspace) -> None:
    issued = desk.issued()
    note = desk.approve(desk.credit(issued))
    assert note.number and note.upload_due
