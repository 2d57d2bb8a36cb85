"""Each operation needs the scope that its description names, and no other."""

import pytest
from httpx import Response

from bot.api.app import described
from jupiter_core.domain.api_key import Scope
from tests.factories import WORKSPACE
from tests.harness.api_client import Json, System

Operation = tuple[str, str, Scope]


def operations() -> list[Operation]:
    """Method, address and scope of all that need one."""
    return [
        (method.upper(), path, Scope(scope))
        for path, methods in described()["paths"].items()
        for method, said in methods.items()
        for scope in said["security"][0]["API key"]
    ]


INSTEAD = {
    (method.upper(), path): tuple(Scope(each["API key"][0]) for each in said["security"][1:])
    for path, methods in described()["paths"].items()
    for method, said in methods.items()
}
"""What an operation takes in place of its scope: it changes what others drafted."""


def address(path: str) -> str:
    """Of something that is not there."""
    filled = path.replace("{sequence}", "1")
    return "/".join("nothing" if step.startswith("{") else step for step in filled.split("/"))


@pytest.fixture(scope="module")
def system() -> System:
    """Shared: nothing is there, and nothing is made."""
    return System()


def called(system: System, method: str, path: str, *scopes: Scope) -> Response:
    """By the key, which may just this now."""
    with system.store.write(WORKSPACE) as uow:
        key = uow.api_keys.get(system.key.key.id)
        uow.api_keys.save(key.model_copy(update={"scopes": scopes}))
    body: Json | None = None if method == "GET" else {}
    return system.call(method, address(path), body, if_match='"1"')


every_operation = pytest.mark.parametrize(
    ("method", "path", "scope"), operations(), ids=[f"{m} {p}" for m, p, _ in operations()]
)


@every_operation
def test_a_key_with_every_other_scope_is_refused(
    system: System, method: str, path: str, scope: Scope
) -> None:
    others = [each for each in Scope if each.noun != scope.noun]
    enough = {scope, *INSTEAD.get((method, path), ())}
    approving = [each for each in Scope if each.noun == scope.noun and each not in enough]
    kept = approving if scope.value.endswith((":write", ":approve")) else []
    answer = called(system, method, path, *others, *kept)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_in_scope")
    assert scope.value in answer.json()["detail"]


@every_operation
def test_a_key_with_that_scope_alone_is_let_in(
    system: System, method: str, path: str, scope: Scope
) -> None:
    answer = called(system, method, path, scope)
    assert answer.status_code in (200, 202, 404, 422), answer.text
