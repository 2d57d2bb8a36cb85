"""One thing that a standard needs and an invoice does not say."""

from typing import NamedTuple


class Need(NamedTuple):
    """Where it belongs in the invoice, what it is (completing “needs”), by which rule."""

    path: str
    what: str
    rule: str
