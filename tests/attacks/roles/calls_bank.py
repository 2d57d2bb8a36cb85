"""Calls about bank statements and their entries, about the tax form and the logo of a legal
entity, and about purchase orders that AP uploaded."""

from base64 import b64encode

from bot.api.examples import BODIES
from tests.attacks.roles.call import Call, Json, at, changes, plain
from tests.attacks.roles.judged import Done
from tests.attacks.roles.keys import KeyKind
from tests.attacks.roles.stage import Stage
from tests.attacks.roles.workspace_money import (
    PAYER,
    TAX_FORM,
    a_po_document,
    a_statement,
    a_tax_form,
    an_ignored_entry,
    entry,
    one_owner,
    po_document,
)
from tests.factories import WORKSPACE

FILE = BODIES["take_in_a_bank_statement"]["A CSV file, read as it looks like"]
FORM: Json = {"name": "W-9.pdf", "content": b64encode(TAX_FORM).decode()}


def _a_logo(stage: Stage, _key: KeyKind) -> None:
    drawn = f"data:image/svg+xml;base64,{b64encode(b'<svg/>').decode()}"
    with stage.store.write(WORKSPACE) as uow:
        profile = uow.sender_profiles.get("sender-us")
        uow.sender_profiles.save(profile.model_copy(update={"logo": drawn}))


def _of_entry(row: str, done: Done, **more: object) -> Call:
    """Of the entry that waits, unless `before` says otherwise."""
    template = row.partition(" ")[2]

    def path(stage: Stage, key: KeyKind) -> str:
        return template.replace("{entry_id}", entry(stage).id)

    return Call(row, path, done, **{"before": a_statement, **more})  # type: ignore[arg-type]


def _of_document(row: str, done: Done) -> Call:
    """Of what AP uploaded for the issued invoice."""
    template = row.partition(" ")[2]

    def path(stage: Stage, key: KeyKind) -> str:
        named = template.replace("{invoice_id}", stage.ids.issued)
        return named.replace("{document_id}", po_document(stage))

    return Call(row, path, done, before=a_po_document)


BANK = (
    _of_document("GET /invoices/{invoice_id}/po-documents", Done(says="order.png")),
    _of_document("GET /invoices/{invoice_id}/po-documents/{document_id}", Done(says="IHDR")),
    plain(
        "POST /bank-statements",
        changes("statements", "bank_entries"),
        body=FILE,
        before=one_owner,
    ),
    plain("GET /bank-entries", Done(says=PAYER), before=a_statement),
    _of_entry("GET /bank-entries/{entry_id}", Done(says=PAYER)),
    _of_entry(
        "POST /bank-entries/{entry_id}/booking",
        changes("bank_entries", "payments", "invoices"),
        body={},
    ),
    _of_entry(
        "POST /bank-entries/{entry_id}/ignoring",
        changes("bank_entries"),
        body={"reason": "Interest"},
    ),
    _of_entry(
        "POST /bank-entries/{entry_id}/reopening",
        changes("bank_entries"),
        before=an_ignored_entry,
    ),
    at(
        "GET /sender-profiles/{profile_id}/tax-forms",
        "sender-us",
        done=Done(says="W-9.pdf"),
        before=a_tax_form,
    ),
    at(
        "PUT /sender-profiles/{profile_id}/tax-form",
        "sender-us",
        done=changes("tax_forms"),
        body=FORM,
    ),
    at(
        "GET /sender-profiles/{profile_id}/tax-form",
        "sender-us",
        done=Done(says="%PDF-1.7"),
        before=a_tax_form,
    ),
    at(
        "PUT /sender-profiles/{profile_id}/logo",
        "sender-us",
        done=changes("profiles"),
        body=BODIES["set_the_logo_of_a_sender_profile"]["A drawing"],
    ),
    at(
        "DELETE /sender-profiles/{profile_id}/logo",
        "sender-us",
        done=changes("profiles"),
        before=_a_logo,
    ),
    at(
        "GET /sender-profiles/{profile_id}/logo",
        "sender-us",
        done=Done(says="<svg/>"),
        before=_a_logo,
    ),
    at(
        "GET /sender-profiles/{profile_id}/preview",
        "sender-us",
        done=Done(says="PNG"),
    ),
)
