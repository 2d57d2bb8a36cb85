"""The description of the API, OpenAPI 3.1: of the routes as they are, and of what webhooks send."""

import re
from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from bot.api.codes import codes
from bot.api.described import problem
from bot.api.examples import BODIES, answers
from bot.api.problems import Problem
from jupiter_core.queries.resources.event import EventResource

Json = dict[str, Any]
_REFERENCES = "#/components/schemas/{model}"


def description(api: FastAPI) -> Json:
    """Whole, and the same each time."""
    whole: Json = get_openapi(
        title=api.title,
        version=api.version,
        description=api.description,
        routes=api.routes,
        servers=api.servers,
        separate_input_output_schemas=False,
    )
    schemas = whole["components"]["schemas"]
    schemas.update(_schemas())
    for name, answer in answers().items():
        schemas[name]["examples"] = [answer]
    for operation in _operations(whole):
        operation["parameters"] = [
            _parameter(each, operation) for each in operation.get("parameters", ())
        ]
        if "requestBody" in operation:
            said = {**operation["responses"], "413": problem(413)}
            operation["responses"] = dict(sorted(said.items()))
        examples = _examples(operation)
        if examples:
            operation["requestBody"]["content"]["application/json"]["examples"] = examples
    whole["webhooks"] = {"event": {"post": _webhook()}}
    whole["x-problems"] = codes()
    return whole


def _operations(whole: Json) -> Iterator[Json]:
    for methods in whole["paths"].values():
        yield from methods.values()


def _parameter(parameter: Json, operation: Json) -> Json:
    """What is left out of an address is not null; and what is asked for is needed."""
    schema = parameter["schema"]
    ways = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    if len(ways) == 1:
        schema = {**ways[0], **{key: value for key, value in schema.items() if key != "anyOf"}}
    needed = parameter["name"] == "if-match" and "428" in operation["responses"]
    return {**parameter, "schema": schema, "required": parameter["required"] or needed}


def _examples(operation: Json) -> Json:
    """Of its body, each under a name of letters."""
    named = BODIES.get(operation["operationId"], {})
    return {
        re.sub(r"[^a-z]+", "_", summary.lower()): {"summary": summary, "value": body}
        for summary, body in named.items()
    }


def _schemas() -> Json:
    """Those that no route names by itself."""
    models: Any = [(Problem, "serialization"), (EventResource, "serialization")]
    _, made = models_json_schema(models, ref_template=_REFERENCES)
    return dict(made["$defs"])


def _webhook() -> Json:
    header = {"in": "header", "required": True, "schema": {"type": "string"}}
    return {
        "summary": "An event sent to a subscribed endpoint",
        "description": "Signed by the Standard Webhooks specification. Answer with a 2xx within "
        "15 seconds; a 410 switches the endpoint off. The same event may come twice, under the "
        "same `webhook-id`.",
        "parameters": [
            {"name": "webhook-id", "description": "The event's id.", **header},
            {"name": "webhook-timestamp", "description": "Seconds since 1970.", **header},
            {"name": "webhook-signature", "description": "`v1,…`, one a live secret.", **header},
        ],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": {"$ref": "#/components/schemas/EventResource"}}
            },
        },
        "responses": {"2XX": {"description": "Accepted"}, "410": {"description": "Stop sending"}},
    }
