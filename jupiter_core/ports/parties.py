"""The repositories of legal entities and customers."""

from typing import Protocol

from jupiter_core.domain.party import Customer, SenderProfile


class SenderProfiles(Protocol):
    """The legal entities that bill, archived ones too."""

    def get(self, profile_id: str) -> SenderProfile:
        """Raises NotFound."""

    def all(self) -> list[SenderProfile]:
        """By legal name."""

    def find_external(self, external_id: str) -> SenderProfile | None:
        """By what another system calls it."""

    def save(self, profile: SenderProfile) -> None:
        """Adds or replaces it. Raises AlreadyTaken for a legal name or a series in use."""


class Customers(Protocol):
    """Those who are billed, as they are now; an invoice has its own copy."""

    def get(self, customer_id: str) -> Customer:
        """Raises NotFound."""

    def search(self, words: str, limit: int = 100) -> list[Customer]:
        """Whose name has all the words, in any letter case; all when there are none."""

    def find_external(self, external_id: str) -> Customer | None:
        """By what another system calls them."""

    def find_name(self, name: str) -> Customer | None:
        """By legal name, in any letter case."""

    def page(self, *, after: str = "", words: str = "", limit: int = 50) -> list[Customer]:
        """By id, beginning behind `after`: those whose name has all the words."""

    def save(self, customer: Customer) -> None:
        """Adds or replaces it. Raises AlreadyTaken for a name in use."""
