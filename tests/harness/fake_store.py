"""The store and the outbox in memory, with the semantics of the real ones."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from jupiter_core.domain.api_key import ApiKey
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import AlreadyDone, NotFound
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
    Message,
    Numbers,
    Payments,
    PoDocuments,
    Products,
    PurchaseOrders,
    Receipts,
    Reminders,
    SearchIndex,
    SenderProfiles,
    Statements,
    TaxForms,
    TransactionOutbox,
    UnitOfWork,
    Versions,
    WebhookEndpoints,
)
from tests.factories import A_SIGNER
from tests.harness.fake_aging import FakeAging
from tests.harness.fake_approval_looks import FakeApprovalLooks, look_anew
from tests.harness.fake_audit import FakeAudit
from tests.harness.fake_contracts import FakeContracts, FakeLedger
from tests.harness.fake_desk import FakeDesk
from tests.harness.fake_directory import FakeDirectory
from tests.harness.fake_erasure import FakeErasure
from tests.harness.fake_outbox import FakeMailbox
from tests.harness.fake_payments import FakePayments
from tests.harness.fake_products import FakeProducts
from tests.harness.fake_purchase_orders import FakePurchaseOrders
from tests.harness.fake_reminders import FakeReminders
from tests.harness.fake_repositories import (
    FakeAccountMappings,
    FakeCustomers,
    FakeEvents,
    FakeForms,
    FakeInvoices,
    FakeMailDomains,
    FakeNumbers,
    FakeSenderProfiles,
    FakeVersions,
)
from tests.harness.fake_search import FakeSearch
from tests.harness.fake_statements import FakeStatements
from tests.harness.fake_systems import (
    FakeAnswers,
    FakeApiKeys,
    FakeConversation,
    FakeDeliveries,
    FakeForwardedLinks,
    FakeHandovers,
    FakeHeldChanges,
    FakePoDocuments,
    FakeTaxForms,
    FakeWebhookEndpoints,
)
from tests.harness.fake_tables import Letter, Room, Tables

_REPOSITORIES: dict[str, type[Room]] = {
    "invoices": FakeInvoices,
    "contracts": FakeContracts,
    "ledger": FakeLedger,
    "versions": FakeVersions,
    "sender_profiles": FakeSenderProfiles,
    "customers": FakeCustomers,
    "products": FakeProducts,
    "purchase_orders": FakePurchaseOrders,
    "po_documents": FakePoDocuments,
    "account_mappings": FakeAccountMappings,
    "mail_domains": FakeMailDomains,
    "directory": FakeDirectory,
    "numbers": FakeNumbers,
    "forms": FakeForms,
    "events": FakeEvents,
    "outbox": FakeMailbox,
    "api_keys": FakeApiKeys,
    "answers": FakeAnswers,
    "handovers": FakeHandovers,
    "webhook_endpoints": FakeWebhookEndpoints,
    "deliveries": FakeDeliveries,
    "held_changes": FakeHeldChanges,
    "forwarded_links": FakeForwardedLinks,
    "tax_forms": FakeTaxForms,
    "conversation": FakeConversation,
    "payments": FakePayments,
    "statements": FakeStatements,
    "desk": FakeDesk,
    "aging": FakeAging,
    "reminders": FakeReminders,
    "approval_looks": FakeApprovalLooks,
    "audit": FakeAudit,
    "erasure": FakeErasure,
    "search": FakeSearch,
}


class FakeUnitOfWork:
    """One transaction over its own copy of the tables."""

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
    audit: Audit
    signer: Signer = A_SIGNER
    erasure: Erasure
    search: SearchIndex

    def __init__(self, tables: Tables, workspace_id: str, now: datetime, ids: Ids) -> None:
        self.workspace_id = workspace_id
        self.now = now
        self._tables = tables
        self._ids = ids

    def __getattr__(self, name: str) -> Any:
        """A repository is made when it is first asked for."""
        try:
            made = _REPOSITORIES[name](self._tables, self.workspace_id, self.now)
        except KeyError:
            raise AttributeError(name) from None
        setattr(self, name, made)
        return made

    def new_id(self) -> str:
        return self._ids.new()

    def workspace(self) -> Workspace:
        return self._tables.workspaces.get(self.workspace_id, Workspace(id=self.workspace_id))

    def save_workspace(self, workspace: Workspace) -> None:
        if workspace.id != self.workspace_id:
            raise ValueError(f"a row of {workspace.id} in a transaction of {self.workspace_id}")
        self._tables.workspaces[self.workspace_id] = workspace
        look_anew(self._tables, self.workspace_id)

    def once(self, key: str) -> None:
        if (self.workspace_id, key) in self._tables.keys:
            raise AlreadyDone()
        self._tables.keys[self.workspace_id, key] = self.now

    def foresee_decision(self, subject_id: str) -> None:
        """All is here."""

    def foresee_customer(self, invoice: Invoice) -> None:
        """All is here."""

    def page_stamp(self, invoice_id: str, profile_id: str) -> int:
        """Of any transaction that wrote."""
        return self._tables.writes.get(self.workspace_id, 0)


class FakeStore:
    """One writer at a time; what a failed transaction wrote is forgotten."""

    def __init__(self, clock: Clock, ids: Ids) -> None:
        self.tables = Tables()
        self.outbox = FakeOutbox(self)
        self._clock = clock
        self._ids = ids
        self._writing = threading.Lock()
        self._writer: int | None = None

    @contextmanager
    def write(self, workspace_id: str, *, brief: bool = False) -> Iterator[UnitOfWork]:
        with self.only_writer():
            tables = self.tables.copy()
            yield FakeUnitOfWork(tables, workspace_id, self._clock.now(), self._ids)
            tables.writes[workspace_id] = tables.writes.get(workspace_id, 0) + 1
            self.tables = tables

    @contextmanager
    def read(self, workspace_id: str) -> Iterator[UnitOfWork]:
        yield FakeUnitOfWork(self.tables.to_read(), workspace_id, self._clock.now(), self._ids)

    @contextmanager
    def only_writer(self) -> Iterator[None]:
        me = threading.get_ident()
        if self._writer == me:
            raise RuntimeError("a write transaction was opened inside another one")
        with self._writing:
            self._writer = me
            try:
                yield
            finally:
                self._writer = None

    def workspace_of(self, invoice_id: str) -> str:
        for workspace_id, its_id in self.tables.invoices:
            if its_id == invoice_id:
                return workspace_id
        raise NotFound("invoice", invoice_id)

    def workspace_of_key(self, secret_hash: str) -> tuple[str, ApiKey]:
        for (workspace_id, _), key in self.tables.api_keys.items():
            if key.secret_hash == secret_hash:
                return workspace_id, key
        raise NotFound("API key", "of that secret")

    def expect_answer(self) -> None:
        """It always answers."""

    def workspaces(self) -> list[str]:
        with_invoices = (workspace_id for workspace_id, _ in self.tables.invoices)
        return sorted({*self.tables.workspaces, *with_invoices})

    def unreleased(self) -> frozenset[str]:
        return frozenset(self.tables.unreleased)

    def resting(self) -> frozenset[str]:
        return self.unreleased()


class FakeOutbox:
    """The messages of a FakeStore, of all its workspaces."""

    def __init__(self, store: FakeStore) -> None:
        self._store = store

    def claim(
        self,
        *,
        owner: str,
        now: datetime,
        lease_until: datetime,
        limit: int,
        destinations: Sequence[str] = (),
        sparing: Sequence[str] = (),
        sent: Receipts | None = None,
    ) -> list[Message]:
        for message_id, receipt in (sent or {}).items():
            self.sent(message_id, owner=owner, now=now, receipt=receipt)
        with self._store.only_writer():
            due = [
                each
                for each in self._heads()
                if _is_claimable(each, now)
                and (not destinations or each.message.destination in destinations)
                and each.message.workspace_id not in sparing
                and not self._is_busy(each.message, now)
                and not self._is_held(each.message, now)
            ][:limit]
            return [self._leased(letter, owner, now, lease_until) for letter in due]

    def _leased(self, letter: Letter, owner: str, now: datetime, lease_until: datetime) -> Message:
        """The message as it was before this try."""
        unfinished = letter.message.unfinished + 1 if letter.lease_until else 0
        message = letter.message.model_copy(update={"unfinished": unfinished})
        begun = {
            "attempts": message.attempts + 1,
            "tried_since": message.tried_since or now,
        }
        self._store.tables.change_letter(
            message.id,
            message=message.model_copy(update=begun),
            lease_owner=owner,
            lease_until=lease_until,
        )
        return message

    def due_since(self, now: datetime) -> datetime | None:
        due = self._due(now)
        return due[0].not_before if due else None

    def is_due(self, now: datetime, destinations: Sequence[str]) -> bool:
        return any(each.message.destination in destinations for each in self._due(now))

    def _due(self, now: datetime) -> list[Letter]:
        with self._store.only_writer():
            return [
                each
                for each in self._heads()
                if _is_claimable(each, now)
                and not self._is_busy(each.message, now)
                and not self._is_held(each.message, now)
            ]

    def renew(self, message_id: str, *, owner: str, lease_until: datetime) -> None:
        with self._store.only_writer():
            letter = self._store.tables.letters[message_id]
            if letter.lease_owner == owner and letter.lease_until and not letter.is_sent:
                self._store.tables.change_letter(message_id, lease_until=lease_until)

    def sent(self, message_id: str, *, owner: str, now: datetime, receipt: dict[str, Any]) -> None:
        with self._store.only_writer():
            self._store.tables.change_letter(message_id, receipt=receipt, lease_until=None)

    def failed(self, message_id: str, *, owner: str, error: str, retry_at: datetime) -> None:
        with self._store.only_writer():
            self._give_back(message_id, owner, error=error, not_before=retry_at)

    def held(
        self, message: Message, *, owner: str, error: str, until: datetime, whole: bool
    ) -> None:
        with self._store.only_writer():
            counted = self._store.tables.letters[message.id].message
            anew = {"attempts": message.attempts, "tried_since": message.tried_since}
            before = counted.model_copy(update=anew)
            self._give_back(message.id, owner, error=error, not_before=until, message=before)
            lane = "" if whole else message.lane
            if whole or lane:
                key = (message.workspace_id, message.destination, lane)
                holds = self._store.tables.holds
                holds[key] = max(until, holds.get(key, until))

    def _give_back(self, message_id: str, owner: str, **changes: Any) -> None:
        """Nothing, when somebody else has the lease by now."""
        letter = self._store.tables.letters[message_id]
        if letter.lease_owner == owner and not letter.is_sent and not letter.is_dead:
            self._store.tables.change_letter(
                message_id, lease_owner="", lease_until=None, **changes
            )

    def _is_busy(self, message: Message, now: datetime) -> bool:
        """Whether another message of its lane is under way."""
        return bool(message.lane) and any(
            each.message.lane == message.lane
            and each.message.workspace_id == message.workspace_id
            and each.message.id != message.id
            and _is_leased(each, now)
            for each in self._store.tables.letters.values()
        )

    def _is_held(self, message: Message, now: datetime) -> bool:
        return any(
            (message.workspace_id, message.destination) == key[:2]
            and key[2] in {"", message.lane}
            and until > now
            for key, until in self._store.tables.holds.items()
        )

    def _heads(self) -> list[Letter]:
        heads: dict[tuple[str, str], Letter] = {}
        for letter in self._store.tables.letters.values():
            if not letter.is_sent and not (letter.is_dead and letter.message.skippable):
                heads.setdefault((letter.message.workspace_id, letter.message.stream), letter)
        return list(heads.values())


def _is_claimable(letter: Letter, now: datetime) -> bool:
    leased = letter.lease_until is not None and letter.lease_until > now
    return not letter.is_dead and not leased and letter.not_before <= now


def _is_leased(letter: Letter, now: datetime) -> bool:
    return not letter.is_sent and letter.lease_until is not None and letter.lease_until > now
