"""The repository of aging: sums by currency, without reading a document."""

from typing import Protocol

from jupiter_core.domain.aging import AgingLook, CurrencyAging


class AgingSums(Protocol):
    """To be read only."""

    def by_currency(self, look: AgingLook) -> list[CurrencyAging]:
        """In alphabetical order; currencies of which nothing is to be said are left out."""
