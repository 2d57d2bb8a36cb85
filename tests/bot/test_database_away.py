"""Every door says that the database is away, keeps what was typed, and goes on when it is back."""

import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import make_url

from bot.logs.outage import Outage
from bot.slack import hurry
from bot.web import register
from jupiter_core.ports import (
    StoreAway,
    StoreBusy,
    StoreFault,
    StoreTrouble,
    StoreUnsure,
    StoreUnusable,
)
from jupiter_core.store.engine import BUSY_SECONDS
from tests.factories import FIONA, SAM
from tests.harness import patience
from tests.harness.api_client import System, an_invoice
from tests.harness.builder_client import BuilderClient
from tests.harness.fake_renderer import FakeRenderer
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.link_client import LINKS, LinkClient
from tests.harness.troubled_store import TroubledStore
from tests.harness.web_client import web_client
from tests.harness.whole_bot import WholeBot, a_whole_bot

AWAY, FULL = StoreAway("away"), StoreUnusable(StoreFault.FULL)
SLACKS_PATIENCE = 3.0


def a_troubled_store(clock: FixedClock | None = None) -> TroubledStore:
    return TroubledStore(clock or FixedClock(), CountingIds())


@pytest.mark.parametrize(
    ("trouble", "code", "wait"),
    [
        (StoreBusy("busy"), "busy", "2"),
        (AWAY, "busy", "2"),
        (FULL, "out_of_order", "60"),
        (StoreUnsure("away"), "outcome_unknown", "2"),
    ],
)
def test_the_api_says_what_it_is_and_when_to_try_again(
    trouble: StoreTrouble, code: str, wait: str
) -> None:
    store = a_troubled_store()
    system = System(store=store)
    store.trouble = trouble
    for method, path, body in (("GET", "/invoices", None), ("POST", "/invoices", an_invoice())):
        answer = system.call(method, path, body)
        assert (answer.status_code, answer.json()["code"]) == (503, code)
        assert answer.headers["Retry-After"] == wait
    store.trouble = None
    assert system.call("POST", "/invoices", an_invoice()).status_code == 201


def test_what_ap_typed_stays_on_the_page_and_is_sent_again_from_it() -> None:
    clock = FixedClock()
    store = a_troubled_store(clock)
    site = LinkClient(store=store, clock=clock).approve()
    client = web_client(site.app, raise_server_exceptions=False, follow_redirects=False)
    typed = site.form(form="po", name="Ann <b>", po_number="4500 & 1", street="One\nTwo")
    link, store.trouble = site.link, AWAY
    answer = client.post(link, data=typed)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert answer.headers["cache-control"] == "no-store"
    assert "Nothing you entered is lost" in answer.text
    assert '<dd><span class="value">4500 &amp; 1</span>' in answer.text
    again = kept_on(answer.text)
    assert again == typed
    store.trouble = None
    sent = [client.post(link, data=again).headers["location"] for _ in range(2)]
    assert sent == ["?saved=5", "?saved=5"]
    assert site.invoice.sequence == 5


def kept_on(page: str) -> dict[str, str]:
    """What its form sends; a browser leaves the line feed after the tag out."""
    found = re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', page, re.DOTALL)
    return {name: unescape(value) for name, value in found}


def test_a_page_that_is_only_looked_at_says_so_in_the_readers_language() -> None:
    clock = FixedClock()
    store = a_troubled_store(clock)
    site = LinkClient(store=store, clock=clock).approve()
    client = web_client(site.app, raise_server_exceptions=False)
    link, store.trouble = site.link, FULL
    answer = client.get(f"{link}?lang=de")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "Diese Seite lässt sich gerade nicht öffnen" in answer.text
    assert "<form" not in answer.text
    upload = client.post(f"{link}/po-document", files={"file": ("po.pdf", b"%PDF-1.7")})
    assert upload.status_code == 503
    (back,) = re.findall(r'class="button" href="([^"]*)"', upload.text)
    store.trouble = None
    assert client.get(back).status_code == 200


def test_a_draft_of_somebody_without_an_account_stays_on_the_page() -> None:
    store = a_troubled_store()
    site = BuilderClient(store=store)
    store.trouble = AWAY
    answer = site.post("/new/save", site.sent(memo="Do not lose me"))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert "Do not lose me" in answer.text
    assert "We can&#39;t keep drafts right now." in answer.text


def test_a_probe_is_told_that_the_process_lives_and_cannot_work() -> None:
    store, web = a_troubled_store(), FastAPI()
    register(web, store=store, renderer=FakeRenderer(), links=LINKS, wake=lambda: None)
    store.trouble = FULL
    client = web_client(web)
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    store.trouble = None
    assert client.get("/readyz").status_code == 200


def test_an_outage_is_two_lines_however_many_ask(capsys: pytest.CaptureFixture[str]) -> None:
    seconds = iter([10.0, 25.4])
    outage = Outage(lambda: next(seconds))
    outage.fine(wrote=True)
    for _ in range(50):
        outage.trouble(AWAY)
    outage.fine(wrote=False)
    outage.fine(wrote=True)
    lines = capsys.readouterr().out.splitlines()
    assert [re.findall(r"database_\w+|seconds=\d+", each) for each in lines] == [
        ["database_away"],
        ["database_back", "seconds=15"],
    ]


def test_a_database_that_takes_nothing_is_not_back_because_it_is_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    outage = Outage(lambda: 1.0)
    outage.trouble(AWAY)
    outage.trouble(FULL)
    outage.fine(wrote=False)
    assert "database_back" not in (out := capsys.readouterr().out)
    assert out.count("database_full") == 1
    outage.fine(wrote=True)
    assert "database_back" in capsys.readouterr().out


def moved(bot: WholeBot) -> Callable[[], None]:
    """Its database is out of reach from now on; what is given back puts it back."""
    database = bot.application.database
    url = bot.application.settings.database_url.get_secret_value()
    folder = Path(str(make_url(url).database)).parent
    aside = folder.with_name("aside")
    database.engine.dispose()
    folder.rename(aside)
    return lambda: void(aside.rename(folder))


def void(_: object) -> None:
    """Nothing comes of it."""


def test_in_slack_whoever_acts_is_told_and_an_event_is_not_taken() -> None:
    with a_whole_bot() as bot:
        bot.fill_builder()
        bot.event(type="app_home_opened", user=FIONA.id, channel="D1", tab="home")
        put_back = moved(bot)
        refused = bot.submit(SAM.id)
        assert "can't be reached" in next(iter(refused["errors"].values()))
        bot.types("/invoice list")
        assert "can't be reached" in bot.told(SAM.id)
        assert bot.alter("event_callback").status == 503
        put_back()
        assert bot.alter("event_callback").status == 200
        assert bot.submit(SAM.id)["stack"] == []
        assert len(bot.invoices()) == 1


def test_what_comes_before_an_answer_leaves_time_for_it() -> None:
    assert patience.BEFORE_AN_ANSWER < SLACKS_PATIENCE


def test_behind_a_long_writer_a_form_is_refused_before_slack_gives_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hurry, "SECONDS", 0.2)
    with a_whole_bot() as bot:
        bot.fill_builder()
        url = bot.application.settings.database_url.get_secret_value()
        with closing(sqlite3.connect(str(make_url(url).database))) as writer:
            writer.execute("BEGIN IMMEDIATE")
            began = time.monotonic()
            refused = bot.submit(SAM.id)
            assert time.monotonic() - began < BUSY_SECONDS
        assert "Nothing was saved" in next(iter(refused["errors"].values()))
        assert bot.submit(SAM.id)["stack"] == []
