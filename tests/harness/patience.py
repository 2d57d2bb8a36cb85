"""The bot gives Slack 1.3 seconds for a call, other writers 1.8, a listener three for its answer. A
machine that is busy with tests may stand still for longer, which says nothing of the bot."""

from functools import wraps
from typing import Any

from slack_bolt.listener.custom_listener import CustomListener

from bot.slack import hurry, quick_calls

SECONDS = 30
A_CALL, BEFORE_AN_ANSWER = quick_calls.SECONDS, hurry.SECONDS
"""As the bot has them."""


def be_patient() -> None:
    """From now on, in this process. A test of a limit sets its own."""
    quick_calls.SECONDS = hurry.SECONDS = SECONDS
    begin = CustomListener.__init__

    @wraps(begin)
    def patient(self: CustomListener, *, ack_timeout: int = 3, **rest: Any) -> None:
        begin(self, ack_timeout=max(ack_timeout, SECONDS), **rest)

    setattr(CustomListener, begin.__name__, patient)
