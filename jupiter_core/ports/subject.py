"""What is approved: invoices and contracts, by what they have in common.

Recording, approval and history are written once over a `SubjectKind`; what differs between the two
nouns stands in it, or in the domain's own methods of the same name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, overload

from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.changes import Change, changes_between
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract_changes import contract_changes
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.version import Version
from jupiter_core.ports.invoices import Head
from jupiter_core.ports.store import UnitOfWork

S = TypeVar("S", Invoice, Contract)


class Repository(Protocol[S]):
    """Where one kind is stored. Each way in raises NotFound for an unknown id."""

    def get(self, subject_id: str, /) -> S:
        """Locked for this transaction where it writes."""

    def foresee(self, subject_id: str, /) -> None:
        """Has `get` of it asked with what is asked next."""

    def add(self, subject: S, version: Version, /) -> None:
        """A new one with its first version. Raises AlreadyTaken."""

    def save(self, subject: S, version: Version, /) -> None:
        """The next version. Raises ChangedSinceSeen when another writer was first."""

    def head(self, subject_id: str, /) -> Head:
        """What its own row claims."""


@dataclass(frozen=True)
class SubjectKind(Generic[S]):
    """One kind of what is approved: its noun, repository and differences, and the scope that an API
    key needs to approve it."""

    noun: str
    model: type[S]
    repository: Callable[[UnitOfWork], Repository[S]]
    changes: Callable[[S, S], tuple[Change, ...]]
    scope: Scope

    def event(self, action: str) -> EventName:
        """`invoice.approved`, for the action `approved`. Raises ValueError for one it has not."""
        return EventName(f"{self.noun}.{action}")

    def get(self, uow: UnitOfWork, subject_id: str) -> S:
        """As it is now. Raises NotFound."""
        return self.repository(uow).get(subject_id)

    def at(self, uow: UnitOfWork, subject_id: str, sequence: int) -> S:
        """As it was in that version. Raises NotFound."""
        return self.read(uow.versions.at(subject_id, sequence))

    def read(self, version: Version) -> S:
        """What a version of this kind records."""
        return self.model.model_validate_json(version.document)


INVOICE = SubjectKind(
    noun="invoice",
    model=Invoice,
    repository=lambda uow: uow.invoices,
    changes=changes_between,
    scope=Scope.INVOICES_APPROVE,
)
CONTRACT = SubjectKind(
    noun="contract",
    model=Contract,
    repository=lambda uow: uow.contracts,
    changes=contract_changes,
    scope=Scope.CONTRACTS_APPROVE,
)


@overload
def kind_of(subject: Invoice) -> SubjectKind[Invoice]: ...
@overload
def kind_of(subject: Contract) -> SubjectKind[Contract]: ...
def kind_of(subject: Invoice | Contract) -> SubjectKind[Invoice] | SubjectKind[Contract]:
    """Which of the two it is."""
    return INVOICE if isinstance(subject, Invoice) else CONTRACT
