"""Opening one database several times, as several processes do."""

from contextlib import ExitStack, closing
from dataclasses import dataclass

from jupiter_core.store import Database
from tests.factories import A_SIGNER
from tests.harness.fakes import CountingIds, FixedClock


@dataclass
class DatabaseAt:
    url: str
    clock: FixedClock
    ids: CountingIds
    stack: ExitStack

    def __call__(self) -> Database:
        """One more Database with connections of its own, closed after the test."""
        return self.stack.enter_context(closing(Database(self.url, self.clock, self.ids, A_SIGNER)))
