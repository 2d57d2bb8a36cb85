"""The repository of the desk: lists, counts and sums, without reading a document."""

from typing import Protocol

from jupiter_core.domain.desk import DeskEntry, DeskLook, DeskSection, Owed


class Desk(Protocol):
    """To be read only: each entry is written with its invoice or contract."""

    def count(self, section: DeskSection, look: DeskLook, *, most: int | None = None) -> int:
        """How many entries a section has for whoever looks, or `most` where it has more; what is
        owed is always counted to the end."""

    def entries(
        self, section: DeskSection, look: DeskLook, *, offset: int = 0, limit: int = 10
    ) -> list[DeskEntry]:
        """Some of them: what is owed by its due date, what waits for approval the longest first,
        all else the newest first."""

    def owed(self, look: DeskLook) -> list[Owed]:
        """By currency, in alphabetical order; currencies in which nothing is owed are left out."""
