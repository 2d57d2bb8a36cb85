"""What a button is about: the invoice, and the version that its presser saw."""

from typing import NamedTuple

from jupiter_core.domain.invoice import Invoice


class Target(NamedTuple):
    """Goes into a button's `value` and a modal's metadata as `<invoice>:<sequence>`."""

    invoice_id: str
    seen: int

    def __str__(self) -> str:
        return f"{self.invoice_id}:{self.seen}"


def target_of(invoice: Invoice) -> str:
    return str(Target(invoice.id, invoice.sequence))


def read_target(value: str) -> Target:
    """The reverse. Raises ValueError for what no button of ours carries."""
    invoice_id, _, seen = value.partition(":")
    return Target(invoice_id, int(seen))


class Slip(NamedTuple):
    """`<nonce> <invoice>:<sequence>`, in a modal's metadata."""

    nonce: str
    target: Target

    def __str__(self) -> str:
        return f"{self.nonce} {self.target}"

    @property
    def key(self) -> str:
        """What is claimed once for the submission."""
        return f"form:{self.nonce}"


def read_slip(metadata: str) -> Slip:
    """The reverse. Raises ValueError for what no form of ours carries."""
    nonce, _, target = metadata.partition(" ")
    return Slip(nonce, read_target(target))
