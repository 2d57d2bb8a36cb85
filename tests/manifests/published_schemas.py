"""The published schemas of Compose, Kubernetes and CycloneDX, as packages carry them."""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

Json = dict[str, Any]
KUBERNETES = "v1.37.0-local-strict"


def problems_of_compose(document: Json) -> list[str]:
    place = _folder("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json"
    return _problems(Draft202012Validator(json.loads(place.read_text("utf-8"))), document)


def problems_of_kubernetes(document: Json) -> list[str]:
    """Strict: a field that Kubernetes does not know is a problem."""
    group, _, version = document["apiVersion"].rpartition("/")
    family = f"{group.partition('.')[0]}-" if group else ""
    name = f"{document['kind'].lower()}-{family}{version}.json"
    schema = {"$schema": DRAFT7_URI, **_kubernetes(name)}
    registry: Registry[Any] = Registry(retrieve=_retrieved)  # type: ignore[call-arg]
    return _problems(Draft7Validator(schema, registry=registry), document)


def problems_of_bom(document: Json) -> list[str]:
    place = _folder("cyclonedx") / "schema" / "_res"
    schema, *others = (
        json.loads((place / f"{each}.SNAPSHOT.schema.json").read_text("utf-8"))
        for each in ("bom-1.6", "spdx", "jsf-0.82")
    )
    known = [(each["$id"], DRAFT7.create_resource(each)) for each in others]
    registry: Registry[Any] = Registry().with_resources(known)
    return _problems(Draft7Validator(schema, registry=registry), document)


DRAFT7_URI = "http://json-schema.org/draft-07/schema#"


def _folder(package: str) -> Path:
    """Its files alone are wanted: nothing of it is run."""
    found = find_spec(package)
    assert found and found.submodule_search_locations, package
    return Path(found.submodule_search_locations[0])


@cache
def _kubernetes(name: str) -> Json:
    place = _folder("kubernetes_validate") / "kubernetes-json-schema" / KUBERNETES / name
    found: Json = json.loads(place.read_text("utf-8"))
    return found


def _retrieved(uri: str) -> Resource[Any]:
    return DRAFT7.create_resource(_kubernetes(uri.rpartition("/")[2]))


def _problems(validator: Draft7Validator | Draft202012Validator, document: Json) -> list[str]:
    return [f"{each.json_path}: {each.message}" for each in validator.iter_errors(document)]
