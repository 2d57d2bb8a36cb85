"""What the core asks of the outside: a store, a clock, ids, a renderer, senders."""

from jupiter_core.ports.account_mappings import AccountMappings
from jupiter_core.ports.aging import AgingSums
from jupiter_core.ports.approval_looks import ApprovalLooks
from jupiter_core.ports.audit import Audit, KeptHead, KeptVersion, TakenNumbers
from jupiter_core.ports.contracts import ContractFilter, Contracts, ContractSummary, Ledger
from jupiter_core.ports.conversation import Conversation
from jupiter_core.ports.desk import Desk
from jupiter_core.ports.directory import Directory
from jupiter_core.ports.documents import NoEInvoice, Renderer
from jupiter_core.ports.erasure import Erasure, Mentions
from jupiter_core.ports.forgetting import Forgetting, SentForgetting
from jupiter_core.ports.forwarded_links import ForwardedLinks
from jupiter_core.ports.held_changes import HeldChanges
from jupiter_core.ports.installations import (
    Installation,
    Installations,
    InstallStates,
    Tokens,
)
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
    UNTIL_RELEASED,
    AtLimit,
    DeadLetter,
    Heartbeat,
    Message,
    Outbox,
    OutboxDepth,
    Receipts,
    RetryLater,
    Sender,
    TransactionOutbox,
    Undeliverable,
)
from jupiter_core.ports.parties import Customers, SenderProfiles
from jupiter_core.ports.payments import PaymentFilter, Payments
from jupiter_core.ports.po_documents import PoDocuments
from jupiter_core.ports.products import Products
from jupiter_core.ports.purchase_orders import PurchaseOrders
from jupiter_core.ports.reminders import Reminders
from jupiter_core.ports.retention import Retention
from jupiter_core.ports.search import SearchIndex
from jupiter_core.ports.settings_looks import SettingsLooks
from jupiter_core.ports.statements import EntryFilter, Statements, WaitingEntries
from jupiter_core.ports.store import (
    Store,
    StoreAway,
    StoreBusy,
    StoreFault,
    StoreTrouble,
    StoreUnsure,
    StoreUnusable,
    StoreWatch,
    UnitOfWork,
)
from jupiter_core.ports.system import Clock, Ids, Randomness
from jupiter_core.ports.systems import Answers, ApiKeys, Handovers
from jupiter_core.ports.tax_forms import TaxForms
from jupiter_core.ports.webhooks import Deliveries, Delivery, WebhookEndpoints
from jupiter_core.ports.word_merging import WordMerging
from jupiter_core.ports.workers import Workers

__all__ = [
    "UNTIL_RELEASED",
    "AccountMappings",
    "AgingSums",
    "Answers",
    "ApiKeys",
    "ApprovalLooks",
    "AtLimit",
    "Audit",
    "Clock",
    "ContractFilter",
    "ContractSummary",
    "Contracts",
    "Conversation",
    "Customers",
    "DeadLetter",
    "Deliveries",
    "Delivery",
    "Desk",
    "Directory",
    "EntryFilter",
    "Erasure",
    "Events",
    "Forgetting",
    "Forms",
    "ForwardedLinks",
    "Handovers",
    "Head",
    "Heartbeat",
    "HeldChanges",
    "Ids",
    "InstallStates",
    "Installation",
    "Installations",
    "InvoiceFilter",
    "InvoiceSummary",
    "Invoices",
    "KeptHead",
    "KeptVersion",
    "Ledger",
    "MailDomains",
    "Mentions",
    "Message",
    "NoEInvoice",
    "Numbers",
    "Outbox",
    "OutboxDepth",
    "PaymentFilter",
    "Payments",
    "PoDocuments",
    "Products",
    "PurchaseOrders",
    "Randomness",
    "RateCounters",
    "Receipts",
    "Reminders",
    "Renderer",
    "Retention",
    "RetryLater",
    "SavedForm",
    "SearchIndex",
    "Sender",
    "SenderProfiles",
    "SentForgetting",
    "SettingsLooks",
    "Statements",
    "Store",
    "StoreAway",
    "StoreBusy",
    "StoreFault",
    "StoreTrouble",
    "StoreUnsure",
    "StoreUnusable",
    "StoreWatch",
    "TakenNumbers",
    "TaxForms",
    "Tokens",
    "TransactionOutbox",
    "Undeliverable",
    "UnitOfWork",
    "Versions",
    "WaitingEntries",
    "WebhookEndpoints",
    "WordMerging",
    "Workers",
]
