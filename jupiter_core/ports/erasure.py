"""A part of the store: removing what is not to be kept, past the guards that keep it."""

from collections.abc import Collection
from typing import Protocol


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

    def mentions(self, text: str) -> int:
        """How many versions, events, payments and entries of bank statements name it still, in any
        letter case."""

    def words(self) -> None:
        """Notes that no index is to keep parts of the words of what was removed: see
        `WordMerging`."""

    def everything(self) -> int:
        """All rows of the workspace but the audit log, which holds ids and digests only."""
