"""When something breaks on our side, AP gets a page and no stack trace."""

from fastapi import FastAPI

from bot.web import register
from jupiter_core.domain.version import Version
from jupiter_core.ports import Renderer
from tests.harness.fake_renderer import FakeRenderer
from tests.harness.link_client import LINKS, an_issued_site
from tests.harness.web_client import web_client


class BrokenPaper(FakeRenderer):
    def pdf(self, version: Version) -> bytes:
        raise RuntimeError("the press is on fire at /secret/path")


def test_a_failure_is_told_without_its_details() -> None:
    site, app, renderer = an_issued_site(), FastAPI(), BrokenPaper()
    broken: Renderer = renderer
    register(app, store=site.store, renderer=broken, links=LINKS, wake=lambda: None)
    client = web_client(app, raise_server_exceptions=False)
    answer = client.get(f"{site.link}/invoice.pdf")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.text
    assert "secret" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
