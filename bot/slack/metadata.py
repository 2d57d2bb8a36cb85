"""What a button is about: the invoice, and the version that its presser saw."""

from typing import NamedTuple

from jupiter_core.domain.invoice import Invoice


class SubjectRef(NamedTuple):
    """Goes into a button's `value` and a modal's metadata as `<invoice>:<sequence>`."""

    invoice_id: str
    seen: int

    def __str__(self) -> str:
        return f"{self.invoice_id}:{self.seen}"


def subject_of(invoice: Invoice) -> str:
    return str(SubjectRef(invoice.id, invoice.sequence))


def read_subject(value: str) -> SubjectRef:
    """The reverse. Raises ValueError for what no button of ours carries."""
    invoice_id, _, seen = value.partition(":")
    return SubjectRef(invoice_id, int(seen))


class ModalMetadata(NamedTuple):
    """`<nonce> <invoice>:<sequence>`, in a modal's metadata."""

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
