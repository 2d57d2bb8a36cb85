"""The door of the API: whose key it is, how often, how large, and what a mistake sounds like."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from httpx import Response

from bot.api.app import PLACE
from bot.system import SystemClock, Ulids
from jupiter_core.commands.api_key import RevokeApiKey, revoke_api_key
from jupiter_core.domain.api_key import Scope
from jupiter_core.ports import StoreBusy, UnitOfWork
from jupiter_core.store import Database
from tests.factories import A_SIGNER, FIONA, WORKSPACE
from tests.harness.api_client import PlainPaper, System, an_invoice, pointers
from tests.harness.api_deals import issued
from tests.harness.api_keys import an_api_key
from tests.harness.databases import tables_at
from tests.harness.fake_store import FakeStore
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.web_client import web_client

PROBLEM = "application/problem+json"


@pytest.fixture
def system() -> System:
    return System()


def made(system: System) -> list[Any]:
    return list(system.call("GET", "/invoices").json()["items"])


def sent(system: System, content: bytes, **headers: str) -> Response:
    """Raw bytes to where invoices are made."""
    said = {"Authorization": f"Bearer {system.key.secret}", **headers}
    return system.client.post(f"{PLACE}/invoices", content=content, headers=said)


@pytest.mark.parametrize(
    "said",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Bearer jup_" + "x" * 43,
        "Bearer jup_" + "ü" * 43,
        "Bearer " + "x" * 10_000,
        "Basic dXNlcjpwYXNz",
        "jup_" + "0" * 43,
    ],
)
def test_without_a_live_key_nothing_is_told(system: System, said: str | None) -> None:
    headers = {b"Authorization": said.encode()} if said is not None else {}
    answer = system.client.get(f"{PLACE}/invoices", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "key_not_known")
    assert answer.headers["Content-Type"] == PROBLEM
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.headers["X-Request-Id"] == answer.json()["request_id"]


def test_a_revoked_key_is_as_good_as_none(system: System) -> None:
    assert system.call("GET", "/key").status_code == 200
    with system.store.write(WORKSPACE) as uow:
        revoke_api_key(RevokeApiKey(by=FIONA, key_id=system.key.key.id), uow)
    revoked, unknown = system.call("GET", "/key"), system.call("GET", "/key", key="jup_x")
    assert revoked.status_code == unknown.status_code == 401
    assert revoked.json()["detail"] == unknown.json()["detail"]


def test_a_key_opens_its_own_workspace_alone(system: System) -> None:
    system.made()
    assert made(system)
    assert system.call("GET", "/invoices", key=system.other_key).json()["items"] == []


def test_a_key_has_its_minute_and_then_waits(system: System) -> None:
    system = System(requests_a_minute=2)
    first, second, third = (system.call("GET", "/key") for _ in range(3))
    assert [each.headers["RateLimit-Remaining"] for each in (first, second, third)] == [
        *("1", "0", "0"),
    ]
    assert first.headers["RateLimit-Limit"] == "2"
    assert (third.status_code, third.json()["code"]) == (429, "too_many_requests")
    assert third.headers["Retry-After"] == third.headers["RateLimit-Reset"]
    other = system.call("GET", "/key", key=system.other_key)
    assert other.headers["RateLimit-Remaining"] == "1"
    system.clock.advance(seconds=int(third.headers["Retry-After"]))
    assert system.call("GET", "/key").status_code == 200


def test_an_address_that_goes_on_trying_keys_waits_and_live_keys_do_not(system: System) -> None:
    statuses = [system.call("GET", "/key", key=f"jup_{n:043d}x").status_code for n in range(61)]
    assert statuses == [401] * 60 + [429]
    assert system.call("GET", "/key").status_code == 200
    system.clock.advance(minutes=1)
    assert system.call("GET", "/key", key="jup_x").status_code == 401


def test_a_request_is_named_by_its_caller_or_by_us(system: System) -> None:
    theirs = system.call("GET", "/key", x_request_id="crm-1.a_B")
    assert theirs.headers["X-Request-Id"] == "crm-1.a_B"
    ours = [system.call("GET", "/key").headers["X-Request-Id"] for _ in range(2)]
    assert len({*ours}) == 2


@pytest.mark.parametrize("offered", ["", "x" * 65, "a b", "<script>", 'a"b'])
def test_a_request_id_that_is_none_is_replaced(system: System, offered: str) -> None:
    answer = system.call("GET", "/nothing", x_request_id=offered)
    assert answer.headers["X-Request-Id"].startswith("01R")
    assert answer.json()["request_id"] == answer.headers["X-Request-Id"]


def test_every_answer_is_for_its_caller_alone(system: System) -> None:
    for path in ("/key", "/nothing"):
        answer = system.call("GET", path)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_body_of_more_than_a_megabyte_is_not_read_to_its_end(system: System) -> None:
    def drip() -> Iterator[bytes]:
        for _ in range(40):
            yield b" " * 64 * 1024

    large = b" " * (1024 * 1024 + 1)
    for content in (large, drip()):
        answer = system.client.post(
            f"{PLACE}/invoices",
            content=content,
            headers={
                "Authorization": f"Bearer {system.key.secret}",
                "Content-Type": "application/json",
            },
        )
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
        assert answer.headers["Content-Type"] == PROBLEM


@pytest.mark.parametrize("content", [b"{", b"", b"\xff", b"[1,", b"x"])
def test_what_is_not_json_is_told_so(system: System, content: bytes) -> None:
    answer = sent(system, content, **{"Content-Type": "application/json"})
    assert answer.status_code in {400, 422}
    assert answer.headers["Content-Type"] == PROBLEM
    if content:
        assert answer.json()["code"] == "not_json"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "image/png"])
def test_json_that_says_to_be_something_else_is_not_taken(system: System, kind: str) -> None:
    answer = sent(system, b'{"currency": "USD"}', **{"Content-Type": kind})
    assert (answer.status_code, answer.json()["code"]) == (400, "not_json")
    assert made(system) == []


@pytest.mark.parametrize("body", [[], "x", 7, None, True])
def test_a_body_that_is_no_object_is_told_so(system: System, body: Any) -> None:
    answer = system.call("POST", "/invoices", body)
    assert answer.status_code == 422
    assert "#" in pointers(answer)


def test_a_field_that_is_not_described_is_not_lost_in_silence(system: System) -> None:
    answer = system.call("POST", "/invoices", an_invoice(**{"po/~numbre": "1"}))
    assert pointers(answer) == {"#/po~1~0numbre": "This field does not exist."}


def test_a_name_with_half_a_letter_is_refused_and_not_an_error(system: System) -> None:
    content = b'{"url": "https://a.example", "description": "\\ud800"}'
    said = {"Authorization": f"Bearer {system.key.secret}", "Content-Type": "application/json"}
    answer = system.client.post(f"{PLACE}/webhook-endpoints", content=content, headers=said)
    assert answer.status_code in {400, 422}


@pytest.mark.parametrize(
    ("price", "kept"),
    [
        (b"0.1", "0.10"),
        (b"1200000.00", "1200000.00"),
        (b'"1200000.00"', "1200000.00"),
        (b"1e3", "1000.00"),
        (b"123456789012.34", "123456789012.34"),
    ],
)
def test_numbers_are_exact(system: System, price: bytes, kept: str) -> None:
    answer = priced(system, price)
    assert answer.json()["lines"][0]["unit_price"] == kept


@pytest.mark.parametrize(
    "price",
    [
        *(b"1234567890123.4567", b"0.12345678901234567", b"NaN", b"Infinity", b"-Infinity"),
        *(b'"NaN"', b'"1e500"', b"1e500", b"true", b"null", b'"1,000"', b'""', b'"\\u0661"'),
    ],
)
def test_numbers_that_would_be_rounded_or_are_none_are_refused(
    system: System, price: bytes
) -> None:
    answer = priced(system, price)
    assert answer.status_code in {400, 422}, answer.text
    assert made(system) == []
    if answer.status_code == 422:
        assert "#/lines/0/unit_price" in pointers(answer)


def priced(system: System, price: bytes) -> Response:
    content = (
        b'{"customer": {"id": "customer-acme"}, "sender": {"id": "sender-us"}, "currency": "USD",'
        b'"lines": [{"description": "Seats", "unit_price": ' + price + b"}]}"
    )
    return sent(system, content, **{"Content-Type": "application/json"})


def test_a_repeat_is_answered_alike_and_done_once(system: System) -> None:
    body = an_invoice(deal_channel="C0ACME", submit=True)
    first, second = (
        system.call("POST", "/invoices", body, idempotency_key="deal 7") for _ in range(2)
    )
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert first.headers["ETag"] == second.headers["ETag"]
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"
    assert len(made(system)) == system.nudges == 1


def test_other_content_under_the_same_key_is_refused(system: System) -> None:
    system.call("POST", "/invoices", an_invoice(), idempotency_key="k")
    other = system.call("POST", "/invoices", an_invoice(memo="x"), idempotency_key="k")
    elsewhere = system.call("POST", "/webhook-endpoints", an_invoice(), idempotency_key="k")
    assert (other.status_code, other.json()["code"]) == (422, "another_request")
    assert elsewhere.status_code == 422
    assert len(made(system)) == 1


def test_two_api_keys_do_not_know_each_others_idempotency_keys(system: System) -> None:
    second = an_api_key(system.store, name="The ERP")
    for key in (system.key, second, system.other_key):
        answer = system.call("POST", "/invoices", an_invoice(), key=key, idempotency_key="k")
        assert answer.status_code == 201
        assert "Idempotency-Replayed" not in answer.headers
    assert len(made(system)) == 2


def test_a_day_later_the_key_is_free(system: System) -> None:
    for _ in range(2):
        system.call("POST", "/invoices", an_invoice(), idempotency_key="k")
        system.clock.advance(hours=24)
    assert len(made(system)) == 2


def test_what_was_refused_leaves_the_key_free(system: System) -> None:
    refused = system.call("POST", "/invoices", an_invoice(submit=True), idempotency_key="k")
    assert refused.status_code == 422
    answer = system.call("POST", "/invoices", an_invoice(), idempotency_key="k")
    assert answer.status_code == 201


@pytest.mark.parametrize(("key", "status"), [("x" * 255, 201), ("x" * 256, 422)])
def test_an_idempotency_key_has_255_characters_at_most(
    system: System, key: str, status: int
) -> None:
    answer = system.call("POST", "/invoices", an_invoice(), idempotency_key=key)
    assert answer.status_code == status


def test_a_key_that_lost_its_scope_is_not_answered_from_before(system: System) -> None:
    system.call("POST", "/invoices", an_invoice(), idempotency_key="k")
    with system.store.write(WORKSPACE) as uow:
        key = uow.api_keys.get(system.key.key.id)
        uow.api_keys.save(key.model_copy(update={"scopes": (Scope.INVOICES_READ,)}))
    answer = system.call("POST", "/invoices", an_invoice(), idempotency_key="k")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_in_scope")


def test_two_at_once_are_done_once_and_answered_alike(tmp_path: Path) -> None:
    clock = SystemClock()
    tables_at(tmp_path / "api.sqlite3")
    store = Database(f"sqlite:///{tmp_path}/api.sqlite3", clock, Ulids(clock), A_SIGNER)
    system = System(store=store)
    start = threading.Barrier(4)
    answers: list[Response] = []

    def post() -> None:
        client = web_client(system.web, raise_server_exceptions=False)
        said = {"Authorization": f"Bearer {system.key.secret}", "Idempotency-Key": "deal-7"}
        start.wait(10)
        answers.append(client.post(f"{PLACE}/invoices", json=an_invoice(), headers=said))

    threads = [threading.Thread(target=post) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert [each.status_code for each in answers] == [201] * 4
    assert len({each.content for each in answers}) == 1
    replayed = [each for each in answers if "Idempotency-Replayed" in each.headers]
    assert len(replayed) == 3
    assert len(made(system)) == 1
    store.close()


class BusyStore(FakeStore):
    """Locked by others, once `is_busy`."""

    is_busy = False

    @contextmanager
    def write(self, workspace_id: str, *, brief: bool = False) -> Iterator[UnitOfWork]:
        if self.is_busy:
            raise StoreBusy("SELECT secret FROM invoices")
        with super().write(workspace_id, brief=brief) as uow:
            yield uow


def test_a_store_that_is_busy_is_worth_another_try() -> None:
    store = BusyStore(FixedClock(), CountingIds())
    system = System(store=store)
    store.is_busy = True
    answer = system.call("POST", "/invoices", an_invoice(), idempotency_key="k")
    assert (answer.status_code, answer.json()["code"]) == (503, "busy")
    assert int(answer.headers["Retry-After"]) > 0
    assert "SELECT" not in answer.text
    store.is_busy = False
    again = system.call("POST", "/invoices", an_invoice(), idempotency_key="k")
    assert again.status_code == 201
    assert "Idempotency-Replayed" not in again.headers


class BrokenPaper(PlainPaper):
    def unprintable(self, text: str) -> str:
        raise RuntimeError("/srv/secret/path")


def test_an_error_on_our_side_tells_nothing_of_our_insides() -> None:
    system = System(renderer=BrokenPaper())
    answer = system.call("POST", "/invoices", an_invoice())
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_server_error")
    assert answer.headers["Content-Type"] == PROBLEM
    assert answer.headers["X-Request-Id"] == answer.json()["request_id"]
    assert "secret" not in answer.text
    assert "RuntimeError" not in answer.text
    assert made(system) == []


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/invoices/",
        "/",
        "/invoices/a/b/c",
        "/%00",
        "/a%0A",
        "/%0A/a",
    ],
)
def test_what_is_not_there_is_a_problem_too(system: System, path: str) -> None:
    answer = system.call("GET", path)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert answer.headers["Content-Type"] == PROBLEM


@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH", "OPTIONS"])
def test_a_method_that_is_not_taken_is_told_those_that_are(system: System, method: str) -> None:
    answer = system.call(method, "/invoices")
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer.headers["Allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/contracts/preview", "POST"),
        ("/contracts/01J0", "GET, HEAD, PUT"),
        ("/invoices/01J0", "GET, HEAD, PATCH, PUT"),
        ("/invoices/01J0/void", "POST"),
    ],
)
def test_an_address_names_its_own_methods_and_those_of_no_other(
    system: System, path: str, methods: str
) -> None:
    answer = system.call("OPTIONS", path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, methods)


@pytest.mark.parametrize("path", ["/invoices", "/key", "/nothing", "/invoices/{}/documents/pdf"])
def test_head_is_answered_as_get_is_without_the_body(system: System, path: str) -> None:
    there = path.format(issued(system)["id"])
    get, head = system.call("GET", there), system.call("HEAD", there)
    assert (head.status_code, head.content) == (get.status_code, b"")
    ignored = {"x-request-id", "ratelimit-remaining"}
    named = [{k: v for k, v in each.headers.items() if k not in ignored} for each in (get, head)]
    assert named[0] == named[1]
