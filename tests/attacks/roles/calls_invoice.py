"""Calls about invoices, of others and of what the key drafted itself."""

from typing import Any

from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.draft import SubmitDraft, SubmitInvoice, submit_draft, submit_invoice
from jupiter_core.domain.api_key import Scope
from tests.attacks.roles.actions import VARIANT, invoice
from tests.attacks.roles.call import Call, Json, at, changes, plain, tag
from tests.attacks.roles.judged import Done
from tests.attacks.roles.keys import KeyKind
from tests.attacks.roles.late import overdue
from tests.attacks.roles.people import actor
from tests.attacks.roles.stage import Stage
from tests.attacks.roles.workspace_deals import PAPER, terms
from tests.factories import DEAL_CHANNEL, WORKSPACE

REASON: Json = {"reason": "Signed twice"}

INVOICE: Json = {
    "customer": {"id": "customer-acme"},
    "sender": {"id": "sender-us"},
    "currency": "USD",
    "net_terms": 45,
    "issue_date": "2026-11-22",
    "lines": [{"description": "Seats", "unit_price": "480.00"}],
}


def _own_draft(stage: Stage, key: KeyKind) -> None:
    """A draft that this very key made, when its owner could still draft."""
    with stage.store.write(WORKSPACE) as uow:
        before = uow.workspace()
        uow.save_workspace(before.model_copy(update={"drafters": ()}))
        known = uow.api_keys.get(key.id)
        uow.api_keys.save(known.model_copy(update={"scopes": tuple(Scope)}))
        made = submit_invoice(
            SubmitInvoice(by=known.actor, deal_channel=DEAL_CHANNEL, terms=terms(), as_draft=True),
            uow,
            PAPER,
        )
        uow.save_workspace(before)
        uow.api_keys.save(known)
    stage.ids.own[key.name] = made.id


def _own_issued(stage: Stage, key: KeyKind) -> None:
    """The same, issued since by two who wrote none of it."""
    _own_draft(stage, key)
    issued = stage.ids.own[key.name]
    with stage.store.write(WORKSPACE) as uow:
        submit_draft(SubmitDraft(by=actor("author"), invoice_id=issued, expected_version=None), uow)
    for by in ("first", "proposer"):
        with stage.store.write(WORKSPACE) as uow:
            seen = uow.invoices.get(issued).sequence
            approve(Approve(by=actor(by), subject_id=issued, expected_version=seen), uow)


def _own(row: str, done: Done, *, is_issued: bool = False, **more: Any) -> Call:
    tail = row.partition(VARIANT)[0].partition("}")[2]
    make, without = (_own_issued, "issued") if is_issued else (_own_draft, "draft")

    def before(stage: Stage, key: KeyKind) -> None:
        if key.is_live and key.workspace == WORKSPACE:
            make(stage, key)

    def path(stage: Stage, key: KeyKind) -> str:
        return f"/invoices/{stage.ids.own.get(key.name, getattr(stage.ids, without))}{tail}"

    return Call(f"{row}{VARIANT}own {without}", path, done, before=before, **more)


INVOICES = (
    plain("GET /invoices", Done(says="Acme Corporation")),
    plain("POST /invoices", changes("invoices"), body=INVOICE),
    plain("GET /credit-notes", Done(says="items")),
    at("GET /invoices/{invoice_id}", "issued", done=Done(says="Acme Corporation")),
    at("PUT /invoices/{invoice_id}", "draft", done=changes("invoices"), body=INVOICE),
    _own("PUT /invoices/{invoice_id}", changes("invoices"), body=INVOICE),
    at("POST /invoices/{invoice_id}/submit", "draft", done=changes("invoices"), body={}),
    _own("POST /invoices/{invoice_id}/submit", changes("invoices"), body={}),
    at(
        "PATCH /invoices/{invoice_id}",
        "issued",
        done=changes("invoices"),
        body={"po_number": "4500017342"},
    ),
    at("POST /invoices/{invoice_id}/void", "draft", done=changes("invoices"), body=REASON),
    _own("POST /invoices/{invoice_id}/void", changes("invoices"), body=REASON),
    at("POST /invoices/{invoice_id}/send", "issued", done=changes("letters")),
    at("GET /invoices/{invoice_id}/approvals", "pending", done=Done(says="Fred")),
    at(
        "POST /invoices/{invoice_id}/approvals",
        "pending",
        done=changes("invoices"),
        seen=tag(invoice("pending")),
    ),
    at(
        "POST /invoices/{invoice_id}/request-changes",
        "pending",
        done=changes("invoices"),
        body=REASON,
        seen=tag(invoice("pending")),
    ),
    at("GET /invoices/{invoice_id}/versions", "issued"),
    at("GET /invoices/{invoice_id}/versions/{sequence}", "issued"),
    at("GET /invoices/{invoice_id}/versions/{sequence}/differences", "issued"),
    at("GET /invoices/{invoice_id}/credit-notes", "issued"),
    at(
        "POST /invoices/{invoice_id}/credit-notes",
        "issued",
        done=changes("invoices"),
        body=REASON,
    ),
    at(
        "POST /invoices/{invoice_id}/reissue",
        "issued",
        done=changes("invoices"),
        body={"way": "credit_note", **REASON},
    ),
    at("POST /invoices/{invoice_id}/duplicate", "issued", done=changes("invoices"), body={}),
    at(
        "POST /invoices/{invoice_id}/late-fee",
        "issued",
        done=changes("invoices"),
        body={},
        before=lambda stage, _key: overdue(stage),
    ),
    at("GET /invoices/{invoice_id}/payments", "issued"),
    at(
        "POST /invoices/{invoice_id}/payments",
        "issued",
        done=changes("invoices"),
        body={"amount": "1000.00"},
    ),
    *(
        at(f"GET /invoices/{{invoice_id}}/documents/{each}", "with_po")
        for each in ("pdf", "factur-x", "cii", "ubl", "xrechnung")
    ),
    _own(
        "POST /invoices/{invoice_id}/dispute",
        changes("invoices"),
        is_issued=True,
        body={"reason": "Two seats were cancelled"},
    ),
    _own(
        "POST /invoices/{invoice_id}/pause-reminders",
        changes("invoices"),
        is_issued=True,
        body={"until": "2027-01-12"},
    ),
)
