"""The process is killed in the middle of a request; the same request is sent again."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bot.api.app import PLACE
from bot.system import SystemClock, Ulids
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.workspace import Workspace
from jupiter_core.store import Database
from tests.factories import A_SIGNER, FIONA, WORKSPACE, a_customer, a_sender_profile
from tests.harness import mortal_api_server
from tests.harness.api_client import an_invoice
from tests.harness.api_keys import an_api_key
from tests.harness.databases import tables_at
from tests.harness.forked import ForkedProgram
from tests.harness.local_http import NO_CERTIFICATES, local_http
from tests.harness.ports import a_free_port

PATIENCE_SECONDS = 30


@pytest.fixture
def url(tmp_path: Path) -> str:
    file = tmp_path / "api.sqlite3"
    tables_at(file)
    return f"sqlite:///{file}"


def prepared(url: str) -> str:
    """A workspace with its parties; the secret of a key."""
    clock = SystemClock()
    store = Database(url, clock, Ulids(clock), A_SIGNER)
    with store.write(WORKSPACE) as uow:
        policy = ApprovalPolicy(approvers=(FIONA.id,))
        uow.save_workspace(Workspace(id=WORKSPACE, policy=policy))
        uow.sender_profiles.save(a_sender_profile())
        uow.customers.save(a_customer())
    secret = an_api_key(store).secret
    store.close()
    return secret


def made(url: str) -> list[str]:
    clock = SystemClock()
    store = Database(url, clock, Ulids(clock), A_SIGNER)
    with store.read(WORKSPACE) as uow:
        found = uow.invoices.ids()
    store.close()
    return found


@contextmanager
def serving(url: str, moment: str) -> Iterator[tuple[str, ForkedProgram]]:
    """Its address and its process, once it answers."""
    port = a_free_port()
    process = ForkedProgram(mortal_api_server.main, url, port, moment)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address, process
    finally:
        process.kill()
        process.wait()


def _wait_for(address: str, process: ForkedProgram) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    with local_http(address) as http:
        while time.monotonic() < deadline and process.poll() is None:
            try:
                if http.get("/readyz").is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
    raise AssertionError("the server did not start")


def posted(address: str, secret: str) -> httpx.Response:
    """An invoice that somebody is told of, so that its commit wakes the outbox."""
    body = an_invoice(deal_channel="C0ACME", submit=True)
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": "deal-7, first try"}
    return httpx.post(
        f"{address}{PLACE}/invoices", json=body, headers=headers, verify=NO_CERTIFICATES, timeout=30
    )


@pytest.mark.parametrize(("moment", "left"), [("before", 0), ("after", 1)])
def test_a_request_that_died_with_its_process_is_sent_again_and_counts_once(
    url: str, moment: str, left: int
) -> None:
    secret = prepared(url)
    with serving(url, moment) as (address, process):
        with pytest.raises(httpx.TransportError):
            posted(address, secret)
        assert process.wait(PATIENCE_SECONDS) == -signal.SIGKILL
    assert len(made(url)) == left
    with serving(url, "never") as (address, _):
        second, third = posted(address, secret), posted(address, secret)
    assert second.status_code == third.status_code == 201
    assert ("Idempotency-Replayed" in second.headers) == (moment == "after")
    assert [second.json()["id"]] == [third.json()["id"]] == made(url)
