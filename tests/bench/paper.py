"""How long the paper takes, side by side with two other makers of PDFs.

Ours starts from the stored version (JSON) and ends with a tagged PDF/A-3A with factur-x.xml inside;
theirs start from ready strings and end with a plain PDF. All take turns, so that what else the
machine does falls on all alike; each makes two new invoices a turn, and the second, for which it
is warm, counts by its processor time.
"""

import sys
from collections.abc import Callable
from functools import partial
from io import BytesIO
from statistics import median
from time import process_time

from pypdf import PdfReader

from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.version import Version
from tests.bench import with_reportlab, with_weasyprint
from tests.bench.deal import Plain, a_version_of, an_invoice, in_euros, plain, with_logo
from tests.bench.measured import Row, Tell

WARM_UP = 3
GOALS = {"reportlab": 3, "WeasyPrint": 30}
"""How many times as long each may be expected to take."""
KINDS: tuple[tuple[str, str, int, Callable[[int], Invoice]], ...] = (
    ("25 lines, USD", "≤ 0.33", 30, an_invoice),
    ("25 lines, EUR with payment code", "≤ 0.33", 30, in_euros),
    ("25 lines with an SVG logo", "≤ 0.4", 30, with_logo),
    ("300 lines", "≤ 0.33", 8, partial(an_invoice, lines=300)),
)
"""With the goal and the rounds of each row."""

Given = tuple[Invoice, Version, Plain]
Maker = Callable[[Invoice, Version, Plain], bytes]


def _makers() -> dict[str, Maker]:
    renderer = PdfRenderer()
    return {
        "JupiterInvoice": lambda invoice, version, texts: renderer.pdf(version),
        "reportlab": lambda invoice, version, texts: with_reportlab.make(texts),
        "WeasyPrint": lambda invoice, version, texts: with_weasyprint.make(texts),
    }


def main(rounds: int) -> None:
    makers = _makers()
    times = _times(makers, rounds)
    made = {name: make(*_given(an_invoice(1))) for name, make in makers.items()}
    _tell({name: median(each) for name, each in times.items()}, made)


def rows(tell: Tell, *, quick: bool) -> list[Row]:
    """Of the table of `make bench`: beside reportlab alone."""
    ours, theirs = "JupiterInvoice", "reportlab"
    makers = {each: maker for each, maker in _makers().items() if each in (ours, theirs)}
    found = []
    for what, goal, rounds, made in KINDS:
        tell(f"the paper: {what}")
        times = _times(makers, 5 if quick else rounds, made)
        ratios = [a / b for a, b in zip(times[ours], times[theirs], strict=True)]
        found.append(Row(f"PDF/A-3, XML: {what}", "reportlab, plain", goal, ratios))
    return found


def _times(
    makers: dict[str, Maker], rounds: int, made: Callable[[int], Invoice] = an_invoice
) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in makers}
    for number in range(WARM_UP + rounds):
        turn = [_given(made(2 * number + 1)), _given(made(2 * number + 2))]
        for name, make in makers.items():
            spent = [_spent(make, given) for given in turn]
            if number >= WARM_UP:
                times[name].append(spent[-1])
    return times


def _given(invoice: Invoice) -> Given:
    return invoice, a_version_of(invoice), plain(invoice)


def _spent(make: Maker, given: Given) -> float:
    """Milliseconds of processor time."""
    start = process_time()
    make(*given)
    return (process_time() - start) * 1000


def _tell(medians: dict[str, float], made: dict[str, bytes]) -> None:
    ours = medians["JupiterInvoice"]
    _line(f"{'':16}{'median ms':>10}{'times ours':>12}{'goal':>6}{'pages':>7}{'bytes':>9}")
    for name, spent in medians.items():
        pages = len(PdfReader(BytesIO(made[name])).pages)
        goal = GOALS.get(name, "")
        _line(f"{name:16}{spent:10.1f}{spent / ours:12.1f}{goal:>6}{pages:7}{len(made[name]):9}")
    attached = PdfReader(BytesIO(made["JupiterInvoice"])).attachments
    _line(f"Ours carries {', '.join(attached) or 'no XML'}.")


def _line(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
