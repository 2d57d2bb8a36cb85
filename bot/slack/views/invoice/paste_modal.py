"""Pasting many lines: one field, and below it what was read of it, before anything is kept."""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.intake.drafts.invoice import TAX_CHOICES, InvoiceForm
from bot.intake.pasted.line import ReadLine
from bot.intake.pasted.reading import Pasted, totals_in
from bot.slack.views import blocks as b
from bot.slack.views.blocks import Block
from bot.wording import figures as words
from bot.wording.sums import line_tax, tax_rows
from bot.wording.text import one_line, shortened
from jupiter_core.domain.frozen import canonical_json, sha256_hex
from jupiter_core.domain.totals import LineItem, Totals, plain
from jupiter_core.domain.unit import counted

CALLBACK = "builder_pasted"
PASTE, MODE, REPLACE, ADD = "paste", "mode", "replace", "add"
_ROWS_A_SECTION = 5
"""A section has ten fields, two a line."""
_MOST_BAD = 20
_HINT = (
    "Copy the cells in your spreadsheet: description, quantity, unit price, and if you like tax, "
    "service from and until. A header row may name the columns in another order, also a product "
    "code or a PO number. A product code fills in what is left empty."
)


class PastePlace(NamedTuple):
    """Which form, the builder's view below, a nonce, and a digest of what was shown of the paste:
    only just that is kept."""

    form_id: str
    root_view_id: str
    nonce: str
    shown: str = ""

    def packed(self) -> str:
        """As JSON, for the modal's metadata."""
        return json.dumps(self)

    @classmethod
    def unpacked(cls, metadata: str) -> "PastePlace":
        """Of what `packed` gave."""
        return cls(*json.loads(metadata))


def digest_of(pasted: Pasted) -> str:
    """Of what its lines mean."""
    return sha256_hex("\n".join(canonical_json(each) for each in pasted.items))[:32]


def paste_view(
    form: InvoiceForm, place: PastePlace, text: str = "", pasted: Pasted | None = None
) -> Block:
    """Without `pasted` the empty field. Where all rows are right, submitting keeps them."""
    ready = pasted is not None and bool(pasted.lines) and not pasted.bad
    count = len(pasted.lines) if pasted else 0
    if pasted:
        place = place._replace(shown=digest_of(pasted) if ready else "")
    field = b.text_input("builder_paste_text", initial=text, multiline=True, most=b.INPUT_LIMIT)
    return b.modal(
        "Paste lines",
        [
            b.field(PASTE, "Lines from a spreadsheet", field, hint=_HINT),
            *_mode(form),
            *(_read_back(pasted, form) if pasted else []),
        ],
        callback_id=CALLBACK,
        submit=f"Save {count} {'line' if count == 1 else 'lines'}" if ready else "Show lines",
        close="Back",
        private_metadata=place.packed(),
    )


def no_currency_view() -> Block:
    """In place of the field, before amounts can be read."""
    said = "Choose the invoice's currency first, then paste its lines."
    return b.modal("Paste lines", [b.section(b.plain(said))], callback_id=CALLBACK, close="Back")


def _mode(form: InvoiceForm) -> list[Block]:
    if not form.lines:
        return []
    count = len(form.lines)
    there = f"the {count} lines" if count > 1 else "the line"
    choices = [b.option(f"Add to {there} there", ADD), b.option(f"Replace {there}", REPLACE)]
    radio: Block = {
        "type": "radio_buttons",
        "action_id": "builder_paste_mode",
        "options": choices,
        "initial_option": choices[0],
    }
    return [b.field(MODE, "What to do with them", radio)]


def _read_back(pasted: Pasted, form: InvoiceForm) -> list[Block]:
    totals = totals_in(pasted, form.currency)
    return [
        b.divider(),
        *_bad(pasted),
        *([b.context(*pasted.remarks)] if pasted.remarks else []),
        *_table(pasted.lines),
        *(_sums(totals, complete=not pasted.bad) if totals and pasted.lines else []),
    ]


def _bad(pasted: Pasted) -> list[Block]:
    if not pasted.bad:
        return []
    count = len(pasted.bad)
    rows = [f"Row {number}: {reason}" for number, reason in pasted.bad[:_MOST_BAD]]
    more = [f"and {count - _MOST_BAD} more"] if count > _MOST_BAD else []
    head = "1 row can't be read" if count == 1 else f"{count} rows can't be read"
    said = "\n".join(shortened(each, 400) for each in (*rows, *more))
    return [
        b.section(b.plain(f"⚠ {head}. Nothing is saved yet.\n{said}"), block_id="bad_rows"),
    ]


def _table(lines: Sequence[ReadLine]) -> list[Block]:
    fields = [cell for n, each in enumerate(lines, start=1) for cell in _row(n, each)]
    size = 2 * _ROWS_A_SECTION
    return [
        {
            "type": "section",
            "block_id": f"read_{first}",
            "fields": [b.plain(cell, 2000) for cell in fields[first : first + size]],
        }
        for first in range(0, len(fields), size)
    ]


def _row(number: int, read: ReadLine) -> Iterator[str]:
    item = read.item
    yield f"{number}. {one_line(item.description, 100)}"
    price = f"{item.unit_price.decimal:,f}"
    days = words.period(item.service_start, item.service_end)
    po = f"PO {item.po_number}" if item.po_number else ""
    more = " · ".join(filter(None, (_tax(item), days, po)))
    count = counted(item.unit, item.quantity, plain(item.quantity), "en")
    sum_of = f"{count} × {price} = {item.amount.decimal:,f}"
    yield f"{sum_of}\n{more}" if more else sum_of


def _tax(item: LineItem) -> str:
    if said := line_tax(item):
        return said
    return TAX_CHOICES[item.tax_category].lower() if item.tax_category in TAX_CHOICES else ""


def _sums(totals: Totals, *, complete: bool) -> list[Block]:
    taxes = [(label, words.amount(tax)) for label, tax in tax_rows(totals)]
    net = "Net" if complete else "Net of the rows above"
    pairs = [(net, words.amount(totals.net)), *taxes, ("Total", words.amount(totals.total))]
    return [b.facts(pairs, "pasted_totals")]
