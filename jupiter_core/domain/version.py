"""Versions: every state of an invoice or a contract, each sealed to the one before."""

from collections.abc import Iterable
from datetime import UTC, datetime

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.contract import Contract
from jupiter_core.domain.frozen import Frozen, canonical_json, sha256_hex
from jupiter_core.domain.invoice import Invoice

GENESIS = "0" * 64
"""What the first version of an invoice is chained to."""


class Version(Frozen):
    """One immutable version: when, who, why, the whole of it as canonical JSON, its seal.

    `why` is the name of the event that made it; `note` the words somebody gave with it.
    """

    workspace_id: str
    subject_id: str
    sequence: int
    revision: int
    at: datetime
    by: Actor
    why: str
    note: str
    document: str
    previous_hash: str
    hash: str

    @classmethod
    def sealed(
        cls,
        subject: Invoice | Contract,
        *,
        at: datetime,
        by: Actor,
        why: str,
        note: str,
        previous_hash: str,
    ) -> "Version":
        """The version that records an invoice or a contract as it is now."""
        unsealed = cls(
            workspace_id=subject.workspace_id,
            subject_id=subject.id,
            sequence=subject.sequence,
            revision=subject.revision,
            at=at.astimezone(UTC),
            by=by,
            why=why,
            note=note,
            document=canonical_json(subject),
            previous_hash=previous_hash,
            hash="",
        )
        return unsealed.model_copy(update={"hash": unsealed.seal()})

    def seal(self) -> str:
        """The SHA-256 that this version ought to have."""
        return sha256_hex(canonical_json(self.model_dump(mode="json", exclude={"hash"})))

    def contract(self) -> Contract:
        """The contract as it was."""
        return Contract.model_validate_json(self.document)

    def invoice(self) -> Invoice:
        """The invoice as it was."""
        return Invoice.model_validate_json(self.document)

    @property
    def label(self) -> str:
        """`version 2`, or `draft 3` before there was a number."""
        return f"version {self.revision}" if self.revision else f"draft {self.sequence}"


class BrokenChain(Frozen):
    """The first row of an invoice's history that is not what was written."""

    subject_id: str
    sequence: int
    problem: str


def first_break(
    subject_id: str, versions: Iterable[Version], head: tuple[int, str] | None
) -> BrokenChain | None:
    """Walks the chain, oldest first; None when every seal holds.

    `head` is the sequence and hash that the invoice's own row claims, so that a missing last
    version is found too.
    """
    previous, expected = GENESIS, 1
    for version in versions:
        problem = _problem(version, previous, expected)
        if problem:
            return BrokenChain(subject_id=subject_id, sequence=version.sequence, problem=problem)
        previous, expected = version.hash, expected + 1
    if head is not None and head != (expected - 1, previous):
        return BrokenChain(
            subject_id=subject_id,
            sequence=head[0],
            problem="its own row does not end where its history ends",
        )
    return None


def _problem(version: Version, previous: str, expected: int) -> str | None:
    if version.sequence != expected:
        return f"version {expected} is missing"
    if version.previous_hash != previous:
        return "it is not chained to the version before it"
    if version.hash != version.seal():
        return "its content does not match its hash"
    return None
