"""What a process holds in memory after thousands of requests, beside what it held before them.

In turn: a list of the API, Home, AP's page and its PDF, of many invoices and people; with each
thousand, two hundred papers that nobody had asked for.
"""

import json
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.security.links import Links
from bot.simulator.http_wire import signed_headers
from bot.slack.http import PATH
from bot.web.link.kept import MOST_BYTES
from tests.bench.deals import fill, store_at
from tests.bench.link_page import issued_in
from tests.bench.load import SECRET, request, sent_at_once
from tests.bench.measured import Row, Tell
from tests.bench.served import Served, serving
from tests.factories import SECRET_KEY, WORKSPACE
from tests.harness.api_keys import an_api_key

AT_ONCE, KEYS, PAGES = 4, 20, 60
_A_PAPER = 5
"""So many requests come with one paper that is new."""
_KEPT = MOST_BYTES // 25_000
"""Papers, each of a little more, that fill what a process keeps of its answers."""
_JSON = "application/json"
_ENOUGH = 0.9
"""Of the requests, so many are to be answered; others meet a limit."""


def rows(tell: Tell, *, quick: bool) -> list[Row]:
    """Megabytes more after each thousand requests; the first ones, which fill caches, apart."""
    rounds, each = (2, 400) if quick else (5, 1000)
    with TemporaryDirectory() as folder, serving("tests.bench.slack_stand_in") as slack:
        url, api = f"sqlite:///{Path(folder)}/bench.sqlite3", f"http://127.0.0.1:{slack.port}/api/"
        fill(url)
        papers = each // _A_PAPER
        kept = PAGES + _KEPT
        pages, secrets = _pages(url, kept + (rounds + 1) * papers), _secrets(url)
        with serving("tests.bench.slack_ours", api, url) as ours:
            held = []
            tell("memory: answers that are kept")
            _draw(ours, pages[PAGES:kept])
            for n in range(rounds + 1):
                tell(f"memory: {n * each:,} of {(rounds + 1) * each:,} requests")
                _ask(ours, pages[:PAGES], secrets, n * each, each)
                begin = kept + n * papers
                _draw(ours, pages[begin : begin + papers])
                held.append(ours.resident())
    more = [(b - a) * 1000 / each for a, b in pairwise(held)]
    return [
        Row("memory: MB more after 1,000 requests, 200 new papers", "–", "< 1", more),
        Row("the same: MB in all", "–", "", held),
    ]


def _pages(url: str, count: int) -> list[str]:
    links = Links("http://127.0.0.1", [SECRET_KEY])
    invoices = issued_in(url, count)
    mailbox = invoices[0].content.bill_to.ap_contact.email
    return [f"/i/{links.writing_token(each, mailbox)}" for each in invoices]


def _secrets(url: str) -> list[str]:
    """Of so many keys, since each may ask so often a minute."""
    store = store_at(url)
    secrets = [an_api_key(store, name=f"Key {n}").secret for n in range(KEYS)]
    store.close()
    return secrets


def _ask(served: Served, pages: list[str], secrets: list[str], first: int, count: int) -> None:
    _send(served, [_request(pages, secrets, n) for n in range(first, first + count)])


def _draw(served: Served, pages: list[str]) -> None:
    _send(served, [request("GET", f"{page}/invoice.pdf") for page in pages])


def _send(served: Served, asked: list[bytes]) -> None:
    answers = sent_at_once(served.port, asked, AT_ONCE)
    answered = sum(each.status == 200 for each in answers)
    if answered < _ENOUGH * len(asked):
        refused = sorted({each.status for each in answers} - {200})
        raise RuntimeError(f"{len(asked) - answered} of {len(asked)} were answered by {refused}")


def _request(pages: list[str], secrets: list[str], n: int) -> bytes:
    page = pages[n // 4 % len(pages)]
    match n % 4:
        case 0:
            key = {"Authorization": f"Bearer {secrets[n // 4 % KEYS]}"}
            return request("GET", "/api/v1/invoices?limit=50", headers=key)
        case 1:
            return _home(n)
        case 2:
            return request("GET", page)
        case _:
            return request("GET", f"{page}/invoice.pdf")


def _home(n: int) -> bytes:
    event = {"type": "app_home_opened", "user": f"U0HOME{n % 50}", "channel": "D0", "tab": "home"}
    told = {"type": "event_callback", "team_id": WORKSPACE, "event_id": f"Ev{n}", "event": event}
    body = json.dumps(told).encode()
    return request("POST", PATH, body, signed_headers(SECRET, body, _JSON))
