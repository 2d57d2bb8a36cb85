"""Walking the audit log: its seals, the rows that it speaks of, the anchors outside."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from jupiter_core.domain.audit import Anchor, AuditedRow, AuditEntry, AuditEntryKind
from jupiter_core.domain.seal import Signer, Validity
from jupiter_core.domain.version import GENESIS, BrokenChain
from jupiter_core.ports import UnitOfWork

LOG = "audit log"
_BAD_ANCHOR = "an anchor for it is not sealed with the key, so that it anchors nothing"
_CUT = (
    "it ends here, but an anchor of {at:%Y-%m-%d %H:%M} UTC has entry {sequence}: entries were "
    "removed, or an older copy of the database was put back"
)
_OTHER = "an anchor of {at:%Y-%m-%d %H:%M} UTC has another entry here: it was rewritten"
_PROBLEMS = {
    Validity.BROKEN: "its content does not match its seal",
    Validity.UNKEYED: "it is sealed without a key",
    Validity.UNKNOWN_KEY: "it is sealed with a key that is not among those given",
}


class LogWalk:
    """One pass over the log. Nothing behind its first break says anything about rows."""

    def __init__(self, uow: UnitOfWork, anchors: Sequence[Anchor]) -> None:
        self.broken: list[BrokenChain] = []
        self.entries = self.unchecked = self.anchors_met = 0
        self.began_at: datetime | None = None
        self.adopted_at: datetime | None = None
        self.anchored_at: datetime | None = None
        self._anchored = 0
        self._signer: Signer = uow.signer
        self._anchors = self._good(anchors)
        deviations = list(uow.audit.deviations(self._audited(uow.audit.entries())))
        self._end()
        if self.entries:
            self.broken += [
                _broken(f"{each.kind} {each.id}", each.sequence, each.problem)
                if each.kind not in {"invoice", "contract"}
                else _broken(each.id, 0, f"{each.problem} ({each.kind})")
                for each in deviations
            ]
        elif deviations:
            self._break(0, "there is none, though there are rows: it was removed")

    @property
    def entries_since_anchor(self) -> int:
        """How many a later rewriting would not show in; all, where no anchor was met."""
        return self.entries - self._anchored

    def _audited(self, entries: Iterator[AuditEntry]) -> Iterator[tuple[int, AuditedRow]]:
        previous, sound = GENESIS, True
        for entry in entries:
            self.entries += 1
            problem = self._problem(entry, previous) if sound else None
            if problem:
                self._break(entry.sequence, problem)
                sound = False
            previous = entry.seal
            self._note(entry)
            yield from self._rows_of(entry)

    def _problem(self, entry: AuditEntry, previous: str) -> str | None:
        if entry.sequence != self.entries:
            return f"entry {self.entries} is missing"
        if entry.previous != previous:
            return "it is not chained to the entry before it"
        validity = self._signer.check(entry.text(), entry.seal)
        if validity is Validity.UNKNOWN_KEY and not self._signer.has_key:
            self.unchecked += 1
            return None
        return _PROBLEMS.get(validity)

    def _note(self, entry: AuditEntry) -> None:
        self.began_at = self.began_at or entry.at
        if entry.kind == AuditEntryKind.ADOPTED:
            self.adopted_at = entry.at
        for anchor in self._anchors.pop(entry.sequence, []):
            if anchor.head != entry.seal:
                self._break(entry.sequence, _OTHER.format(at=anchor.at))
                continue
            self.anchors_met += 1
            self._anchored, self.anchored_at = entry.sequence, anchor.at

    def _rows_of(self, entry: AuditEntry) -> Iterator[tuple[int, AuditedRow]]:
        try:
            rows = entry.audited()
        except (ValueError, TypeError):
            self._break(entry.sequence, "it cannot be read")
            return
        for row in rows:
            yield entry.sequence, row

    def _end(self) -> None:
        for left in self._anchors.values():
            for anchor in left:
                self._break(self.entries, _CUT.format(at=anchor.at, sequence=anchor.sequence))

    def _good(self, anchors: Sequence[Anchor]) -> dict[int, list[Anchor]]:
        """By sequence, each once. An anchor that nobody with the key made proves nothing."""
        by_sequence: dict[int, list[Anchor]] = {}
        for anchor in dict.fromkeys(anchors):
            validity = self._signer.check(anchor.text(), anchor.seal)
            unchecked = validity is Validity.UNKNOWN_KEY and not self._signer.has_key
            if validity is Validity.HOLDS or unchecked:
                by_sequence.setdefault(anchor.sequence, []).append(anchor)
            else:
                self._break(anchor.sequence, _BAD_ANCHOR)
        return by_sequence

    def _break(self, sequence: int, problem: str) -> None:
        self.broken.append(_broken(LOG, sequence, problem))


def _broken(subject_id: str, sequence: int, problem: str) -> BrokenChain:
    return BrokenChain(subject_id=subject_id, sequence=sequence, problem=problem)
