"""Presses whatever can be pressed, one thing after the other, so that the bot draws nearly all that
it can draw. Its workspace is thrown away afterwards, so that it does not matter what comes of it.
"""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from bot.demo.filling import entered, fields_of
from bot.demo.local_workspace import LocalWorkspace, StepFailed

Json = dict[str, Any]
MOST_OPTIONS = 12
"""Of one menu; what stands below them is more of the same."""
_QUIET_SECONDS, _LONGEST_SECONDS = 0.07, 1.0
_MENUS = ("static_select", "overflow", "radio_buttons")


class Press(NamedTuple):
    """A button, or one option of a menu."""

    action_id: str
    value: str | None = None


class Pressing:
    """What was pressed on a kind of window or message is not pressed there again; each kind of
    window is submitted as it stands and, with `fills`, once more with what it asks for. With
    `each_once`, what only has another value or is about something else is not pressed again either.
    Whoever can tell when the bot has done what it was asked `waits` for it; otherwise it is watched
    until nothing comes of it any more."""

    def __init__(
        self,
        workspace: LocalWorkspace,
        now: Callable[[], float] = time.monotonic,
        *,
        each_once: bool = False,
        fills: bool = False,
        waits: Callable[[], None] | None = None,
    ) -> None:
        self._workspace, self._now = workspace, now
        self._each_once, self.fills = each_once, fills
        self._waits = waits or self._watch
        self._until, self._heard = 0.0, 0
        self.pressed: set[tuple[str, ...]] = set()

    def everywhere(self, user: str, words: Sequence[str], channel: str, *, seconds: float) -> None:
        """On the person's Home, in the windows and answers of these words after `/invoice`, and on
        all messages that they see, for so long; each word is said in any case."""
        self._until = self._now() + seconds
        if home := self._workspace.home(user):
            self._on(user, f"home of {user}", home, view_id=home["id"])
        for word in words:
            with suppress(StepFailed):
                self._workspace.command(user, channel, f"/invoice {word}".strip())
            self._in_windows(user)
        for place in self._workspace.channels(user):
            for top in self._workspace.messages(place, user):
                for each in (top, *self._workspace.thread(place, top["ts"], user)):
                    self._on(user, "message", each, channel=place, ts=each["ts"])

    def _on(self, user: str, kind: str, drawn: Json, **where: str) -> None:
        for press in presses(drawn):
            if self._ends():
                return
            if self._is_new(kind, *self._known_by(press)):
                self._press(user, press, where)
                self._in_windows(user)

    def _in_windows(self, user: str) -> None:
        """Presses what is in the topmost window, submits it, closes it, and goes on in the one
        below."""
        while view := self._top(user):
            kind = str(view.get("callback_id"))
            new = (each for each in presses(view) if self._is_new(kind, *self._known_by(each)))
            press = None if self._ends() else next(new, None)
            try:
                if press:
                    self._press(user, press, {"view_id": view["id"]})
                elif not self._ends() and view.get("submit") and self._is_new("submit", kind):
                    self._submit(user, view)
                else:
                    self._workspace.close(user, view)
            except StepFailed:
                return

    def _submit(self, user: str, view: Json) -> None:
        """As it stands, and once more with what was missing."""
        missing = self._workspace.submit(user, view).get("errors") or {}
        if not self.fills:
            return
        for label, field in fields_of(view, missing):
            with suppress(StepFailed):
                value = entered(self._workspace, user, view, label, field)
                if value is not None:
                    self._workspace.fill(user, view, field["action_id"], value)
        if missing and (filled := self._top(user)):
            self._workspace.submit(user, filled)

    def _top(self, user: str) -> Json | None:
        """Once the bot has done what it was asked."""
        self._waits()
        return self._workspace.top_view(user)

    def _watch(self) -> None:
        """Until it has done nothing for a moment."""
        until = self._now() + _LONGEST_SECONDS
        while self._now() < until:
            time.sleep(_QUIET_SECONDS)
            news = self._workspace.log(after=self._heard)
            if not news:
                break
            self._heard = news[-1]["n"]

    def _press(self, user: str, press: Press, where: Json) -> None:
        chosen = {} if press.value is None else {"value": press.value}
        with suppress(StepFailed):
            self._workspace.act(user, press.action_id, **where, **chosen)

    def _known_by(self, press: Press) -> Press:
        """An entry of a menu names what it is about: `invoice_history 01J…`."""
        if not self._each_once:
            return press
        deed = re.match(r"(\w+)[ :]", press.value or "")
        return Press(press.action_id, deed[1] if deed else None)

    def _is_new(self, *what: str | None) -> bool:
        key = tuple(each or "" for each in what)
        is_new = key not in self.pressed
        self.pressed.add(key)
        return is_new

    def _ends(self) -> bool:
        return self._now() > self._until


def presses(drawn: Json) -> Iterator[Press]:
    """From top to bottom; what only leads to an address is none."""
    for element in _elements(drawn.get("blocks") or []):
        if element["type"] == "button" and "url" not in element:
            yield Press(element["action_id"])
        elif element["type"] in _MENUS:
            for option in list(_options(element))[:MOST_OPTIONS]:
                yield Press(element["action_id"], str(option["value"]))


def _options(menu: Json) -> Iterator[Json]:
    yield from menu.get("options") or ()
    for group in menu.get("option_groups") or ():
        yield from group["options"]


def _elements(value: object) -> Iterator[Json]:
    if isinstance(value, dict):
        if "action_id" in value:
            yield value
        for each in value.values():
            yield from _elements(each)
    elif isinstance(value, list):
        for each in value:
            yield from _elements(each)
