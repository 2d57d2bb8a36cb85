"""The receiver that README shows, as a process of its own, hearing of a real invoice."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from bot.security.webhook_signature import new_secret, signed_headers
from jupiter_core.commands.draft import InvoiceTerms, SubmitInvoice, submit_invoice
from jupiter_core.commands.webhook_delivery import Resend, resend
from tests.factories import (
    DEAL_CHANNEL,
    NOW,
    SAM,
    WANDA,
    WORKSPACE,
    a_customer,
    a_sender_profile,
    the_deal_lines,
)
from tests.harness.ports import a_free_port
from tests.harness.slack_bot import TypedPaper
from tests.harness.webhook_delivery import SECRET, WebhookWorkspace
from tests.harness.webhook_receiver import Receiver

EXAMPLE = Path(__file__).with_name("receiver.py")


@dataclass
class Running:
    port: int
    log: Path

    def handled(self) -> list[str]:
        """What it wrote of each event that it handled, without its time."""
        lines = self.log.read_text().splitlines()
        return [line.partition("] ")[2] for line in lines if "invoice." in line]

    def post(self, headers: dict[str, str], content: bytes) -> int:
        return httpx.post(
            f"http://127.0.0.1:{self.port}/", headers=headers, content=content
        ).status_code


@pytest.fixture
def example(tmp_path: Path) -> Iterator[Running]:
    running = Running(a_free_port(), tmp_path / "log")
    with _process(running):
        yield running


@contextmanager
def _process(running: Running) -> Iterator[None]:
    environment = {**os.environ, "WEBHOOK_SECRET": SECRET, "PORT": str(running.port)}
    with (
        running.log.open("wb") as log,
        subprocess.Popen([sys.executable, str(EXAMPLE)], env=environment, stderr=log) as process,
    ):
        try:
            _await(running.port)
            yield
        finally:
            process.kill()


def _await(port: int) -> None:
    """Until something listens there."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=0.1):
            return
    raise AssertionError("the example did not start")


def a_submitted_invoice(stage: WebhookWorkspace) -> str:
    """Its id; two of its events are on their way to the endpoint."""
    terms = InvoiceTerms.model_validate(
        {
            "customer_id": "customer-acme",
            "sender_profile_id": "sender-us",
            "currency": "USD",
            "net_terms": 45,
            "issue_date": NOW.date(),
            "lines": the_deal_lines(),
        }
    )
    with stage.store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile())
        uow.customers.save(a_customer())
        command = SubmitInvoice(by=SAM, deal_channel=DEAL_CHANNEL, terms=terms)
        return submit_invoice(command, uow, TypedPaper()).id


def test_it_has_thirty_lines_at_most() -> None:
    assert len(EXAMPLE.read_text().splitlines()) <= 30


def test_what_we_send_is_verified_and_handled_in_order(example: Running) -> None:
    stage = WebhookWorkspace(Receiver(port=example.port))
    invoice_id = a_submitted_invoice(stage)
    stage.drain.run()
    assert stage.given_up == []
    assert example.handled() == [
        f"invoice.created: {invoice_id}",
        f"invoice.submitted: {invoice_id}",
    ]


def test_what_is_sent_again_is_taken_and_not_handled_again(example: Running) -> None:
    stage = WebhookWorkspace(Receiver(port=example.port))
    a_submitted_invoice(stage)
    stage.drain.run()
    with stage.store.write(WORKSPACE) as uow:
        [latest, *_] = uow.deliveries.page(stage.endpoint_id)
        command = Resend(by=WANDA, endpoint_id=stage.endpoint_id, delivery_id=latest.id)
        again = resend(command, uow)
    stage.drain.run()
    assert [each.status for each in stage.attempts(again.id)] == [204]
    assert len(example.handled()) == 2


def test_what_is_not_signed_by_us_is_refused(example: Running) -> None:
    now, payload = WebhookWorkspace(Receiver()).clock.now(), '{"type":"invoice.paid"}'
    theirs = signed_headers("event-1", now, payload, [new_secret(b"x" * 32)])
    ours = signed_headers("event-1", now, payload, [SECRET])
    broken = {**ours, "webhook-signature": "v1"}
    assert example.post({}, payload.encode()) == 400
    assert example.post(theirs, payload.encode()) == 400
    assert example.post(broken, payload.encode()) == 400
    assert example.post(ours, payload.replace("paid", "void").encode()) == 400
    assert example.post(ours, b"\xff") == 400
    assert example.handled() == []
