"""Line 12, at the doors: the small attacks on HTTP, the settings and the file, as played."""

import hashlib
import json
import logging
import os
import re
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr, ValidationError
from slack_sdk.signature import SignatureVerifier
from starlette.types import ASGIApp, Message

from bot.api.app import described
from bot.main import Application, NotConfigured, compose
from bot.security.secret_box import SecretBox
from bot.settings import Settings
from bot.slack.direct_app import DirectApp
from bot.slack.http import PATH, register
from bot.system import SystemClock
from bot.web.transport import StrictTransport
from jupiter_core.domain.secret_strength import weakness_of
from jupiter_core.store import Database
from tests.attacks.company import Company
from tests.factories import A_SIGNER
from tests.harness.api_client import System, an_invoice
from tests.harness.event_loop import run
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.link_client import LinkClient
from tests.harness.web_client import web_client

STRONG = "Zq7vT0mXe4Lr9WbK2hYc6NsJ8uPd3GfA5iRo1Ex"
PASSWORD = "hunter2-of-the-database"
SECRET = "slack's"
Headers = list[tuple[bytes, bytes]]


def slack_door() -> FastAPI:
    web = FastAPI(openapi_url=None)
    app = DirectApp(
        token="xoxb-1", token_verification_enabled=False, request_verification_enabled=False
    )
    register(web, app, SECRET)
    return web


async def answered(
    app: ASGIApp, path: str, headers: Headers, *messages: Message
) -> list[int | None]:
    """The statuses that a request gets whose messages are these; then the sender is gone."""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": headers,
        "client": ("203.0.113.9", 4711),
        "server": ("127.0.0.1", 80),
    }
    waiting, statuses = list(messages), []

    async def receive() -> Message:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    await app(scope, receive, send)
    return statuses


def whole(body: bytes) -> Message:
    return {"type": "http.request", "body": body, "more_body": False}


def part(body: bytes) -> Message:
    return {"type": "http.request", "body": body, "more_body": True}


# --- /slack/events and what is no signature


@pytest.mark.parametrize(
    ("timestamp", "signature"),
    [
        (None, "v0=ümläut".encode()),
        (None, b"\xff\xfe"),
        (b"9" * 400, None),
        (b"1" * 20, None),
        ("１２３".encode(), None),
        (b"-1", None),
        (b"1e9", None),
        (b"nan", None),
    ],
)
def test_a_header_that_is_no_signature_is_401(
    timestamp: bytes | None, signature: bytes | None
) -> None:
    said = [
        (b"x-slack-request-timestamp", timestamp or str(int(time.time())).encode()),
        (b"x-slack-signature", signature or b"v0=" + b"0" * 64),
    ]
    assert run(answered(slack_door(), PATH, said, whole(b"payload={}"))) == [401]


DOOR = slack_door()


@given(timestamp=st.binary(max_size=500), signature=st.binary(max_size=100))
def test_whatever_the_two_headers_hold_the_answer_is_401(
    timestamp: bytes, signature: bytes
) -> None:
    said = [(b"x-slack-request-timestamp", timestamp), (b"x-slack-signature", signature)]
    assert run(answered(DOOR, PATH, said, whole(b"payload={}"))) == [401]


def test_what_slack_signed_and_was_cut_off_is_not_handled() -> None:
    body = urlencode({"payload": json.dumps({"type": "shortcut"})}).encode()
    now = str(int(time.time()))
    signed = SignatureVerifier(SECRET).generate_signature(timestamp=now, body=body) or ""
    said = [(b"x-slack-request-timestamp", now.encode()), (b"x-slack-signature", signed.encode())]
    assert run(answered(slack_door(), PATH, said, part(body))) == [400]


# --- forms and bodies that end early

FORM = [(b"content-type", b"application/x-www-form-urlencoded")]


def test_a_page_form_that_a_disconnect_cut_off_is_not_saved() -> None:
    site = LinkClient().approve()
    before = site.invoice
    body = urlencode(site.form(po_number="4500017342")).encode()
    assert run(answered(site.app, site.link, FORM, part(body))) == []
    assert site.invoice == before


def test_a_builder_draft_that_a_disconnect_cut_off_gets_no_code() -> None:
    site = LinkClient()
    body = urlencode({"customer": "Acme", "do": ""}).encode()
    assert run(answered(site.app, "/new/save", FORM, part(body))) == []


def test_an_api_body_that_a_disconnect_cut_off_makes_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    system = System()
    said = [
        (b"content-type", b"application/json"),
        (b"authorization", f"Bearer {system.key.secret}".encode()),
    ]
    body = json.dumps(an_invoice()).encode()
    statuses = run(answered(system.web, "/api/v1/invoices", said, part(body)))
    assert statuses == [400]
    assert system.call("GET", "/invoices").json()["items"] == []
    assert "api_failed" not in caplog.text


def test_the_same_bodies_whole_are_taken() -> None:
    site = LinkClient().approve()
    body = urlencode(site.form(po_number="4500017342")).encode()
    assert run(answered(site.app, site.link, FORM, part(body[:9]), whole(body[9:])))
    assert site.invoice.content.po_number == "4500017342"


# --- redirects


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    folder = tmp_path_factory.mktemp("application")
    yield compose(settings(folder))


def settings(folder: Path, **more: Any) -> Settings:
    return Settings(
        _env_file=None,
        database_url=f"sqlite:///{folder}/jupiter.sqlite3",
        secret_key=STRONG,
        slack_bot_token=None,
        **more,
    )


def every_path(web: FastAPI) -> set[str]:
    """Of the pages, the API and what is hung in beside them."""
    wrapped = [_within(getattr(each, "app", None)) for each in web.routes]
    pages = {id(app): app for app in wrapped if isinstance(app, FastAPI)}
    places = {"/i", "/new", "/new/contract", "/api/v1", PATH}
    found = {str(getattr(each, "path", "")) for each in web.routes} | places
    for each in pages.values():
        found |= {str(getattr(route, "path", "")) for route in each.routes}
        found |= {f"/i{getattr(route, 'path', '')}" for route in each.routes}
    found |= {f"/api/v1{path}" for path in described()["paths"]}
    return {re.sub(r"[{}]|:path", "", path) for path in found if path}


def _within(app: Any) -> Any:
    """What the wrappers of an application hold in the end; nothing where there are none."""
    within: Any = getattr(app, "_app", None)
    while hasattr(within, "_app"):
        within = within._app
    return within


def test_no_address_redirects_to_what_the_host_header_says(application: Application) -> None:
    client = web_client(application.web, follow_redirects=False, raise_server_exceptions=False)
    paths = every_path(application.web)
    assert len(paths) > 40
    for path in sorted(paths):
        for asked in {path, f"{path}/", path.rstrip("/"), f"/{path}"}:
            for method in ("GET", "POST"):
                answer = client.request(method, asked or "/", headers={"Host": "evil.example"})
                assert "evil.example" not in str(answer.headers), (method, asked)
                assert "//" not in answer.headers.get("location", ""), (method, asked)


# --- the file and the settings


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    return {each.name: stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()}


def test_the_sqlite_file_and_those_beside_it_are_its_owners_alone(
    tmp_path: Path, open_umask: None
) -> None:
    database = Database(f"sqlite:///{tmp_path}/j.sqlite3", FixedClock(), CountingIds(), A_SIGNER)
    database.migrate()
    with database.write("T1") as uow:
        uow.save_workspace(uow.workspace())
        found = modes(tmp_path)
    assert set(found) == {"j.sqlite3", "j.sqlite3-wal", "j.sqlite3-shm"}
    assert set(found.values()) == {0o600}


def test_a_file_that_others_could_read_is_closed_to_them_and_it_is_said_once(
    tmp_path: Path, open_umask: None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    (tmp_path / "j.sqlite3").touch(0o664)
    for _ in range(2):
        database = Database(
            f"sqlite:///{tmp_path}/j.sqlite3", FixedClock(), CountingIds(), A_SIGNER
        )
        database.migrate()
        database.close()
    assert set(modes(tmp_path).values()) == {0o600}
    assert caplog.text.count("could be read by others") == 1


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://jupiter:{PASSWORD}@db.example/jupiter",
        f"postgresql://jupiter:{PASSWORD}",
        f"postgresql://jupiter:a@{PASSWORD}@127.0.0.1:1/jupiter",
        f"postgresql://jupiter@127.0.0.1:{PASSWORD}/jupiter",
        f"{PASSWORD}",
    ],
)
def test_no_password_is_shown_of_the_settings_nor_in_what_is_wrong_with_them(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = Settings(_env_file=None, database_url=url, secret_key=STRONG)
    assert PASSWORD not in f"{given!r} {given} {given.model_dump()} {given.model_dump_json()}"
    assert STRONG not in repr(given)
    if "db.example" in url:
        return
    with pytest.raises(NotConfigured) as refused:
        compose(given)
    assert PASSWORD not in str(refused.value)


def test_what_is_wrong_with_a_setting_does_not_quote_it() -> None:
    with pytest.raises(ValidationError) as refused:
        Settings(_env_file=None, database_url=f"x://{PASSWORD}", secret_key=PASSWORD, port=-1)
    assert PASSWORD not in str(refused.value)


@pytest.mark.parametrize(
    "key",
    [
        "short",
        "k" * 40,
        "changeme" * 5,
        "change-me-please-change-me-please!",
        "0123456789abcdef0123456789abcdef",
        "abcdefghijklmnopqrstuvwxyz123456",
        "qwertyuiopasdfghjklzxcvbnm123456",
        "a-key-for-tests-of-thirty-two-characters",
        "thisisasecretkeyforproductionuse",
        "ChangeMe-ThisIs-Not-A-Secret-2024!",
        "insert_a_long_random_string_here_please",
    ],
)
def test_a_key_that_can_be_guessed_is_refused_with_one_to_use_instead(key: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings(_env_file=None, secret_key=f"{STRONG},{key}")
    (mistake,) = refused.value.errors()
    assert mistake["loc"] == ("secret_key",)
    message = mistake["msg"]
    assert key not in message
    better = message.rpartition(" ")[2]
    assert Settings(_env_file=None, secret_key=better).secret_key == (SecretStr(better),)


@given(st.binary(min_size=32, max_size=32))
def test_what_chance_makes_in_hex_is_taken(drawn: bytes) -> None:
    assert weakness_of(hashlib.sha256(drawn).hexdigest()) == ""


# --- TLS


@pytest.mark.parametrize("path", ["/healthz", "/new", "/i/nothing", "/api/v1/invoices", "/nowhere"])
def test_where_tls_serves_every_answer_says_so(tmp_path: Path, path: str) -> None:
    def header(public_url: str, base_url: str) -> str | None:
        given = settings(tmp_path, public_url=public_url)
        client = web_client(Application(given, SystemClock()).served, base_url=base_url)
        return client.get(path).headers.get("strict-transport-security")

    assert header("https://invoices.example", "http://10.0.0.1") == "max-age=31536000"
    assert header("http://127.0.0.1:8400", "https://invoices.example") == "max-age=31536000"
    assert header("http://127.0.0.1:8400", "http://127.0.0.1:8400") is None


def test_an_error_of_ours_says_so_too() -> None:
    web = FastAPI(openapi_url=None)

    @web.get("/broken")
    def broken() -> None:
        raise RuntimeError

    client = web_client(StrictTransport(web, always=True), raise_server_exceptions=False)
    answer = client.get("/broken")
    assert answer.status_code == 500
    assert "strict-transport-security" in answer.headers


# --- a repeat after the key was changed


def test_a_repeat_after_the_key_was_changed_is_told_so_and_done_once(company: Company) -> None:
    body, once = an_invoice(), {"idempotency_key": "crm-1"}
    assert company.call("POST", "/invoices", body, **once).status_code == 201
    ctx = company.api.ctx
    company.api.ctx = type(ctx)(**{**vars(ctx), "secret_box": SecretBox([STRONG])})
    for _ in range(2):
        again: httpx.Response = company.call("POST", "/invoices", body, **once)
        assert again.status_code == 409
        assert again.json()["code"] == "answer_unreadable"
        assert "was not repeated" in again.json()["detail"]
    assert len(company.call("GET", "/invoices").json()["items"]) == 1
    other = company.call("POST", "/invoices", an_invoice(external_id="crm:2"), **once)
    assert other.status_code == 422
