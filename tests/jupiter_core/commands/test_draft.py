"""Drafting and submitting."""

import pytest

from jupiter_core.commands.draft import ReviseInvoice, SubmitInvoice, revise_invoice, submit_invoice
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import State
from jupiter_core.domain.refusals import (
    ChangedSinceSeen,
    NoBankAccount,
    NoLines,
    NotFound,
    NothingChanged,
    NotInState,
    NotPermitted,
    TotalBelowZero,
    ValidationErrors,
)
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import SavedForm
from tests.factories import (
    DEAL_CHANNEL,
    FIONA,
    FRANK,
    NOW,
    SAM,
    WORKSPACE,
    a_line,
    a_sender_profile,
)
from tests.harness.workspace import UNPRINTABLE, MemoryWorkspace, terms


def test_a_submitted_invoice_waits_for_approval_with_the_parties_as_they_are() -> None:
    desk = MemoryWorkspace()
    invoice = desk.submit()
    assert invoice == desk.now(invoice)
    assert invoice.state is State.PENDING_APPROVAL
    assert str(invoice.total) == "1345000.00"
    assert invoice.number is None
    assert (invoice.drafted_by, invoice.authors, invoice.submitted_by) == (SAM, (SAM.id,), SAM.id)
    assert invoice.content.seller == a_sender_profile().seller()
    assert [each.why for each in desk.versions(invoice.id)] == [
        EventName.INVOICE_CREATED,
        EventName.INVOICE_SUBMITTED,
    ]


def test_who_may_not_draft_is_refused_and_nothing_is_kept() -> None:
    desk = MemoryWorkspace()
    with desk.writing() as uow:
        uow.save_workspace(Workspace(id=WORKSPACE, drafters=(FIONA.id,)))
    with pytest.raises(NotPermitted):
        desk.submit(SAM)
    assert desk.messages() == []
    assert desk.submit(FIONA).drafted_by == FIONA


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"customer_id": "nobody"}, NotFound),
        ({"sender_profile_id": "nobody"}, NotFound),
        ({"lines": ()}, NoLines),
        ({"lines": (a_line(price="-1.00"),)}, TotalBelowZero),
    ],
)
def test_what_cannot_be_billed_is_refused_and_nothing_is_kept(
    changes: dict[str, object], refusal: type[Exception]
) -> None:
    desk = MemoryWorkspace()
    with pytest.raises(refusal):
        desk.submit(SAM, **changes)
    with desk.reading() as uow:
        assert uow.invoices.ids() == []


def test_an_entity_without_a_bank_account_cannot_bill() -> None:
    desk = MemoryWorkspace()
    with desk.writing() as uow:
        uow.sender_profiles.save(a_sender_profile(bank_accounts=()))
    with pytest.raises(NoBankAccount):
        desk.submit()


def test_what_the_paper_cannot_print_is_refused_at_each_of_its_fields() -> None:
    desk = MemoryWorkspace()
    lines = (a_line(), a_line(UNPRINTABLE))
    with pytest.raises(ValidationErrors) as mistakes:
        desk.submit(lines=lines, memo=UNPRINTABLE, po_number=UNPRINTABLE)
    assert [each.path for each in mistakes.value.refusals] == [
        "po_number",
        "memo",
        "lines[1].description",
    ]


def test_the_form_is_forgotten_once_its_invoice_is_submitted() -> None:
    desk = MemoryWorkspace()
    form = SavedForm(id="form", owner=SAM.id, channel=DEAL_CHANNEL, values={}, updated_at=NOW)
    command = SubmitInvoice(by=SAM, deal_channel=DEAL_CHANNEL, terms=terms(), form_id="form")
    with desk.writing() as uow:
        uow.forms.save(form)
        invoice = submit_invoice(command, uow, desk.renderer)
        assert uow.forms.of(SAM.id) == []
        uow.forms.save(form)
        revise_invoice(
            ReviseInvoice(
                by=SAM,
                invoice_id=invoice.id,
                expected_version=2,
                terms=terms(memo="x"),
                form_id="form",
            ),
            uow,
            desk.renderer,
        )
        assert uow.forms.of(SAM.id) == []


def test_a_revision_while_it_waits_asks_again_for_as_many_as_the_new_total_needs() -> None:
    desk = MemoryWorkspace(
        ApprovalPolicy.model_validate(
            {
                "approvers": (FIONA.id, FRANK.id),
                "rules": [{"at_least": "2000000", "currency": "USD", "approvals": 2}],
            }
        )
    )
    revised = desk.revise(desk.submit(), lines=(a_line(price="2000000.00"),))
    assert (revised.state, revised.approvals_needed) == (State.PENDING_APPROVAL, 2)
    assert desk.versions(revised.id)[-1].why == EventName.INVOICE_APPROVAL_VOIDED


def test_a_revision_of_what_was_sent_back_submits_it_anew() -> None:
    desk = MemoryWorkspace()
    draft = desk.ask_for_changes(desk.submit(), reason="Net 30, please")
    revised = desk.revise(draft, net_terms=30)
    assert (revised.state, revised.reason) == (State.PENDING_APPROVAL, "")
    assert [each.why for each in desk.versions(revised.id)[-2:]] == [
        EventName.INVOICE_EDITED,
        EventName.INVOICE_SUBMITTED,
    ]


def test_what_was_sent_back_may_be_submitted_as_it_is() -> None:
    desk = MemoryWorkspace()
    draft = desk.ask_for_changes(desk.submit())
    revised = desk.revise(draft, FRANK)
    assert (revised.state, revised.submitted_by) == (State.PENDING_APPROVAL, FRANK.id)
    assert revised.content == draft.content


def test_a_revision_that_changes_nothing_is_refused() -> None:
    desk = MemoryWorkspace()
    with pytest.raises(NothingChanged):
        desk.revise(desk.submit())


def test_a_second_reviser_is_told_what_changed_meanwhile() -> None:
    desk = MemoryWorkspace()
    seen = desk.submit()
    desk.revise(seen, net_terms=30)
    with pytest.raises(ChangedSinceSeen) as refusal:
        desk.revise(seen, net_terms=60)
    assert "Net 45 → Net 30" in refusal.value.summary
    assert desk.now(seen).content.net_terms == 30


def test_what_is_issued_is_not_revised() -> None:
    desk = MemoryWorkspace()
    with pytest.raises(NotInState):
        desk.revise(desk.issued(), net_terms=30)
