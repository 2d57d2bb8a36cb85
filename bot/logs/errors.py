"""An error as the log may have it: what kind, and where it was raised.

Never its own words: those of a database or of a check may quote what somebody typed, a token or
a link.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

_INNERMOST = 12
"""Frames that are named; the outer ones are those of the frameworks."""


def traced(error: BaseException) -> str:
    """`OperationalError: Database.write (database.py:48) < SlackContext.writing
    (context.py:63)`; with the word of a Slack error, and the errors that it came of."""
    frames = traceback.extract_tb(error.__traceback__)[-_INNERMOST:]
    places = (f"{each.name} ({Path(each.filename).name}:{each.lineno})" for each in frames)
    line = f"{_kind(error)}: {' < '.join(reversed(list(places)))}"
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return f"{line}; from {traced(cause)}" if cause else line


class Unquoting(logging.Formatter):
    """For the standard library's loggers: an error as `traced`."""

    def formatException(self, ei: Any) -> str:  # noqa: N802
        return traced(ei[1])


def unquoting(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """The same for structlog, which by itself prints the values of local variables too."""
    raised = event.pop("exc_info", None)
    error = sys.exc_info()[1] if raised is True else raised
    return {**event, "error": traced(error)} if isinstance(error, BaseException) else event


def _kind(error: BaseException) -> str:
    """The class, and an error number or Slack's word, which are the same for everybody."""
    name = type(error).__name__
    if isinstance(error, OSError) and error.errno:
        return f"{name} {error.errno}"
    look_up = getattr(getattr(error, "response", None), "get", None)
    word = look_up("error") if callable(look_up) else None
    plain = isinstance(word, str) and word.replace("_", "").isalnum() and len(word) < 60
    return f"{name} {word}" if plain else name
