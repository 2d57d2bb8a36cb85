"""The customer's pages of an invoice that was reissued, and of the one that takes its place."""

from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.draft import SubmitDraft, submit_draft
from jupiter_core.commands.reissue import ReissueInvoice, Way, reissue_invoice
from jupiter_core.domain.approval import ApprovalPolicy
from tests.factories import FIONA, FRANK, SAM, WORKSPACE
from tests.harness.link_client import LINKS, PlainPaper, an_issued_site


def test_both_pages_name_the_other_invoice() -> None:
    site = an_issued_site()
    old = site.invoice
    command = ReissueInvoice(
        by=FIONA, invoice_id=old.id, expected_version=None, way=Way.VOID, reason="Wrong <b>"
    )
    with site.store.write(WORKSPACE) as uow:
        policy = ApprovalPolicy(approvers=(FIONA.id, FRANK.id))
        uow.save_workspace(uow.workspace().model_copy(update={"policy": policy}))
        draft = reissue_invoice(command, uow, PlainPaper()).draft
    assert "Replaced by" not in site.client.get(site.link).text
    with site.store.write(WORKSPACE) as uow:
        submitting = SubmitDraft(by=SAM, invoice_id=draft.id, expected_version=None)
        seen = submit_draft(submitting, uow).sequence
        new = approve(Approve(by=FRANK, subject_id=draft.id, expected_version=seen), uow)
    page = site.client.get(f"/i/{LINKS.token(new)}").text
    assert "Replaces invoice" in page
    assert str(old.number) in page
    page = site.client.get(site.link).text
    assert "Replaced by invoice" in page
    assert str(new.number) in page
    assert "Wrong" not in page
