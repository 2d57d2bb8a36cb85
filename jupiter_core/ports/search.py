"""The repository of what invoices and contracts are found by."""

from typing import Protocol

from jupiter_core.domain.search import SearchEntry, Wanted


class SearchIndex(Protocol):
    """Entries of all invoices and contracts; whoever saves one saves its entry with it."""

    def page(self, wanted: Wanted, *, skip: int = 0, limit: int = 25) -> list[SearchEntry]:
        """Those that are wanted and may be seen: an exact number first, then in the order that is
        wanted."""

    def count(self, wanted: Wanted, *, most: int | None = None) -> int:
        """How many there are in all, or `most` where there are more than that."""
