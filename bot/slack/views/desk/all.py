"""The whole of one section of the desk, page by page, in a modal."""

from collections.abc import Sequence

from bot.slack.views import blocks as b
from bot.slack.views.desk.actions import ALL_VIEW, FORMS, PAGE, PAGE_LATER
from bot.slack.views.desk.drafts import draft_rows
from bot.slack.views.desk.home import TITLES
from bot.slack.views.desk.rows import Drawn, counted, rows_of
from bot.wording.text import shortened
from jupiter_core.domain.desk import DeskSection
from jupiter_core.ports import SavedForm
from jupiter_core.queries.desk import MOST_COUNTED, DeskPart

PAGE_SIZE = 20
_GONE = "Nothing is left here."


def page_value(section: str, page: int) -> str:
    """What a button and the modal itself carry: `overdue:2`."""
    return f"{section}:{page}"


def read_page(value: str) -> tuple[str, int]:
    """The reverse; of anything else the first page of nothing."""
    section, _, page = value.partition(":")
    known = section in {FORMS, *DeskSection}
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 0
    return (section, number) if known else ("", 0)


def part_page(part: DeskPart, page: int, drawn: Drawn, said: str = "") -> b.Block:
    """A page of a section."""
    modal = drawn.model_copy(update={"in_modal": True})
    rows = [row for each in part.entries for row in rows_of(part.section, each, modal)]
    return _page(
        TITLES[part.section], part.section.value, page, part.count, len(part.entries), rows, said
    )


def forms_page(forms: Sequence[SavedForm], page: int, said: str = "") -> b.Block:
    """A page of what was typed and not submitted."""
    shown = forms[page * PAGE_SIZE :][:PAGE_SIZE]
    return _page("Not submitted yet", FORMS, page, len(forms), len(shown), draft_rows(shown), said)


def last_page(count: int) -> int:
    """The number of the last page, from 0."""
    return max(0, (count - 1) // PAGE_SIZE)


def _page(
    title: str,
    section: str,
    page: int,
    count: int,
    shown: int,
    rows: Sequence[b.Block],
    said: str,
) -> b.Block:
    told = [b.rich_text([b.words(shortened(said, 600), bold=True)])] if said else []
    first = page * PAGE_SIZE + 1
    beyond = count == MOST_COUNTED and shown == PAGE_SIZE
    where = f"{first:,}–{first + shown - 1:,} of {counted(count)}"
    foot = [b.context(where)] if rows else [b.section(b.plain(_GONE))]
    turning = [
        *([b.button("Previous", PAGE, value=page_value(section, page - 1))] if page else []),
        *(
            [b.button("Next", PAGE_LATER, value=page_value(section, page + 1))]
            if page < last_page(count) or beyond
            else []
        ),
    ]
    blocks = [*told, *rows, *foot, *([b.actions(turning)] if turning else [])]
    metadata = page_value(section, page)
    return b.modal(title, blocks, callback_id=ALL_VIEW, private_metadata=metadata)
