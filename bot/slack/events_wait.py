"""An event that comes while the database is away is not taken: Slack sends it again, at once, after
a minute and after five. Commands, clicks and forms have somebody who is told instead."""

from collections.abc import Callable, Sequence

from slack_bolt import App, BoltResponse

from bot.slack.context import Body, SlackContext
from jupiter_core.ports import StoreTrouble


def register(app: App, ctx: SlackContext) -> None:
    """Goes before all listeners; over HTTP it is a 503, in Socket Mode no acknowledgement."""

    @app.middleware
    def expect_store(body: Body, next: Callable[[], BoltResponse]) -> BoltResponse:  # noqa: A002
        if body.get("type") == "event_callback":
            try:
                ctx.store.expect_answer()
            except StoreTrouble as trouble:
                again: dict[str, str | Sequence[str]] = {"Retry-After": str(trouble.seconds)}
                return BoltResponse(status=503, body="", headers=again)
        return next()
