"""The audit log: one chain of sealed entries a workspace, and the anchors of it outside.

An entry says what one transaction has written: for each row its kind, its id, and the SHA-256 of
what it then was. The last word of the log on each row is what the row has to be.
"""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from jupiter_core.domain.frozen import Frozen, canonical_json
from jupiter_core.domain.seal import Signer


class AuditedRow(NamedTuple):
    """One row as it was written; an empty digest says that it was removed."""

    kind: str
    id: str
    digest: str


class AuditEntryKind(StrEnum):
    """Whether an entry's rows were written by its transaction, or only found."""

    WRITTEN = "written"
    ADOPTED = "adopted"
    """Found in the database when the log began: nothing older than that is proved."""


class AuditEntry(NamedTuple):
    """`rows` is JSON of AuditedRows; `sequence` counts from 1 without gaps; `previous` is the
    seal of the entry before."""

    workspace_id: str
    sequence: int
    at: datetime
    kind: str
    rows: str
    previous: str
    seal: str = ""

    def text(self) -> str:
        """What is sealed."""
        at = self.at.astimezone(UTC).isoformat()
        head = [self.workspace_id, self.sequence, at, self.kind, self.previous]
        return json.dumps([*head, self.rows], separators=(",", ":"), ensure_ascii=False)

    def sealed(self, signer: Signer) -> "AuditEntry":
        """With its seal. Raises NoKey."""
        return self._replace(seal=signer.seal(self.text()))

    def audited(self) -> list[AuditedRow]:
        """Raises ValueError or TypeError for what was not written here."""
        return [AuditedRow(*each) for each in json.loads(self.rows)]


class Deviation(NamedTuple):
    """A row that is not what the log says of it. `sequence` is the entry's, 0 for none."""

    kind: str
    id: str
    sequence: int
    problem: str


class Anchor(Frozen):
    """The head of a workspace's audit log at a moment, kept where the database's owner has no
    say: whoever rewrites what came before it cannot make the log fit again."""

    workspace_id: str
    sequence: int
    head: str
    at: datetime
    seal: str = ""

    def text(self) -> str:
        """What is sealed."""
        return canonical_json(self.model_dump(mode="json", exclude={"seal"}))

    def sealed(self, signer: Signer) -> "Anchor":
        """With its seal. Raises NoKey."""
        return self.model_copy(update={"seal": signer.seal(self.text())})
