"""What crosses the wire: JSON objects, Slack's errors and the control API's refusals."""

from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]


class SlackError(Exception):
    """A Web API method says no: `error` is Slack's snake_case name for why."""

    def __init__(self, error: str, messages: Sequence[str] = (), **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.messages = list(messages)
        self.extra = extra

    def body(self) -> Json:
        """The answer as Slack gives it, with the details under `response_metadata`."""
        answer: Json = {"ok": False, "error": self.error, **self.extra}
        if self.messages:
            answer["response_metadata"] = {
                "messages": [f"[ERROR] {text}" for text in self.messages]
            }
        return answer


class Refusal(Exception):
    """The control API says no: a person could not have done this in Slack."""

    def __init__(self, error: str, detail: str, status: int = 400) -> None:
        super().__init__(detail)
        self.error = error
        self.detail = detail
        self.status = status

    def body(self) -> Json:
        return {"error": self.error, "detail": self.detail}
