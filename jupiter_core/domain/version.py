"""Versions: every state of an invoice or a contract, each sealed to the one before."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.frozen import Frozen, canonical_json, sha256_hex
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.parsed import parsed
from jupiter_core.domain.seal import Signer, Validity

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
        seal: Callable[[str], str] = sha256_hex,
    ) -> "Version":
        """The version that records an invoice or a contract as it is now.

        The store takes only those that are sealed with a key.
        """
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
        return unsealed.model_copy(update={"hash": seal(unsealed.text())})

    def text(self) -> str:
        """What is sealed."""
        return canonical_json(self.model_dump(mode="json", exclude={"hash"}))

    def contract(self) -> Contract:
        """The contract as it was."""
        return parsed(Contract, self.document)

    def invoice(self) -> Invoice:
        """The invoice as it was."""
        return parsed(Invoice, self.document)

    @property
    def label(self) -> str:
        """`version 2`, or `draft 3` before there was a number."""
        return f"version {self.revision}" if self.revision else f"draft {self.sequence}"


class BrokenChain(Frozen):
    """The first row of a history that is not what was written; `sequence` 0 where none is meant."""

    subject_id: str
    sequence: int
    problem: str

    @property
    def sentence(self) -> str:
        where = f", sequence {self.sequence}" if self.sequence else ""
        return f"{self.subject_id}{where}: {self.problem}"


class ChainWalk:
    """Checks a history version by version, oldest first, and counts what it cannot check."""

    def __init__(self, subject_id: str, signer: Signer) -> None:
        self.subject_id = subject_id
        self.broken: BrokenChain | None = None
        self.last: Version | None = None
        self.unkeyed = self.unchecked = self.length = 0
        self._signer = signer
        self._keyed = False

    def step(self, version: Version) -> None:
        """Nothing after the first break counts."""
        if self.broken:
            return
        problem = self._problem(version)
        if problem:
            self.breaks(version.sequence, problem)
        self.last, self.length = version, self.length + 1

    def breaks(self, sequence: int, problem: str) -> None:
        """The first break is the one that is told."""
        named = BrokenChain(subject_id=self.subject_id, sequence=sequence, problem=problem)
        self.broken = self.broken or named

    def end(self, head: tuple[int, str]) -> None:
        """`head` is the sequence and seal that the subject's own row claims, so that a missing
        last version is found too."""
        if head != (self.length, self.last.hash if self.last else GENESIS):
            self.breaks(head[0], "its own row does not end where its history ends")

    def _problem(self, version: Version) -> str | None:
        expected = self.length + 1
        if version.sequence != expected:
            return f"version {expected} is missing"
        if version.previous_hash != (self.last.hash if self.last else GENESIS):
            return "it is not chained to the version before it"
        return self._problem_of_seal(self._signer.check(version.text(), version.hash))

    def _problem_of_seal(self, validity: Validity) -> str | None:
        match validity:
            case Validity.BROKEN:
                return "its content does not match its hash"
            case Validity.UNKEYED if self._keyed:
                return "it is sealed without a key, though one before it has a key's seal"
            case Validity.UNKNOWN_KEY if self._signer.has_key:
                return "it is sealed with a key that is not among those given"
        self.unkeyed += validity is Validity.UNKEYED
        self.unchecked += validity is Validity.UNKNOWN_KEY
        self._keyed = validity is not Validity.UNKEYED
        return None


def first_break(
    subject_id: str, versions: Iterable[Version], head: tuple[int, str] | None, signer: Signer
) -> BrokenChain | None:
    """Walks the chain, oldest first; None when every seal holds."""
    walk = ChainWalk(subject_id, signer)
    for version in versions:
        walk.step(version)
    if head is not None:
        walk.end(head)
    return walk.broken
