"""Which invoice takes the place of one that was wrong."""

from jupiter_core.domain.frozen import Frozen


class Replacement(Frozen):
    """`number` is empty until the new invoice is issued."""

    invoice_id: str
    number: str = ""
