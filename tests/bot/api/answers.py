"""What the API answers in the workspace of the example file: one of each thing.

`python -m tests.bot.api.answers` writes it to where the description takes its examples from.
"""

import json
from pathlib import Path
from typing import Any

from bot.api.app import described
from bot.api.examples import ANSWERS_FILE, BODIES
from tests.harness.api_client import Json
from tests.harness.demo_api_client import DemoSystem


class Told(DemoSystem):
    """An invoice from draft to a part of its payment, a contract, an endpoint that hears of it."""

    def __init__(self) -> None:
        super().__init__()
        shown = BODIES["make_a_webhook_endpoint"]["All events"]
        self.answers: dict[str, Json] = {}
        self.endpoint = self.keep("SecretEndpointResource", "POST", "/webhook-endpoints", shown)
        contract = BODIES["make_a_contract"]["Submitted at once"]
        self.contract = self.posted("/contracts", contract)
        self.invoice = self._an_invoice()
        self.delivery = self._delivery()
        order = BODIES["record_a_purchase_order"]["For a year"]
        self.entry = self._an_entry()
        self.order = self.keep("PurchaseOrderResource", "POST", "/purchase-orders", order)
        ledger = next(iter(BODIES["name_the_ledger_accounts_of_a_legal_entity"].values()))
        self.keep("AccountMappingResource", "PUT", "/account-mappings/sender-us", ledger)

    def keep(
        self, name: str, method: str, path: str, body: Json | None = None, **said: str
    ) -> Json:
        answer = self.call(method, path, body, **said)
        self.answers[name] = answer.json()
        return self.answers[name]

    def _an_entry(self) -> str:
        """Of what came in for the invoice."""
        body = next(iter(BODIES["take_in_a_bank_statement"].values()))
        taken = self.keep("StatementImportResource", "POST", "/bank-statements", body)
        self.answers["BankStatementResource"] = taken["statements"][0]
        return str(taken["entries"][0]["id"])

    def everything(self) -> dict[str, Json]:
        """By the name of its schema."""
        preview = BODIES["preview_the_schedule_of_a_contract"]
        terms = next(iter(preview.values()))
        self.keep("ScheduleResource", "POST", "/contracts/preview", terms)
        change = {"po_number": "4500017343"}
        path = f"/invoices/{self.invoice['id']}"
        self.keep("Problem", "PATCH", path, change, if_match='"1"')
        file = next(iter(BODIES["import_a_file"].values()))
        self.keep("ImportResource", "POST", "/imports", file)
        self.given_up()
        for address, schema in _readable():
            self._read(address, schema)
        self.keep("ResentResource", "POST", "/undelivered-messages/resend")
        return {name: self.answers[name] for name in sorted(self.answers)}

    def _read(self, address: str, schema: str) -> None:
        """The thing itself, or the first of its page."""
        answer = self.call("GET", address.format_map(self.known)).json()
        for each in answer.get("items", [answer])[:1]:
            self.answers.setdefault(schema, each)

    @property
    def known(self) -> dict[str, str]:
        """What is there, by the parameters of paths."""
        return {
            "invoice_id": self.invoice["id"],
            "contract_id": self.contract["id"],
            "payment_id": self.payment["id"],
            "customer_id": "customer-acme",
            "product_id": "product-analytics-seat",
            "profile_id": "sender-us",
            "endpoint_id": self.endpoint["id"],
            "order_id": self.order["id"],
            "entry_id": self.entry,
            "delivery_id": self.delivery["id"],
            "event_id": self.delivery["event_id"],
            "sequence": "2",
        }

    def _an_invoice(self) -> Json:
        made = self.posted("/invoices", BODIES["make_an_invoice"]["Submitted at once"])
        self.issue(made["id"])
        path = f"/invoices/{made['id']}"
        po_number = BODIES["amend_an_issued_invoice"]["A PO number"]
        self.call("PATCH", path, po_number, if_match="*")
        self.posted(f"{path}/payments", BODIES["record_a_payment"]["A part"])
        fee = BODIES["settle_what_is_left_of_an_invoice"]["A bank fee"]
        self.keep("BalanceResource", "POST", f"{path}/settlements", fee)
        self.payment = self.posted("/payments", BODIES["make_a_payment"]["On account"])
        return dict(self.call("GET", path).json())

    def _delivery(self) -> Json:
        """The latest, on its way."""
        path = f"/webhook-endpoints/{self.endpoint['id']}/deliveries"
        return dict(self.call("GET", path).json()["items"][0])


def _readable() -> list[tuple[str, str]]:
    """Addresses of things and then of lists, each with the name of the schema of one thing."""
    whole = described()
    found = []
    for path, methods in whole["paths"].items():
        content = methods.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        name = _name(content.get("application/json", {}).get("schema", {}))
        if name:
            items = whole["components"]["schemas"][name].get("properties", {}).get("items")
            found.append((path, _name(items["items"]) if items else name))
    return sorted(found, key=lambda each: (not each[0].endswith("}"), each[0] < "/i", each))


def _name(schema: Json) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def written(answers: dict[str, Any]) -> str:
    return json.dumps(answers, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    Path(ANSWERS_FILE).write_text(written(Told().everything()), encoding="utf-8")
