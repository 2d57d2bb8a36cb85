"""A day, as a date field says it."""

from datetime import date

from jupiter_core.domain.refusals import InvalidDate, Required

_SHOWN = 40


def day_of(typed: str, what: str) -> date:
    """Raises Required, of `what`, or InvalidDate."""
    if not typed:
        raise Required(what)
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise InvalidDate(typed[:_SHOWN]) from None
