"""AP's page and its PDF, beside routes that return the same bytes: by processor time, in turn.

A paper may be asked for sixty times a minute, so the requests go to many invoices.
"""

import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.security.links import Links
from bot.system import SystemClock, Ulids
from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.record import record, record_first
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.store import Database
from tests.bench.deals import fill
from tests.bench.load import request, sent_at_once
from tests.bench.measured import Row, Tell
from tests.bench.served import Served, serving
from tests.factories import A_SIGNER, FIONA, SAM, SECRET_KEY, WORKSPACE, a_draft

AT_ONCE, INVOICES = 4, 60
_PEER = "a route with the same bytes"


def rows(tell: Tell, *, quick: bool) -> list[Row]:
    """How much of the peer's speed is ours: 1 is as fast."""
    rounds, each = (3, 180) if quick else (9, 300)
    with TemporaryDirectory() as folder, serving("tests.bench.slack_stand_in") as slack:
        url, api = f"sqlite:///{Path(folder)}/bench.sqlite3", f"http://127.0.0.1:{slack.port}/api/"
        fill(url)
        invoices = issued_in(url)
        with serving("tests.bench.slack_ours", api, url) as ours:
            links = Links(f"http://127.0.0.1:{ours.port}", [SECRET_KEY])
            mailbox = invoices[0].content.bill_to.ap_contact.email
            pages = [f"/i/{links.writing_token(each, mailbox)}" for each in invoices]
            papers = [f"{page}/invoice.pdf" for page in pages]
            files = Path(folder) / "page", Path(folder) / "paper"
            for file, path in zip(files, (pages[0], papers[0]), strict=True):
                file.write_bytes(_got(ours, path))
            with serving("tests.bench.link_peer", *map(str, files)) as peer:
                found = []
                for what, asked, theirs in (
                    ("AP's page", pages, "/page/x"),
                    ("AP's page: its PDF", papers, "/paper/x"),
                ):
                    tell(what)
                    _spent(ours, asked, len(asked)), _spent(peer, [theirs], each)
                    turns = [
                        (_spent(peer, [theirs], each), _spent(ours, asked, each))
                        for _ in range(rounds)
                    ]
                    found.append(Row(what, _PEER, "≥ 0.25", [a / b for a, b in turns]))
                    spent = [b * 1000 for _, b in turns]
                    found.append(Row("the same: ms of processor time", "–", "", spent))
                return found


def issued_in(url: str, count: int = INVOICES) -> list[Invoice]:
    """So many, of which nothing is left to be told."""
    clock = SystemClock()
    ids, policy = Ulids(clock), ApprovalPolicy(approvers=(FIONA.id,))
    store, issued = Database(url, clock, ids, A_SIGNER), []
    for _ in range(count):
        draft = a_draft().model_copy(update={"id": ids.new()})
        with store.write(WORKSPACE) as uow:
            record_first(uow, draft, by=SAM)
            pending = draft.submitted(SAM, policy)
            record(uow, draft, pending, EventName.INVOICE_SUBMITTED, by=SAM)
        with store.write(WORKSPACE) as uow:
            approve(Approve(by=FIONA, subject_id=draft.id, expected_version=2), uow)
            issued.append(uow.invoices.get(draft.id))
    # What would be told to Slack meanwhile is measured elsewhere.
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE outbox SET sent_at = not_before")
    store.close()
    return issued


def _got(served: Served, path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{served.port}{path}") as answer:
        content: bytes = answer.read()
    return content


def _spent(served: Served, paths: list[str], count: int) -> float:
    """Seconds of processor time for each of so many requests, all of which must be answered."""
    before = served.spent()
    asked = [request("GET", paths[n % len(paths)]) for n in range(count)]
    answers = sent_at_once(served.port, asked, AT_ONCE)
    refused = [each.status for each in answers if each.status != 200]
    if refused:
        raise RuntimeError(f"an answer was {refused[0]}")
    return (served.spent() - before) / count
