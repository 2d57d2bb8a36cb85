"""An answer that was given to Slack stays given."""

from slack_bolt import Ack, App, BoltRequest, BoltResponse

from bot.slack import hurry
from bot.slack.passing import Passing


class SteadyAck(Ack):
    """Bolt takes an answer back when its listener fails right after it: Slack would wait three
    seconds for another, and then be told that nobody listens."""

    def __init__(self) -> None:
        self._given: BoltResponse | None = None

    @property
    def response(self) -> BoltResponse | None:
        return self._given

    @response.setter
    def response(self, given: BoltResponse | None) -> None:
        self._given = given or self._given


def register(app: App) -> None:
    """For all listeners of the app."""

    def with_steady_ack(request: BoltRequest) -> None:
        request.context["ack"] = ack = SteadyAck()
        hurry.answers_with(ack)

    app.use(Passing(with_steady_ack))
