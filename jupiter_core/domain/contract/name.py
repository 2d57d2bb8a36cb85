"""What the team calls a contract."""

from jupiter_core.domain.text import line_of

NAME_LIMIT = 80


def name_of(typed: str) -> str:
    """Raises TooLong or Unprintable."""
    return line_of(typed, "Name", NAME_LIMIT)
