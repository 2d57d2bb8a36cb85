"""Bolt's app, which finds a listener by its name, and answers some presses at once.

Bolt asks each listener in turn whether a payload is its own, which for the last of two hundred
costs more than all else. And it answers when the listener has a thread: where a crowd presses what
has to wait for the database, Slack would wait too, for a word that is the same in any case.
"""

from collections.abc import Callable, Collection, Iterator
from contextvars import ContextVar
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.listener.listener import Listener

from bot.slack.answering import AnsweringRunner, promising

Key = tuple[str, str]
"""The type of a payload, and what its button or its view is called."""

_dispatched: ContextVar[dict[str, Any] | None] = ContextVar("dispatched", default=None)
_NAMELESS = frozenset({"event_callback", "block_suggestion", "shortcut", "message_action"})


class Listeners(list[Listener]):
    """All of an app; while a payload is dispatched, those that it may be for, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[Key | None] = []

    def append(self, listener: Listener, /) -> None:
        super().append(listener)
        self._keys.append(None)

    def name_last(self, key: Key) -> None:
        """The last one is for payloads of this key alone; one that has none is asked itself."""
        self._keys[-1] = key

    def __iter__(self) -> Iterator[Listener]:
        # Asked now, since a middleware may have called it by another name: an entry of a menu.
        body = _dispatched.get()
        asked = None if body is None else _key_of(body)
        pairs = zip(super().__iter__(), self._keys, strict=True)
        return (each for each, key in pairs if asked is None or key is None or key == asked)


class DirectApp(App):
    """Presses of buttons that are called so are answered before their listener has a thread: what
    it has to say, it says by itself."""

    _listeners: Listeners

    def __init__(self, *given: Any, at_once: Collection[str] = (), **named: Any) -> None:
        # Without a name, Bolt looks through every module for its caller's.
        super().__init__(*given, **{"name": "JupiterInvoice", **named})
        self._at_once = frozenset(at_once)
        self._listeners = Listeners()
        self._listener_runner = AnsweringRunner(**vars(self._listener_runner))

    def action(self, constraints: Any, *more: Any, **named: Any) -> Callable[..., Any]:
        """See `App`."""
        register = super().action(constraints, *more, **named)
        return self._registering(register, "block_actions", constraints)

    def view(self, constraints: Any, *more: Any, **named: Any) -> Callable[..., Any]:
        """See `App`."""
        register = super().view(constraints, *more, **named)
        return self._registering(register, "view_submission", constraints)

    def command(self, command: Any, *more: Any, **named: Any) -> Callable[..., Any]:
        """See `App`."""
        register = super().command(command, *more, **named)
        return self._registering(register, "command", command)

    def _registering(
        self, register: Callable[..., Any], kind: str, name: object
    ) -> Callable[..., Any]:
        def registering(*given: Any, **named: Any) -> Any:
            listener = register(*given, **named)
            if isinstance(name, str):
                self._listeners.name_last((kind, name))
                self._listeners[-1].auto_acknowledgement = name in self._at_once
            return listener

        return registering

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        """See `App`."""
        token = _dispatched.set(req.body)
        try:
            return super().dispatch(req)
        finally:
            _dispatched.reset(token)

    def dispatch_soon(self, req: BoltRequest) -> BoltResponse:
        """The same, without waiting for a listener: its answer may be `Promised`."""
        token = promising.set(True)
        try:
            return self.dispatch(req)
        finally:
            promising.reset(token)


def _key_of(body: dict[str, Any]) -> Key | None:
    """None for what may be for anybody."""
    if "command" in body:
        return "command", str(body["command"])
    match kind := str(body.get("type", "")):
        case "block_actions":
            return kind, str((body.get("actions") or [{}])[0].get("action_id"))
        case "view_submission":
            return kind, str((body.get("view") or {}).get("callback_id"))
        case _:
            return (kind, "") if kind in _NAMELESS else None
