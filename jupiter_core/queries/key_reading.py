"""What an API key reads of events, at this moment: by its scopes, and no more than its owner."""

from jupiter_core.domain.api_key import ApiKey, Scope
from jupiter_core.domain.event_scopes import may_read, scopes_to_read
from jupiter_core.domain.events import EventName
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.readable import reads_all

_OF_DEALS = frozenset({Scope.INVOICES_READ, Scope.CONTRACTS_READ})


def key_reads(uow: UnitOfWork, key: ApiKey, name: EventName) -> bool:
    """Where not every full member may read, only keys of approvers read of invoices and
    contracts: a key is in no channel."""
    if not may_read(key, name):
        return False
    return not _OF_DEALS.intersection(scopes_to_read(name)) or reads_all(uow, key.owner)
