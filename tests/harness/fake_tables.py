"""What a FakeStore remembers: plain dicts of frozen values, copied for each transaction."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, TypeVar, cast

from jupiter_core.domain.accounting.mapping import AccountMapping
from jupiter_core.domain.api_key import ApiKey
from jupiter_core.domain.audit import Anchor
from jupiter_core.domain.bank_entry import ImportedEntry, ImportedStatement
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.credit_ledger import CreditEntry
from jupiter_core.domain.conversation import Remark
from jupiter_core.domain.directory import KnownChannel, KnownPerson
from jupiter_core.domain.events import Event
from jupiter_core.domain.forwarded_link import ForwardedLink
from jupiter_core.domain.handover import Handover
from jupiter_core.domain.held_change import HeldChange
from jupiter_core.domain.idempotency import Answered
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.payment import Payment
from jupiter_core.domain.po_document import PoDocument
from jupiter_core.domain.product import Product
from jupiter_core.domain.purchase_order import PurchaseOrder
from jupiter_core.domain.refusals import NotFound
from jupiter_core.domain.statement_columns import ColumnMapping
from jupiter_core.domain.tax_form import TaxForm
from jupiter_core.domain.version import Version
from jupiter_core.domain.webhook import DeliveryAttempt, WebhookEndpoint
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import Message, SavedForm

T = TypeVar("T")
Key = tuple[str, str]
"""Workspace and id."""


@dataclass(frozen=True)
class Letter:
    """A message of the outbox and what became of it."""

    message: Message
    not_before: datetime
    lease_owner: str = ""
    lease_until: datetime | None = None
    receipt: dict[str, Any] | None = None
    failed_at: datetime | None = None
    error: str = ""

    @property
    def is_sent(self) -> bool:
        return self.receipt is not None

    @property
    def is_dead(self) -> bool:
        return not self.is_sent and self.failed_at is not None


@dataclass(frozen=True)
class Look:
    """When an invoice was last looked at for reminders, as of which version, and its next one."""

    sequence: int
    on: date
    next_on: date | None


@dataclass
class Tables:
    """Dicts keep the order of insertion; that is the order of events and messages."""

    workspaces: dict[str, Workspace] = field(default_factory=dict)
    unreleased: dict[str, bool] = field(default_factory=dict)
    invoices: dict[Key, tuple[Invoice, Version]] = field(default_factory=dict)
    contracts: dict[Key, tuple[Contract, Version]] = field(default_factory=dict)
    credit_entries: dict[Key, CreditEntry] = field(default_factory=dict)
    versions: dict[Key, tuple[Version, ...]] = field(default_factory=dict)
    profiles: dict[Key, SenderProfile] = field(default_factory=dict)
    customers: dict[Key, Customer] = field(default_factory=dict)
    products: dict[Key, Product] = field(default_factory=dict)
    purchase_orders: dict[Key, PurchaseOrder] = field(default_factory=dict)
    account_mappings: dict[Key, AccountMapping] = field(default_factory=dict)
    mail_domains: dict[tuple[str, str, str], datetime] = field(default_factory=dict)
    people: dict[Key, KnownPerson] = field(default_factory=dict)
    channels: dict[Key, KnownChannel] = field(default_factory=dict)
    counts: dict[tuple[str, str, str], tuple[int, int]] = field(default_factory=dict)
    forms: dict[Key, SavedForm] = field(default_factory=dict)
    key_uses: dict[Key, datetime] = field(default_factory=dict)
    events: dict[Key, Event] = field(default_factory=dict)
    keys: dict[Key, datetime] = field(default_factory=dict)
    letters: dict[str, Letter] = field(default_factory=dict)
    holds: dict[tuple[str, str, str], datetime] = field(default_factory=dict)
    api_keys: dict[Key, ApiKey] = field(default_factory=dict)
    answers: dict[tuple[str, str, str], Answered] = field(default_factory=dict)
    handovers: dict[str, Handover] = field(default_factory=dict)
    endpoints: dict[Key, WebhookEndpoint] = field(default_factory=dict)
    attempts: dict[Key, tuple[DeliveryAttempt, ...]] = field(default_factory=dict)
    held_changes: dict[Key, HeldChange] = field(default_factory=dict)
    forwarded_links: dict[Key, ForwardedLink] = field(default_factory=dict)
    looks: dict[Key, Look] = field(default_factory=dict)
    approval_looks: dict[Key, datetime | None] = field(default_factory=dict)
    told: dict[str, frozenset[str]] = field(default_factory=dict)
    tax_forms: dict[Key, tuple[TaxForm, bytes]] = field(default_factory=dict)
    po_documents: dict[Key, tuple[PoDocument, bytes]] = field(default_factory=dict)
    conversation: dict[Key, Remark] = field(default_factory=dict)
    payments: dict[Key, Payment] = field(default_factory=dict)
    statements: dict[Key, ImportedStatement] = field(default_factory=dict)
    bank_entries: dict[Key, ImportedEntry] = field(default_factory=dict)
    bank_payers: dict[Key, frozenset[str]] = field(default_factory=dict)
    statement_columns: dict[Key, tuple[ColumnMapping, ...]] = field(default_factory=dict)
    anchors: dict[str, Anchor] = field(default_factory=dict)
    # Counts transactions, those too that left everything as it was: not part of what is compared.
    writes: dict[str, int] = field(default_factory=dict, compare=False)

    def copy(self) -> "Tables":
        return Tables(**{name: table.copy() for name, table in vars(self).items()})

    def to_read(self) -> "Tables":
        """As it is now; whoever writes into it fails."""
        tables = {name: MappingProxyType(table) for name, table in vars(self).items()}
        return Tables(**cast(dict[str, Any], tables))

    def change_letter(self, message_id: str, **changes: Any) -> None:
        self.letters[message_id] = replace(self.letters[message_id], **changes)


@dataclass
class Room:
    """One repository of one transaction: its tables, and whose rows are its own."""

    tables: Tables
    workspace_id: str
    now: datetime

    def key(self, name: str) -> tuple[str, str]:
        return (self.workspace_id, name)

    def expect(self, workspace_id: str, *, new: bool = True) -> None:
        if workspace_id != self.workspace_id:
            raise ValueError(f"a row of {workspace_id} in a transaction of {self.workspace_id}")
        if not new:
            raise ValueError("an id was given twice")

    def own(self, table: dict[tuple[str, str], T]) -> list[T]:
        return [row for (workspace, _), row in table.items() if workspace == self.workspace_id]

    def found(self, table: dict[tuple[str, str], T], what: str, name: str) -> T:
        try:
            return table[self.key(name)]
        except KeyError:
            raise NotFound(what, name) from None
