"""Calls: for each operation of the API, a request that an entitled key succeeds with."""

from bot.api.examples import BODIES
from tests.attacks.roles.actions import VARIANT, contract
from tests.attacks.roles.call import Call, Json, at, changes, plain, tag
from tests.attacks.roles.calls_bank import BANK
from tests.attacks.roles.calls_collection import COLLECTION
from tests.attacks.roles.calls_invoice import INVOICES, REASON
from tests.attacks.roles.calls_money import MONEY
from tests.attacks.roles.judged import Done
from tests.attacks.roles.keys import KeyKind
from tests.attacks.roles.stage import Stage
from tests.factories import WORKSPACE
from tests.harness.ledger import a_mapping
from tests.jupiter_core.domain.test_purchase_order import an_order

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
IMPORT: Json = {**BODIES["import_a_file"]["Customers, as a dry run"], "dry_run": False}
CONTRACTS = (
    plain("POST /contracts/preview", Done(says="480.00"), body=TERMS),
    plain("GET /contracts", Done(says="Acme Platform")),
    plain("POST /contracts", changes("contracts"), body=CONTRACT),
    at("GET /contracts/{contract_id}", "contract_active", done=Done(says="Acme Platform")),
    at("PUT /contracts/{contract_id}", "contract_active", done=changes("contracts"), body=TERMS),
    at(
        "POST /contracts/{contract_id}/preview",
        "contract_active",
        done=Done(says="480.00"),
        body=TERMS,
    ),
    at(
        "POST /contracts/{contract_id}/submit",
        "contract_draft",
        done=changes("contracts"),
        body={},
    ),
    at(
        "POST /contracts/{contract_id}/end",
        "contract_draft",
        done=changes("contracts"),
        body=REASON,
    ),
    at(
        "POST /contracts/{contract_id}/index-values",
        "contract_active",
        done=changes("contracts"),
        body={"index": "CPI", "value": "103"},
    ),
    at(
        "POST /contracts/{contract_id}/acceptances",
        "contract_active",
        done=changes("contracts"),
        body={"line": 3, "part": 0, "on": "2026-11-20"},
    ),
    at(
        "POST /contracts/{contract_id}/renewal",
        "contract_active",
        done=changes("contracts"),
        body={},
    ),
    at(
        "POST /contracts/{contract_id}/renewal/dismiss",
        "contract_active",
        done=changes("contracts"),
        body=REASON,
    ),
    at(
        "PUT /contracts/{contract_id}/renewal-notice",
        "contract_active",
        done=changes("contracts"),
        body={"days": 30},
    ),
    at("GET /contracts/{contract_id}/approvals", "contract_pending", done=Done(says="Fred")),
    at(
        "POST /contracts/{contract_id}/approvals",
        "contract_pending",
        done=changes("contracts"),
        seen=tag(contract("contract_pending")),
    ),
    at(
        "POST /contracts/{contract_id}/request-changes",
        "contract_pending",
        done=changes("contracts"),
        body=REASON,
        seen=tag(contract("contract_pending")),
    ),
    at("GET /contracts/{contract_id}/versions", "contract_active"),
    at("GET /contracts/{contract_id}/versions/{sequence}", "contract_active"),
)

PARTIES = (
    plain("GET /customers", Done(says="Acme Corporation")),
    plain("POST /customers", changes("customers"), body=CUSTOMER),
    plain("POST /imports", changes("customers"), body=IMPORT),
    at("GET /customers/{customer_id}", "customer-acme", done=Done(says="Acme Corporation")),
    at(
        "GET /customers/{customer_id}/e-invoicing",
        "customer-acme",
        done=Done(says="Jupiter US Inc."),
    ),
    at(
        "PUT /customers/{customer_id}",
        "customer-acme",
        done=changes("customers"),
        body={**CUSTOMER, "name": "Acme Corporation"},
    ),
    plain("GET /sender-profiles", Done(says="Jupiter US Inc.")),
    plain(
        "POST /sender-profiles",
        changes("profiles"),
        body={**PROFILE, "bank_accounts": [ACCOUNT]},
    ),
    at("GET /sender-profiles/{profile_id}", "sender-us", done=Done(says="Jupiter US Inc.")),
    at(
        "PUT /sender-profiles/{profile_id}",
        "sender-uk",
        done=changes("profiles"),
        body={**PROFILE, "legal_name": "Jupiter UK Ltd", "series": "JUK-"},
    ),
    at(
        "POST /sender-profiles/{profile_id}/bank-details",
        "sender-eu",
        done=changes("profiles"),
        body={"bank_accounts": [ACCOUNT]},
    ),
)

PRODUCT: Json = {
    "name": "Analytics seat",
    "code": "SEAT",
    "prices": [{"currency": "USD", "unit_price": "480.00"}],
}


PRODUCTS = (
    plain("GET /products", Done(says="PLAT-ENT")),
    plain("POST /products", changes("products"), body=PRODUCT),
    at(
        "GET /products/{product_id}",
        "product-plat-ent",
        done=Done(says="PLAT-ENT"),
    ),
    at(
        "PUT /products/{product_id}",
        "product-plat-ent",
        done=changes("products"),
        body={**PRODUCT, "code": "PLAT-ENT"},
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
    plain("GET /purchase-orders", Done(says="4500-1"), before=_an_order),
    plain(
        "POST /purchase-orders",
        changes("purchase_orders"),
        body={**ORDER, "customer_id": "customer-acme"},
    ),
    at("GET /purchase-orders/{order_id}", "order", done=Done(says="4500-1"), before=_an_order),
    at(
        "PUT /purchase-orders/{order_id}",
        "order",
        done=changes("purchase_orders"),
        body=ORDER,
        before=_an_order,
    ),
    at(
        "GET /account-mappings/{profile_id}",
        "sender-us",
        done=Done(says="8400"),
        before=_a_ledger,
    ),
    at(
        "PUT /account-mappings/{profile_id}",
        "sender-us",
        done=changes("account_mappings"),
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
    plain("GET /key", Done(says="scopes")),
    plain("GET /events", Done(says="api_key.made")),
    at("GET /events/{event_id}", "key_event", done=Done(says="api_key.made")),
    at(
        f"GET /events/{{event_id}}{VARIANT}of an invoice",
        "event",
        done=Done(says="invoice.issued"),
    ),
    plain("GET /undelivered-messages", Done(says="channel_not_found")),
    plain("POST /undelivered-messages/resend", changes("letters")),
    at(
        "POST /undelivered-messages/{message_id}/resend",
        "dead_letter",
        done=changes("letters"),
    ),
    plain("GET /webhook-endpoints", Done(says="hooks.example")),
    plain("POST /webhook-endpoints", changes("endpoints"), body={"url": URL}),
    at("GET /webhook-endpoints/{endpoint_id}", "endpoint", done=Done(says="hooks.example")),
    at(
        "PATCH /webhook-endpoints/{endpoint_id}",
        "endpoint",
        done=changes("endpoints"),
        body={"description": "Another ledger"},
    ),
    at("DELETE /webhook-endpoints/{endpoint_id}", "endpoint", done=changes("endpoints")),
    at(
        "POST /webhook-endpoints/{endpoint_id}/rotate-secret",
        "endpoint",
        done=changes("endpoints"),
    ),
    at("POST /webhook-endpoints/{endpoint_id}/test", "endpoint", done=changes("events")),
    at("GET /webhook-endpoints/{endpoint_id}/deliveries", "endpoint"),
    at("GET /webhook-endpoints/{endpoint_id}/deliveries/{delivery_id}", "endpoint"),
    at(
        "POST /webhook-endpoints/{endpoint_id}/deliveries/{delivery_id}/resend",
        "endpoint",
        done=changes("letters"),
    ),
)

CALLS = {
    each.row: each
    for each in (
        *(*INVOICES, *MONEY, *BANK, *COLLECTION),
        *(*CONTRACTS, *PARTIES, *PRODUCTS, *BOOKS, *SYSTEMS),
    )
}
