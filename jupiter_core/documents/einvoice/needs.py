"""One thing that a standard needs."""

from typing import NamedTuple


class Need(NamedTuple):
    """Where it belongs in the invoice, what it is (completing “needs”), by which rule."""

    path: str
    what: str
    rule: str
