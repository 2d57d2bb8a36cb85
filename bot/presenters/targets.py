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
