"""Two workspaces try each other's ids on every route that there is: to each, the other's things
are not there, and nothing of them changes."""

from typing import Any

import pytest

from bot.api.app import described
from bot.api.examples import BODIES as EXAMPLES
from jupiter_core.commands.po_document import HandOverPo, hand_over_po
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.po_document import ReadOrder
from jupiter_core.ports import EntryFilter, PaymentFilter, UnitOfWork
from tests.attacks.roles.workspace_money import PO_FILE
from tests.bot.api.test_collection import asked
from tests.bot.api.test_contracts import SEED, a_contract
from tests.bot.api.test_parties import ACCOUNT, GLOBEX, without_accounts
from tests.factories import DANA, WORKSPACE
from tests.harness.api_client import Json, System, an_invoice
from tests.harness.api_deals import issued
from tests.harness.api_keys import an_api_key

NAMED = [
    (method.upper(), path, operation)
    for path, operations in described()["paths"].items()
    for method, operation in operations.items()
    if "{" in path.replace("{kind}", "")  # of the caller's own workspace, whatever it is
]
PRODUCT: Json = {"name": "Analytics seat", "code": "SEAT"}
BODIES: dict[str, Json] = {
    "change_what_an_invoice_says_before_its_issue": an_invoice(),
    "amend_an_issued_invoice": {"po_number": "1"},
    "submit_a_draft_for_approval": {"deal_channel": "C0ACME"},
    "void_an_invoice_that_is_not_issued": {"reason": "x"},
    "send_an_invoice_back_with_a_reason": {"reason": "x"},
    "record_a_payment": {"amount": "1.00"},
    "keep_the_tax_form_of_a_legal_entity": {"name": "W-9", "content": "JVBERi0="},
    "set_the_logo_of_a_sender_profile": {"content": "PHN2Zy8+"},
    "reverse_a_payment": {"reason": "x"},
    "book_an_entry_of_a_bank_statement": {},
    "ignore_an_entry_of_a_bank_statement": {"reason": "x"},
    "take_a_payment_off_an_invoice": {"reason": "x"},
    "undo_a_refund": {"reason": "x"},
    "undo_a_settlement": {"reason": "x"},
    "settle_what_is_left_of_an_invoice": {"kind": "rounding", "reason": "x"},
    "apply_a_customers_credit": {},
    "record_a_refund_of_an_invoice": {"amount": "1.00", "reason": "x"},
    "record_a_refund_of_a_customers_credit": {
        "amount": "1.00",
        "currency": "USD",
        "reason": "x",
        "sender_profile_id": "sender-us",
    },
    "create_a_credit_note": {"reason": "x"},
    "reissue_an_invoice": {"way": "void", "reason": "x"},
    "duplicate_an_invoice": {},
    "draft_the_late_fee_of_an_invoice": {},
    "record_that_the_customer_disputes_an_invoice": {"reason": "x"},
    "resolve_the_dispute_about_an_invoice": {"note": "x"},
    "answer_the_customer": {"text": "For Neptune."},
    "record_when_an_invoice_will_be_paid": {"date": "2027-01-20"},
    "pause_the_reminders_of_an_invoice": {"until": "2027-01-12"},
    "hold_a_planned_reminder": {"on": "2027-01-29"},
    "send_a_planned_reminder_now": {"on": "2027-01-29"},
    "change_the_terms_of_a_contract": SEED,
    "submit_a_contract_for_approval": {"deal_channel": "C0ACME"},
    "end_a_contract": {"reason": "x"},
    "send_a_contract_back_with_a_reason": {"reason": "x"},
    "renew_a_contract": {},
    "dismiss_the_renewal_of_a_contract": {"reason": "x"},
    "set_when_the_renewal_of_a_contract_is_proposed": {"days": 30},
    "preview_a_change_of_a_contract": SEED,
    "accept_a_milestone_of_a_contract": {"line": 1, "part": 1, "on": "2026-11-22"},
    "enter_the_index_of_a_contract": {"index": "US CPI-U", "value": "312.3"},
    "change_a_customer": GLOBEX,
    "change_or_retire_a_product": PRODUCT,
    "change_a_sender_profile": without_accounts(),
    "name_the_ledger_accounts_of_a_legal_entity": next(
        iter(EXAMPLES["name_the_ledger_accounts_of_a_legal_entity"].values())
    ),
    "propose_bank_details": {"bank_accounts": [ACCOUNT]},
    "change_or_close_a_purchase_order": EXAMPLES["change_or_close_a_purchase_order"]["Closed"],
    "change_a_webhook_endpoint": {"description": "Ours now"},
}


ON_ACCOUNT = {
    "amount": "1.00",
    "currency": "USD",
    "on_account": True,
    "customer_id": "customer-acme",
    "sender_profile_id": "sender-us",
}


class Two(System):
    """Ours has one of everything; `ids` fill in the addresses of its things."""

    def __init__(self) -> None:
        super().__init__(*Scope)
        self.theirs = an_api_key(self.store, *Scope, workspace_id="T0OTHER", name="Everything")
        endpoint = self.call("POST", "/webhook-endpoints", {"url": "https://8.8.8.8/hook"}).json()
        invoice = self.made(deal_channel="C0ACME", submit=True)
        contract = self.call(
            "POST", "/contracts", a_contract(deal_channel="C0ACME", submit=True)
        ).json()
        customer = self.call("POST", "/customers", GLOBEX).json()
        payment = self.call("POST", "/payments", ON_ACCOUNT).json()
        order = {"customer_id": customer["id"], "number": "4500-9", "currency": "USD"}
        deliveries = self.call("GET", f"/webhook-endpoints/{endpoint['id']}/deliveries").json()
        self.ids = {
            "invoice_id": invoice["id"],
            "payment_id": payment["id"],
            "allocation_id": "01J1",
            "settlement_id": "01J2",
            "refund_id": "01J3",
            "contract_id": contract["id"],
            "customer_id": customer["id"],
            "product_id": self.call("POST", "/products", PRODUCT).json()["id"],
            "profile_id": self._profile(),
            "endpoint_id": endpoint["id"],
            "order_id": self.call("POST", "/purchase-orders", order).json()["id"],
            "entry_id": self._entry(),
            "delivery_id": deliveries["items"][0]["id"],
            "message_id": self.given_up(),
            "event_id": self.call("GET", "/events").json()["items"][0]["id"],
            "sequence": "1",
            "file": "cxml",
            **self._from_ap(),
        }

    def _from_ap(self) -> dict[str, str]:
        """AP's question and a picture of the purchase order, about an issued invoice."""
        invoice_id = str(issued(self)["id"])
        order = HandOverPo(
            by=DANA, invoice_id=invoice_id, name="po.png", content=PO_FILE, read=ReadOrder()
        )
        with self.store.write(WORKSPACE) as uow:
            document = hand_over_po(order, uow)
        return {"remark_id": asked(self, invoice_id), "document_id": document.id}

    def _entry(self) -> str:
        body = next(iter(EXAMPLES["take_in_a_bank_statement"].values()))
        return str(self.call("POST", "/bank-statements", body).json()["entries"][0]["id"])

    def _profile(self) -> str:
        body = {**without_accounts(), "bank_accounts": [ACCOUNT]}
        return str(self.call("POST", "/sender-profiles", body).json()["id"])


@pytest.fixture(scope="module")
def two() -> Two:
    """Shared: what every test here does is refused, and changes nothing."""
    return Two()


def state(system: System) -> Any:
    """All of our workspace that a request could have changed."""

    def of(uow: UnitOfWork) -> Any:
        return (
            [uow.invoices.get(each) for each in uow.invoices.ids()],
            [uow.contracts.get(each) for each in uow.contracts.ids()],
            uow.customers.search(""),
            uow.products.page(),
            uow.sender_profiles.all(),
            uow.webhook_endpoints.all(),
            uow.payments.page(PaymentFilter()),
            uow.statements.entries(EntryFilter()),
            [uow.conversation.of(each) for each in uow.invoices.ids()],
            [event for _, event in uow.events.page(limit=1000)],
        )

    with system.store.read(WORKSPACE) as uow:
        return of(uow), len(system.letters())


@pytest.mark.parametrize(
    ("method", "path", "operation"), NAMED, ids=[each[2]["operationId"] for each in NAMED]
)
def test_what_is_another_workspaces_is_not_there(
    two: Two, method: str, path: str, operation: Json
) -> None:
    before = state(two)
    body = BODIES.get(operation["operationId"])
    assert ("requestBody" in operation) == (body is not None)
    there = path.format(**two.ids)
    answer = two.call(method, there, body, key=two.theirs, if_match='"2"')
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), answer.text
    assert state(two) == before


@pytest.mark.parametrize(
    "noun", ["invoices", "contracts", "payments", "bank-entries", "webhook-endpoints", "events"]
)
def test_lists_have_nothing_of_another_workspace(two: Two, noun: str) -> None:
    ours = {each["id"] for each in two.call("GET", f"/{noun}").json()["items"]}
    theirs = {each["id"] for each in two.call("GET", f"/{noun}", key=two.theirs).json()["items"]}
    assert ours
    assert not ours & theirs


def test_references_in_a_body_do_not_reach_over_either(two: Two) -> None:
    before = state(two)
    for field, named in (
        ("customer", {"id": two.ids["customer_id"]}),
        ("customer", {"external_id": GLOBEX["external_id"]}),
        ("sender", {"id": two.ids["profile_id"]}),
        ("sender", {"external_id": "erp-7"}),
    ):
        body = an_invoice(**{field: named})
        assert two.call("POST", "/invoices", body, key=two.theirs).status_code == 422
    assert state(two) == before
