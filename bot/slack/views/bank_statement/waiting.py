"""What waits of bank statements, on Home and in a modal of all of it."""

from bot.slack.views import blocks as b
from bot.slack.views.bank_statement.message import BOOK, CHOOSE, IGNORE
from bot.wording.bank_statement import entry_line, fate
from bot.wording.figures import amount
from bot.wording.text import shortened
from jupiter_core.domain.bank_entry import ImportedEntry
from jupiter_core.queries.bank_entries import WaitingPart

ROW, SHOW = "entry_row", "entry_show_all"
TITLE = "Payments to match"
_LABELS = {BOOK: "Book", CHOOSE: "Choose invoices", IGNORE: "Ignore"}


def waiting_rows(part: WaitingPart, most: int) -> list[b.Block]:
    """What it comes to, and the latest entries, each with a menu."""
    if not part.count:
        return []
    sums = "  ·  ".join(f"{amount(each.total)} in {each.count:,}" for each in part.totals)
    rows = [_row(each) for each in part.entries[:most]]
    hidden = part.count - len(rows)
    show = b.actions([b.button(f"Show all {part.count:,}", SHOW)])
    return [b.context(sums), *rows, *([show] if hidden > 0 else [])]


def waiting_modal(part: WaitingPart) -> b.Block:
    """All of them, as far as a modal goes."""
    rows = [_row(each) for each in part.entries]
    hidden = part.count - len(rows)
    foot = [b.context(f"The latest {len(rows):,} of {part.count:,}.")] if hidden > 0 else []
    nothing = [b.section(b.plain("Nothing waits to be matched."))]
    return b.modal(TITLE, [*rows, *foot] or nothing, callback_id="entries_waiting")


def read_choice(value: str) -> tuple[str, str]:
    """The action and the entry of a menu's option."""
    action_id, _, entry_id = value.partition(":")
    return (action_id if action_id in _LABELS else IGNORE), entry_id


def _row(entry: ImportedEntry) -> b.Block:
    may_pay = entry.entry.came_in and not entry.entry.is_reversal
    offered = [each for each in _LABELS if each == IGNORE or may_pay]
    if not entry.proposals and BOOK in offered:
        offered.remove(BOOK)
    options = [b.option(_LABELS[each], f"{each}:{entry.id}") for each in offered]
    menu = {"type": "overflow", "action_id": ROW, "options": options}
    text = shortened(f"{entry_line(entry)}\n{fate(entry)}", 600)
    return b.section(b.plain(text), accessory=menu)
