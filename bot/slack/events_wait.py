"""An event that comes while the database is away is not taken: Slack sends it again, at once, after
a minute and after five. Commands, clicks and forms have somebody who is told instead."""

from collections.abc import Sequence

from slack_bolt import App, BoltRequest, BoltResponse

from bot.slack.context import SlackContext
from bot.slack.passing import Passing
from jupiter_core.ports import StoreTrouble


def register(app: App, ctx: SlackContext) -> None:
    """Goes before all listeners; over HTTP it is a 503, in Socket Mode no acknowledgement."""

    def expect_store(request: BoltRequest) -> BoltResponse | None:
        if request.body.get("type") != "event_callback":
            return None
        try:
            ctx.store.expect_answer()
        except StoreTrouble as trouble:
            again: dict[str, str | Sequence[str]] = {"Retry-After": str(trouble.seconds)}
            return BoltResponse(status=503, body="", headers=again)
        return None

    app.use(Passing(expect_store))
