"""What verifying a workspace has proved, what it found broken, and what it cannot prove."""

from datetime import datetime

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.version import BrokenChain


class Proof(Frozen):
    """Of one workspace. Counts are of what was looked at; `unkeyed` of versions that anybody could
    have sealed; `unchecked` of seals for which there was no key. `adopted_at` is when the audit
    log began over rows that were there already, `anchored_at` the time of the newest anchor."""

    workspace_id: str
    subjects: int = 0
    versions: int = 0
    entries: int = 0
    numbers: int = 0
    anchors: int = 0
    unkeyed: int = 0
    unchecked: int = 0
    began_at: datetime | None = None
    adopted_at: datetime | None = None
    anchored_at: datetime | None = None
    entries_since_anchor: int = 0
    broken: tuple[BrokenChain, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing is broken, and every seal could be checked."""
        return not self.broken and not self.unchecked
