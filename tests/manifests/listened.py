"""What the code listens for and calls: learnt from the listeners themselves and from the source."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.slack import listeners
from bot.slack.context import SlackContext

BOT = Path(__file__).parents[2] / "bot"
KINDS = ("command", "event", "shortcut", "global_shortcut", "message_shortcut", "options", "view")


class RecordingApp(App):
    """A real app that also remembers for what it was given listeners."""

    def __init__(self) -> None:
        super().__init__(token="xoxb-test", signing_secret="test", token_verification_enabled=False)
        self.heard: dict[str, set[str]] = {kind: set() for kind in KINDS}

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        return self._noting(name, found) if name in KINDS else found

    def _noting(self, kind: str, add: Callable[..., Any]) -> Callable[..., Any]:
        def noted(constraint: Any, *rest: Any, **named: Any) -> Any:
            self.heard[kind].add(_name_of(constraint))
            return add(constraint, *rest, **named)

        return noted


def heard() -> dict[str, set[str]]:
    """The constraints of all listeners, by kind. No payload comes, so the door stays empty."""
    app = RecordingApp()
    listeners.register(app, object.__new__(SlackContext))
    return app.heard


def called_methods() -> set[str]:
    """The Web API methods that the bot calls, as `views.open`; the simulator is not the bot."""
    modules = (path for path in BOT.rglob("*.py") if "simulator" not in path.parts)
    return {method for path in modules for method in _methods_in(path)}


def _methods_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        family, _, name = node.func.attr.partition("_")
        if node.func.attr == "api_call" and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)
        elif name and family in _FAMILIES and hasattr(WebClient, node.func.attr):
            yield f"{family}.{name.replace('_', '.')}"


_FAMILIES = {
    name.partition("_")[0] for name in dir(WebClient) if "_" in name and not name.startswith("_")
} - {"api"}


def _name_of(constraint: Any) -> str:
    if isinstance(constraint, dict):
        return str(constraint.get("callback_id") or constraint.get("type"))
    return str(constraint)
