"""One transaction in one workspace, with its repositories."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from sqlalchemy import Connection

from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.seal import Signer
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import (
    AccountMappings,
    AgingSums,
    Answers,
    ApiKeys,
    ApprovalLooks,
    Audit,
    Clock,
    Contracts,
    Conversation,
    Customers,
    Deliveries,
    Desk,
    Directory,
    Erasure,
    Events,
    Forms,
    ForwardedLinks,
    Handovers,
    HeldChanges,
    Ids,
    Invoices,
    Ledger,
    MailDomains,
    Numbers,
    Payments,
    PoDocuments,
    Products,
    PurchaseOrders,
    Reminders,
    SearchIndex,
    SenderProfiles,
    Statements,
    TaxForms,
    TransactionOutbox,
    Versions,
    WebhookEndpoints,
)
from jupiter_core.store.account_mappings import AccountMappingRepository
from jupiter_core.store.aging import AgingRepository
from jupiter_core.store.approval_looks import ApprovalLookRepository
from jupiter_core.store.audit_repository import AuditRepository
from jupiter_core.store.contracts import ContractRepository, LedgerRepository
from jupiter_core.store.conversation import ConversationRepository
from jupiter_core.store.derived import foresee_entries
from jupiter_core.store.desk import DeskRepository
from jupiter_core.store.directory import DirectoryRepository
from jupiter_core.store.erasure import ErasureRepository
from jupiter_core.store.forwarded_links import ForwardedLinkRepository
from jupiter_core.store.held_changes import HeldChangeRepository
from jupiter_core.store.invoices import InvoiceRepository
from jupiter_core.store.journal import EventRepository, FormRepository, NumberRepository, claim_key
from jupiter_core.store.mail_domains import MailDomainRepository
from jupiter_core.store.page_stamp import page_stamp_in
from jupiter_core.store.parties import (
    CustomerRepository,
    SenderProfileRepository,
    save_workspace_in,
    workspace_in,
)
from jupiter_core.store.payments import PaymentRepository
from jupiter_core.store.po_documents import PoDocumentRepository
from jupiter_core.store.products import ProductRepository
from jupiter_core.store.purchase_orders import PurchaseOrderRepository
from jupiter_core.store.reminders import ReminderRepository
from jupiter_core.store.scope import Ahead, TransactionScope
from jupiter_core.store.search import SearchRepository
from jupiter_core.store.statements import StatementRepository
from jupiter_core.store.systems import (
    NO_WORKSPACE,
    AnswerRepository,
    ApiKeyRepository,
    HandoverRepository,
)
from jupiter_core.store.tax_forms import TaxFormRepository
from jupiter_core.store.transaction_outbox import OutboxRepository
from jupiter_core.store.versions import VersionRepository
from jupiter_core.store.webhooks import DeliveryRepository, WebhookEndpointRepository

T = TypeVar("T")


class _Lazy(Generic[T]):
    """A repository of a transaction, made when it is first asked for: a transaction needs a few
    of them only."""

    def __init__(self, make: Callable[[TransactionScope], T]) -> None:
        self._make = make

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, uow: "SqlUnitOfWork", _owner: type) -> T:
        made = self._make(uow.scope)
        # Found there before this descriptor from now on, since that has no `__set__`.
        uow.__dict__[self._name] = made
        return made


class SqlUnitOfWork:
    """The UnitOfWork of an open transaction; whoever opened that ends it."""

    invoices: _Lazy[Invoices] = _Lazy(InvoiceRepository)
    contracts: _Lazy[Contracts] = _Lazy(ContractRepository)
    ledger: _Lazy[Ledger] = _Lazy(LedgerRepository)
    versions: _Lazy[Versions] = _Lazy(VersionRepository)
    sender_profiles: _Lazy[SenderProfiles] = _Lazy(SenderProfileRepository)
    customers: _Lazy[Customers] = _Lazy(CustomerRepository)
    products: _Lazy[Products] = _Lazy(ProductRepository)
    purchase_orders: _Lazy[PurchaseOrders] = _Lazy(PurchaseOrderRepository)
    po_documents: _Lazy[PoDocuments] = _Lazy(PoDocumentRepository)
    account_mappings: _Lazy[AccountMappings] = _Lazy(AccountMappingRepository)
    mail_domains: _Lazy[MailDomains] = _Lazy(MailDomainRepository)
    directory: _Lazy[Directory] = _Lazy(DirectoryRepository)
    numbers: _Lazy[Numbers] = _Lazy(NumberRepository)
    forms: _Lazy[Forms] = _Lazy(FormRepository)
    events: _Lazy[Events] = _Lazy(EventRepository)
    outbox: _Lazy[TransactionOutbox] = _Lazy(OutboxRepository)
    api_keys: _Lazy[ApiKeys] = _Lazy(ApiKeyRepository)
    answers: _Lazy[Answers] = _Lazy(AnswerRepository)
    webhook_endpoints: _Lazy[WebhookEndpoints] = _Lazy(WebhookEndpointRepository)
    deliveries: _Lazy[Deliveries] = _Lazy(DeliveryRepository)
    erasure: _Lazy[Erasure] = _Lazy(ErasureRepository)
    held_changes: _Lazy[HeldChanges] = _Lazy(HeldChangeRepository)
    forwarded_links: _Lazy[ForwardedLinks] = _Lazy(ForwardedLinkRepository)
    tax_forms: _Lazy[TaxForms] = _Lazy(TaxFormRepository)
    conversation: _Lazy[Conversation] = _Lazy(ConversationRepository)
    payments: _Lazy[Payments] = _Lazy(PaymentRepository)
    statements: _Lazy[Statements] = _Lazy(StatementRepository)
    desk: _Lazy[Desk] = _Lazy(DeskRepository)
    aging: _Lazy[AgingSums] = _Lazy(AgingRepository)
    reminders: _Lazy[Reminders] = _Lazy(ReminderRepository)
    approval_looks: _Lazy[ApprovalLooks] = _Lazy(ApprovalLookRepository)
    search: _Lazy[SearchIndex] = _Lazy(SearchRepository)
    audit: _Lazy[Audit] = _Lazy(AuditRepository)
    handovers: _Lazy[Handovers] = _Lazy(lambda scope: HandoverRepository(scope.of(NO_WORKSPACE)))

    def __init__(
        self,
        connection: Connection,
        workspace_id: str,
        clock: Clock,
        ids: Ids,
        signer: Signer,
        *,
        writes: bool,
        ahead: Ahead | None = None,
    ) -> None:
        self.workspace_id = workspace_id
        self.now = clock.now()
        self.signer = signer
        self._ids = ids
        given = (connection, workspace_id, self.now, signer)
        self.scope = TransactionScope(*given, writes=writes, ahead=ahead)

    def keep_log(self) -> None:
        """Writes what was to be written later, and the audit log of this transaction: the last
        thing before it is committed."""
        self.scope.finish()

    def new_id(self) -> str:
        return self._ids.new()

    def workspace(self) -> Workspace:
        return workspace_in(self.scope)

    def save_workspace(self, workspace: Workspace) -> None:
        save_workspace_in(self.scope, workspace)

    def once(self, key: str) -> None:
        claim_key(self.scope, key)

    def foresee_decision(self, subject_id: str) -> None:
        """See `UnitOfWork`."""
        VersionRepository(self.scope).foresee_authors(subject_id)
        SenderProfileRepository(self.scope).foresee()
        WebhookEndpointRepository(self.scope).foresee()
        foresee_entries(self.scope, subject_id)

    def foresee_customer(self, invoice: Invoice) -> None:
        """See `UnitOfWork`."""
        content = invoice.content
        customer_id, profile_id = content.bill_to.customer_id, content.seller.profile_id
        CustomerRepository(self.scope).foresee(customer_id)
        MailDomainRepository(self.scope).foresee(customer_id)
        PaymentRepository(self.scope).foresee_credits(customer_id, profile_id, content.currency)

    def page_stamp(self, invoice_id: str, profile_id: str) -> Hashable:
        """See `UnitOfWork`."""
        return page_stamp_in(self.scope, invoice_id, profile_id)
