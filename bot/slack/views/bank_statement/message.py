"""The answer to a bank's file, in its thread: what was recognised, matched, booked and left."""

from collections.abc import Sequence

from bot.slack.views import blocks as b
from bot.slack.views.rich_text import Rendered
from bot.wording.bank_statement import (
    caution,
    entry_line,
    fate,
    proposal_words,
    state_counts,
    statement_words,
)
from bot.wording.text import one_line, shortened
from jupiter_core.domain.bank_entry import ImportedEntry
from jupiter_core.queries.bank_entries import FileView

MOST_ROWS = 10
BOOK, CHOOSE, IGNORE = "entry_book", "entry_choose", "entry_ignore"
COLUMNS = "statement_columns"
_MOST_PROPOSALS = 2


def file_message(view: FileView, left_out: Sequence[str] = (), *, again: bool = False) -> Rendered:
    """Its text and its blocks; 50 at most."""
    number = sum(view.counts.values())
    noun = "entry" if number == 1 else "entries"
    counts = state_counts(view.counts)
    title = f"Bank statement: {number:,} {noun}" + (f" ({counts})" if counts else "")
    known = "This file was taken in before; nothing has changed."
    lines = [
        *([known] if again else []),
        *(statement_words(each) for each in view.statements),
        *(said for each in view.statements if (said := caution(each))),
        *left_out,
    ]
    blocks = [
        b.section(b.plain(title)),
        *([b.context(shortened("\n".join(lines), 2000))] if lines else []),
        *_booked(view),
        *(block for each in view.waiting for block in _row(each)),
        *_more(view),
    ]
    return b.escaped(title), blocks


def entry_buttons(entry: ImportedEntry) -> b.Block:
    """What can be done with one that waits."""
    may_pay = entry.entry.came_in and not entry.entry.is_reversal
    book = b.button("Book", BOOK, value=entry.id, style="primary")
    return b.actions(
        [
            *([book] if entry.proposals else []),
            *([b.button("Choose invoices", CHOOSE, value=entry.id)] if may_pay else []),
            b.button("Ignore", IGNORE, value=entry.id),
        ]
    )


def columns_message(file_id: str, name: str, looks: str) -> Rendered:
    """Asks a person to confirm how a CSV file is read."""
    title = f"How is “{one_line(name, 80)}” read?"
    confirm = b.button("Confirm columns", COLUMNS, value=file_id, style="primary")
    return b.escaped(title), [
        b.section(b.plain(title)),
        b.context(shortened(looks, 2000)),
        b.actions([confirm]),
    ]


def _booked(view: FileView) -> list[b.Block]:
    lines = [f"{entry_line(each)}\n{fate(each)}" for each in view.booked]
    return [b.section(b.plain(shortened("\n".join(lines), 2900)))] if lines else []


def _row(entry: ImportedEntry) -> list[b.Block]:
    said = [proposal_words(each) for each in entry.proposals[:_MOST_PROPOSALS]] or [fate(entry)]
    text = "\n".join((entry_line(entry), *said))
    return [b.section(b.plain(shortened(text, 2900))), entry_buttons(entry)]


def _more(view: FileView) -> list[b.Block]:
    waiting = sum(count for state, count in view.counts.items() if state.value in _OPEN_STATES)
    hidden = waiting - len(view.waiting)
    if hidden <= 0:
        return []
    noun = "entry waits" if hidden == 1 else "entries wait"
    return [b.context(f"{hidden:,} more {noun} on the app's Home tab.")]


_OPEN_STATES = frozenset({"unmatched", "proposed"})
