"""Who asks for settings and bank details, whether they get them or not: a line each in the log, and
what is noted to be kept.

What somebody changes there is an event of the workspace besides. No value stands in a line.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog

from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.settings_look import SettingsLook

Note = Callable[[str, SettingsLook], None]
"""Of a workspace."""

log = structlog.get_logger(__name__)


def unnoted(_workspace_id: str, _look: SettingsLook) -> None:
    """Where nothing is kept."""


@contextmanager
def settings_asked_for(
    *, workspace: str, person: str, what: str, key: str = "", note: Note = unnoted
) -> Iterator[None]:
    """`person` is a Slack user id, with a `key` its owner's; `what` a word of the program: a
    button, a form, a route. A refusal in the block is told, too."""
    who = {"workspace": workspace, "person": person, "what": what, **({"key": key} if key else {})}
    look = SettingsLook(person=person, what=what, key=key)
    try:
        yield
    except Refusal as refusal:
        name = type(refusal).__name__
        log.warning("settings_refused", refusal=name, **who)
        note(workspace, look.model_copy(update={"refusal": name}))
        raise
    log.info("settings_asked_for", **who)
    note(workspace, look)
