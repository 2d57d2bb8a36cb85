"""What another system calls something of ours."""

from jupiter_core.domain.text import line_of

EXTERNAL_ID_LIMIT = 255


def external_id_of(typed: str) -> str:
    """What another system calls something: a CRM's id. Raises TooLong or Unprintable."""
    return line_of(typed, "External id", EXTERNAL_ID_LIMIT)
