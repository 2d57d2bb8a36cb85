"""The repositories of contracts and of the ledgers of their credits."""

from datetime import datetime
from typing import Protocol

from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.contract.credit_ledger import CreditEntry
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.version import Version
from jupiter_core.ports.invoices import Head


class ContractFilter(Frozen):
    """Which contracts a list has; what is empty does not matter. `updated_from` is included."""

    states: tuple[ContractState, ...] = ()
    customer_id: str = ""
    deal_channel: str = ""
    external_id: str = ""
    updated_from: datetime | None = None


class ContractSummary(Frozen):
    """A row of a list of contracts."""

    id: str
    name: str
    state: ContractState
    customer: str
    currency: str
    total_minor: int
    deal_channel: str
    drafted_by: str
    updated_at: datetime


class Contracts(Protocol):
    """Contracts as they are now; what they were is among the versions."""

    def get(self, contract_id: str) -> Contract:
        """Locked for this transaction where it writes. Raises NotFound."""

    def foresee(self, contract_id: str) -> None:
        """Has `get` of it asked with what is asked next: for who asks for it at any rate."""

    def find_name(self, name: str) -> Contract | None:
        """By name, in any letter case."""

    def find_external(self, external_id: str) -> Contract | None:
        """By what another system calls it; one that ended before it was agreed gave that up."""

    def page(self, wanted: ContractFilter, *, after: str = "", limit: int = 50) -> list[Contract]:
        """Latest made first, beginning behind the id `after`."""

    def add(self, contract: Contract, version: Version) -> None:
        """A new contract with its first version. Raises AlreadyTaken for a name or an external
        id in use."""

    def save(self, contract: Contract, version: Version) -> None:
        """The next version. Raises ChangedSinceSeen when another writer was first."""

    def head(self, contract_id: str) -> Head:
        """What the contract's own row says. Raises NotFound."""

    def ids(self) -> list[str]:
        """Of all contracts, in order."""

    def summaries(self, *, limit: int = 50) -> list[ContractSummary]:
        """Newest change first."""

    def running(self) -> list[str]:
        """Ids of the contracts that have agreed terms and are not ended, oldest first."""


class Ledger(Protocol):
    """What was granted of usage credits, and used; an entry is added and never changed."""

    def add(self, entry: CreditEntry) -> None:
        """Behind all others."""

    def of(self, contract_id: str) -> list[CreditEntry]:
        """Oldest first."""
