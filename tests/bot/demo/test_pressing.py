"""Everything is pressed once, in windows above one another too, until the time is over."""

from itertools import count
from typing import Any

from bot.demo.local_workspace import LocalWorkspace, StepFailed
from bot.demo.pressing import MOST_OPTIONS, Press, Pressing, presses

Json = dict[str, Any]


def button(action_id: str, **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, **more}


def menu(action_id: str, *values: str) -> Json:
    return {"type": "overflow", "action_id": action_id, "options": [{"value": v} for v in values]}


def drawn(*elements: Json, **more: Any) -> Json:
    return {"blocks": [{"type": "actions", "elements": list(elements)}], **more}


class Played(LocalWorkspace):
    """`opens` has the window that an action opens above the others; all that was done is noted."""

    def __init__(self, home: Json, opens: dict[str, Json], message: Json) -> None:
        self.opens, self.message, self.at_home = opens, message, home
        self.done: list[str] = []
        self.stack: list[Json] = []
        self.missing: dict[str, str] = {}

    def home(self, user: str) -> Json | None:
        return self.at_home

    def command(self, user: str, channel: str, text: str) -> None:
        self.done.append(text)

    def act(self, user: str, action_id: str, **where: object) -> None:
        self.done.append(f"{action_id} {where.get('value', '')}".strip())
        if action_id == "refused":
            raise StepFailed("no")
        if action_id in self.opens:
            self.stack.append(self.opens[action_id])

    def submit(self, user: str, view: Json) -> Json:
        self.done.append(f"submit {view['callback_id']}")
        return {"errors": self.missing}

    def fill(self, user: str, view: Json, name: str, value: object = None) -> None:
        self.done.append(f"{name}: {value}")
        if name == "refused":
            raise StepFailed("no")

    def close(self, user: str, view: Json) -> None:
        self.stack.remove(view)

    def top_view(self, user: str) -> Json | None:
        return self.stack[-1] if self.stack else None

    def channels(self, user: str) -> list[str]:
        return ["C1"]

    def messages(self, channel: str, user: str) -> list[Json]:
        return [self.message]

    def thread(self, channel: str, ts: str, user: str) -> list[Json]:
        return [{**self.message, "ts": "2"}]

    def log(self, after: int = 0) -> list[Json]:
        return []


def played() -> Played:
    upper = drawn(button("deeper"), id="V2", callback_id="upper")
    lower = drawn(button("up"), menu("m", "x", "y"), id="V1", callback_id="lower", submit="Save")
    home = drawn(button("open"), button("refused"), button("open"), id="V0")
    return Played(home, {"open": lower, "up": upper}, drawn(button("card"), ts="1"))


def test_all_is_pressed_once_and_every_window_is_left() -> None:
    workspace = played()
    Pressing(workspace).everywhere("U1", ["list"], "C1", seconds=60)
    assert workspace.done == [
        *("open", "up", "deeper", "m x", "m y", "submit lower", "refused"),
        *("/invoice list", "card"),
    ]
    assert workspace.stack == []


def test_when_the_time_is_over_windows_are_closed_and_nothing_more_is_pressed() -> None:
    workspace, seconds = played(), count()
    Pressing(workspace, lambda: next(seconds)).everywhere("U1", ["list"], "C1", seconds=6)
    assert workspace.stack == []
    assert 0 < len(workspace.done) < 5
    assert workspace.done[-1] == "/invoice list"


def test_of_a_menu_the_first_options_are_chosen_and_a_link_is_not_followed() -> None:
    many = menu("m", *map(str, range(MOST_OPTIONS + 5)))
    groups = {
        "type": "static_select",
        "action_id": "g",
        "option_groups": [{"options": [{"value": "z"}]}],
    }
    found = list(presses(drawn(button("b", url="https://x.example"), many, groups)))
    assert found == [*(Press("m", str(n)) for n in range(MOST_OPTIONS)), Press("g", "z")]


def test_each_once_is_no_matter_of_which_value_or_about_what() -> None:
    workspace = played()
    workspace.at_home = drawn(
        menu("size", "small", "large"), menu("more", "show 1", "edit:1", "show 2"), id="V0"
    )
    waited: list[int] = []
    Pressing(workspace, each_once=True, waits=lambda: waited.append(1)).everywhere(
        "U1", [], "C1", seconds=60
    )
    assert workspace.done == ["size small", "more show 1", "more edit:1", "card"]
    assert waited


def asking() -> Played:
    fields = [
        {"block_id": n, "label": {"text": "Reason"}, "element": {"type": kind, "action_id": n}}
        for n, kind in (("refused", "plain_text_input"), ("why", "plain_text_input"), ("f", "file"))
    ]
    window = {"id": "V1", "callback_id": "void", "submit": "Void", "blocks": fields}
    workspace = Played(drawn(button("open"), id="V0"), {"open": window}, drawn(ts="1"))
    workspace.missing = {"refused": "Please fill in.", "why": "Please fill in.", "f": "Please."}
    return workspace


def test_what_a_window_asks_for_is_filled_in_where_that_is_wished() -> None:
    workspace = asking()
    Pressing(workspace).everywhere("U1", [], "C1", seconds=60)
    assert workspace.done == ["open", "submit void"]
    workspace = asking()
    Pressing(workspace, fills=True).everywhere("U1", [], "C1", seconds=60)
    filled = ["refused: As agreed", "why: As agreed"]
    assert workspace.done == ["open", "submit void", *filled, "submit void"]
    assert workspace.stack == []
