"""The description says what is there: every route, who may, what comes back."""

import json
import os
import re
from pathlib import Path

import jupiter_core.domain.refusals as refusals
from bot.api.app import described, routes
from bot.api.problems import Problem
from bot.api.refusals import OWN
from bot.api.statuses import STATUSES, code_of
from jupiter_core.documents.einvoice.gaps import MissingForStandard, VoidHasNone
from jupiter_core.domain.api_key import Scope
from tests.harness.api_client import System
from tests.harness.forked import Forked

OPERATIONS = [
    (method.upper(), path, said)
    for path, methods in described()["paths"].items()
    for method, said in methods.items()
]


def test_the_command_prints_what_the_server_serves(tmp_path: Path) -> None:
    printed = tmp_path / "openapi.json"
    ran = Forked(["openapi"], os.environ, printed, tmp_path / "complained")
    assert ran.wait(60) == 0
    served = System().client.get("/api/openapi.json")
    assert json.loads(printed.read_bytes()) == served.json() == described()
    assert served.json()["openapi"].startswith("3.1")


ROOT = Path(__file__).parents[3]
_REFUSAL = re.compile(r"^class (\w+)\((?:Refusal|ValidationErrors)\):", re.MULTILINE)
_ELSEWHERE = (
    "bot/slack/",
    "bot/intake/",
    "bot/security/webhook_signature",
    "jupiter_core/documents/",
)
_NEVER_MET = {
    "ByMailOnly",
    "DecidedAlready",
    "HandoverGone",
    "HandoverTooLarge",
    "HandoversFull",
    "ForwardingGone",
    "HeldChangeGone",
    "StillUnderWay",
    "StillUnpaid",
    "TooManyDocuments",
    "TooManyForwarded",
    "TooManyHeld",
    "TooMuchSaid",
    "UnknownFileKind",
    "ValidationErrors",
}
"""Of Slack, links, the builder and the command line; several mistakes have the code `mistakes`."""


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


def test_what_has_a_status_of_its_own_is_described_with_it() -> None:
    told = {each["code"]: each["status"] for each in described()["x-problems"]}
    named = {**STATUSES, **OWN}
    assert {code_of(kind): told.get(code_of(kind)) for kind in named} == {
        code_of(kind): status for kind, status in named.items()
    }


def test_every_refusal_is_described_or_known_as_one_that_the_api_never_meets() -> None:
    told = {each["code"] for each in described()["x-problems"]}
    written = {
        (path.relative_to(ROOT).as_posix(), name)
        for package in ("bot", "jupiter_core")
        for path in (ROOT / package).rglob("*.py")
        for name in _REFUSAL.findall(path.read_text(encoding="utf-8"))
    }
    assert len(written) > 100
    elsewhere = {name for path, name in written if path.startswith(_ELSEWHERE)}
    untold = {name for _, name in written if snake_case(name) not in told}
    assert untold - elsewhere == _NEVER_MET


def test_the_sentence_of_what_only_the_documents_refuse_is_theirs() -> None:
    told = {each["code"]: each["sentence"] for each in described()["x-problems"]}
    for kind in (MissingForStandard, VoidHasNone):
        assert told[code_of(kind)] == kind.template


def snake_case(name: str) -> str:
    """By another way than the code's own: a word for each run that begins with a capital."""
    words = re.findall(r"[A-Z](?=[A-Z][a-z])|[A-Z][a-z]*", name)
    return "_".join(words).lower()


def test_problems_and_events_are_described_as_they_are_sent() -> None:
    schemas = described()["components"]["schemas"]
    assert set(schemas["Problem"]["properties"]) == set(Problem.model_fields)
    assert set(schemas["EventResource"]["properties"]) == {"id", "type", "timestamp", "data"}


def test_describing_needs_no_store() -> None:
    assert not hasattr(routes().state, "ctx")
