"""The port to the audit log, and to all that has to be read to prove a workspace."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from jupiter_core.domain.audit import Anchor, AuditedRow, AuditEntry, Deviation
from jupiter_core.domain.version import Version
from jupiter_core.ports.invoices import Head


class KeptVersion(NamedTuple):
    """A version as it is kept: None where the row is none any more."""

    subject_id: str
    sequence: int
    version: Version | None


class KeptHead(NamedTuple):
    """What the own row of an invoice or a contract claims."""

    subject_id: str
    head: Head


class TakenNumbers(NamedTuple):
    """How many numbers a counter has given, and how many come before its first."""

    profile_id: str
    series: str
    taken: int
    left_out: int = 0


class Audit(Protocol):
    """The log is written by the store itself, with whatever a transaction writes. Iterators hold
    one thing at a time, and are good until the unit of work ends."""

    def seal(self) -> str:
        """Of the last entry: another one once anything was written that the log covers. Empty
        before the first."""

    def head(self) -> AuditEntry | None:
        """The last entry."""

    def anchored(self) -> Anchor | None:
        """The last anchor that was made."""

    def keep_anchor(self, anchor: Anchor) -> None:
        """In the place of the one before."""

    def entries(self) -> Iterator[AuditEntry]:
        """Oldest first."""

    def deviations(self, audited: Iterable[tuple[int, AuditedRow]]) -> Iterator[Deviation]:
        """Which rows are not what the log says: given all that it says, in its order, each with
        the entry's sequence."""

    def versions(self) -> Iterator[KeptVersion]:
        """Of all invoices and contracts, by subject and sequence."""

    def heads(self) -> Iterator[KeptHead]:
        """Of all invoices and contracts, by id."""

    def series(self) -> list[TakenNumbers]:
        """All from which a number was taken."""

    def numbers(self) -> Iterator[tuple[str, str]]:
        """Each number that an invoice has, after its sender profile."""
