"""A bank statement as it was taken in, and what became of each of its entries."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.match_proposal import Certainty, Part, Proposal
from jupiter_core.domain.money import CurrencyCode, Money
from jupiter_core.domain.refusals import EntrySettled
from jupiter_core.domain.statement import StatementEntry, StatementFormat

MONEY_OUT = "Money that went out"


class EntryState(StrEnum):
    """Where an entry is: nothing fits it, something may, it is booked, or it is no payment."""

    UNMATCHED = "unmatched"
    PROPOSED = "proposed"
    BOOKED = "booked"
    IGNORED = "ignored"


class SeenBatch(StrEnum):
    """What of a batch came in before in another format: its sum, or its parts."""

    SUM = "sum"
    PARTS = "parts"


WAITING = frozenset({EntryState.UNMATCHED, EntryState.PROPOSED})


class ImportedStatement(Frozen):
    """One account's statement out of a file. `entries` are those that it has, `added` those that
    were not known before; `missing` is what they lack to reach its closing balance, where it says
    so."""

    id: str
    file_hash: str
    file_name: str
    format: StatementFormat
    profile_id: str
    account: str
    currency: CurrencyCode
    number: str = ""
    entries: int
    added: int
    missing: Money | None = None
    by: Actor
    at: datetime


class ImportedEntry(Frozen):
    """`identity` tells it from all others, whatever file it comes in. `proposals` are as of the
    last time that it was matched; `booked` is what was made of it, `reason` why it is none.
    `bookings` counts how often it was booked: again only after its payment was reversed. `seen_as`
    is the format in which one of the same day and amount came before: perhaps it is that one; with
    `seen_batch`, the sum of its batch did, or the parts that it is the sum of."""

    id: str
    statement_id: str
    profile_id: str
    account: str
    identity: str
    entry: StatementEntry
    state: EntryState = EntryState.UNMATCHED
    proposals: tuple[Proposal, ...] = ()
    booked: tuple[Part, ...] = ()
    reason: str = ""
    bookings: int = 0
    seen_as: StatementFormat | None = Field(default=None, exclude_if=lambda form: form is None)
    seen_batch: SeenBatch | None = Field(default=None, exclude_if=lambda batch: batch is None)
    by: Actor | None = None
    at: datetime | None = None

    @property
    def amount(self) -> Money:
        return self.entry.amount

    @property
    def source_key(self) -> str:
        """What its last payment is known by."""
        again = f"#{self.bookings}" if self.bookings > 1 else ""
        return f"statement:{self.identity}{again}"

    def perhaps_in(self, form: StatementFormat, batch: SeenBatch) -> "ImportedEntry":
        """Perhaps it came in that format before, as so much of a batch."""
        return self.model_copy(update={"seen_as": form, "seen_batch": batch})

    def taken_up(self) -> "ImportedEntry":
        """About to be booked once more."""
        return self.model_copy(update={"bookings": self.bookings + 1})

    @property
    def is_certain(self) -> bool:
        """Whether exactly one proposal is certain and pays its invoices in full; nothing is of
        what may have come before."""
        certain = [each for each in self.proposals if each.certainty is Certainty.CERTAIN]
        return len(certain) == 1 and certain[0].short is None and self.seen_as is None

    def matched(self, proposals: tuple[Proposal, ...]) -> "ImportedEntry":
        """With what it may be for as things are now; of a settled one nothing changes."""
        if self.state not in WAITING:
            return self
        state = EntryState.PROPOSED if proposals else EntryState.UNMATCHED
        return self.model_copy(update={"proposals": proposals, "state": state})

    def booked_as(self, parts: tuple[Part, ...], by: Actor, at: datetime) -> "ImportedEntry":
        """Raises EntrySettled."""
        self.expect_waiting()
        update = {"booked": parts, "by": by, "at": at, "state": EntryState.BOOKED}
        return self.model_copy(update={**update, "proposals": ()})

    def ignored(self, reason: str, by: Actor, at: datetime) -> "ImportedEntry":
        """Raises EntrySettled."""
        self.expect_waiting()
        update = {"reason": reason, "by": by, "at": at, "state": EntryState.IGNORED}
        return self.model_copy(update={**update, "proposals": ()})

    def without_payer(self) -> "ImportedEntry":
        """The same movement, recognised as before, without who paid and what was written of it."""
        update = {"entry": self.entry.without_payer(), "reason": "", "proposals": ()}
        return self.model_copy(update=update)

    def reopened(self, by: Actor, at: datetime) -> "ImportedEntry":
        """It waits again. Raises EntrySettled for one that does."""
        if self.state in WAITING:
            raise EntrySettled("waiting")
        update = {"reason": "", "booked": (), "by": by, "at": at, "state": EntryState.UNMATCHED}
        return self.model_copy(update=update)

    def expect_waiting(self) -> None:
        """Raises EntrySettled."""
        if self.state not in WAITING:
            raise EntrySettled(self.state.value)
