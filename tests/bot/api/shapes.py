"""Which wrong bodies are tried where: each wrong part of a shape once, and not in each operation
that takes it.

An address is read by one class, whether it is a customer's or stands in an invoice of a contract.
A third of all requests were the same wrong address, line or charge once more.
"""

from collections.abc import Iterator
from typing import Any

from schemathesis import Case
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode
from schemathesis.generation.meta import CoveragePhaseData

_REF = "$ref"


class Shapes:
    """Those that a description names, each with the first operation that takes it."""

    def __init__(self, description: dict[str, Any]) -> None:
        self._known = description["components"]["schemas"]
        self._bodies = dict(_bodies(description))
        self._first: dict[str, str] = {}
        for operation, body in self._bodies.items():
            for shape in self._within(body, set()):
                self._first.setdefault(shape, operation)

    def is_tried_elsewhere(self, case: Case[Any]) -> bool:
        """Whether it is wrong in a part of the body for which another operation comes first."""
        meta = case.meta
        if meta is None or meta.generation.mode is not GenerationMode.NEGATIVE:
            return False
        found, operation = meta.phase.data, case.operation.label
        if not isinstance(found, CoveragePhaseData) or operation not in self._bodies:
            return False
        if found.parameter_location is not ParameterLocation.BODY or not found.location:
            return False
        return self._first[self.at(operation, found.location)] != operation

    def at(self, operation: str, pointer: str) -> str:
        """The innermost shape with a name that a pointer into the schema of a body is in."""
        shape, node = self._named(self._bodies[operation])
        for part in pointer.strip("/").split("/"):
            inner = _part(node, part.replace("~1", "/").replace("~0", "~"))
            if inner is None:
                break
            name, node = self._named(inner)
            shape = name or shape
        return shape

    def _named(self, node: Any) -> tuple[str, Any]:
        name = ""
        while isinstance(node, dict) and _REF in node:
            name = node[_REF].rpartition("/")[2]
            node = self._known[name]
        return name, node

    def _within(self, node: Any, seen: set[str]) -> Iterator[str]:
        name, node = self._named(node)
        if name in seen:
            return
        if name:
            seen.add(name)
            yield name
        inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        for each in inner:
            yield from self._within(each, seen)


def _bodies(description: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Of the operations that take JSON, by what Schemathesis calls them."""
    for path, methods in description["paths"].items():
        for method, told in methods.items():
            content = told.get("requestBody", {}).get("content", {})
            if "application/json" in content:
                yield f"{method.upper()} {path}", content["application/json"]["schema"]


def _part(node: Any, name: str) -> Any:
    if isinstance(node, list):
        return node[int(name)] if name.isdecimal() and int(name) < len(node) else None
    return node.get(name) if isinstance(node, dict) else None
