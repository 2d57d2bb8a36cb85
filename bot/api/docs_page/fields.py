"""The fields of a body, of an answer and of an address, as rows that a reader goes down."""

import json
from collections.abc import Iterable
from typing import Any

from bot.api.docs_page.prose import Prose, prose
from bot.api.docs_page.schemas import Json, Schemas, nullable
from jupiter_core.domain.frozen import Frozen

_WORDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "object",
    "null": "null",
}
_FORMATS = {"date": "day", "date-time": "moment", "uri": "URL"}
_DEEPEST = 6


class DescribedField(Frozen):
    """One row. `shapes` are what an object in it can look like."""

    name: str
    type: str
    needed: bool = False
    prose: Prose = ()
    limits: str = ""
    default: str = ""
    example: str = ""
    options: tuple[str, ...] = ()
    shapes: tuple["Shape", ...] = ()


class Shape(Frozen):
    """`said` tells several apart; a single one needs no such words."""

    said: str
    prose: Prose
    fields: tuple[DescribedField, ...]


def fields_of(schema: Json, schemas: Schemas, depth: int = 0) -> tuple[DescribedField, ...]:
    """Of an object; what is needed comes first in the order in which it is described."""
    rows = schemas.fields(schemas.plain(schema))
    return tuple(field_of(name, each, needed, schemas, depth) for name, each, needed in rows)


def parameter_of(parameter: Json, schemas: Schemas) -> DescribedField:
    """A path's, a query's or a header's."""
    said = {"description": parameter.get("description", ""), **parameter.get("schema", {})}
    name = str(parameter["name"])
    shown = "-".join(map(str.title, name.split("-"))) if parameter["in"] == "header" else name
    return field_of(shown, said, bool(parameter.get("required")), schemas)


def field_of(
    name: str, schema: Json, needed: bool, schemas: Schemas, depth: int = 0
) -> DescribedField:
    """Of a property or a parameter; what is in it, down to `_DEEPEST` levels."""
    plain = schemas.plain(schema)
    inner = _items(plain, schemas)
    objects = [each for each in schemas.ways(inner) if each.get("properties")]
    return DescribedField(
        name=name,
        type=_type(plain, schemas) + (" or null" if nullable(schema) and needed else ""),
        needed=needed,
        prose=prose(str(schema.get("description") or _own(plain, objects))),
        limits=_limits(plain),
        default=_default(plain),
        example=_example(schema, plain, objects),
        options=tuple(map(str, inner.get("enum", ()))),
        shapes=_shapes(objects, schemas, depth + 1) if depth < _DEEPEST else (),
    )


def _shapes(objects: Iterable[Json], schemas: Schemas, depth: int) -> tuple[Shape, ...]:
    several = list(objects)
    return tuple(
        Shape(
            said=_said(each) if len(several) > 1 else "",
            prose=prose(str(each.get("description", ""))),
            fields=fields_of(each, schemas, depth),
        )
        for each in several
    )


def _said(schema: Json) -> str:
    """`usage credit`, where a field says which; `by id`; what has more fields is described."""
    for each in schema["properties"].values():
        if "const" in each:
            return str(each["const"]).replace("_", " ")
    names = list(schema["properties"])
    return f"by {names[0].replace('_', ' ')}" if len(names) == 1 else "described"


def _items(schema: Json, schemas: Schemas) -> Json:
    """What a list holds; anything else is itself."""
    if schema.get("type") == "array":
        return _items(schemas.plain(schema.get("items", {})), schemas)
    return schema


def _type(schema: Json, schemas: Schemas) -> str:
    if schema.get("type") == "array":
        return f"list of {_plural(_type(schemas.plain(schema.get('items', {})), schemas))}"
    if "enum" in schema:
        return "one of"
    if "const" in schema:
        return f"always {schema['const']}"
    words = [_word(each) for each in schemas.ways(schema)]
    return " or ".join(dict.fromkeys(words))


def _word(schema: Json) -> str:
    known = _WORDS.get(str(schema.get("type")), "anything")
    return _FORMATS.get(str(schema.get("format")), known)


def _plural(word: str) -> str:
    fixed = {"one of": "these", "anything": "anything", "true or false": "true or false"}
    return fixed.get(word, f"{word}s")


def _own(plain: Json, objects: list[Json]) -> str:
    """What an object says of itself is told with its shape."""
    return "" if objects else str(plain.get("description", ""))


def _limits(schema: Json) -> str:
    """`1 to 300`, `up to 255 characters`, `1 to 100 of them`."""
    for least, most, unit in (
        ("minLength", "maxLength", " characters"),
        ("minItems", "maxItems", " of them"),
        ("minimum", "maximum", ""),
    ):
        low, high = schema.get(least), schema.get(most)
        if low and high:
            return f"{low}{unit}" if low == high else f"{low} to {high}{unit}"
        if high:
            return f"up to {high}{unit}"
        if low:
            return f"{low}{unit} or more"
    return ""


def _default(schema: Json) -> str:
    value = schema.get("default")
    return "" if value in (None, "", [], {}) else _inline(value)


def _example(schema: Json, plain: Json, objects: list[Json]) -> str:
    """Of a plain value; an object's stands beside the operation, whole."""
    found = schema.get("examples") or plain.get("examples")
    return "" if objects or not found else _inline(found[0])


def _inline(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
