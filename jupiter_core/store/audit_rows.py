"""Which rows the audit log covers, and what of them.

A row's digest is over what its columns say, not over how a newer program would spell it. A column
that is empty does not count, so that a migration may add one that is. A migration that writes into
a covered column has to write into the log too.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from jupiter_core.domain.audit import AuditedRow
from jupiter_core.domain.frozen import canonical_json, sha256_hex
from jupiter_core.store.ledger_tables import AccountMappingRow, PurchaseOrderRow
from jupiter_core.store.look_tables import SettingsLookRow
from jupiter_core.store.outbox_tables import OutboxRow
from jupiter_core.store.payment_tables import PaymentInvoiceRow, PaymentRow
from jupiter_core.store.product_tables import ProductRow
from jupiter_core.store.statement_tables import (
    BankEntryRow,
    BankStatementRow,
    StatementColumnsRow,
)
from jupiter_core.store.system_tables import ApiKeyRow, WebhookEndpointRow
from jupiter_core.store.tables import (
    ContractRow,
    CreditEntryRow,
    CustomerRow,
    EventRow,
    InvoiceRow,
    MailDomainRow,
    NumberSeriesRow,
    SenderProfileRow,
    TableRow,
    WorkspaceRow,
)


class Covered(NamedTuple):
    """`named` are the columns that tell one row from another; what is in `apart` may change
    without a word in the log, or is proved by the chain of versions."""

    kind: str
    named: tuple[str, ...] = ("id",)
    apart: frozenset[str] = frozenset()


_SENDING = frozenset(
    {
        *("lane", "attempts", "tried_since", "unfinished"),
        *("not_before", "lease_owner", "lease_until"),
        *("sent_at", "receipt", "dead_at", "error", "purged_at"),
    }
)
_OWN_CHAIN = frozenset({"document"})

COVERED: Mapping[type[TableRow], Covered] = {
    WorkspaceRow: Covered("workspace", ("workspace_id",)),
    SenderProfileRow: Covered("legal entity"),
    CustomerRow: Covered("customer"),
    ProductRow: Covered("product"),
    InvoiceRow: Covered("invoice", apart=_OWN_CHAIN),
    ContractRow: Covered("contract", apart=_OWN_CHAIN),
    CreditEntryRow: Covered("credit entry"),
    MailDomainRow: Covered("mail domain", ("customer_id", "home")),
    NumberSeriesRow: Covered("number series", ("profile_id", "series")),
    EventRow: Covered("event"),
    ApiKeyRow: Covered("API key"),
    WebhookEndpointRow: Covered("webhook endpoint"),
    PaymentRow: Covered("payment"),
    PaymentInvoiceRow: Covered("invoice of a payment", ("invoice_id", "payment_id")),
    BankStatementRow: Covered("bank statement"),
    BankEntryRow: Covered("entry of a bank statement"),
    PurchaseOrderRow: Covered("purchase order"),
    AccountMappingRow: Covered("ledger accounts", ("profile_id",)),
    StatementColumnsRow: Covered("columns of a bank's file", ("account", "header")),
    SettingsLookRow: Covered("look at settings"),
    OutboxRow: Covered("message", apart=_SENDING),
}


def audited(table: type[TableRow], values: Mapping[str, Any]) -> AuditedRow | None:
    """What the log says of a row with these columns; None where it says nothing."""
    covered = COVERED.get(table)
    if covered is None:
        return None
    return AuditedRow(covered.kind, name_of(covered, values), digest_of(table, covered, values))


def name_of(covered: Covered, values: Mapping[str, Any]) -> str:
    """What tells the row from others of its kind: its `named` columns, with a space between."""
    return " ".join(str(values[each]) for each in covered.named)


def digest_of(table: type[TableRow], covered: Covered, values: Mapping[str, Any]) -> str:
    """SHA-256, as hexadecimal digits, of what the covered columns say; empty ones are left out."""
    # The database gives the position, so that it is not there yet when a row is written.
    skipped = {"position", *covered.apart}
    said = {
        name: value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
        if value and name not in skipped
    }
    if table is WebhookEndpointRow:
        said["document"] = _without_trouble(said["document"])
    return sha256_hex(canonical_json(said))


def _without_trouble(document: str) -> str:
    """How well an endpoint answers is nobody's decision."""
    try:
        endpoint = json.loads(document)
        return canonical_json({**endpoint, "failing_since": None})
    except (ValueError, TypeError):
        return document
