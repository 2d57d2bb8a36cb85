"""Contracts and their parties over REST on real databases: hostile text, and several at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from httpx import Response

from jupiter_core.store import Database
from tests.bot.api.test_contracts import SEED, a_contract, made
from tests.bot.api.test_parties import GLOBEX, LABS
from tests.factories import A_SIGNER
from tests.harness.api_client import Json, System, pointers
from tests.harness.databases import KINDS, fresh_url
from tests.harness.fakes import CountingIds, FixedClock

AT_ONCE = 4


@pytest.fixture(params=KINDS)
def system(request: pytest.FixtureRequest) -> Iterator[System]:
    url = fresh_url(request.param, request)
    with closing(Database(url, FixedClock(), CountingIds(), A_SIGNER)) as database:
        yield System(store=database)


def at_once(send: Callable[[], Response]) -> list[Response]:
    with ThreadPoolExecutor(AT_ONCE) as threads:
        sent = [threads.submit(send) for _ in range(AT_ONCE)]
        return [each.result() for each in sent]


def statuses(answers: list[Response]) -> list[int]:
    return sorted(each.status_code for each in answers)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"customer": {**GLOBEX, "name": "a\x00b"}}, "#/customer/name"),
        ({"customer": {"external_id": "a\x00b"}}, "#/customer/external_id"),
        ({"sender": {**LABS, "legal_name": "a\x00b"}}, "#/sender/legal_name"),
        ({"sender": {**LABS, "external_id": "a\x00b"}}, "#/sender/external_id"),
        ({"external_id": "a\x00b"}, "#/external_id"),
        ({"name": "a\x00b"}, "#/name"),
        ({"memo": "a\x00b"}, "#/memo"),
    ],
)
def test_what_no_database_can_hold_is_refused_at_its_place(
    system: System, change: Json, pointer: str
) -> None:
    answer = system.call("POST", "/contracts", a_contract(**change))
    assert (answer.status_code, set(pointers(answer))) == (422, {pointer})


def test_one_deal_sent_by_several_at_once_is_one_contract_of_one_customer(system: System) -> None:
    body = a_contract(customer=GLOBEX, external_id="opp-1")
    answers = at_once(lambda: system.call("POST", "/contracts", body))
    assert statuses(answers) == [201, 409, 409, 409]
    assert len(system.call("GET", "/contracts").json()["items"]) == 1
    assert len(system.call("GET", "/customers?q=globex").json()["items"]) == 1


def test_one_request_repeated_at_once_is_answered_alike(system: System) -> None:
    body = a_contract(customer=GLOBEX, sender=LABS)
    answers = at_once(lambda: system.call("POST", "/contracts", body, idempotency_key="opp-1"))
    assert statuses(answers) == [201] * AT_ONCE
    assert len({each.json()["id"] for each in answers}) == 1
    assert len(system.call("GET", "/contracts").json()["items"]) == 1


def test_of_several_who_saw_the_same_version_one_changes_it(system: System) -> None:
    path = f"/contracts/{made(system)['id']}"
    terms = iter(range(1, AT_ONCE + 1))
    answers = at_once(
        lambda: system.call("PUT", path, {**SEED, "net_terms": next(terms)}, if_match='"1"')
    )
    assert statuses(answers) == [200, 412, 412, 412]


def test_of_several_who_saw_the_same_customer_one_changes_it(system: System) -> None:
    customer = system.call("POST", "/customers", GLOBEX)
    path, tag = f"/customers/{customer.json()['id']}", customer.headers["ETag"]
    floors = iter(range(1, AT_ONCE + 1))
    answers = at_once(
        lambda: system.call(
            "PUT", path, {**GLOBEX, "attention": f"Floor {next(floors)}"}, if_match=tag
        )
    )
    assert statuses(answers) == [200, 412, 412, 412]
