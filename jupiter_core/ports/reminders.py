"""The repository of looks: when it was last looked at whether an invoice is to be reminded of."""

from datetime import date
from typing import Protocol

from jupiter_core.domain.desk import LocalDays


class Reminders(Protocol):
    """So that ten thousand open invoices are looked at once a day, and not each minute."""

    def waiting(self, days: LocalDays) -> list[str]:
        """Ids of the invoices that something is due on and that nobody has looked at since the day
        that it is at their entity began, or since they changed; first due first."""

    def looked(self, invoice_id: str, sequence: int, on: date, next_on: date | None) -> None:
        """It was looked at on that day, as of that version; its next reminder is on `next_on`."""

    def untold(self, days: LocalDays) -> list[str]:
        """Ids of the invoices that something is due on, and was before the day that it is at their
        entity, and that nobody was told of yet; first due first."""

    def told(self, invoice_id: str) -> None:
        """Those who look after it know that it is overdue."""

    def planned(self, until: date, *, limit: int) -> list[str]:
        """Ids of the invoices that something is due on and whose next reminder, when they were last
        looked at, was on a day up to `until`; the earliest first."""
