"""The description says what is there: every route, who may, what comes back."""

import json
import subprocess
import sys
from pathlib import Path

import jupiter_core.domain.refusals as refusals
from bot.api.app import described, routes
from bot.api.problems import Problem
from bot.api.statuses import code_of
from jupiter_core.domain.api_key import Scope
from tests.harness.api_client import System

OPERATIONS = [
    (method.upper(), path, said)
    for path, methods in described()["paths"].items()
    for method, said in methods.items()
]


def test_the_command_prints_what_the_server_serves() -> None:
    jupiter = Path(sys.executable).with_name("jupiter")
    ran = subprocess.run([str(jupiter), "openapi"], capture_output=True, check=True)
    served = System().client.get("/api/openapi.json")
    assert json.loads(ran.stdout) == served.json() == described()
    assert served.json()["openapi"].startswith("3.1")


def test_every_operation_has_a_name_of_its_own_and_says_who_may() -> None:
    ids = [said["operationId"] for _, _, said in OPERATIONS]
    assert len(ids) == len({*ids})
    named = {
        scope for _, _, said in OPERATIONS for each in said["security"] for scope in each["API key"]
    }
    assert named <= {*Scope}
    assert {scope for scope in Scope if not scope.reads} <= named


def test_what_an_operation_needs_a_key_without_it_cannot_do() -> None:
    system = System(Scope.EVENTS_READ)
    for method, path, said in OPERATIONS:
        scopes = [scope for each in said["security"] for scope in each["API key"]]
        if not scopes or scopes == [Scope.EVENTS_READ]:
            continue
        there = path.replace("{sequence}", "1")
        address = "/".join("x" if each.startswith("{") else each for each in there.split("/"))
        answer = system.call(method, address, {}, if_match='"1"')
        assert (answer.status_code, answer.json()["code"]) == (403, "not_in_scope"), address


def test_every_change_may_be_repeated_under_a_key() -> None:
    for method, path, said in OPERATIONS:
        names = {each["name"].lower() for each in said.get("parameters", ())}
        stores_nothing = path.endswith("/preview")
        changes = method != "GET" and not stores_nothing
        assert ("idempotency-key" in names) == changes, (method, path)


def test_every_refusal_of_the_domain_has_its_code_in_the_description() -> None:
    told = {each["code"] for each in described()["x-problems"]}
    kinds = (getattr(refusals, name) for name in refusals.__all__)
    classes = [each for each in kinds if isinstance(each, type) and hasattr(each, "template")]
    assert classes
    assert {code_of(each) for each in classes} <= told


def test_problems_and_events_are_described_as_they_are_sent() -> None:
    schemas = described()["components"]["schemas"]
    assert set(schemas["Problem"]["properties"]) == set(Problem.model_fields)
    assert set(schemas["EventResource"]["properties"]) == {"id", "type", "timestamp", "data"}


def test_describing_needs_no_store() -> None:
    assert not hasattr(routes().state, "ctx")
