"""What is printed below an invoice's totals."""

from jupiter_core.domain.text import paragraph_of

MEMO_LIMIT = 2000


def memo_of(typed: str) -> str:
    """In several lines. Raises TooLong or Unprintable."""
    return paragraph_of(typed, "Memo", MEMO_LIMIT)
