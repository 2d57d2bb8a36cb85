"""What a button is about: the invoice or contract, and the version that its presser saw."""

from typing import NamedTuple

from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.invoice import Invoice


class SubjectRef(NamedTuple):
    """Goes into a button's `value` and a modal's metadata as `<id>:<sequence>`."""

    subject_id: str
    expected_version: int

    def __str__(self) -> str:
        return f"{self.subject_id}:{self.expected_version}"


def subject_of(subject: Invoice | Contract) -> str:
    """What a button carries about it, as it is now."""
    return str(SubjectRef(subject.id, subject.sequence))


def read_subject(value: str) -> SubjectRef:
    """The reverse. Raises ValueError for what no button of ours carries."""
    subject_id, _, seen = value.partition(":")
    return SubjectRef(subject_id, int(seen))


class ModalMetadata(NamedTuple):
    """`<nonce> <id>:<sequence>`, in a modal's metadata."""

    nonce: str
    subject: SubjectRef

    def __str__(self) -> str:
        return f"{self.nonce} {self.subject}"

    @property
    def key(self) -> str:
        """What is claimed once for the submission."""
        return f"form:{self.nonce}"


def read_modal_metadata(metadata: str) -> ModalMetadata:
    """The reverse. Raises ValueError for what no form of ours carries."""
    nonce, _, subject = metadata.partition(" ")
    return ModalMetadata(nonce, read_subject(subject))
