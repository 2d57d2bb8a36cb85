"""A payload of a workspace where the app is not installed is refused before anything is read or
written for it, however rightly it is signed."""

from collections.abc import Callable

import structlog
from slack_bolt import App, BoltRequest, BoltResponse

from bot.slack.passing import Passing
from bot.slack.payload import team_of

Installed = Callable[[str], bool]
"""Whether the app is installed in the team of this id."""

log = structlog.get_logger(__name__)


def nowhere(_team: str) -> bool:
    """Until it is told where the app is, nothing is taken from anywhere."""
    return False


def register(app: App, installed: Installed) -> None:
    """Goes before all listeners, over HTTP and in Socket Mode alike."""

    def expect_installed(request: BoltRequest) -> BoltResponse | None:
        if installed(team_of(request.body)):
            return None
        log.warning("team_not_installed")
        return BoltResponse(status=403, body="")

    app.use(Passing(expect_installed))
