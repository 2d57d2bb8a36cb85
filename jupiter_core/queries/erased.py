"""What was erased on an operator's word, so that what is missing is not taken for lost."""

from collections.abc import Iterator

from jupiter_core.domain.events import EventName
from jupiter_core.ports import UnitOfWork

_AT_ONCE = 100
_UNREADABLE = "Something was erased, and what was kept of that cannot be read."


def erasures(uow: UnitOfWork) -> Iterator[str]:
    """A sentence for each, oldest first."""
    try:
        yield from _told(uow)
    except ValueError:
        yield _UNREADABLE


def _told(uow: UnitOfWork) -> Iterator[str]:
    after = 0
    names = (EventName.WORKSPACE_ERASED,)
    while page := uow.events.page(after=after, names=names, limit=_AT_ONCE):
        for _, event in page:
            by = f"{event.by.words} ({event.by.owner})" if event.by.owner else event.by.words
            yield f"Erased on {event.at:%Y-%m-%d} by {by}. {event.note}"
        after = page[-1][0]
