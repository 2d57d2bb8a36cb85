"""The vocabulary that Block Kit's rules are written in.

A shape checks one JSON value and names what is wrong with it in Slack's words, each with the
JSON pointer of the place. Rules are data: see `texts`, `elements`, `rich_text` and `blocks`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.simulator.wire import Json


@dataclass(frozen=True)
class Problem:
    message: str
    pointer: str

    def __str__(self) -> str:
        return f"{self.message} [json-pointer:{self.pointer}]"


class Shape(Protocol):
    def problems(self, value: Any, pointer: str) -> Iterator[Problem]: ...


Check = Callable[[Json], Iterable[str]]
"""A rule over several fields of one object: says what is wrong, or nothing."""


@dataclass(frozen=True)
class String:
    longest: int
    shortest: int = 1
    pattern: str | None = None
    expected: str = "must match the expected format"

    def problems(self, value: Any, pointer: str) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield Problem("must provide a string", pointer)
        elif len(value) < self.shortest:
            yield Problem(f"must be more than {self.shortest - 1} characters", pointer)
        elif len(value) > self.longest:
            yield Problem(f"must be less than {self.longest + 1} characters", pointer)
        elif self.pattern and not re.fullmatch(self.pattern, value, re.DOTALL):
            yield Problem(self.expected, pointer)


@dataclass(frozen=True)
class Whole:
    """A whole number."""

    least: int
    most: int

    def problems(self, value: Any, pointer: str) -> Iterator[Problem]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield Problem("must provide a number", pointer)
        elif value < self.least:
            yield Problem(f"must be greater than {self.least - 1}", pointer)
        elif value > self.most:
            yield Problem(f"must be less than {self.most + 1}", pointer)


@dataclass(frozen=True)
class Flag:
    def problems(self, value: Any, pointer: str) -> Iterator[Problem]:
        if not isinstance(value, bool):
            yield Problem("must provide a boolean", pointer)


@dataclass(frozen=True)
class OneOf:
    values: tuple[str, ...]

    def problems(self, value: Any, pointer: str) -> Iterator[Problem]:
        if value not in self.values:
            yield Problem("must be a valid enum value", pointer)


@dataclass(frozen=True)
class ListOf:
    item: Shape
    most: int
    least: int = 1

    def problems(self, value: Any, pointer: str) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield Problem("must provide an array", pointer)
            return
        if len(value) > self.most:
            yield Problem(f"no more than {self.most} items allowed", pointer)
        if len(value) < self.least:
            yield Problem(f"no less than {self.least} items allowed", pointer)
        for index, item in enumerate(value[: self.most]):
            yield from self.item.problems(item, f"{pointer}/{index}")


@dataclass(frozen=True)
class Object:
    """An object with exactly these fields; what must be there is in `required`."""

    fields: Mapping[str, Shape]
    required: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()

    def problems(self, value: Any, pointer: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem("must provide an object", pointer)
            return
        for name in self.required:
            if value.get(name) is None:
                yield Problem(f"missing required field: {name}", pointer)
        for name, content in value.items():
            yield from self._field(name, content, pointer)
        if all(value.get(name) is not None for name in self.required):
            for check in self.checks:
                for message in check(value):
                    yield Problem(message, pointer)

    def _field(self, name: str, content: Any, pointer: str) -> Iterator[Problem]:
        shape = self.fields.get(name)
        if shape is None:
            yield Problem(f"invalid additional property: {name}", pointer)
        elif content is not None or name not in self.required:
            yield from shape.problems(content, f"{pointer}/{name}")


@dataclass(frozen=True)
class Typed:
    """One of several objects, told apart by their `type`."""

    kinds: Mapping[str, Shape]

    def problems(self, value: Any, pointer: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem("must provide an object", pointer)
        elif value.get("type") is None:
            yield Problem("missing required field: type", pointer)
        elif value["type"] not in self.kinds:
            yield Problem(f"unsupported type: {value['type']}", f"{pointer}/type")
        else:
            yield from self.kinds[value["type"]].problems(value, pointer)


@dataclass
class Later:
    """A shape that is filled in after it is named, for rules that contain themselves."""

    shape: Shape | None = field(default=None)

    def problems(self, value: Any, pointer: str) -> Iterator[Problem]:
        if self.shape is not None:
            yield from self.shape.problems(value, pointer)


def typed(
    kind: str, fields: Mapping[str, Shape], *required: str, checks: Iterable[Check] = ()
) -> Object:
    """An object whose `type` is `kind`."""
    return Object({"type": OneOf((kind,)), **fields}, ("type", *required), tuple(checks))
