"""When what waits for an approval in a FakeStore is to be looked at."""

from datetime import datetime

from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.invoice import Invoice
from tests.harness.fake_tables import Room, Tables


class FakeApprovalLooks(Room):
    def due(self) -> list[str]:
        known = self.tables.approval_looks
        planned = {each.id: known.get(self._key_of(each), self.now) for each in self._waiting()}
        found = sorted((at, subject_id) for subject_id, at in planned.items() if at)
        return [subject_id for at, subject_id in found if at <= self.now]

    def again(self, subject_id: str, at: datetime | None) -> None:
        for each in self._waiting():
            if each.id == subject_id:
                self.tables.approval_looks[self._key_of(each)] = at

    def _waiting(self) -> list[Invoice | Contract]:
        """Their states have one name."""
        subjects: list[Invoice | Contract] = []
        subjects += [each for each, _ in self.own(self.tables.invoices)]
        subjects += [each for each, _ in self.own(self.tables.contracts)]
        return [each for each in subjects if each.state.value == "pending_approval"]

    def _key_of(self, each: Invoice | Contract) -> tuple[str, str]:
        """Of this version: another one was saved since, and is looked at anew."""
        return self.key(f"{each.id}:{each.sequence}")


def look_anew(tables: Tables, workspace_id: str) -> None:
    """The rules by which people are reminded may have changed."""
    for key in [each for each in tables.approval_looks if each[0] == workspace_id]:
        del tables.approval_looks[key]
