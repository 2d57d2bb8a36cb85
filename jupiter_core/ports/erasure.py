"""A part of the store: removing what is not to be kept, past the guards that keep it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Mentions:
    """Where `text` was named when `entries` was how many entries the audit log had. `found` has
    how many rows name it, by what the audit log calls them: their kind and their id. Versions are
    their invoice's, or their contract's."""

    text: str
    entries: int
    found: Mapping[tuple[str, str], int]


class Erasure(Protocol):
    """What is removed here is gone. Who may ask for it, and what has to stay, the commands know."""

    def subject(self, subject_id: str) -> None:
        """An invoice or a contract: its row, its versions, its events, what was sent of it."""

    def customer(self, customer_id: str) -> None:
        """Their own row."""

    def forms(self, about: str) -> int:
        """Forms that are being filled in by that person, or that name `about` anywhere, in any
        letter case."""

    def held_changes(self, about: str, of_invoices: Collection[str] = ()) -> int:
        """Changes by link that wait: of those invoices, or that name `about` anywhere."""

    def conversation(self, about: str, of_invoices: Collection[str] = ()) -> int:
        """What AP and the deal team said, and links that AP forwarded: of those invoices, or that
        name `about` anywhere."""

    def sent(self) -> int:
        """What all messages said that were sent or given up for good, and every attempt to deliver:
        nobody is told of it any more, and it is noted that it goes, see `SentForgetting`. Also
        every answer that is kept for a repeat; how many of these."""

    def look(self, text: str) -> Mentions:
        """Where versions, events, payments, entries of bank statements and customers name it, in
        any letter case. Reads all of them: to be asked where nobody waits for this transaction."""

    def mentions(self, text: str, known: Mentions | None = None) -> int:
        """How many versions, events, payments and entries name it now. Where it is `known` how many
        did at a moment before, only what was written since is read."""

    def customers_naming(self, text: str, known: Mentions | None = None) -> list[str]:
        """The ids of customers that name it anywhere now, in their order; the same is read."""

    def words(self) -> None:
        """Notes that no index is to keep parts of the words of what was removed: see
        `WordMerging`."""

    def everything(self) -> int:
        """All rows of the workspace but the audit log, which holds ids and digests only."""
