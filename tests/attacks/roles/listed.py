"""What is registered: the listeners of the app, and the routes of the API and of the pages."""

from collections.abc import Callable, Iterator
from typing import Any

from slack_bolt import App

from bot.slack import listeners
from bot.slack.command import _WAYS
from bot.slack.context import SlackContext

_ADDING = (
    *("action", "block_action", "attachment_action", "dialog_submission", "dialog_cancellation"),
    *("dialog_suggestion", "command", "event", "message", "function", "shortcut"),
    *("global_shortcut", "message_shortcut", "options", "block_suggestion", "view"),
    *("view_submission", "view_closed", "step"),
)
_ONE_LINE = "one line"
"""What is none of the words of `/invoice` is read as a deal in one line."""


class ListingApp(App):
    """A real app that also remembers what it was given listeners for."""

    def __init__(self) -> None:
        super().__init__(token="xoxb-table", signing_secret="x", token_verification_enabled=False)
        self.heard: list[str] = []

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        return self._noting(name, found) if name in _ADDING else found

    def _noting(self, kind: str, add: Callable[..., Any]) -> Callable[..., Any]:
        def noted(constraint: Any, *rest: Any, **named: Any) -> Any:
            self.heard.append(f"{kind} {_name_of(constraint)}")
            return add(constraint, *rest, **named)

        return noted


def registered() -> list[str]:
    """A row's name for each listener; of the command, for each of its words."""
    app = ListingApp()
    listeners.register(app, object.__new__(SlackContext))
    return list(dict.fromkeys(each for heard in app.heard for each in _rows_of(heard)))


def count_heard() -> int:
    """How many listeners the recording saw; the app itself must have no more."""
    app = ListingApp()
    listeners.register(app, object.__new__(SlackContext))
    return len(app.heard)


def count_listeners(app: App) -> int:
    return len(app._listeners)


def _rows_of(heard: str) -> Iterator[str]:
    if heard != "command /invoice":
        yield heard
        return
    yield f"{heard} {_ONE_LINE}"
    yield from (f"{heard} {word}".rstrip() for word in _WAYS)


def _name_of(constraint: Any) -> str:
    if isinstance(constraint, dict):
        return str(constraint.get("callback_id") or constraint.get("type"))
    return str(getattr(constraint, "pattern", constraint))
