"""What a call is: one request to an operation of the API."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.attacks.roles.actions import VARIANT, Value
from tests.attacks.roles.judged import Done
from tests.attacks.roles.keys import KeyKind
from tests.attacks.roles.stage import Stage

Json = dict[str, Any]
NOTHING = Done()


@dataclass(frozen=True)
class Call:
    """`row` is the operation as the table has it; `path` fills its names in; `seen` is If-Match.

    `before` is done in the store, for this very key; a `body` that names what is there is a
    function.
    """

    row: str
    path: Callable[[Stage, KeyKind], str]
    done: Done = NOTHING
    body: Any = None
    seen: Value = lambda stage: "*"
    before: Callable[[Stage, KeyKind], None] = lambda stage, key: None

    def said(self, stage: Stage) -> Any:
        """The body as it is sent."""
        return self.body(stage) if callable(self.body) else self.body

    @property
    def operation(self) -> str:
        return self.row.partition(VARIANT)[0]

    @property
    def method(self) -> str:
        return self.row.partition(" ")[0]


def at(row: str, name: str, *, done: Done = NOTHING, **more: Any) -> Call:
    """Of the thing with this name among the ids."""
    template = row.partition(VARIANT)[0].partition(" ")[2]
    first, _, rest = template.partition("{")
    tail = rest.partition("}")[2]
    tail = tail.replace("{sequence}", "1")

    def path(stage: Stage, key: KeyKind) -> str:
        named = getattr(stage.ids, name, name)
        return f"{first}{named}{tail.replace('{delivery_id}', stage.ids.delivery)}"

    return Call(row, path, done, **more)


def plain(row: str, done: Done = NOTHING, **more: Any) -> Call:
    return Call(row, lambda stage, key: row.partition(" ")[2], done, **more)


def changes(*tables: str) -> Done:
    return Done(changes=tables)


def tag(value: Value) -> Value:
    return lambda stage: f'"{value(stage).partition(":")[2]}"'
