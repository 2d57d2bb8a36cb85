"""Invoices with a history, written as commands write them, and what lies around them."""

from datetime import timedelta
from typing import Any

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.changes import Change
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.version import GENESIS, Version
from jupiter_core.ports import Message, SavedForm, UnitOfWork
from tests.factories import NOW, SAM, WORKSPACE, a_content, a_draft

ID = "01JACME0000000000000000001"


def add(uow: UnitOfWork, invoice: Invoice, by: Actor = SAM) -> Invoice:
    uow.invoices.add(invoice, _version(uow, invoice, by, GENESIS))
    return invoice


def save(uow: UnitOfWork, invoice: Invoice, by: Actor = SAM) -> Invoice:
    uow.invoices.save(invoice, _version(uow, invoice, by, uow.invoices.head(invoice.id).hash))
    return invoice


def edit(uow: UnitOfWork, memo: str, invoice_id: str = ID) -> Invoice:
    return save(uow, uow.invoices.get(invoice_id).edited(a_content(memo=memo), SAM))


def a_draft_of(uow: UnitOfWork, name: str, **changes: Any) -> Invoice:
    """A new draft with `name` as its id."""
    return add(uow, a_draft(id=name, workspace_id=uow.workspace_id, **changes))


def a_message(name: str, stream: str = "thread-1", workspace_id: str = WORKSPACE) -> Message:
    return Message(
        id=name,
        workspace_id=workspace_id,
        stream=stream,
        destination="slack",
        kind="card",
        body={"text": f"Rechnung über {name} €", "n": 1},
    )


def a_form(name: str = "form-1", minutes: int = 0, **changes: Any) -> SavedForm:
    form = SavedForm(
        id=name,
        owner="U0SAM",
        channel="C0ACME",
        values={"lines": [{"quantity": "two hundred"}], "memo": "<!channel> €"},
        updated_at=NOW + timedelta(minutes=minutes, microseconds=7),
    )
    return form.model_copy(update=changes)


def an_event(name: str, subject_id: str = "invoice-1") -> Event:
    return Event(
        id=name,
        workspace_id=WORKSPACE,
        name=EventName.INVOICE_AMENDED,
        subject_id=subject_id,
        sequence=2,
        at=NOW,
        by=SAM,
        changes=(Change(what="PO number", old="", new="4500017342"),),
    )


def _version(uow: UnitOfWork, invoice: Invoice, by: Actor, previous_hash: str) -> Version:
    return Version.sealed(
        invoice,
        at=uow.now,
        by=by,
        why="invoice.edited",
        note="",
        previous_hash=previous_hash,
        seal=uow.signer.seal,
    )
