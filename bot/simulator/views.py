"""Modals and Home tabs: each person's stack of views, and what happens to it."""

from collections import defaultdict
from dataclasses import dataclass, field

from bot.simulator.ids import Ids
from bot.simulator.view_state import carried_state, starting_state
from bot.simulator.wire import Json, SlackError

DEPTH = 3


@dataclass
class View:
    """A view as it stands for one person. `body` is what the app gave, with all ids filled."""

    id: str
    user: str
    body: Json
    hash: str
    root_view_id: str
    previous_view_id: str | None = None
    channel: str | None = None
    state: Json = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.body["blocks"]
        return blocks


class Views:
    """The views of everyone. `hash` changes with every version of a view."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self.stacks: defaultdict[str, list[View]] = defaultdict(list)
        self.homes: dict[str, View] = {}

    def find(self, view_id: object) -> View | None:
        """An open modal or a Home tab."""
        views = [view for stack in self.stacks.values() for view in stack]
        return next((view for view in (*views, *self.homes.values()) if view.id == view_id), None)

    def by_external_id(self, external_id: object) -> View | None:
        views = [view for stack in self.stacks.values() for view in stack]
        named = (view for view in views if view.body.get("external_id"))
        return next((view for view in named if view.body["external_id"] == external_id), None)

    def open(self, user: str, body: Json, channel: str | None = None) -> View:
        """Opens a new modal, from a conversation or not; whatever was open is gone."""
        self._check_external_id(body)
        self.stacks[user] = []
        return self._put(user, body, None, channel)

    def push(self, user: str, body: Json) -> View:
        """Puts a view on top of the stack. Raises `push_limit_reached`, `not_found`."""
        stack = self.stacks[user]
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= DEPTH:
            raise SlackError("push_limit_reached")
        self._check_external_id(body)
        return self._put(user, body, stack[-1], stack[-1].channel)

    def update(self, view: View, body: Json, seen: object = None) -> View:
        """Replaces a view's content, keeping what was typed in fields that stayed.

        Raises `hash_conflict` when `seen` is not the hash of the view as it is.
        """
        if seen is not None and seen != view.hash:
            raise SlackError("hash_conflict")
        view.body, view.state = body, carried_state(body["blocks"], view.state, view.channel)
        there = {block.get("block_id") for block in view.blocks}
        view.errors = {at: said for at, said in view.errors.items() if at in there}
        view.hash = self._hash()
        return view

    def publish(self, user: str, body: Json, seen: object = None) -> View:
        """Sets a person's Home tab."""
        if user in self.homes:
            return self.update(self.homes[user], body, seen)
        identifier = self._ids.next("V0")
        home = View(identifier, user, body, self._hash(), identifier)
        home.state = starting_state(home.blocks)
        self.homes[user] = home
        return home

    def close(self, view: View) -> None:
        """Takes a view off its stack; what the app pushed onto it meanwhile stays."""
        stack = self.stacks[view.user]
        if view in stack:
            stack.remove(view)

    def clear(self, user: str) -> None:
        self.stacks[user] = []

    def _put(self, user: str, body: Json, below: View | None, channel: str | None) -> View:
        identifier = self._ids.next("V0")
        root = below.root_view_id if below else identifier
        under = below.id if below else None
        view = View(identifier, user, body, self._hash(), root, under, channel)
        view.state = starting_state(view.blocks, channel)
        self.stacks[user].append(view)
        return view

    def _hash(self) -> str:
        return f"{self._ids.ts().partition('.')[0]}.{self._ids.secret()[:8]}"

    def _check_external_id(self, body: Json) -> None:
        if body.get("external_id") and self.by_external_id(body["external_id"]):
            raise SlackError("duplicate_external_id")
