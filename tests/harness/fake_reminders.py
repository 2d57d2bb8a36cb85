"""When each open invoice of a FakeStore was last looked at for reminders."""

from datetime import date

from jupiter_core.domain.desk import DeskEntry, DeskKind, LocalDays, entry_of_invoice
from tests.harness.fake_tables import Look, Room


class FakeReminders(Room):
    def waiting(self, days: LocalDays) -> list[str]:
        owing = sorted(self._owing(), key=lambda each: (each.due_on, each.subject_id))
        return [each.subject_id for each in owing if self._is_behind(each, days)]

    def looked(self, invoice_id: str, sequence: int, on: date, next_on: date | None) -> None:
        self.tables.looks[self.workspace_id, invoice_id] = Look(sequence, on, next_on)

    def untold(self, days: LocalDays) -> list[str]:
        late = [each for each in self._owing() if each.due_on and each.due_on < _there(each, days)]
        untold = [each for each in late if each.subject_id not in self._told]
        in_order = sorted(untold, key=lambda each: (each.due_on, each.subject_id))
        return [each.subject_id for each in in_order]

    def told(self, invoice_id: str) -> None:
        self.tables.told[self.workspace_id] = self._told | {invoice_id}

    @property
    def _told(self) -> frozenset[str]:
        return self.tables.told.get(self.workspace_id, frozenset())

    def planned(self, until: date, *, limit: int) -> list[str]:
        owing = {each.subject_id for each in self._owing()}
        found = sorted(
            (look.next_on, invoice_id)
            for (workspace_id, invoice_id), look in self.tables.looks.items()
            if workspace_id == self.workspace_id and invoice_id in owing
            if look.next_on and look.next_on <= until
        )
        return [invoice_id for _, invoice_id in found][:limit]

    def _owing(self) -> list[DeskEntry]:
        entries = (entry_of_invoice(i, v.at) for i, v in self.own(self.tables.invoices))
        return [each for each in entries if each.due_on and each.kind is DeskKind.INVOICE]

    def _is_behind(self, entry: DeskEntry, days: LocalDays) -> bool:
        look = self.tables.looks.get((self.workspace_id, entry.subject_id))
        if look is None or look.sequence != entry.sequence:
            return True
        return look.on < _there(entry, days)


def _there(entry: DeskEntry, days: LocalDays) -> date:
    return days.at(entry.seller_id)
