"""The number of a customer's purchase order, and of a line of it."""

from jupiter_core.domain.text import line_of

PO_NUMBER_LIMIT = 255


def po_number_of(typed: str, *, required: bool = False) -> str:
    """A customer's purchase order number. Raises Required, TooLong or Unprintable."""
    return line_of(typed, "PO number", PO_NUMBER_LIMIT, required=required)


def po_line_of(typed: str) -> str:
    """The number of a line of a purchase order. Raises TooLong or Unprintable."""
    return line_of(typed, "PO line", 20)
