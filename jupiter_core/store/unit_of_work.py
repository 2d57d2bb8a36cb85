"""One transaction in one workspace, with its repositories."""

from sqlmodel import Session

from jupiter_core.domain.seal import Signer
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import (
    Answers,
    ApiKeys,
    Audit,
    Clock,
    Contracts,
    Customers,
    Deliveries,
    Erasure,
    Events,
    Forms,
    Handovers,
    HeldChanges,
    Ids,
    Invoices,
    Ledger,
    MailDomains,
    Numbers,
    SenderProfiles,
    TransactionOutbox,
    Versions,
    WebhookEndpoints,
)
from jupiter_core.store.audit_repository import AuditRepository
from jupiter_core.store.contracts import ContractRepository, LedgerRepository
from jupiter_core.store.erasure import ErasureRepository
from jupiter_core.store.held_changes import HeldChangeRepository
from jupiter_core.store.invoices import InvoiceRepository
from jupiter_core.store.journal import EventRepository, FormRepository, NumberRepository, claim_key
from jupiter_core.store.mail_domains import MailDomainRepository
from jupiter_core.store.parties import (
    CustomerRepository,
    SenderProfileRepository,
    save_workspace_in,
    workspace_in,
)
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.systems import (
    NO_WORKSPACE,
    AnswerRepository,
    ApiKeyRepository,
    HandoverRepository,
)
from jupiter_core.store.transaction_outbox import OutboxRepository
from jupiter_core.store.versions import VersionRepository
from jupiter_core.store.webhooks import DeliveryRepository, WebhookEndpointRepository


class SqlUnitOfWork:
    """The UnitOfWork of an open session; whoever opened that ends it."""

    invoices: Invoices
    contracts: Contracts
    ledger: Ledger
    versions: Versions
    sender_profiles: SenderProfiles
    customers: Customers
    mail_domains: MailDomains
    numbers: Numbers
    forms: Forms
    events: Events
    outbox: TransactionOutbox
    api_keys: ApiKeys
    answers: Answers
    handovers: Handovers
    webhook_endpoints: WebhookEndpoints
    deliveries: Deliveries
    erasure: Erasure
    held_changes: HeldChanges

    audit: Audit

    def __init__(
        self,
        session: Session,
        workspace_id: str,
        clock: Clock,
        ids: Ids,
        signer: Signer,
        *,
        writes: bool,
    ) -> None:
        self.workspace_id = workspace_id
        self.now = clock.now()
        self.signer = signer
        self._ids = ids
        self._scope = scope = TransactionScope(
            session, workspace_id, self.now, signer, writes=writes
        )
        self.invoices = InvoiceRepository(scope)
        self.contracts = ContractRepository(scope)
        self.ledger = LedgerRepository(scope)
        self.versions = VersionRepository(scope)
        self.sender_profiles = SenderProfileRepository(scope)
        self.customers = CustomerRepository(scope)
        self.mail_domains = MailDomainRepository(scope)
        self.numbers = NumberRepository(scope)
        self.forms = FormRepository(scope)
        self.events = EventRepository(scope)
        self.outbox = OutboxRepository(scope)
        self.api_keys = ApiKeyRepository(scope)
        self.answers = AnswerRepository(scope)
        self.handovers = HandoverRepository(
            TransactionScope(session, NO_WORKSPACE, self.now, signer, writes=writes)
        )
        self.webhook_endpoints = WebhookEndpointRepository(scope)
        self.deliveries = DeliveryRepository(scope)
        self.erasure = ErasureRepository(scope)
        self.held_changes = HeldChangeRepository(scope)
        self.audit = AuditRepository(scope)

    def keep_log(self) -> None:
        """Writes the audit log of this transaction: the last thing before it is committed."""
        self._scope.log.keep()

    def new_id(self) -> str:
        return self._ids.new()

    def workspace(self) -> Workspace:
        return workspace_in(self._scope)

    def save_workspace(self, workspace: Workspace) -> None:
        save_workspace_in(self._scope, workspace)

    def once(self, key: str) -> None:
        claim_key(self._scope, key)
