"""Who asks for settings and bank details, whether they get them or not: a line each in the log.

What somebody changes there is an event of the workspace besides. No value stands in a line.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from jupiter_core.domain.refusals import Refusal

log = structlog.get_logger(__name__)


@contextmanager
def settings_asked_for(*, workspace: str, person: str, what: str, key: str = "") -> Iterator[None]:
    """`person` is a Slack user id, with a `key` its owner's; `what` a word of the program: a
    button, a form, a route. A refusal in the block is told, too."""
    who = {"workspace": workspace, "person": person, "what": what, **({"key": key} if key else {})}
    try:
        yield
    except Refusal as refusal:
        log.warning("settings_refused", refusal=type(refusal).__name__, **who)
        raise
    log.info("settings_asked_for", **who)
