"""Of strangers' papers only a few are drawn at once."""

import threading

import httpx
import pytest
from fastapi import FastAPI

from bot.intake.new.example import example
from bot.web.new.drawing import Busy, Drawing
from bot.web.new.routes import register
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.version import Version
from tests.factories import NOW
from tests.harness.builder_client import BuilderClient
from tests.harness.fakes import FixedClock, a_fake_store
from tests.harness.web_client import web_client


class HeldPaper(PdfRenderer):
    """Does not finish before it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.let_go = threading.Event(), threading.Event()

    def pdf(self, version: Version) -> bytes:
        self.begun.set()
        assert self.let_go.wait(30)
        return super().pdf(version)


def _door(drawing: Drawing) -> httpx.Client:
    app, clock = FastAPI(), FixedClock()
    store = a_fake_store(clock)
    register(app, store=store, drawing=drawing, clock=clock, new_code=lambda: "0")
    return web_client(app)


def test_who_comes_while_all_places_are_taken_is_sent_away_and_the_place_comes_free() -> None:
    renderer = HeldPaper()
    drawing = Drawing(renderer, at_once=1, patience=0.01)
    form = example("invoice", NOW.date())
    first = threading.Thread(target=drawing.of, args=(form,))
    first.start()
    assert renderer.begun.wait(30)
    with pytest.raises(Busy):
        drawing.of(form)
    answer = _door(drawing).post("/new/preview", data={"number": "1"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "We&#39;re busy right now" in answer.text
    renderer.let_go.set()
    first.join(30)
    assert drawing.of(form).whole


def test_a_paper_that_breaks_gives_its_place_back_and_is_said_kindly() -> None:
    class Broken(PdfRenderer):
        def pdf(self, version: Version) -> bytes:
            raise RuntimeError("the paper jams")

    site = BuilderClient(Broken())
    for _ in range(3):
        answer = site.post("/new/invoice.pdf", site.sent())
        assert answer.status_code == 500
        assert "Something went wrong on our side" in answer.text
        assert "jams" not in answer.text
