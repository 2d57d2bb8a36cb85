"""Line 11: strangers who hold connections, draw, store and forge keep nobody else out.

How the parts behave one by one is in tests/bot/web/test_connections.py, test_pools.py and
test_proxies.py, and in tests/bot/security/test_rate_limits.py.
"""

import json
import resource
import select
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from urllib.parse import urlencode

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import create_engine, text

from bot.intake.new.example import example
from bot.system import SystemClock, Ulids
from bot.web import register
from bot.web.server import BACKLOG
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.handover import MOST_CHARACTERS, MOST_KEPT, Handover
from jupiter_core.store import Database
from tests.attacks.served_process import ACK_SECONDS, Served, served
from tests.factories import A_SIGNER, NOW, WORKSPACE
from tests.harness.api_client import System, an_invoice
from tests.harness.api_keys import an_api_key
from tests.harness.builder_client import BuilderClient, line, sent_of
from tests.harness.databases import KINDS, fresh_url
from tests.harness.fakes import FixedClock
from tests.harness.link_client import LINKS
from tests.harness.local_http import NO_CERTIFICATES, local_http
from tests.harness.web_client import web_client

IDLE = 1_100
LOG_BYTES = 64 * 1024
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture
def many_files() -> Iterator[None]:
    """Enough for both ends of the attack in this process."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    if before[0] < 2 * IDLE:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(4 * IDLE, before[1]), before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def _posted(path: str, form: dict[str, str]) -> bytes:
    return _sent(path, urlencode(form).encode(), **FORM)


def _sent(path: str, body: bytes, **headers: str) -> bytes:
    more = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    head = (
        f"POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{more}"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def test_idle_connections_stop_neither_health_nor_slack_and_fill_no_log(
    process: Served, many_files: None
) -> None:
    before = process.logged()
    with ExitStack() as stack:
        for n in range(IDLE):
            let_it_take_them(process, n)
            stack.enter_context(closing(process.connected()))
        assert all(process.healthy() for _ in range(10))
        assert all(process.acknowledged() for _ in range(3))
    assert process.logged() - before < LOG_BYTES


def test_half_sent_requests_stop_nobody_either(process: Served, many_files: None) -> None:
    head = b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n"
    before = process.logged()
    with ExitStack() as stack:
        for n in range(IDLE):
            said = b"GET /new HTTP/1.1\r\nX-Slow: " if n % 2 else head + b"x" * 1_000
            let_it_take_them(process, n)
            try:
                stack.enter_context(closing(process.connected(said)))
            except ConnectionError:
                continue  # its place was taken before it had said anything
        assert all(process.healthy() for _ in range(10))
        assert all(process.acknowledged() for _ in range(3))
    assert process.logged() - before < LOG_BYTES


def let_it_take_them(process: Served, connected: int) -> None:
    """Where more come than may wait, their own system tries again a second later."""
    if connected % (BACKLOG // 2) == 0:
        assert process.healthy()


def test_a_hundred_previews_from_one_address_delay_no_answer_to_slack(process: Served) -> None:
    form = sent_of(example("contract", NOW.date()))
    with ExitStack() as stack:
        crowd = [
            stack.enter_context(
                closing(
                    process.connected(_posted("/new/contract/preview", {**form, "memo": f"{n}"}))
                )
            )
            for n in range(100)
        ]
        assert all(process.acknowledged() for _ in range(5))
        assert process.healthy()
        statuses = {_status(client) for client in crowd}
    assert statuses <= {200, 429, 503}
    assert 200 in statuses


def _status(client: socket.socket) -> int:
    client.settimeout(30)
    return int(client.recv(12).split()[1])


def test_forty_waiting_writers_stop_neither_health_nor_readers_nor_slack(process: Served) -> None:
    clock = SystemClock()
    with closing(Database(process.database, clock, Ulids(clock), A_SIGNER)) as database:
        key = {"Authorization": f"Bearer {an_api_key(database).secret}"}
        url = f"{process.url}/api/v1/invoices"
        assert httpx.get(url, headers=key, verify=NO_CERTIFICATES, timeout=60).status_code == 200
        with ExitStack() as stack:
            with database.write(WORKSPACE):
                body = json.dumps(an_invoice()).encode()
                headers = {**key, "Content-Type": "application/json"}
                said = _sent("/api/v1/invoices", body, **headers)
                writers = [stack.enter_context(closing(process.connected(said))) for _ in range(40)]
                assert all(process.healthy() for _ in range(3))
                assert all(process.acknowledged() for _ in range(3))
                read = httpx.get(url, headers=key, verify=NO_CERTIFICATES, timeout=ACK_SECONDS)
                assert read.status_code == 200
                refused, _, _ = select.select(writers, [], [], 0)
                assert len(writers) - len(refused) >= 20
            assert {_status(each) for each in writers} == {422, 503}


def test_rubbish_is_logged_a_few_times_a_minute(process: Served) -> None:
    before = process.logged()
    for _ in range(100):
        with closing(process.connected(b"RUBBISH\r\n\r\n")) as client:
            assert b" 400 " in client.recv(100)
    with local_http(process.url) as stranger:
        statuses = {stranger.post("/slack/events", content=b"x").status_code for _ in range(100)}
    assert statuses == {401}
    assert process.logged() - before < LOG_BYTES / 8


def test_a_forged_address_is_not_believed(process: Served) -> None:
    def left(n: int) -> int:
        forged = {"X-Forwarded-For": f"192.0.2.{n}", "Forwarded": f"for=192.0.2.{n}"}
        url = f"{process.url}/new/save"
        sent = {"number": "1"}
        answer = httpx.post(url, data=sent, headers=forged, verify=NO_CERTIFICATES, timeout=60)
        return answer.status_code

    assert 429 in [left(n) for n in range(11)]  # a minute may begin meanwhile


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest) -> str:
    return fresh_url(request.param, request)


@pytest.fixture
def clients(url: str) -> Iterator[Callable[[], httpx.Client]]:
    """Somebody without an account before one process more on the same database."""
    clock = FixedClock()
    with ExitStack() as stack:

        def another() -> httpx.Client:
            database = stack.enter_context(closing(Database(url, clock, Ulids(clock), A_SIGNER)))
            app = FastAPI()
            register(
                app,
                store=database,
                renderer=PdfRenderer(),
                links=LINKS,
                wake=lambda: None,
                clock=clock,
                counters=database.limits,
            )
            return web_client(app)

        yield another


def test_two_processes_share_one_limit(clients: Callable[[], httpx.Client]) -> None:
    one, two = clients(), clients()
    statuses = [
        each.post("/new/save", data={"number": "1"}).status_code for each in (one, two, one, two)
    ]
    statuses += [one.post("/new/save", data={"number": "1"}).status_code for _ in range(3)]
    assert statuses == [200] * 5 + [429] * 2
    assert two.post("/new/save", data={"number": "1"}).status_code == 429


def test_when_the_counters_are_gone_a_limit_is_kept_and_nothing_fails(
    clients: Callable[[], httpx.Client], url: str
) -> None:
    client = clients()
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE rate_limits"))
    engine.dispose()
    statuses = [client.post("/new/save", data={"number": "1"}).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]


def _handover(n: int, memo: str = "") -> Handover:
    return Handover(
        code_hash=f"{n}",
        kind="invoice",
        material={"memo": memo},
        made_at=NOW,
        expires_at=NOW + timedelta(days=7),
    )


@pytest.mark.parametrize(
    ("count", "memo"), [(MOST_KEPT, ""), (MOST_CHARACTERS // 60_000 + 1, "x" * 60_000)]
)
def test_what_strangers_leave_is_bounded_in_all_and_they_are_told_so(count: int, memo: str) -> None:
    site = BuilderClient()
    with site.store.write("") as uow:
        for n in range(count):
            uow.handovers.leave(_handover(n, memo))
    answer = site.post("/new/save", {"number": "1"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3600")
    assert "No more drafts can be stored at the moment" in answer.text
    assert 'value="1"' in answer.text
    site.clock.advance(days=7)
    assert site.post("/new/save", {"number": "1"}).status_code == 200


@pytest.mark.parametrize("memo", ["", "Ünïts" * 100])
def test_the_store_knows_how_much_was_left(url: str, memo: str) -> None:
    clock = FixedClock()
    with closing(Database(url, clock, Ulids(clock), A_SIGNER)) as database:
        left = [_handover(n, memo) for n in range(3)]
        with database.write("") as uow:
            assert uow.handovers.kept() == (0, 0)
            for each in left:
                uow.handovers.leave(each)
            assert uow.handovers.kept() == (3, sum(len(canonical_json(each)) for each in left))
            clock.advance(days=7)
        with database.read("") as uow:
            assert uow.handovers.kept() == (0, 0)


def _long_contract(site: BuilderClient, lines: int) -> dict[str, str]:
    sent = site.sent("contract", term_months="20 years", billing_frequency="monthly")
    sent = {name: value for name, value in sent.items() if not name.startswith("lines[")}
    for n in range(lines):
        sent |= line(n, kind="subscription", description=f"L{n}", annual_price="100K", quantity="1")
    return sent


def test_a_schedule_that_is_much_work_is_refused_to_strangers_in_a_sentence() -> None:
    site = BuilderClient()
    answer = site.post("/new/contract/preview", _long_contract(site, 60))
    assert answer.json()["mistakes"]["term_months"] == (
        "This schedule has 14,400 lines; at most 3,000 can be shown here. Shorten the "
        "term, bill less often, or create the contract in Slack or through the API."
    )
    whole = site.post("/new/contract/preview", _long_contract(site, 12)).json()
    assert whole["mistakes"] == {}
    assert "Show all 240" in whole["schedule"]


def test_a_key_pays_for_large_previews_with_its_rate() -> None:
    system = System(requests_a_minute=14)
    subscription = {
        "kind": "subscription",
        "description": "Seats",
        "quantity": 1,
        "annual_price": "1200",
        "tax_rate": "0",
    }
    contract = {
        "currency": "USD",
        "start_date": "2027-01-01",
        "term_months": 240,
        "billing_frequency": "monthly",
        "net_terms": 30,
        "lines": [{**subscription, "description": f"L{n}"} for n in range(10)],
    }
    statuses = [system.call("POST", "/contracts/preview", contract).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    small = {**contract, "term_months": 12}
    assert system.call("POST", "/contracts/preview", small).status_code == 200
