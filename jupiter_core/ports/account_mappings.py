"""The ledger accounts that finance named."""

from typing import Protocol

from jupiter_core.domain.accounting.mapping import AccountMapping


class AccountMappings(Protocol):
    """One for a legal entity at most."""

    def find(self, profile_id: str) -> AccountMapping | None:
        """None where nobody named any."""

    def save(self, mapping: AccountMapping) -> None:
        """Adds or replaces it."""
