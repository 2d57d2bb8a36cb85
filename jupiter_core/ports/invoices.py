"""The repositories of invoices, their versions and their numbers."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.period import Period
from jupiter_core.domain.version import Version


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
    included; `updated_from` is included too. What is `overdue` or not is so at the moment `at`.
    `corrects` is the number of the invoice that a credit note is for."""

    states: tuple[State, ...] = ()
    customer_id: str = ""
    contract_id: str = ""
    deal_channel: str = ""
    number: str = ""
    external_id: str = ""
    po_number: str = ""
    corrects: str = ""
    credit_notes: bool | None = None
    overdue: bool | None = None
    at: datetime | None = None
    due_from: date | None = None
    due_to: date | None = None
    updated_from: datetime | None = None

    def takes(self, invoice: Invoice) -> bool:
        """Whether it is overdue, or not, as wanted: on the day that it is for its entity."""
        if self.overdue is None or self.at is None:
            return True
        today = self.at.astimezone(ZoneInfo(invoice.content.seller.time_zone)).date()
        return invoice.overdue(today) is self.overdue


class Head(Frozen):
    """What an invoice's own row claims: its sequence, the seal of its last version, itself."""

    sequence: int
    hash: str
    document: str


class Invoices(Protocol):
    """Invoices and credit notes as they are now; what they were is among the versions."""

    def get(self, invoice_id: str) -> Invoice:
        """Locked for this transaction where it writes. Raises NotFound."""

    def foresee(self, invoice_id: str) -> None:
        """Has `get` of it asked with what is asked next: for who asks for it at any rate."""

    def foresee_number(self, number: str) -> None:
        """The same of whether one bears it, which `save` asks of a number that is new."""

    def find_number(self, number: str) -> Invoice | None:
        """By number, in any letter case."""

    def day_of_number(self, number: str) -> date | None:
        """The issue date of the one that bears it; None where none does."""

    def find_external(self, external_id: str) -> Invoice | None:
        """By what another system calls it; void ones have given that up."""

    def page(self, wanted: InvoiceFilter, *, after: str = "", limit: int = 50) -> list[Invoice]:
        """Latest made first, beginning behind the id `after`."""

    def add(self, invoice: Invoice, version: Version) -> None:
        """A new invoice with its first version. Raises AlreadyTaken for an external id in use."""

    def save(self, invoice: Invoice, version: Version) -> None:
        """The next version. Raises ChangedSinceSeen when another writer was first, and AlreadyTaken
        for a number or an external id in use."""

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

    def open_numbers_of(self, profile_id: str) -> list[str]:
        """The numbers of a legal entity's issued, unpaid invoices, oldest first."""

    def credit_notes_before_issue(self, number: str) -> list[Invoice]:
        """The credit notes for the invoice of that number that are not issued and not void, oldest
        first."""

    def due_for_issue(self, up_to: str) -> list[str]:
        """Ids of approved invoices whose issue date (ISO) is not after `up_to`."""

    def of_contract(self, contract_id: str) -> list[Invoice]:
        """All that came from a contract, void ones too, in the order of its schedule."""

    def without_po(self) -> list[str]:
        """Ids of issued, unpaid invoices, not credit notes, that have no PO number, oldest
        first."""

    def issued_in(self, period: Period, profile_id: str = "") -> Iterator[Invoice]:
        """Whatever bears a number and was issued on a day of the period, credit notes and void
        ones too, by issue date and id; of one legal entity, where it is named. One at a time, good
        until the unit of work ends."""


class Versions(Protocol):
    """To be read only: each is written with its invoice or contract, and never changed."""

    def of(self, subject_id: str) -> list[Version]:
        """All of an invoice or a contract, oldest first."""

    def authors(self, subject_id: str) -> list[Actor]:
        """Who made each of them, oldest first."""

    def at(self, subject_id: str, sequence: int) -> Version:
        """Raises NotFound."""

    def recorded(self, begins: datetime, ends: datetime, why: str = "") -> Iterator[Version]:
        """Of all invoices and contracts, from one moment to before another, oldest first; only
        those of one event, where it is named. One at a time, good until the unit of work ends."""


class Numbers(Protocol):
    """How far each counter of a legal entity's numbers has come."""

    def take(self, profile_id: str, series: str, *, before: int = 0) -> int:
        """The next count; given back when the transaction is undone: no gaps. The first one leaves
        out as many as are `before` it, and later ones follow it whatever is said then."""

    def foresee(self, profile_id: str, series: str) -> None:
        """Has what `take` reads of it asked with what is asked next."""

    def taken(self, profile_id: str, series: str) -> int:
        """The last count that was given; 0 where none was."""
