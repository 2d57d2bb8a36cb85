"""What the core asks of the outside: a store, a clock, ids, a renderer, senders."""

from jupiter_core.ports.audit import Audit, KeptHead, KeptVersion, TakenNumbers
from jupiter_core.ports.contracts import ContractFilter, Contracts, ContractSummary, Ledger
from jupiter_core.ports.documents import NoEInvoice, Renderer
from jupiter_core.ports.erasure import Erasure
from jupiter_core.ports.held_changes import HeldChanges
from jupiter_core.ports.invoices import (
    Head,
    InvoiceFilter,
    Invoices,
    InvoiceSummary,
    Numbers,
    Versions,
)
from jupiter_core.ports.journal import Events, Forms, SavedForm
from jupiter_core.ports.limits import RateCounters
from jupiter_core.ports.mail_domains import MailDomains
from jupiter_core.ports.outbox import (
    DeadLetter,
    Message,
    Outbox,
    RetryLater,
    Sender,
    TransactionOutbox,
    Undeliverable,
)
from jupiter_core.ports.parties import Customers, SenderProfiles
from jupiter_core.ports.payments import PaymentFilter, Payments
from jupiter_core.ports.retention import Retention
from jupiter_core.ports.store import Store, StoreBusy, UnitOfWork
from jupiter_core.ports.system import Clock, Ids, Randomness
from jupiter_core.ports.systems import Answers, ApiKeys, Handovers
from jupiter_core.ports.webhooks import Deliveries, Delivery, WebhookEndpoints

__all__ = [
    "Answers",
    "ApiKeys",
    "Audit",
    "Clock",
    "ContractFilter",
    "ContractSummary",
    "Contracts",
    "Customers",
    "DeadLetter",
    "Deliveries",
    "Delivery",
    "Erasure",
    "Events",
    "Forms",
    "Handovers",
    "Head",
    "HeldChanges",
    "Ids",
    "InvoiceFilter",
    "InvoiceSummary",
    "Invoices",
    "KeptHead",
    "KeptVersion",
    "Ledger",
    "MailDomains",
    "Message",
    "NoEInvoice",
    "Numbers",
    "Outbox",
    "PaymentFilter",
    "Payments",
    "Randomness",
    "RateCounters",
    "Renderer",
    "Retention",
    "RetryLater",
    "SavedForm",
    "Sender",
    "SenderProfiles",
    "Store",
    "StoreBusy",
    "TakenNumbers",
    "TransactionOutbox",
    "Undeliverable",
    "UnitOfWork",
    "Versions",
    "WebhookEndpoints",
]
