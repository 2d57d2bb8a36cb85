"""A tax form that is uploaded for a legal entity: by an admin who is an approver."""

from base64 import b64encode
from collections.abc import Iterator

import pytest

from jupiter_core.commands.tax_form import KeepTaxForm, keep_tax_form
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.tax_form import TaxForm
from jupiter_core.domain.workspace import Workspace
from tests.factories import FRANK, WORKSPACE
from tests.harness.setup_client import ADMIN, FINANCE, SALES, SetupClient, a_stage, eventually

W9 = b"%PDF-1.7\nthe form\n%%EOF\n"


@pytest.fixture
def stage() -> Iterator[SetupClient]:
    with a_stage() as made_stage:
        made_stage.make_admin(FINANCE)
        yield made_stage


def opened(stage: SetupClient, user: str = FINANCE) -> None:
    stage.opened(user)
    stage.press("setup_edit_profile", "profile_sender-us", user)
    stage.view("setup_entity", user)
    stage.press("setup_tax_form", "section_tax_form", user)
    stage.view("setup_tax_form_saved", user)


def chosen(
    stage: SetupClient, content: bytes = W9, name: str = "W-9.pdf", user: str = FINANCE
) -> None:
    stage.set("tax_form_file", [{"name": name, "content": b64encode(content).decode()}], user)


def uploaded(stage: SetupClient, content: bytes = W9, name: str = "W-9.pdf") -> None:
    chosen(stage, content, name)
    assert stage.submit(FINANCE)["ok"]


def forms(stage: SetupClient) -> list[TaxForm]:
    with stage.store.read(WORKSPACE) as uow:
        return uow.tax_forms.of("sender-us")


def test_an_uploaded_form_is_kept_and_shown_in_its_view_and_beneath(stage: SetupClient) -> None:
    opened(stage)
    stage.showing("No tax form yet", FINANCE)
    uploaded(stage)
    stage.showing("Tax form saved. Customers download this one from now on.", FINANCE)
    stage.showing("W-9.pdf, 1 KB, kept since 22 Nov 2026", FINANCE)
    (form,) = forms(stage)
    assert (form.name, form.size, form.by.id) == ("W-9.pdf", 24, FINANCE)
    with stage.store.read(WORKSPACE) as uow:
        assert uow.tax_forms.content(form.id) == W9
    eventually(lambda: "kept since" in str(stage.stack(FINANCE)[-2]) or None)


def test_another_upload_replaces_it_and_the_one_before_stays_on_record(
    stage: SetupClient,
) -> None:
    opened(stage)
    uploaded(stage)
    stage.showing("Tax form saved.", FINANCE)
    uploaded(stage, W9 + b"%" * 120_000 + b"%%EOF", "W-9 of 2026.pdf")
    stage.showing("W-9 of 2026.pdf, 121 KB, kept since", FINANCE)
    assert [each.name for each in forms(stage)] == ["W-9.pdf", "W-9 of 2026.pdf"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<html>%PDF-</html>", "This file is not a PDF. Nothing is saved yet."),
        (b"%PDF-1.7 cut off", "This file is not a PDF. Nothing is saved yet."),
    ],
)
def test_what_is_no_pdf_is_told_in_the_form_which_takes_another(
    stage: SetupClient, content: bytes, told: str
) -> None:
    opened(stage)
    uploaded(stage, content)
    stage.showing(told, FINANCE)
    assert forms(stage) == []
    uploaded(stage)
    stage.showing("Tax form saved.", FINANCE)
    assert len(forms(stage)) == 1


def test_a_form_that_is_too_large_is_refused_on_its_field_before_it_is_fetched(
    stage: SetupClient,
) -> None:
    opened(stage)
    chosen(stage, W9 + bytes(700_000))
    told = "The file has 700024 bytes; it can have 700000 at most."
    assert stage.submit(FINANCE)["errors"] == {"tax_form_file": told}
    assert forms(stage) == []


def test_a_file_of_another_kind_cannot_be_chosen(stage: SetupClient) -> None:
    opened(stage)
    body = {
        "user": FINANCE,
        "action_id": "setup_typed",
        "block_id": "tax_form_file",
        "view_id": stage.stack(FINANCE)[-1]["id"],
        "value": [{"name": "W-9.docx", "content": "AA=="}],
    }
    assert stage.http.post("/control/action", json=body).json()["error"] == "wrong_file_type"


def test_an_admin_who_is_no_approver_sees_it_and_is_told_who_can_upload(
    stage: SetupClient,
) -> None:
    opened(stage, ADMIN)
    stage.showing("Admins who are also approvers can upload one.", ADMIN)
    view = stage.stack(ADMIN)[-1]
    assert [each["type"] for each in view["blocks"]] == ["context", "section", "context"]
    assert "submit" not in view or not view["submit"]


def test_an_approver_who_is_removed_while_the_form_is_open_cannot_save(
    stage: SetupClient,
) -> None:
    opened(stage)
    chosen(stage)
    with stage.store.write(WORKSPACE) as uow:
        policy = ApprovalPolicy(approvers=(FRANK.id, SALES))
        uow.save_workspace(Workspace(id=WORKSPACE, policy=policy))
    assert "keep tax forms" in stage.submit(FINANCE)["errors"]["tax_form_file"]
    assert forms(stage) == []


def test_a_form_that_somebody_else_replaced_meanwhile_is_shown_and_stays(
    stage: SetupClient,
) -> None:
    opened(stage)
    chosen(stage)
    with stage.store.write(WORKSPACE) as uow:
        theirs = KeepTaxForm(by=FRANK, profile_id="sender-us", name="theirs.pdf", content=W9)
        keep_tax_form(theirs, uow)
    assert stage.submit(FINANCE)["ok"]
    stage.showing("tax form is now “theirs.pdf", FINANCE)
    stage.showing("theirs.pdf, 1 KB, kept since 22 Nov 2026", FINANCE)
    assert [each.name for each in forms(stage)] == ["theirs.pdf"]


def test_a_submission_that_comes_twice_keeps_one_form(stage: SetupClient) -> None:
    opened(stage)
    uploaded(stage)
    stage.showing("Tax form saved.", FINANCE)
    tables = stage.store.tables.copy()
    stage.redeliver("view_submission setup_tax_form_saved")
    assert stage.store.tables == tables


def test_a_hostile_name_is_shown_as_typed_and_is_kept(stage: SetupClient) -> None:
    opened(stage)
    uploaded(stage, name="<!channel> *w9*.PDF")
    stage.showing("<!channel> *w9*.PDF, 1 KB", FINANCE)
    assert [each.name for each in forms(stage)] == ["<!channel> *w9*.PDF"]
