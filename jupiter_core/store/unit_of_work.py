"""One transaction in one workspace, with its rooms."""

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
    Mailbox,
    MailDomains,
    Numbers,
    SenderProfiles,
    Versions,
    WebhookEndpoints,
)
from jupiter_core.store.audit_room import AuditRoom
from jupiter_core.store.contracts import ContractRoom, LedgerRoom
from jupiter_core.store.erasure import ErasureRoom
from jupiter_core.store.held_changes import HeldChangeRoom
from jupiter_core.store.invoices import InvoiceRoom
from jupiter_core.store.journal import EventRoom, FormRoom, NumberRoom, claim_key
from jupiter_core.store.mail_domains import MailDomainRoom
from jupiter_core.store.mailbox import MailboxRoom
from jupiter_core.store.parties import (
    CustomerRoom,
    SenderProfileRoom,
    save_workspace_in,
    workspace_in,
)
from jupiter_core.store.scope import Scope
from jupiter_core.store.systems import NO_WORKSPACE, AnswerRoom, ApiKeyRoom, HandoverRoom
from jupiter_core.store.versions import VersionRoom
from jupiter_core.store.webhooks import DeliveryRoom, WebhookEndpointRoom


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
    mailbox: Mailbox
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
        self._scope = scope = Scope(session, workspace_id, self.now, signer, writes=writes)
        self.invoices = InvoiceRoom(scope)
        self.contracts = ContractRoom(scope)
        self.ledger = LedgerRoom(scope)
        self.versions = VersionRoom(scope)
        self.sender_profiles = SenderProfileRoom(scope)
        self.customers = CustomerRoom(scope)
        self.mail_domains = MailDomainRoom(scope)
        self.numbers = NumberRoom(scope)
        self.forms = FormRoom(scope)
        self.events = EventRoom(scope)
        self.mailbox = MailboxRoom(scope)
        self.api_keys = ApiKeyRoom(scope)
        self.answers = AnswerRoom(scope)
        self.handovers = HandoverRoom(Scope(session, NO_WORKSPACE, self.now, signer, writes=writes))
        self.webhook_endpoints = WebhookEndpointRoom(scope)
        self.deliveries = DeliveryRoom(scope)
        self.erasure = ErasureRoom(scope)
        self.held_changes = HeldChangeRoom(scope)
        self.audit = AuditRoom(scope)

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
