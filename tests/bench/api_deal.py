"""An invoice by the API, from its draft to its issue, beside a bare FastAPI with SQLModel that
writes the very same rows: three requests a deal. Messages are sent by another process."""

import json
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from jupiter_core.domain.api_key import Scope
from jupiter_core.store import Database
from tests.bench.api_rows import changed, rows_of
from tests.bench.databases import Kind, new_databases, on
from tests.bench.deals import fill, store_at
from tests.bench.measured import Row, Tell
from tests.bench.served import Served, serving
from tests.factories import FIONA, SAM
from tests.harness.api_keys import an_api_key

AT_ONCE = 4
_PEER = "FastAPI, SQLModel, same rows"
_KEYS = 14
"""Of each kind: a key may 600 times a minute."""
_DRAFT: dict[str, Any] = {
    "customer": {"id": "customer-acme"},
    "sender": {"id": "sender-us"},
    "currency": "USD",
    "net_terms": 30,
    "deal_channel": "C0ACME",
    "lines": [
        {"description": f"Platform module {n}", "quantity": "10", "unit_price": "1234.50"}
        for n in range(4)
    ],
}


def rows(tell: Tell, *, quick: bool, database: Kind = "sqlite") -> list[Row]:
    """By processor time of the process that serves."""
    rounds, each = (3, 40) if quick else (9, 120)
    with (
        TemporaryDirectory() as folder,
        new_databases(database, ["ours", "peer"]) as (url, theirs),
        serving("tests.bench.slack_stand_in") as slack,
    ):
        for each_database in (url, theirs):
            fill(each_database)
        store, api = store_at(url), f"http://127.0.0.1:{slack.port}/api/"
        with serving("tests.bench.slack_ours", api, url, "web") as served:
            ours = _Ours(
                served,
                _keys(store, SAM, Scope.INVOICES_WRITE),
                _keys(store, FIONA, Scope.INVOICES_APPROVE),
            )
            steps = Path(folder, "steps.json")
            steps.write_text(json.dumps([*_recorded(ours, store)]), encoding="utf-8")
            with serving("tests.bench.api_peer", theirs, str(steps)) as peer:
                found = []
                for n in range(rounds + 1):
                    tell(f"deals by the API, round {n} of {rounds}")
                    pair = (_spent(_Bare(peer, n * each), each), _spent(ours, each))
                    found += [pair] if n else []  # the first one warms
        store.close()
    return [
        Row(
            f"API draft, submit, approve, issue{on(database)}",
            _PEER,
            "≥ 0.5",
            [a / b for a, b in found],
        ),
        Row("the same: ms of processor time", "–", "", [b * 1000 for _, b in found]),
    ]


def _keys(store: Database, by: Any, scope: Scope) -> list[str]:
    scopes = (scope, Scope.INVOICES_READ)
    return [an_api_key(store, *scopes, by=by, name=f"{scope} {n}").secret for n in range(_KEYS)]


class _Ours(NamedTuple):
    """The product, and the secrets of keys that draft and that approve."""

    served: Served
    drafting: list[str]
    approving: list[str]

    def deal(self, n: int) -> Iterator[None]:
        """Stops behind each of its requests."""
        drafting, approving = self.drafting[n % _KEYS], self.approving[n % _KEYS]
        found = _posted(self.served, "/api/v1/invoices", _DRAFT, drafting)
        yield
        place = f"/api/v1/invoices/{found['id']}"
        found = _posted(self.served, f"{place}/submit", {}, drafting, f'"{found["sequence"]}"')
        yield
        tag = f'"{found["sequence"]}"'
        found = _posted(self.served, f"{place}/approvals", None, approving, tag)
        if found["status"] != "issued":
            raise RuntimeError(f"it is {found['status']}")
        yield


class _Bare(NamedTuple):
    """The peer; its deals are counted on from `first`."""

    served: Served
    first: int

    def deal(self, n: int) -> Iterator[None]:
        for step in range(3):
            _posted(self.served, f"/deals/{self.first + n}/{step}", _DRAFT if step == 0 else {}, "")
            yield


def _recorded(ours: _Ours, store: Database) -> Iterator[list[str]]:
    """What each step of a deal writes, behind one that is there already."""
    for _ in ours.deal(0):
        pass
    before = rows_of(store)
    for _ in ours.deal(1):
        after = rows_of(store)
        yield changed(before, after)
        before = after


def _spent(side: _Ours | _Bare, count: int) -> float:
    """Seconds of processor time for each of so many deals."""
    before = side.served.spent()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(lambda n: [*side.deal(n)], range(count)))
    return (side.served.spent() - before) / count


def _posted(served: Served, path: str, body: Any, key: str, tag: str = "") -> dict[str, Any]:
    named = {"Content-Type": "application/json", "Authorization": f"Bearer {key}"}
    sent = json.dumps(body).encode() if body is not None else b""
    request = urllib.request.Request(
        f"http://127.0.0.1:{served.port}{path}",
        sent,
        {**named, **({"If-Match": tag} if tag else {})},
    )
    with urllib.request.urlopen(request) as answer:
        found: dict[str, Any] = json.load(answer)
    return found
