"""What the core asks of the outside: a store, a clock, ids, a renderer, senders."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Protocol

from jupiter_core.domain.api_key import ApiKey
from jupiter_core.domain.contract import Contract, ContractState
from jupiter_core.domain.credit import CreditEntry
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.handover import Handover
from jupiter_core.domain.idempotency import Answered
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.refusals import Mistakes
from jupiter_core.domain.version import Version
from jupiter_core.domain.webhook import DeliveryAttempt, WebhookEndpoint
from jupiter_core.domain.workspace import Workspace


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, in UTC and aware of it."""


class Ids(Protocol):
    def new(self) -> str:
        """A new id: 26 characters, never given before, sorting by the time it was made."""


class Randomness(Protocol):
    def between(self, least: float, most: float) -> float:
        """A number from `least` to `most`, for jitter."""


class NoEInvoice(Mistakes):
    """A version is no e-invoice: what the standard needs and is not there, each at its path."""


class Renderer(Protocol):
    """Every file is a pure function of the version: the same bytes each time."""

    def pdf(self, version: Version) -> bytes:
        """The version's paper; it carries its Factur-X invoice where nothing is missing for it."""

    def cii(self, version: Version) -> bytes:
        """The Factur-X invoice alone, profile EN 16931. Raises NoEInvoice."""

    def ubl(self, version: Version) -> bytes:
        """UBL 2.1 for Peppol BIS Billing 3.0. Raises NoEInvoice."""

    def unprintable(self, text: str) -> str:
        """The first character of `text` that no font of the paper has, or an empty string."""

    def logo(self, content: bytes, mime: str) -> str:
        """A picture as a seller keeps it: a `data:` URL. Raises a refusal where it cannot be."""


# Rooms of the store


class InvoiceSummary(Frozen):
    """A row of a list, without its document. `corrects` is set on credit notes."""

    id: str
    number: str | None
    state: State
    customer: str
    total_minor: int
    currency: str
    due_date: str
    po_number: str
    deal_channel: str
    drafted_by: str
    corrects: str = ""
    updated_at: datetime


class InvoiceFilter(Frozen):
    """Which invoices a list has; what is empty does not matter. Days are due dates, both ends
    included; `updated_from` is included too."""

    states: tuple[State, ...] = ()
    customer_id: str = ""
    contract_id: str = ""
    number: str = ""
    external_id: str = ""
    due_from: date | None = None
    due_to: date | None = None
    updated_from: datetime | None = None


class ContractFilter(Frozen):
    """The same for contracts."""

    states: tuple[ContractState, ...] = ()
    customer_id: str = ""
    external_id: str = ""
    updated_from: datetime | None = None


class Head(Frozen):
    """What an invoice's own row claims: its sequence, the seal of its last version, itself."""

    sequence: int
    hash: str
    document: str


class Invoices(Protocol):
    def get(self, invoice_id: str) -> Invoice:
        """Locked for this transaction where it writes. Raises NotFound."""

    def find_number(self, number: str) -> Invoice | None:
        """By number, in any letter case."""

    def find_external(self, external_id: str) -> Invoice | None:
        """By what another system calls it; void ones have given that up."""

    def page(self, wanted: InvoiceFilter, *, after: str = "", limit: int = 50) -> list[Invoice]:
        """Latest made first, beginning behind the id `after`."""

    def add(self, invoice: Invoice, version: Version) -> None:
        """A new invoice with its first version. Raises AlreadyTaken for an external id in use."""

    def save(self, invoice: Invoice, version: Version) -> None:
        """The next version. Raises ChangedSinceSeen when another writer was first."""

    def head_hash(self, invoice_id: str) -> str:
        """The seal of the last version. Raises NotFound."""

    def head(self, invoice_id: str) -> Head:
        """What its row claims, unread: its document may be broken. Raises NotFound."""

    def ids(self) -> list[str]:
        """All, sorted."""

    def summaries(
        self, *, drafted_by: str | None = None, states: Sequence[State] = (), limit: int = 50
    ) -> list[InvoiceSummary]:
        """Newest change first."""

    def before_issue_of(self, party_id: str) -> list[str]:
        """Ids of invoices not yet issued whose sender profile or customer is `party_id`."""

    def due_for_issue(self, up_to: str) -> list[str]:
        """Ids of approved invoices whose issue date (ISO) is not after `up_to`."""

    def of_contract(self, contract_id: str) -> list[Invoice]:
        """All that came from a contract, void ones too, in the order of its schedule."""

    def past_due(self, before: str) -> list[str]:
        """Ids of issued, unpaid invoices that were due before that day (ISO), oldest first."""

    def without_po(self) -> list[str]:
        """Ids of issued, unpaid invoices, not credit notes, that have no PO number, oldest
        first."""


class ContractSummary(Frozen):
    """A row of a list of contracts."""

    id: str
    name: str
    state: ContractState
    customer: str
    currency: str
    total_minor: int
    deal_channel: str
    drafted_by: str
    updated_at: datetime


class Contracts(Protocol):
    def get(self, contract_id: str) -> Contract:
        """Locked for this transaction where it writes. Raises NotFound."""

    def find_name(self, name: str) -> Contract | None:
        """By name, in any letter case."""

    def find_external(self, external_id: str) -> Contract | None:
        """By what another system calls it; one that ended before it was agreed gave that up."""

    def page(self, wanted: ContractFilter, *, after: str = "", limit: int = 50) -> list[Contract]:
        """Latest made first, beginning behind the id `after`."""

    def add(self, contract: Contract, version: Version) -> None:
        """A new contract with its first version. Raises AlreadyTaken for a name or an external
        id in use."""

    def save(self, contract: Contract, version: Version) -> None:
        """The next version. Raises ChangedSinceSeen when another writer was first."""

    def head(self, contract_id: str) -> Head:
        """What the contract's own row says. Raises NotFound."""

    def ids(self) -> list[str]:
        """Of all contracts, in order."""

    def summaries(self, *, limit: int = 50) -> list[ContractSummary]:
        """Newest change first."""

    def running(self) -> list[str]:
        """Ids of the contracts that have agreed terms and are not ended, oldest first."""


class Ledger(Protocol):
    def add(self, entry: CreditEntry) -> None: ...

    def of(self, contract_id: str) -> list[CreditEntry]:
        """Oldest first."""


class Versions(Protocol):
    def of(self, subject_id: str) -> list[Version]:
        """All of an invoice or a contract, oldest first."""

    def at(self, subject_id: str, sequence: int) -> Version:
        """Raises NotFound."""


class SenderProfiles(Protocol):
    def get(self, profile_id: str) -> SenderProfile:
        """Raises NotFound."""

    def all(self) -> list[SenderProfile]:
        """By legal name."""

    def find_external(self, external_id: str) -> SenderProfile | None:
        """By what another system calls it."""

    def save(self, profile: SenderProfile) -> None:
        """Adds or replaces it. Raises AlreadyTaken for a legal name or a series in use."""


class Customers(Protocol):
    def get(self, customer_id: str) -> Customer:
        """Raises NotFound."""

    def search(self, words: str, limit: int = 100) -> list[Customer]:
        """Whose name has all the words, in any letter case; all when there are none."""

    def find_external(self, external_id: str) -> Customer | None:
        """By what another system calls them."""

    def find_name(self, name: str) -> Customer | None:
        """By legal name, in any letter case."""

    def page(self, *, after: str = "", limit: int = 50) -> list[Customer]:
        """By id, beginning behind `after`."""

    def save(self, customer: Customer) -> None:
        """Adds or replaces it. Raises AlreadyTaken for a name in use."""


class Numbers(Protocol):
    def take(self, profile_id: str, series: str) -> int:
        """The next count, from 1; given back when the transaction is undone: no gaps."""


class SavedForm(Frozen):
    """What somebody has typed so far, as typed: `values` is JSON material of the form's own."""

    id: str
    owner: str
    channel: str
    invoice_id: str | None = None
    values: dict[str, Any]
    updated_at: datetime


class Forms(Protocol):
    def get(self, form_id: str) -> SavedForm:
        """Raises NotFound."""

    def save(self, form: SavedForm) -> None:
        """Adds or replaces it."""

    def discard(self, form_id: str) -> None:
        """Removes it if it is there."""

    def of(self, owner: str) -> list[SavedForm]:
        """Latest first."""


class Events(Protocol):
    def add(self, event: Event) -> None: ...

    def get(self, event_id: str) -> Event:
        """Raises NotFound."""

    def of(self, subject_id: str) -> list[Event]:
        """Oldest first."""

    def page(
        self, *, after: int = 0, names: Sequence[EventName] = (), subject_id: str = "", limit: int
    ) -> list[tuple[int, Event]]:
        """Oldest first, each with its position, beginning behind the position `after`."""


class ApiKeys(Protocol):
    def get(self, key_id: str) -> ApiKey:
        """Raises NotFound."""

    def all(self) -> list[ApiKey]:
        """Oldest first, revoked ones too."""

    def save(self, key: ApiKey) -> None:
        """Adds or replaces it."""


class Answers(Protocol):
    """Answers to requests that may arrive a second time."""

    def find(self, key_id: str, idempotency_key: str) -> Answered | None:
        """What was answered in the last 24 hours."""

    def keep(self, answered: Answered) -> None:
        """Committed with what the request did; what is older than 24 hours is forgotten."""


class Handovers(Protocol):
    """Of no workspace until one takes them."""

    def leave(self, handover: Handover) -> None:
        """What nobody took in time is forgotten."""

    def take(self, code_hash: str) -> Handover | None:
        """Gives it away, once; None where there is none that is still good."""


class WebhookEndpoints(Protocol):
    def get(self, endpoint_id: str) -> WebhookEndpoint:
        """Locked for this transaction where it writes. Raises NotFound."""

    def all(self) -> list[WebhookEndpoint]:
        """Oldest first."""

    def save(self, endpoint: WebhookEndpoint) -> None:
        """Adds or replaces it."""

    def remove(self, endpoint_id: str) -> None:
        """Raises NotFound. What was sent to it stays in the log."""


class Delivery(Frozen):
    """One event on its way to one endpoint. `state` is waiting, delivered or failed."""

    id: str
    endpoint_id: str
    event_id: str
    payload: str
    state: str
    attempts: int
    next_attempt_at: datetime | None = None
    error: str = ""


class Deliveries(Protocol):
    """What the outbox holds for webhook endpoints, and the log of its attempts."""

    def get(self, delivery_id: str) -> Delivery:
        """Raises NotFound."""

    def page(self, endpoint_id: str, *, after: str = "", limit: int = 50) -> list[Delivery]:
        """Latest first, beginning behind the id `after`."""

    def log(self, attempt: DeliveryAttempt) -> None: ...

    def attempts_of(self, delivery_id: str) -> list[DeliveryAttempt]:
        """Oldest first."""


class Message(Frozen):
    """One thing to be sent, once, after all that came before it in its stream.

    `destination` names the sender (`slack`), `kind` what it is, `body` its frozen JSON material.
    When a `skippable` one is given up, those behind it go on without it; otherwise they wait.
    """

    id: str
    workspace_id: str
    stream: str
    destination: str
    kind: str
    body: dict[str, Any]
    skippable: bool = False
    attempts: int = 0


class DeadLetter(Frozen):
    """A message that was given up, and whose stream waits for a person."""

    message: Message
    error: str
    failed_at: datetime


class Mailbox(Protocol):
    """The outbox as one transaction of one workspace sees it."""

    def put(self, message: Message) -> None:
        """Committed with everything else of the transaction."""

    def receipt(self, stream: str, kind: str) -> dict[str, Any] | None:
        """What came back for the last sent message of that kind in the stream."""

    def dead_letters(self) -> list[DeadLetter]:
        """Oldest first."""

    def revive(self, message_id: str) -> None:
        """Sends a dead letter again, at once and with all its attempts. Raises NotFound."""


class UnitOfWork(Protocol):
    """One transaction in one workspace; every query is scoped to it.

    Used as a context manager by whoever opened it: leaving normally commits, leaving by an
    exception undoes everything. `now` is the moment it was opened.
    """

    workspace_id: str
    now: datetime
    invoices: Invoices
    contracts: Contracts
    ledger: Ledger
    versions: Versions
    sender_profiles: SenderProfiles
    customers: Customers
    numbers: Numbers
    forms: Forms
    events: Events
    mailbox: Mailbox
    api_keys: ApiKeys
    answers: Answers
    handovers: Handovers
    webhook_endpoints: WebhookEndpoints
    deliveries: Deliveries

    def new_id(self) -> str: ...

    def workspace(self) -> Workspace:
        """This workspace; a new one has the policy of an empty form."""

    def save_workspace(self, workspace: Workspace) -> None: ...

    def once(self, key: str) -> None:
        """Claims `key` for good. Raises AlreadyDone when it was claimed before."""


class StoreBusy(Exception):
    """The database is locked by others for long, or away; nothing was done."""


class Store(Protocol):
    """Each way in raises StoreBusy."""

    def write(self, workspace_id: str) -> AbstractContextManager[UnitOfWork]:
        """A transaction that may write; on SQLite it is the only one."""

    def read(self, workspace_id: str) -> AbstractContextManager[UnitOfWork]:
        """A consistent look that never waits for a writer."""

    def workspace_of(self, invoice_id: str) -> str:
        """The workspace of an invoice, for doors that know only its link. Raises NotFound."""

    def workspace_of_key(self, secret_hash: str) -> tuple[str, ApiKey]:
        """The workspace of an API key, for the door that knows only its secret; revoked keys
        too. Raises NotFound."""

    def workspaces(self) -> list[str]: ...


# The outbox as the drain sees it: all workspaces


class Outbox(Protocol):
    def claim(
        self,
        *,
        owner: str,
        now: datetime,
        lease_until: datetime,
        limit: int,
        destinations: Sequence[str] = (),
    ) -> list[Message]:
        """Due messages that head their streams, leased to `owner`; nobody else gets them.

        Only of these destinations, where some are named.
        """

    def sent(self, message_id: str, *, owner: str, now: datetime, receipt: dict[str, Any]) -> None:
        """Recorded with what came back."""

    def failed(
        self, message_id: str, *, owner: str, now: datetime, error: str, retry_at: datetime | None
    ) -> None:
        """To be tried again at `retry_at`; with None it is a dead letter."""


class RetryLater(Exception):
    """Sending failed and may succeed later; `after` seconds at least, where that was said."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Undeliverable(Exception):
    """Sending failed and will go on failing until a person does something; says what."""


class Sender(Protocol):
    def send(self, message: Message) -> Mapping[str, Any]:
        """What came back, to be kept. Raises RetryLater or Undeliverable."""
