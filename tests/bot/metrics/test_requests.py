"""Requests are counted by route, and their lines know the request; a token is in neither."""

import httpx
import structlog
from fastapi import FastAPI
from structlog.contextvars import get_contextvars

from bot.metrics.meters import Meters
from bot.metrics.requests import MeteredRequests
from tests.harness.web_client import web_client

INVOICE = "01JACME0000000000000000001"
TOKEN = f"{INVOICE}.c2lnbmF0dXJl"


def served(meters: Meters, seen: list[dict[str, object]]) -> httpx.Client:
    app, pages = FastAPI(redirect_slashes=False), FastAPI()

    @pages.get("/{token}")
    def page(token: str) -> str:
        seen.append(get_contextvars())
        return token

    @app.get("/api/v1/invoices/{invoice_id}")
    def invoice(invoice_id: str) -> str:
        raise KeyError(invoice_id)

    app.mount("/i", pages)
    whole = MeteredRequests(app, meters, lambda: "made-here")
    return web_client(whole, raise_server_exceptions=False)


def counted(meters: Meters) -> dict[tuple[str, str, str], float]:
    (family,) = meters.requests.collect()
    return {
        (each.labels["method"], each.labels["route"], each.labels["status"]): each.value
        for each in family.samples
        if each.name.endswith("_total")
    }


def test_a_request_is_counted_by_its_route_and_never_by_its_token() -> None:
    meters = Meters()
    client = served(meters, [])
    for path in (f"/i/{TOKEN}", f"/i/{TOKEN}", f"/api/v1/invoices/{INVOICE}", f"/no/{TOKEN}"):
        client.get(path)
    client.request("EVIL", f"/no/{TOKEN}")
    assert counted(meters) == {
        ("GET", "/i/{token}", "200"): 2,
        ("GET", "/api/v1/invoices/{invoice_id}", "500"): 1,
        ("GET", "none", "404"): 1,
        ("other", "none", "404"): 1,
    }


def test_lines_of_a_request_know_it_and_the_invoice_but_not_the_signature() -> None:
    seen: list[dict[str, object]] = []
    client = served(Meters(), seen)
    client.get(f"/i/{TOKEN}", headers={"X-Request-Id": "theirs-1"})
    client.get(f"/i/{TOKEN}", headers={"X-Request-Id": "not\tone"})
    assert seen == [
        {"request_id": "theirs-1", "invoice": INVOICE},
        {"request_id": "made-here", "invoice": INVOICE},
    ]
    assert get_contextvars() == {}


def test_a_request_that_failed_leaves_a_line() -> None:
    structlog.reset_defaults()  # a command that ran before may leave warnings out
    with structlog.testing.capture_logs() as lines:
        served(Meters(), []).get(f"/api/v1/invoices/{INVOICE}")
    assert [(each["event"], each["route"], each["status"]) for each in lines] == [
        ("request_failed", "/api/v1/invoices/{invoice_id}", 500)
    ]
