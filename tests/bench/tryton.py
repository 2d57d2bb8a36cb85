"""An invoice from nothing to its paper, beside Tryton: of 25 lines, as the bench's other papers
have, and of 4, as those of its row of the API.

Ours is created, approved, issued and printed; Tryton's is created, validated, posted and printed.
Both keep it in SQLite, each in a process of its own, in turn, and their totals must be the same but
for a cent: Tryton rounds a half to the even one. Time is processor time.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from statistics import mean
from tempfile import TemporaryDirectory
from time import process_time
from typing import IO, Any, NamedTuple

from bot.garbage import garbage_seldom
from bot.system import SystemClock
from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.draft import InvoiceTerms, SubmitInvoice, submit_invoice
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.store import Database
from tests.bench.deal import LINES
from tests.bench.deals import fill, store_at
from tests.bench.measured import Row, Tell
from tests.bench.tryton_peer import NET_TERMS, TAX
from tests.factories import (
    DEAL_CHANNEL,
    FIONA,
    SAM,
    WORKSPACE,
    a_customer,
    a_line,
    a_sender_profile,
)

EACH = 5
"""Of ours a round."""
SIZES = (LINES, 4)
"""Lines of an invoice."""
CENT = Decimal("0.01")
_PEER = "Tryton 8.2, its ODT (no PDF)"
_TAX = str(TAX * 100)

Lines = list[tuple[str, str, str]]
"""Description, quantity, price."""


class Made(NamedTuple):
    """An invoice that is issued: seconds of processor time, and its total."""

    seconds: float
    total: Decimal


def rows(tell: Tell, *, quick: bool) -> list[Row]:
    """How many times as long Tryton takes, and the milliseconds of both."""
    rounds = 3 if quick else 9
    tell("Tryton sets up its database, which takes a minute")
    with TemporaryDirectory() as folder, _trytond(folder) as theirs:
        url = f"sqlite:///{folder}/ours.sqlite3"
        fill(url)
        ours = _Ours(store_at(url), PdfRenderer())
        found = []
        with garbage_seldom():  # as in each process that serves
            for n in range(rounds + 1):
                tell(f"an invoice from nothing to its paper, round {n} of {rounds}")
                pairs = {count: _in_turn(theirs, ours, n, count) for count in SIZES}
                found += [pairs] if n else []  # the first ones warm
        ours.store.close()
    return [row for count in SIZES for row in _rows_of(count, [each[count] for each in found])]


def _rows_of(count: int, found: list[tuple[float, float]]) -> Iterator[Row]:
    what = f"create, issue, print {count} lines: × as fast"
    yield Row(what, _PEER, "≥ 20", [a / b for a, b in found])
    yield Row("the same: ms of processor time", "–", "", [b * 1000 for _, b in found])
    yield Row("the same: Tryton's ms", "–", "", [a * 1000 for a, _ in found])


def _in_turn(theirs: "_Theirs", ours: "_Ours", n: int, count: int) -> tuple[float, float]:
    """Seconds for one of Tryton's, and for one of ours. Raises RuntimeError where the totals of
    the same lines differ."""
    asked = [_lines(n * EACH + each, count) for each in range(EACH)]
    made, own = theirs.made(asked[0]), [ours.made(each) for each in asked]
    if abs(made.total - own[0].total) > CENT:
        raise RuntimeError(f"Tryton reckons {made.total}, we {own[0].total}")
    return made.seconds, mean(each.seconds for each in own)


def _lines(nth: int, count: int) -> Lines:
    """As on the bench's other papers; every quantity differs from one invoice to the next."""
    return [
        (f"Platform module {line}, enterprise edition", str(line * 10 + nth), "1234.50")
        for line in range(1, count + 1)
    ]


class _Theirs(NamedTuple):
    """Tryton in its process."""

    asks: IO[str]
    answers: IO[str]

    def made(self, lines: Lines) -> Made:
        self.asks.write(f"{json.dumps(lines)}\n")
        self.asks.flush()
        found = self.answered()
        return Made(found["seconds"], Decimal(found["total"]))

    def answered(self) -> Any:
        """Raises RuntimeError where it ended."""
        said = self.answers.readline()
        if not said:
            raise RuntimeError("Tryton ended")
        return json.loads(said)


@contextmanager
def _trytond(folder: str) -> Iterator[_Theirs]:
    """Set up, until the block is left."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.bench.tryton_peer", folder]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin and process.stdout
        theirs = _Theirs(process.stdin, process.stdout)
        theirs.answered()
        yield theirs


class _Ours(NamedTuple):
    """The commands, over the store and with the renderer that processes of the product have."""

    store: Database
    renderer: PdfRenderer

    def made(self, lines: Lines) -> Made:
        before = process_time()
        draft = self._submitted(lines)
        with self.store.write(WORKSPACE) as uow:
            approval = Approve(by=FIONA, subject_id=draft.id, expected_version=draft.sequence)
            issued = approve(approval, uow)
        with self.store.read(WORKSPACE) as uow:
            version = uow.versions.at(issued.id, issued.sequence)
        paper = self.renderer.pdf(version)
        seconds = process_time() - before
        if issued.state is not State.ISSUED or b"factur-x.xml" not in paper:
            raise RuntimeError(f"it is {issued.state}")
        return Made(seconds, issued.content.totals.total.decimal)

    def _submitted(self, lines: Lines) -> Invoice:
        terms = InvoiceTerms(
            customer_id=a_customer().id,
            sender_profile_id=a_sender_profile().id,
            currency="USD",
            net_terms=NET_TERMS,
            issue_date=a_sender_profile().seller().today(SystemClock().now()),
            lines=tuple(a_line(*each, "USD", _TAX) for each in lines),
        )
        command = SubmitInvoice(by=SAM, deal_channel=DEAL_CHANNEL, terms=terms)
        with self.store.write(WORKSPACE) as uow:
            return submit_invoice(command, uow, self.renderer)
