"""Lists and searches: what a reader may see is asked in the query itself."""

from jupiter_core.domain.readers import Reader, Readers
from jupiter_core.domain.search import Sight
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.readable import reads_all


def sight_of(uow: UnitOfWork, reader: Reader) -> Sight:
    """As `readable` has it: all for approvers, else by the setting; always one's own."""
    if reads_all(uow, reader.person):
        return Sight(person=reader.person, everything=True)
    by_channel = uow.workspace().readers is Readers.DEAL_CHANNEL
    return Sight(person=reader.person, channels=reader.channels if by_channel else frozenset())


def still_seen(uow: UnitOfWork, sight: Sight) -> Sight:
    """The same later on: never more than was seen then, and no more than may be seen now."""
    reader = Reader(person=sight.person, channels=sight.channels)
    now = sight_of(uow, reader)
    return now if sight.everything or not now.everything else sight
