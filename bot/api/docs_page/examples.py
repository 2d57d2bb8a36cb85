"""An example of anything that the description describes, from the examples in it."""

import json
from typing import Any

from bot.api.docs_page.schemas import Json, Schemas

_OF_FORMAT = {
    "date": "2026-11-22",
    "date-time": "2026-11-26T09:30:00Z",
    "uri": "https://crm.example/hooks",
    "email": "dana@acme.example",
}
_OF_TYPE: dict[str, Any] = {"integer": 1, "number": 1, "boolean": False, "null": None}
_DEEPEST = 8


def example_of(schema: Json, schemas: Schemas, depth: int = 0) -> Any:
    """The first example that somebody gave, else one made of the parts."""
    if schema.get("examples"):
        return schema["examples"][0]
    plain = schemas.plain(schema)
    for key in ("examples", "enum"):
        if plain.get(key):
            return plain[key][0]
    for key in ("const", "default"):
        if key in plain:
            return plain[key]
    way = schemas.ways(plain)[0]
    if depth == _DEEPEST:
        return None
    if way.get("type") == "array":
        return [example_of(way.get("items", {}), schemas, depth + 1)]
    if "properties" in way:
        return {name: example_of(each, schemas, depth + 1) for name, each, _ in schemas.fields(way)}
    if way.get("type") == "object":
        return {}
    return _OF_TYPE.get(str(way.get("type")), _OF_FORMAT.get(str(way.get("format")), "…"))


def body_example(content: Json, schemas: Schemas) -> Any:
    """The first named one of a body, else one made of its schema."""
    for each in content.get("examples", {}).values():
        return each["value"]
    return example_of(content.get("schema", {}), schemas)


def printed(value: Any) -> str:
    """As JSON for people, two spaces a level."""
    return json.dumps(value, indent=2, ensure_ascii=False)
