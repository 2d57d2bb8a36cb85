"""Who looked at settings, as it is written, in memory."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from jupiter_core.domain.settings_look import CountedLooks
from jupiter_core.ports import StoreBusy


class FakeLooks:
    """What was written, a transaction after the other; `busy` so many times before."""

    def __init__(self, busy: int = 0, trouble: Exception | None = None) -> None:
        self.writes = list[tuple[str, list[CountedLooks]]]()
        self.busy, self.trouble = busy, trouble or StoreBusy("The database is busy")

    def keep(self, workspace_id: str, looks: Sequence[CountedLooks]) -> None:
        if self.busy:
            self.busy -= 1
            raise self.trouble
        self.writes.append((workspace_id, list(looks)))

    def found(
        self, workspace_id: str, *, person: str = "", what: str = "", since: datetime | None = None
    ) -> Iterator[CountedLooks]:
        del person, what, since
        return (each for name, some in self.writes for each in some if name == workspace_id)

    def forget(self, before: datetime, limit: int) -> int:
        del before, limit
        return 0

    @property
    def times(self) -> int:
        return sum(each.times for _, looks in self.writes for each in looks)
