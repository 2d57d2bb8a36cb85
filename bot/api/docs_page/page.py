"""The whole page: nouns with their operations, objects, webhooks and problems."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bot.api.docs_page.curl import curl_of
from bot.api.docs_page.examples import example_of, printed
from bot.api.docs_page.fields import DescribedField, Shape, fields_of, parameter_of
from bot.api.docs_page.prose import Paragraph, Prose, coloured, prose
from bot.api.docs_page.refused import DescribedRefusal, refused
from bot.api.docs_page.schemas import Json, Schemas, name_of
from jupiter_core.domain.frozen import Frozen

_METHODS = ("get", "post", "put", "patch", "delete")
_JSON = "application/json"


class DescribedAnswer(Frozen):
    """`media` is what it holds where that is not JSON; `holds` names an object at `anchor`, and
    `many` says that it is a page of those."""

    status: str
    said: str
    media: str = ""
    schema_name: str = ""
    holds: str = ""
    anchor: str = ""
    many: bool = False


class Operation(Frozen):
    """`place` tells parameters apart: path, query, header."""

    anchor: str
    method: str
    path: str
    title: str
    prose: Prose
    scopes: tuple[str, ...]
    parameters: tuple[tuple[str, tuple[DescribedField, ...]], ...]
    body: tuple[Shape, ...]
    answers: tuple[DescribedAnswer, ...]
    problems: tuple[DescribedAnswer, ...]
    curl: str
    example: Paragraph


class DescribedNoun(Frozen):
    """Operations that share a noun; `anchor` is where links lead."""

    name: str
    anchor: str
    operations: tuple[Operation, ...]


class Described(Frozen):
    """An object that answers hold, or that is sent."""

    anchor: str
    name: str
    prose: Prose
    fields: tuple[DescribedField, ...]
    example: Paragraph = ()


class DocsPage(Frozen):
    """All that the template draws."""

    title: str
    prose: Prose
    nouns: tuple[DescribedNoun, ...]
    objects: tuple[Described, ...]
    event: Described
    event_headers: tuple[DescribedField, ...]
    event_prose: Prose
    problem: Described
    refused: tuple[DescribedRefusal, ...]


def docs_page(described: Json) -> DocsPage:
    """Of a description as `jupiter openapi` prints it."""
    schemas = Schemas(described["components"]["schemas"])
    webhook = described["webhooks"]["event"]["post"]
    nouns = tuple(_nouns(described, schemas))
    return DocsPage(
        title=described["info"]["title"],
        prose=prose(described["info"]["description"]),
        nouns=nouns,
        objects=tuple(_object(name, schemas) for name in _answered(nouns)),
        event=_object("EventResource", schemas, shown=True),
        event_headers=tuple(parameter_of(each, schemas) for each in webhook["parameters"]),
        event_prose=prose(webhook["description"]),
        problem=_object("Problem", schemas, shown=True),
        refused=refused(described["x-problems"]),
    )


def _nouns(described: Json, schemas: Schemas) -> Iterator[DescribedNoun]:
    root = described["servers"][0]["url"]
    found: dict[str, list[Operation]] = {}
    for path, methods in described["paths"].items():
        for method in _METHODS:
            if method in methods:
                operation = _operation(method.upper(), root, path, methods[method], schemas)
                found.setdefault(methods[method]["tags"][0], []).append(operation)
    for name, operations in found.items():
        yield DescribedNoun(
            name=name, anchor=f"about-{_dashed(name)}", operations=tuple(operations)
        )


def _operation(method: str, root: str, path: str, said: Json, schemas: Schemas) -> Operation:
    answers = [_answer(status, each, schemas) for status, each in said["responses"].items()]
    return Operation(
        anchor=said["operationId"],
        method=method,
        path=path,
        title=said["summary"],
        prose=prose(said.get("description", "")),
        scopes=tuple(_scopes(said.get("security", ()))),
        parameters=tuple(_parameters(said.get("parameters", ()), schemas)),
        body=tuple(_bodies(said, schemas)),
        answers=tuple(each for each in answers if each.status < "4"),
        problems=tuple(each for each in answers if each.status >= "4"),
        curl=curl_of(method, root + path, said, schemas),
        example=coloured(_example(said, schemas)),
    )


def _scopes(security: Iterable[Json]) -> Iterator[str]:
    for way in security:
        for scopes in way.values():
            yield from scopes


def _parameters(
    said: Iterable[Json], schemas: Schemas
) -> Iterator[tuple[str, tuple[DescribedField, ...]]]:
    for place, words in (("path", "In the path"), ("query", "In the query"), ("header", "Headers")):
        found = tuple(parameter_of(each, schemas) for each in said if each["in"] == place)
        if found:
            yield words, found


def _bodies(said: Json, schemas: Schemas) -> Iterator[Shape]:
    schema = said.get("requestBody", {}).get("content", {}).get(_JSON, {}).get("schema", {})
    for each in schemas.ways(schemas.plain(schema)):
        if each.get("properties"):
            words = str(each.get("description", ""))
            yield Shape(said="", prose=prose(words), fields=fields_of(each, schemas))


def _answer(status: str, said: Json, schemas: Schemas) -> DescribedAnswer:
    content = said.get("content", {})
    media = next(iter(content), "")
    schema = content.get(_JSON, {}).get("schema", {})
    items = schemas.plain(schema).get("properties", {}).get("items", {}).get("items", {})
    held = name_of(items or schema)
    return DescribedAnswer(
        status=status,
        said=said["description"],
        media=", ".join(content) if media != _JSON else "",
        schema_name=held,
        holds=_short(held),
        anchor=_object_anchor(held),
        many=bool(items),
    )


def _example(said: Json, schemas: Schemas) -> str:
    """What the good answer holds, as JSON; empty for a file or nothing."""
    for status, each in said["responses"].items():
        content = each.get("content", {}).get(_JSON)
        if status < "4" and content and content.get("schema"):
            return printed(example_of(content["schema"], schemas))
    return ""


def _answered(nouns: Iterable[DescribedNoun]) -> list[str]:
    """Names of the schemas that answers hold, in the order of the page."""
    names = (a.schema_name for n in nouns for o in n.operations for a in o.answers)
    return [name for name in dict.fromkeys(names) if name]


def _object(name: str, schemas: Schemas, *, shown: bool = False) -> Described:
    schema = schemas.named(name)
    example: Any = example_of(schema, schemas) if shown else None
    return Described(
        anchor=_object_anchor(name),
        name=_short(name),
        prose=prose(str(schema.get("description", ""))),
        fields=fields_of(schema, schemas),
        example=coloured(printed(example)) if shown else (),
    )


def _short(name: str) -> str:
    """`InvoiceResource` is an Invoice to a reader."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.removesuffix("Resource"))


def _object_anchor(name: str) -> str:
    return f"object-{_dashed(_short(name))}"


def _dashed(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
