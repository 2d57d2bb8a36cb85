"""Schemas of the description, as a reader thinks of them: no references, no `or null`."""

from collections.abc import Iterator, Mapping
from typing import Any

Json = dict[str, Any]
_PREFIX = "#/components/schemas/"
_BESIDE = ("description", "default", "examples")


class Schemas:
    """Those of one description."""

    def __init__(self, known: Mapping[str, Json]) -> None:
        self._known = known

    def plain(self, schema: Json) -> Json:
        """Itself, or what it refers to; what is said beside a reference counts."""
        beside = {name: schema[name] for name in _BESIDE if name in schema}
        reference = str(schema.get("$ref", ""))
        if reference:
            return {**self._known[name_of(schema)], **beside}
        ways = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
        if len(ways) == 1:
            return {**self.plain(ways[0]), **beside}
        return schema

    def ways(self, schema: Json) -> tuple[Json, ...]:
        """The shapes that it can have: one, mostly."""
        ways = schema.get("anyOf") or schema.get("oneOf") or (schema,)
        return tuple(self.plain(each) for each in ways if each.get("type") != "null")

    def named(self, name: str) -> Json:
        """Raises KeyError."""
        return self._known[name]

    def fields(self, schema: Json) -> Iterator[tuple[str, Json, bool]]:
        """Name, schema and whether it is needed."""
        needed = schema.get("required", ())
        for name, each in schema.get("properties", {}).items():
            yield name, each, name in needed


def name_of(schema: Json) -> str:
    """The name behind a reference; empty for what has none."""
    return str(schema.get("$ref", "")).removeprefix(_PREFIX)


def nullable(schema: Json) -> bool:
    """Whether null is one of its ways."""
    return any(each.get("type") == "null" for each in schema.get("anyOf", ()))
