"""Deeds: for each listener, what Slack would send when somebody does it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.simulator.delivery import Payload
from tests.attacks.roles import payloads
from tests.attacks.roles.judged import Done
from tests.attacks.roles.people import Kind
from tests.attacks.roles.stage import Stage
from tests.factories import WORKSPACE

Before = Callable[[Stage], object]
Value = Callable[[Stage], str]
VARIANT = " · "
"""Stands between a listener and what is special of a second or third row about it."""


@dataclass(frozen=True)
class Action:
    """`row` names the listener as the table does; `before` is what entitled people do first;
    `forge` is the payload that each kind of person is tried with."""

    row: str
    forge: Callable[[Stage, Kind], Payload]
    done: Done
    before: Before = lambda stage: None

    @property
    def listener(self) -> str:
        return self.row.partition(VARIANT)[0]


def invoice(name: str) -> Value:
    """A button's value about an invoice as it is."""

    def value(stage: Stage) -> str:
        with stage.store.read(WORKSPACE) as uow:
            found = uow.invoices.get(getattr(stage.ids, name))
        return f"{found.id}:{found.sequence}"

    return value


def contract(name: str) -> Value:
    """The same of a contract."""

    def value(stage: Stage) -> str:
        with stage.store.read(WORKSPACE) as uow:
            found = uow.contracts.get(getattr(stage.ids, name))
        return f"{found.id}:{found.sequence}"

    return value


def id_of(name: str, tail: str = "") -> Value:
    return lambda stage: f"{getattr(stage.ids, name)}{tail}"


def pressed(action_id: str, value: Value, done: Done, variant: str = "") -> Action:
    """A button of a message."""
    return Action(
        _row(f"action {action_id}", variant),
        lambda stage, by: payloads.in_message(by, action_id, value(stage)),
        done,
    )


def pressed_after(
    before: Before, action_id: str, value: Value, done: Done, variant: str = ""
) -> Action:
    """A button of a message, once entitled people have done something."""
    return replace(pressed(action_id, value, done, variant), before=before)


def pressed_in_view(
    action_id: str,
    before: Before,
    done: Done,
    value: str | Value | None = None,
    *,
    listener: str = "",
    variant: str = "",
) -> Action:
    """A button or a field of the view that `before` opened."""

    def forge(stage: Stage, by: Kind) -> Payload:
        said = value(stage) if callable(value) else value
        return payloads.in_view(by, stage.top, action_id, said)

    return Action(_row(f"action {listener or action_id}", variant), forge, done, before)


def in_modal(action_id: str, value: Value, done: Done) -> Action:
    """A button of a modal that has it only where there is more than one page holds."""
    return Action(
        f"action {action_id}",
        lambda stage, by: payloads.in_home(by, action_id, value(stage)),
        done,
    )


def submitted(
    callback_id: str, before: Before, done: Done, *, variant: str = "", **typed: Any
) -> Action:
    """The view that `before` opened, filled in."""
    return Action(
        _row(f"view {callback_id}", variant),
        lambda stage, by: payloads.submission(by, payloads.filled(stage.top, typed)),
        done,
        before,
    )


def ran(words: str, done: Done, text: str | Value = "", variant: str = "") -> Action:
    """`/invoice` with its word; `text` where more is typed than that."""

    def forge(stage: Stage, by: Kind) -> Payload:
        said = text(stage) if callable(text) else text
        return payloads.command(by, said or words)

    return Action(_row(f"command /invoice {words}".rstrip(), variant), forge, done)


def opened(by: str, action_id: str, value: Value) -> Before:
    """An entitled person presses a button of a message."""
    return lambda stage: stage.press(by, action_id, value(stage))


def then(first: Before, *more: Before) -> Before:
    def all_of_it(stage: Stage) -> None:
        for each in (first, *more):
            each(stage)

    return all_of_it


def inside(by: str, action_id: str, value: str | None = None) -> Before:
    """An entitled person presses a button of the view on top."""
    return lambda stage: stage.press_in_view(by, action_id, value)


def entering(by: str, **typed: Any) -> Before:
    """An entitled person submits the view on top."""
    return lambda stage: stage.submit(by, **typed)


def typing(by: str, text: str) -> Before:
    return lambda stage: stage.command(by, text)


def shows(what: str) -> Done:
    return Done(shows=what)


def changes(*tables: str) -> Done:
    return Done(changes=tables)


def rows(actions: Sequence[Action]) -> list[str]:
    return [each.row for each in actions]


def _row(listener: str, variant: str) -> str:
    return f"{listener}{VARIANT}{variant}" if variant else listener
