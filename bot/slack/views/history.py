"""A version history as a modal, a page at a time, newest first: of an invoice or a contract."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.slack.views import blocks as b
from bot.slack.views.rich_text import quote
from bot.wording.figures import moment
from bot.wording.names import change_words
from bot.wording.text import NAME_LIMIT, shortened
from jupiter_core.domain.events import EventName
from jupiter_core.queries.history import VersionEntry

PAGE_SIZE = 20
"""At most four blocks an entry, so that a page stays below 100 blocks."""
MOST_CHANGES = 8

Lead = Callable[[VersionEntry, str], Sequence[b.Block]]
"""The first line of a version, with what its event did: `approved it`."""


@dataclass(frozen=True)
class HistoryModal:
    """How the history of one kind is drawn. `older` pages have the action `<page_action>_older`."""

    title: str
    callback_id: str
    page_action: str
    actions: Mapping[EventName, str]

    def draw(
        self,
        subject_id: str,
        heading: str,
        entries: Sequence[VersionEntry],
        lead: Lead,
        page: int,
        above: Sequence[b.Block] = (),
    ) -> b.Block:
        """`entries` oldest first, as the query gives them; page 0 has the newest. `above` stands
        before them, ten blocks at most."""
        pages = max(1, -(-len(entries) // PAGE_SIZE))
        page = min(max(page, 0), pages - 1)
        newest_first = list(reversed(entries))[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
        blocks = [b.header(heading), *above]
        for entry in newest_first:
            action = self.actions.get(EventName(entry.why), entry.why)
            whose = shortened(entry.on_behalf_of, NAME_LIMIT)
            blocks += _entry(entry, lead(entry, f"{action} for {whose}" if whose else action))
        if pages > 1:
            blocks.append(b.context(f"Page {page + 1} of {pages}"))
            blocks.append(self._pager(subject_id, page, pages))
        return b.modal(self.title, blocks, callback_id=self.callback_id)

    def _pager(self, subject_id: str, page: int, pages: int) -> b.Block:
        newer = b.button("Newer", self.page_action, value=f"{subject_id}:{page - 1}")
        older = b.button("Older", f"{self.page_action}_older", value=f"{subject_id}:{page + 1}")
        wanted = [(page > 0, newer), (page < pages - 1, older)]
        return b.actions([button for is_there, button in wanted if is_there])


def read_page(value: str) -> tuple[str, int]:
    """The subject's id and the page that a pager's button names. Raises ValueError."""
    subject_id, _, page = value.rpartition(":")
    return subject_id, int(page)


def _entry(entry: VersionEntry, lead: Sequence[b.Block]) -> list[b.Block]:
    changes = [shortened(change_words(each), 400) for each in entry.changes]
    if len(changes) > MOST_CHANGES:
        changes[MOST_CHANGES:] = [f"and {len(changes) - MOST_CHANGES} more"]
    blocks = [b.rich_text([*lead, *(b.words(f"\n{each}") for each in changes)])]
    if entry.note:
        blocks.append(quote(entry.note, 500))
    return [*blocks, b.context(moment(entry.at)), b.divider()]
