"""The repository of looks at what waits for an approval: when each is to be looked at next."""

from datetime import datetime
from typing import Protocol


class ApprovalLooks(Protocol):
    """So that ten thousand that wait are looked at when somebody may be reminded, and not each
    minute. What was saved is looked at anew, and so is all when the workspace or a legal entity
    was, since their rules and places may have changed."""

    def due(self) -> list[str]:
        """Ids of the invoices and contracts that wait for an approval and are to be looked at by
        now; the longest due first."""

    def again(self, subject_id: str, at: datetime | None) -> None:
        """It is looked at then, or not before it is saved."""
