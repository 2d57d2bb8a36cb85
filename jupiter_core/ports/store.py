"""The store: transactions, each in one workspace, with all their repositories."""

from collections.abc import Hashable
from contextlib import AbstractContextManager
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Protocol

from jupiter_core.domain.api_key import ApiKey
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.seal import Signer
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports.account_mappings import AccountMappings
from jupiter_core.ports.aging import AgingSums
from jupiter_core.ports.approval_looks import ApprovalLooks
from jupiter_core.ports.audit import Audit
from jupiter_core.ports.contracts import Contracts, Ledger
from jupiter_core.ports.conversation import Conversation
from jupiter_core.ports.desk import Desk
from jupiter_core.ports.directory import Directory
from jupiter_core.ports.erasure import Erasure
from jupiter_core.ports.forwarded_links import ForwardedLinks
from jupiter_core.ports.held_changes import HeldChanges
from jupiter_core.ports.invoices import Invoices, Numbers, Versions
from jupiter_core.ports.journal import Events, Forms
from jupiter_core.ports.mail_domains import MailDomains
from jupiter_core.ports.outbox import TransactionOutbox
from jupiter_core.ports.parties import Customers, SenderProfiles
from jupiter_core.ports.payments import Payments
from jupiter_core.ports.po_documents import PoDocuments
from jupiter_core.ports.products import Products
from jupiter_core.ports.purchase_orders import PurchaseOrders
from jupiter_core.ports.reminders import Reminders
from jupiter_core.ports.search import SearchIndex
from jupiter_core.ports.statements import Statements
from jupiter_core.ports.systems import Answers, ApiKeys, Handovers
from jupiter_core.ports.tax_forms import TaxForms
from jupiter_core.ports.webhooks import Deliveries, WebhookEndpoints


class UnitOfWork(Protocol):
    """One transaction in one workspace; every query is scoped to it.

    Used as a context manager by whoever opened it: leaving normally commits, leaving by an
    exception undoes everything. `now` is the moment it was opened. Versions are sealed with
    `signer`, and what is written stands in the audit log.
    """

    workspace_id: str
    now: datetime
    signer: Signer
    audit: Audit
    invoices: Invoices
    contracts: Contracts
    ledger: Ledger
    versions: Versions
    sender_profiles: SenderProfiles
    customers: Customers
    products: Products
    mail_domains: MailDomains
    directory: Directory
    account_mappings: AccountMappings
    purchase_orders: PurchaseOrders
    po_documents: PoDocuments
    numbers: Numbers
    forms: Forms
    events: Events
    outbox: TransactionOutbox
    api_keys: ApiKeys
    answers: Answers
    handovers: Handovers
    webhook_endpoints: WebhookEndpoints
    deliveries: Deliveries
    held_changes: HeldChanges
    conversation: Conversation
    tax_forms: TaxForms
    forwarded_links: ForwardedLinks
    payments: Payments
    statements: Statements
    desk: Desk
    aging: AgingSums
    reminders: Reminders
    approval_looks: ApprovalLooks
    erasure: Erasure
    search: SearchIndex

    def new_id(self) -> str:
        """See `Ids`."""

    def workspace(self) -> Workspace:
        """This workspace; a new one has the policy of an empty form."""

    def save_workspace(self, workspace: Workspace) -> None:
        """Adds or replaces it."""

    def once(self, key: str) -> None:
        """Claims `key` for good. Raises AlreadyDone when it was claimed before."""

    def foresee_decision(self, subject_id: str) -> None:
        """Has what a decision about an invoice or a contract reads beside it asked with what is
        asked next: who worked on it, what the desk and a search have of it, the legal entities,
        and who listens."""

    def foresee_customer(self, invoice: Invoice) -> None:
        """The same of its customer: their mail homes and their credit too."""

    def page_stamp(self, invoice_id: str, profile_id: str) -> Hashable:
        """Another one once anything was written that the customer's page of this invoice, of this
        legal entity, is made of."""


class StoreTrouble(Exception):
    """The database does not do it at this moment."""

    seconds: ClassVar[int] = 2
    """After how many another try is worth it."""


class StoreBusy(StoreTrouble):
    """It is locked by others for long; nothing was done."""


class StoreAway(StoreTrouble):
    """It cannot be reached, or broke off; nothing was done."""


class StoreUnsure(StoreTrouble):
    """It broke off when a transaction was to be kept: that may have been kept, or not."""


class StoreFault(StrEnum):
    """What somebody has to mend."""

    FULL = "full"
    READ_ONLY = "read-only"
    DAMAGED = "damaged"
    OTHER_TABLES = "of another schema"


class StoreUnusable(StoreTrouble):
    """It has a fault that does not pass by itself; nothing was done."""

    seconds = 60

    def __init__(self, fault: StoreFault) -> None:
        super().__init__(f"The database is {fault}")
        self.fault = fault


class StoreWatch(Protocol):
    """Told how the database does, by each who uses it."""

    def trouble(self, trouble: StoreTrouble) -> None:
        """It did not do what it was asked."""

    def fine(self, *, wrote: bool) -> None:
        """A transaction went through."""


class Store(Protocol):
    """Each way in raises StoreTrouble."""

    def write(
        self, workspace_id: str, *, brief: bool = False
    ) -> AbstractContextManager[UnitOfWork]:
        """A transaction that may write; on SQLite it is the only one. `brief` says that it takes
        some milliseconds: where several of a workspace wait for each other, they may be kept
        together, and each ends when all are."""

    def read(self, workspace_id: str) -> AbstractContextManager[UnitOfWork]:
        """A consistent look that never waits for a writer."""

    def workspace_of(self, invoice_id: str) -> str:
        """The workspace of an invoice, for who knows only its link. Raises NotFound."""

    def workspace_of_key(self, secret_hash: str) -> tuple[str, ApiKey]:
        """The workspace of an API key, for who knows only its secret; revoked keys
        too. Raises NotFound."""

    def expect_answer(self) -> None:
        """Cheap: only whether it can be asked at all."""

    def workspaces(self) -> list[str]:
        """Ids, sorted, of all that were set up or have invoices."""

    def unreleased(self) -> frozenset[str]:
        """Those that were restored from a backup and that nobody has released: their timers
        rest."""

    def resting(self) -> frozenset[str]:
        """Those, and those that wait for the app to be installed again: all whose timers rest."""
