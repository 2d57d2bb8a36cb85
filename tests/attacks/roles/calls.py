"""Calls: for each operation of the API, a request that an entitled key succeeds with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.api.examples import BODIES
from jupiter_core.commands.draft import SubmitInvoice, submit_invoice
from jupiter_core.domain.api_key import Scope
from tests.attacks.roles.actions import VARIANT, Value, contract, invoice
from tests.attacks.roles.judged import Done
from tests.attacks.roles.keys import KeyKind
from tests.attacks.roles.stage import Stage
from tests.attacks.roles.workspace_deals import PAPER, terms
from tests.factories import DEAL_CHANNEL, WORKSPACE
from tests.harness.ledger import a_mapping
from tests.jupiter_core.domain.test_purchase_order import an_order

Json = dict[str, Any]
NOTHING = Done()


@dataclass(frozen=True)
class Call:
    """`row` is the operation as the table has it; `path` fills its names in; `seen` is If-Match.

    `before` is done in the store, for this very key.
    """

    row: str
    path: Callable[[Stage, KeyKind], str]
    done: Done = NOTHING
    body: Any = None
    seen: Value = lambda stage: "*"
    before: Callable[[Stage, KeyKind], None] = lambda stage, key: None

    @property
    def operation(self) -> str:
        return self.row.partition(VARIANT)[0]

    @property
    def method(self) -> str:
        return self.row.partition(" ")[0]


def _at(row: str, name: str, *, done: Done = NOTHING, **more: Any) -> Call:
    """Of the thing with this name among the ids."""
    template = row.partition(VARIANT)[0].partition(" ")[2]
    first, _, rest = template.partition("{")
    tail = rest.partition("}")[2]
    tail = tail.replace("{sequence}", "1")

    def path(stage: Stage, key: KeyKind) -> str:
        named = getattr(stage.ids, name, name)
        return f"{first}{named}{tail.replace('{delivery_id}', stage.ids.delivery)}"

    return Call(row, path, done, **more)


def _plain(row: str, done: Done = NOTHING, **more: Any) -> Call:
    return Call(row, lambda stage, key: row.partition(" ")[2], done, **more)


def _changes(*tables: str) -> Done:
    return Done(changes=tables)


def _tag(value: Value) -> Value:
    return lambda stage: f'"{value(stage).partition(":")[2]}"'


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


def _own(row: str, done: Done, **more: Any) -> Call:
    tail = row.partition(VARIANT)[0].partition("}")[2]

    def before(stage: Stage, key: KeyKind) -> None:
        if key.is_live and key.workspace == WORKSPACE:
            _own_draft(stage, key)

    def path(stage: Stage, key: KeyKind) -> str:
        return f"/invoices/{stage.ids.own.get(key.name, stage.ids.draft)}{tail}"

    return Call(f"{row}{VARIANT}own draft", path, done, before=before, **more)


INVOICE: Json = {
    "customer": {"id": "customer-acme"},
    "sender": {"id": "sender-us"},
    "currency": "USD",
    "net_terms": 45,
    "issue_date": "2026-11-22",
    "lines": [{"description": "Seats", "unit_price": "480.00"}],
}
TERMS: Json = {
    "currency": "USD",
    "start_date": "2027-01-01",
    "term_months": 12,
    "billing_frequency": "annual",
    "net_terms": 45,
    "lines": [{"kind": "one_time", "description": "Seats", "amount": "480.00"}],
}
CONTRACT: Json = {
    **TERMS,
    "customer": {"id": "customer-acme"},
    "sender": {"id": "sender-us"},
    "name": "By a key",
}
ADDRESS: Json = {
    "street": "2 Hive Road",
    "city": "Raccoon City",
    "region": "CO",
    "postal_code": "80202",
    "country": "US",
}
CUSTOMER: Json = {"name": "Umbrella Corporation", "address": ADDRESS}
ACCOUNT: Json = {
    "holder": "Jupiter UK Ltd",
    "bank_name": "Second Example Bank",
    "currency": "USD",
    "account_number": "555444333222",
    "routing_number": "021000021",
}
PROFILE: Json = {"legal_name": "Jupiter Labs Inc.", "address": ADDRESS, "series": "JLB-"}
REASON: Json = {"reason": "Signed twice"}

INVOICES = (
    _plain("GET /invoices", Done(says="Acme Corporation")),
    _plain("POST /invoices", _changes("invoices"), body=INVOICE),
    _plain("GET /credit-notes", Done(says="items")),
    _at("GET /invoices/{invoice_id}", "issued", done=Done(says="Acme Corporation")),
    _at("PUT /invoices/{invoice_id}", "draft", done=_changes("invoices"), body=INVOICE),
    _own("PUT /invoices/{invoice_id}", _changes("invoices"), body=INVOICE),
    _at("POST /invoices/{invoice_id}/submit", "draft", done=_changes("invoices"), body={}),
    _own("POST /invoices/{invoice_id}/submit", _changes("invoices"), body={}),
    _at(
        "PATCH /invoices/{invoice_id}",
        "issued",
        done=_changes("invoices"),
        body={"po_number": "4500017342"},
    ),
    _at("POST /invoices/{invoice_id}/void", "draft", done=_changes("invoices"), body=REASON),
    _own("POST /invoices/{invoice_id}/void", _changes("invoices"), body=REASON),
    _at("POST /invoices/{invoice_id}/send", "issued", done=_changes("letters")),
    _at("GET /invoices/{invoice_id}/approvals", "pending", done=Done(says="Fred")),
    _at(
        "POST /invoices/{invoice_id}/approvals",
        "pending",
        done=_changes("invoices"),
        seen=_tag(invoice("pending")),
    ),
    _at(
        "POST /invoices/{invoice_id}/request-changes",
        "pending",
        done=_changes("invoices"),
        body=REASON,
        seen=_tag(invoice("pending")),
    ),
    _at("GET /invoices/{invoice_id}/versions", "issued"),
    _at("GET /invoices/{invoice_id}/versions/{sequence}", "issued"),
    _at("GET /invoices/{invoice_id}/versions/{sequence}/differences", "issued"),
    _at("GET /invoices/{invoice_id}/credit-notes", "issued"),
    _at(
        "POST /invoices/{invoice_id}/credit-notes",
        "issued",
        done=_changes("invoices"),
        body=REASON,
    ),
    _at(
        "POST /invoices/{invoice_id}/reissue",
        "issued",
        done=_changes("invoices"),
        body={"way": "credit_note", **REASON},
    ),
    _at("POST /invoices/{invoice_id}/duplicate", "issued", done=_changes("invoices"), body={}),
    _at("GET /invoices/{invoice_id}/payments", "issued"),
    _at(
        "POST /invoices/{invoice_id}/payments",
        "issued",
        done=_changes("invoices"),
        body={"amount": "1000.00"},
    ),
    *(
        _at(f"GET /invoices/{{invoice_id}}/documents/{each}", "with_po")
        for each in ("pdf", "factur-x", "cii", "ubl")
    ),
)

CONTRACTS = (
    _plain("POST /contracts/preview", Done(says="480.00"), body=TERMS),
    _plain("GET /contracts", Done(says="Acme Platform")),
    _plain("POST /contracts", _changes("contracts"), body=CONTRACT),
    _at("GET /contracts/{contract_id}", "contract_active", done=Done(says="Acme Platform")),
    _at("PUT /contracts/{contract_id}", "contract_active", done=_changes("contracts"), body=TERMS),
    _at(
        "POST /contracts/{contract_id}/submit",
        "contract_draft",
        done=_changes("contracts"),
        body={},
    ),
    _at(
        "POST /contracts/{contract_id}/end",
        "contract_draft",
        done=_changes("contracts"),
        body=REASON,
    ),
    _at(
        "POST /contracts/{contract_id}/renewal",
        "contract_active",
        done=_changes("contracts"),
        body={},
    ),
    _at(
        "POST /contracts/{contract_id}/renewal/dismiss",
        "contract_active",
        done=_changes("contracts"),
        body=REASON,
    ),
    _at(
        "PUT /contracts/{contract_id}/renewal-notice",
        "contract_active",
        done=_changes("contracts"),
        body={"days": 30},
    ),
    _at("GET /contracts/{contract_id}/approvals", "contract_pending", done=Done(says="Fred")),
    _at(
        "POST /contracts/{contract_id}/approvals",
        "contract_pending",
        done=_changes("contracts"),
        seen=_tag(contract("contract_pending")),
    ),
    _at(
        "POST /contracts/{contract_id}/request-changes",
        "contract_pending",
        done=_changes("contracts"),
        body=REASON,
        seen=_tag(contract("contract_pending")),
    ),
    _at("GET /contracts/{contract_id}/versions", "contract_active"),
    _at("GET /contracts/{contract_id}/versions/{sequence}", "contract_active"),
)

PARTIES = (
    _plain("GET /customers", Done(says="Acme Corporation")),
    _plain("POST /customers", _changes("customers"), body=CUSTOMER),
    _at("GET /customers/{customer_id}", "customer-acme", done=Done(says="Acme Corporation")),
    _at(
        "PUT /customers/{customer_id}",
        "customer-acme",
        done=_changes("customers"),
        body={**CUSTOMER, "name": "Acme Corporation"},
    ),
    _plain("GET /sender-profiles", Done(says="Jupiter US Inc.")),
    _plain(
        "POST /sender-profiles",
        _changes("profiles"),
        body={**PROFILE, "bank_accounts": [ACCOUNT]},
    ),
    _at("GET /sender-profiles/{profile_id}", "sender-us", done=Done(says="Jupiter US Inc.")),
    _at(
        "PUT /sender-profiles/{profile_id}",
        "sender-uk",
        done=_changes("profiles"),
        body={**PROFILE, "legal_name": "Jupiter UK Ltd", "series": "JUK-"},
    ),
    _at(
        "POST /sender-profiles/{profile_id}/bank-details",
        "sender-eu",
        done=_changes("profiles"),
        body={"bank_accounts": [ACCOUNT]},
    ),
)

ORDER = {"number": "4500017342", "currency": "USD", "amount": "1345000.00"}


def _an_order(stage: Stage, _key: KeyKind) -> None:
    with stage.store.write(WORKSPACE) as uow:
        if not uow.purchase_orders.page():
            uow.purchase_orders.add(an_order(id="order", number="4500-1"))


def _a_ledger(stage: Stage, _key: KeyKind) -> None:
    with stage.store.write(WORKSPACE) as uow:
        uow.account_mappings.save(a_mapping())


LEDGER = BODIES["name_the_ledger_accounts_of_a_legal_entity"]["Of the German chart SKR03"]
BOOKS = (
    _plain("GET /purchase-orders", Done(says="4500-1"), before=_an_order),
    _plain(
        "POST /purchase-orders",
        _changes("purchase_orders"),
        body={**ORDER, "customer_id": "customer-acme"},
    ),
    _at("GET /purchase-orders/{order_id}", "order", done=Done(says="4500-1"), before=_an_order),
    _at(
        "PUT /purchase-orders/{order_id}",
        "order",
        done=_changes("purchase_orders"),
        body=ORDER,
        before=_an_order,
    ),
    _at(
        "GET /account-mappings/{profile_id}",
        "sender-us",
        done=Done(says="8400"),
        before=_a_ledger,
    ),
    _at(
        "PUT /account-mappings/{profile_id}",
        "sender-us",
        done=_changes("account_mappings"),
        body=LEDGER,
    ),
    Call(
        "GET /exports/{kind}",
        lambda stage, key: "/exports/invoices?from=2026-01-01&to=2028-12-31",
        Done(says="legal_entity"),
    ),
)

URL = "https://93.184.216.34/jupiter"
SYSTEMS = (
    _plain("GET /key", Done(says="scopes")),
    _plain("GET /events", Done(says="api_key.made")),
    _at("GET /events/{event_id}", "key_event", done=Done(says="api_key.made")),
    _at(
        f"GET /events/{{event_id}}{VARIANT}of an invoice",
        "event",
        done=Done(says="invoice.issued"),
    ),
    _plain("GET /webhook-endpoints", Done(says="hooks.example")),
    _plain("POST /webhook-endpoints", _changes("endpoints"), body={"url": URL}),
    _at("GET /webhook-endpoints/{endpoint_id}", "endpoint", done=Done(says="hooks.example")),
    _at(
        "PATCH /webhook-endpoints/{endpoint_id}",
        "endpoint",
        done=_changes("endpoints"),
        body={"description": "Another ledger"},
    ),
    _at("DELETE /webhook-endpoints/{endpoint_id}", "endpoint", done=_changes("endpoints")),
    _at(
        "POST /webhook-endpoints/{endpoint_id}/rotate-secret",
        "endpoint",
        done=_changes("endpoints"),
    ),
    _at("POST /webhook-endpoints/{endpoint_id}/test", "endpoint", done=_changes("events")),
    _at("GET /webhook-endpoints/{endpoint_id}/deliveries", "endpoint"),
    _at("GET /webhook-endpoints/{endpoint_id}/deliveries/{delivery_id}", "endpoint"),
    _at(
        "POST /webhook-endpoints/{endpoint_id}/deliveries/{delivery_id}/resend",
        "endpoint",
        done=_changes("letters"),
    ),
)

CALLS = {each.row: each for each in (*INVOICES, *CONTRACTS, *PARTIES, *BOOKS, *SYSTEMS)}
