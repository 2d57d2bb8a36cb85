"""The description's examples are taken, by a workspace that is set up from the example file."""

import json
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.api.app import described
from bot.api.examples import answers
from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.credit_note import DraftCreditNote, draft_credit_note
from tests.bot.api.answers import Told
from tests.bot.api.test_collection import asked
from tests.factories import FIONA, FRANK, WORKSPACE
from tests.harness.demo_api_client import DemoSystem

DESCRIBED = described()
DRAFT = "make_an_invoice", "a_draft"
SUBMITTED = "make_an_invoice", "submitted_at_once"
STATES = {
    "draft_the_late_fee_of_an_invoice": "overdue",
    "amend_an_issued_invoice": "issued",
    "record_a_payment": "issued",
    "create_a_credit_note": "issued",
    "reissue_an_invoice": "issued",
    "renew_a_contract": "agreed",
    "accept_a_milestone_of_a_contract": "agreed",
    "enter_the_index_of_a_contract": "agreed",
    "dismiss_the_renewal_of_a_contract": "agreed",
    "set_when_the_renewal_of_a_contract_is_proposed": "agreed",
    "record_that_the_customer_disputes_an_invoice": "issued",
    "resolve_the_dispute_about_an_invoice": "disputed",
    "answer_the_customer": "issued",
    "record_when_an_invoice_will_be_paid": "issued",
    "pause_the_reminders_of_an_invoice": "issued",
    "hold_a_planned_reminder": "issued",
    "send_a_planned_reminder_now": "issued",
    "send_an_invoice_back_with_a_reason": "submitted",
    "send_a_contract_back_with_a_reason": "submitted",
}
"""Of the invoice or contract that an operation is tried on; a draft, where none is named."""
Json = dict[str, Any]


def operations() -> dict[str, tuple[str, str, Json]]:
    """By id: method, path, and what is said of it."""
    return {
        said["operationId"]: (method.upper(), path, said)
        for path, methods in DESCRIBED["paths"].items()
        for method, said in methods.items()
    }


def bodies(operation_id: str) -> Json:
    content = operations()[operation_id][2]["requestBody"]["content"]["application/json"]
    return {name: each["value"] for name, each in content.get("examples", {}).items()}


SHOWN_BY = {
    "accept_a_milestone_of_a_contract": "a_project_in_milestones",
    "enter_the_index_of_a_contract": "prices_that_follow_an_index",
}
WITH_BODY = [name for name, (_, _, said) in operations().items() if "requestBody" in said]
EXAMPLES = [(each, name) for each in WITH_BODY for name in bodies(each)]


def an_invoice_in(system: DemoSystem, state: str) -> str:
    body = example(DRAFT if state == "draft" else SUBMITTED)
    late = {"late_fee": "1.5% a month"} if state == "overdue" else {}
    made = system.draft({**body, **late})
    if state in {"issued", "disputed", "overdue"}:
        system.issue(made)
    if state == "overdue":
        system.clock.advance(days=120)
    if state == "disputed":
        system.posted(f"/invoices/{made}/dispute", {"reason": "Not delivered"})
    return made


def example(named: tuple[str, str]) -> Json:
    """A copy: without what may be there only once, so that it can be made beside others."""
    body = json.loads(json.dumps(bodies(named[0])[named[1]]))
    body.pop("external_id", None)
    return dict(body)


def address_of(system: DemoSystem, operation_id: str, path: str) -> str:
    """The path, with ids of what is there."""
    if any(name in path for name in ("{payment_id}", "{settlement_id}")) or (
        operation_id in OF_MONEY
    ):
        return money_address(system, operation_id, path)
    if "{invoice_id}" in path:
        made = an_invoice_in(system, STATES.get(operation_id, "draft"))
        known = {"invoice_id": made}
        if "{remark_id}" in path:
            known["remark_id"] = asked(system, made)
        return path.format(**known)
    if "{contract_id}" in path:
        submitted = STATES.get(operation_id) in ("submitted", "agreed")
        name = "submitted_at_once" if submitted else "three_years_prepaid_annually"
        name = SHOWN_BY.get(operation_id, name)
        contract = system.posted("/contracts", example(("make_a_contract", name)))
        if STATES.get(operation_id) == "agreed":
            system.agree(contract["id"])
        return path.replace("{contract_id}", contract["id"])
    if "{entry_id}" in path:
        return path.replace("{entry_id}", a_bank_entry(system))
    if "{endpoint_id}" in path:
        body = bodies("make_a_webhook_endpoint")["all_events"]
        return path.replace("{endpoint_id}", system.posted("/webhook-endpoints", body)["id"])
    if "{order_id}" in path:
        order = bodies("record_a_purchase_order")["for_a_year"]
        return path.replace("{order_id}", system.posted("/purchase-orders", order)["id"])
    return path.format(
        customer_id="customer-acme",
        profile_id="sender-uk",
        product_id="product-onboarding",
    )


def a_bank_entry(system: DemoSystem) -> str:
    """One of an amount that is due."""
    an_invoice_in(system, "issued")
    body = next(iter(bodies("take_in_a_bank_statement").values()))
    return str(system.posted("/bank-statements", body)["entries"][0]["id"])


OF_MONEY = {
    "apply_a_customers_credit",
    "record_a_refund_of_an_invoice",
    "record_a_refund_of_a_customers_credit",
    "settle_what_is_left_of_an_invoice",
}


def money_address(system: DemoSystem, operation_id: str, path: str) -> str:
    """The path, with what came in for an invoice, was credited of it and went back."""
    invoice_id = an_invoice_in(system, "issued")
    due = system.call("GET", f"/invoices/{invoice_id}").json()["totals"]["amount_due"]
    share = {"invoice_id": invoice_id, "amount": due}
    money = {"currency": "USD", "reason": "They asked"}
    known = {"customer_id": "customer-acme", "invoice_id": invoice_id}
    if operation_id in {"settle_what_is_left_of_an_invoice", "undo_a_settlement"}:
        fee = {"kind": "bank_fee", "amount": "1.00", "reason": "Kept"}
        settled = system.posted(f"/invoices/{invoice_id}/settlements", fee)
        return path.format(**known, settlement_id=settled["settlements"][0]["id"])
    whole = {"amount": str(Decimal(due) + 5000), "currency": "USD", "on_account": True}
    if operation_id == "apply_a_customers_credit":
        share["amount"] = "1.00"
        whole["amount"] = "5001.00"
    paid = system.posted("/payments", {**whole, "invoices": [share]})
    known["payment_id"] = paid["id"]
    known["allocation_id"] = paid["allocations"][0]["id"]
    if operation_id == "record_a_refund_of_an_invoice":
        credit_all_of(system, invoice_id)
    if operation_id == "undo_a_refund":
        refund = {**money, "amount": "1.00", "sender_profile_id": "sender-us"}
        system.posted("/customers/customer-acme/refunds", refund)
        known["refund_id"] = system.call("GET", f"/payments/{paid['id']}").json()["refunds"][0][
            "id"
        ]
    return path.format(**known)


def credit_all_of(system: DemoSystem, invoice_id: str) -> None:
    with system.store.write(WORKSPACE) as uow:
        seen = uow.invoices.get(invoice_id).sequence
        command = DraftCreditNote(
            by=FRANK, invoice_id=invoice_id, expected_version=seen, reason="Late"
        )
        note = draft_credit_note(command, uow, system.renderer)
        approve(Approve(by=FIONA, subject_id=note.id, expected_version=note.sequence), uow)


@pytest.mark.parametrize("operation_id", WITH_BODY)
def test_every_operation_that_takes_a_body_shows_one(operation_id: str) -> None:
    assert bodies(operation_id)


@pytest.mark.parametrize(("operation_id", "name"), EXAMPLES)
def test_every_body_shown_is_taken(operation_id: str, name: str) -> None:
    system = DemoSystem()
    method, path, said = operations()[operation_id]
    address = address_of(system, operation_id, path)
    key = system.finance if "approve" in str(said["security"]) else system.key
    seen = {"if_match": "*"} if "428" in said["responses"] else {}
    if "approve" in str(said["security"]):
        seen = {
            "if_match": f'"{system.call("GET", address.rpartition("/")[0]).json()["sequence"]}"'
        }
    answer = system.call(method, address, bodies(operation_id)[name], key=key, **seen)
    assert answer.is_success, answer.text


def test_every_thing_that_is_answered_is_shown_as_it_was_answered() -> None:
    """`python -m tests.bot.api.answers` writes them anew."""
    assert set(answers()) == set(Told().everything())
    for name, answer in answers().items():
        schema = {**DESCRIBED, "$ref": f"#/components/schemas/{name}"}
        Draft202012Validator(schema).validate(answer)
