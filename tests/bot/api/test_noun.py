"""Which addresses the routes of a noun are looked through for."""

import pytest
from fastapi import APIRouter, FastAPI
from starlette.routing import Match

from bot.api.noun import Noun
from tests.harness.web_client import web_client

router = APIRouter()


@router.get("/invoices")
def listed() -> str:
    return "all"


@router.get("/invoices/{invoice_id}/pdf")
def drawn(invoice_id: str) -> str:
    return invoice_id


def found(path: str, method: str = "GET", root: str = "") -> Match:
    app = FastAPI()
    app.include_router(Noun(router.routes))
    told = {"type": "http", "method": method, "path": root + path, "root_path": root}
    return app.router.routes[-1].matches({**told, "headers": [], "app": app})[0]


def test_an_address_that_begins_as_a_route_does_finds_it_below_any_root() -> None:
    for root in ("", "/api/v1", "/invoices"):
        assert found("/invoices", root=root) is Match.FULL
        assert found("/invoices/inv_1/pdf", root=root) is Match.FULL


def test_another_noun_s_address_finds_none() -> None:
    for path in ("/customers", "/invoice", "/", "", "/api/invoices", "/invoices.csv"):
        assert found(path) is Match.NONE
    assert found("/customers", root="/invoices") is Match.NONE


def test_another_method_is_told_of_the_address_that_is_there() -> None:
    assert found("/invoices", "DELETE") is Match.PARTIAL


def test_a_noun_may_begin_with_anything() -> None:
    anything = APIRouter()
    anything.get("/{name}")(listed)
    app = FastAPI()
    app.include_router(Noun(anything.routes))
    assert web_client(app).get("/customers").json() == "all"


@pytest.mark.parametrize("path", ["/invoices", "/invoices/inv_2/pdf"])
def test_a_noun_answers_as_its_router_does(path: str) -> None:
    plain, narrowed = FastAPI(), FastAPI()
    plain.include_router(router)
    narrowed.include_router(Noun(router.routes))
    answers = [web_client(each).get(path) for each in (plain, narrowed)]
    assert [each.json() for each in answers] == ["all" if path == "/invoices" else "inv_2"] * 2
