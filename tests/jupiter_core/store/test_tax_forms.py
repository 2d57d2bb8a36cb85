"""A legal entity's tax form, on every kind of store."""

from hashlib import sha256

import pytest
from sqlalchemy import event

from jupiter_core.commands.tax_form import KeepTaxForm, keep_tax_form
from jupiter_core.domain.actor import OPERATOR, Actor
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.events import EventName
from jupiter_core.domain.refusals import FileTooLarge, NotAPdf, NotFound, NotPermitted, Refusal
from jupiter_core.domain.tax_form import LARGEST, TaxForm
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import Store
from jupiter_core.store import Database
from tests.factories import FIONA, SAM, WORKSPACE, a_sender_profile

W9, NEWER = b"%PDF-1.7\nfirst\n%%EOF\n", b"%PDF-1.4\nsecond\n%%EOF"


@pytest.fixture(autouse=True)
def entity(store: Store) -> None:
    with_entity(store)


def with_entity(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.save_workspace(Workspace(id=WORKSPACE, policy=ApprovalPolicy(approvers=(FIONA.id,))))
        uow.sender_profiles.save(a_sender_profile())


def keep(store: Store, content: bytes = W9, name: str = "W-9.pdf", by: Actor = FIONA) -> TaxForm:
    with store.write(WORKSPACE) as uow:
        command = KeepTaxForm(by=by, profile_id="sender-us", name=name, content=content)
        return keep_tax_form(command, uow)


def test_the_latest_counts_and_the_ones_before_are_kept(store: Store) -> None:
    first, second = keep(store), keep(store, NEWER)
    with store.read(WORKSPACE) as uow:
        assert uow.tax_forms.of("sender-us") == [first, second]
        assert uow.tax_forms.content(first.id) == W9
        assert uow.tax_forms.content(second.id) == NEWER
        told = list(uow.events.of("sender-us"))
    assert second.sha256 == sha256(NEWER).hexdigest()
    assert [each.name for each in told] == [EventName.TAX_FORM_CHANGED] * 2
    assert sha256(W9).hexdigest() in told[1].changes[0].old


def test_the_same_form_again_changes_nothing(store: Store) -> None:
    assert keep(store) == keep(store)
    with store.read(WORKSPACE) as uow:
        assert len(uow.tax_forms.of("sender-us")) == 1


def test_nobody_reads_that_of_another_workspace(store: Store) -> None:
    form = keep(store)
    with store.read("T0OTHER") as uow:
        assert uow.tax_forms.of("sender-us") == []
        with pytest.raises(NotFound):
            uow.tax_forms.content(form.id)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"<html>%PDF-</html>", NotAPdf),
        (b"PK\x03\x04%%EOF", NotAPdf),
        (b"%PDF-1.7 cut off", NotAPdf),
        (b"%PDF-1.7" + b"x" * LARGEST + b"%%EOF", FileTooLarge),
    ],
)
def test_what_is_no_pdf_or_too_large_is_refused(
    store: Store, content: bytes, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal) as refused:
        keep(store, content)
    assert refused.value.path == "content"
    with store.read(WORKSPACE) as uow:
        assert uow.tax_forms.of("sender-us") == []


def test_only_finance_and_the_operator_keep_one(store: Store) -> None:
    with pytest.raises(NotPermitted):
        keep(store, by=SAM)
    assert keep(store, by=OPERATOR).by == OPERATOR


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("W-9", "W-9.pdf"), ("../../etc/w9.PDF", "w9.PDF"), ("C:\\forms\\w9.pdf", "w9.pdf")],
)
def test_a_name_has_no_folder(store: Store, typed: str, kept: str) -> None:
    assert keep(store, name=typed).name == kept


def test_a_list_of_forms_does_not_read_their_files(database: Database) -> None:
    with_entity(database)
    keep(database)
    asked: list[str] = []
    event.listen(
        database.engine, "before_cursor_execute", lambda *given: asked.append(str(given[2]))
    )
    with database.read(WORKSPACE) as uow:
        assert [each.name for each in uow.tax_forms.of("sender-us")] == ["W-9.pdf"]
    assert [each for each in asked if "FROM tax_forms" in each]
    assert not any("tax_forms.content" in each for each in asked)
