"""What looks at every payload before its listener does."""

from collections.abc import Callable

from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.middleware import Middleware


class Passing(Middleware):
    """Hands a payload on, unless `look` answers in the listener's place. Of a plain function, Bolt
    finds out for each payload anew which of forty arguments it takes."""

    def __init__(self, look: Callable[[BoltRequest], BoltResponse | None]) -> None:
        self._look = look

    def process(
        self,
        *,
        req: BoltRequest,
        resp: BoltResponse,  # noqa: ARG002 (Bolt's name)
        next: Callable[[], BoltResponse],  # noqa: A002
    ) -> BoltResponse | None:
        answer = self._look(req)
        return next() if answer is None else answer
