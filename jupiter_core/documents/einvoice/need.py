"""One thing that a standard needs of an invoice."""

from typing import NamedTuple


class Need(NamedTuple):
    """Where it belongs in the invoice, what it is (completing “needs”), by which rule, and whether
    it is there."""

    path: str
    what: str
    rule: str
    met: bool = False
