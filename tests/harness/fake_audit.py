"""The audit log of a FakeStore: it has no rows that somebody could change behind its back, so it
says only how often each workspace was written to."""

from collections.abc import Iterable, Iterator

from jupiter_core.domain.audit import Anchor, AuditedRow, AuditEntry, AuditEntryKind, Deviation
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.version import GENESIS, Version
from jupiter_core.ports import Head, KeptHead, KeptVersion, TakenNumbers
from tests.factories import A_SIGNER, NOW
from tests.harness.fake_tables import Room


class FakeAudit(Room):
    def seal(self) -> str:
        return str(self.tables.writes.get(self.workspace_id, "") or "")

    def head(self) -> AuditEntry | None:
        return next(iter(reversed(list(self.entries()))), None)

    def anchored(self) -> Anchor | None:
        return self.tables.anchors.get(self.workspace_id)

    def keep_anchor(self, anchor: Anchor) -> None:
        self.tables.anchors[self.workspace_id] = anchor

    def entries(self) -> Iterator[AuditEntry]:
        previous = GENESIS
        for n in range(1, self.tables.writes.get(self.workspace_id, 0) + 1):
            entry = AuditEntry(self.workspace_id, n, NOW, AuditEntryKind.WRITTEN, "[]", previous)
            yield entry.sealed(A_SIGNER)
            previous = entry.sealed(A_SIGNER).seal

    def deviations(self, audited: Iterable[tuple[int, AuditedRow]]) -> Iterator[Deviation]:
        for _ in audited:
            pass
        return iter(())

    def versions(self) -> Iterator[KeptVersion]:
        own = sorted(key for key in self.tables.versions if key[0] == self.workspace_id)
        for key in own:
            for each in self.tables.versions[key]:
                yield KeptVersion(each.subject_id, each.sequence, each)

    def heads(self) -> Iterator[KeptHead]:
        both: list[tuple[Invoice | Contract, Version]] = [
            *self.own(self.tables.invoices),
            *self.own(self.tables.contracts),
        ]
        for subject, version in sorted(both, key=lambda each: each[0].id):
            head = Head(
                sequence=subject.sequence, hash=version.hash, document=canonical_json(subject)
            )
            yield KeptHead(subject.id, head)

    def series(self) -> list[TakenNumbers]:
        return [
            TakenNumbers(profile_id, series, taken, left_out)
            for (workspace_id, profile_id, series), (taken, left_out) in self.tables.counts.items()
            if workspace_id == self.workspace_id
        ]

    def numbers(self) -> Iterator[tuple[str, str]]:
        for invoice, _ in self.own(self.tables.invoices):
            if invoice.number is not None:
                yield invoice.content.seller.profile_id, invoice.number
