"""The documentation at /api/docs, as a developer reads it."""

import re
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from bot.api.app import described
from bot.web.server import in_the_background
from tests.harness.api_client import System
from tests.harness.browser import expect_accessible
from tests.harness.ports import a_free_port

PARTS = (
    "#top",
    "nav",
    "#start",
    "#list_contracts",
    "#make_an_invoice",
    "#void_an_invoice_that_is_not_issued",
    "[aria-labelledby=webhooks] .said",
    "#objects + .object",
    "[aria-labelledby=problems] > .pair",
    ".codes > div:first-child",
)
"""One of each thing that the page has; the others are drawn by the same templates, and axe's
time grows with all that it looks at."""
SIZES = pytest.mark.parametrize("width", [1280, 390])
ONLY = """(parts) => {
    const looked = parts.map((each) => document.querySelector(each));
    const stays = (one) => looked.some((part) => part.contains(one) || one.contains(part));
    for (const one of document.body.querySelectorAll("*:not(h1, h2, h3, h4, h5, h6)"))
        if (!stays(one)) one.remove();
}"""
"""Takes away what is not looked at, but for the headings: axe first places all that there is, and
the page has sixty thousand elements."""
ONE_OF_EACH = """() => {
    const valued = (name) => /^(class|role|open|aria-(?!label))/.test(name);
    const said = ({ name, value }) => (valued(name) ? `${name}=${value}` : name);
    const tag = (one) => [one.localName, ...Array.from(one.attributes, said)].join(" ");
    const within = (one) => [...new Set(Array.from(one.childNodes, drawn))].join("");
    const drawn = (one) =>
        one.localName ? `<${tag(one)}>${within(one)}</>` : one.data.trim() && "…";
    const around = (one) => (one ? `${around(one.parentElement)}<${tag(one)}>` : "");
    const known = new Set();
    for (const item of [...document.querySelectorAll("li, pre span, li code, p code")].reverse()) {
        const looks = around(item.parentElement) + drawn(item);
        if (known.has(looks)) item.remove();
        known.add(looks);
    }
}"""
"""Takes away an item of a list, a name or a coloured word that is drawn as another one in such a
place: of the same kinds of elements, with the same classes and attributes, within the same ones."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    port = a_free_port()
    config = uvicorn.Config(System().web, host="127.0.0.1", port=port, log_level="error")
    with in_the_background(uvicorn.Server(config)):
        yield f"http://127.0.0.1:{port}/api/docs"


@pytest.fixture(scope="module")
def html() -> str:
    return System().client.get("/api/docs").text


def test_every_operation_is_there_with_its_scope_and_a_request(html: str) -> None:
    for path, methods in described()["paths"].items():
        for said in methods.values():
            assert said["summary"].replace("'", "&#39;") in html
            assert path in html
            for scope in (scope for each in said["security"] for scope in each["API key"]):
                assert scope in html


def test_every_problem_leads_to_its_place(html: str) -> None:
    anchors = set(re.findall(r'id="([^"]+)"', html))
    assert {each["code"] for each in described()["x-problems"]} <= anchors
    answer = System().call("GET", "/invoices/none")
    assert answer.json()["type"].removeprefix("/api/docs#") in anchors


def test_every_link_within_the_page_leads_somewhere_and_no_id_is_there_twice(html: str) -> None:
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len({*ids})
    assert set(re.findall(r'href="#([^"]+)"', html)) <= {*ids}


def test_nothing_runs_and_nothing_comes_from_elsewhere(html: str) -> None:
    headers = System().client.get("/api/docs").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "<script" not in html
    assert re.findall(r'(?:src|href)="https?://[^"]*"', html) == []


@pytest.mark.browser
@SIZES
def test_the_page_is_accessible_and_does_not_scroll_sideways(
    chromium: Browser, address: str, width: int
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(address)
    assert [page.locator(each).count() for each in PARTS] == [1] * len(PARTS)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(ONLY, list(PARTS))
    page.evaluate(ONE_OF_EACH)
    expect_accessible(page, *PARTS)
    page.close()


@pytest.mark.browser
def test_a_click_in_the_contents_leads_to_the_operation(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("navigation").get_by_role("link", name="Create a contract").first.click()
    expect(page.get_by_role("heading", name="Create a contract")).to_be_in_viewport()
