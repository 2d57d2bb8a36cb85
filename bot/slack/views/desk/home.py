"""The App Home: what waits for this person, and what is owed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from bot.slack.views import blocks as b
from bot.slack.views.bank_statement.waiting import TITLE as BANK_TITLE
from bot.slack.views.bank_statement.waiting import waiting_rows
from bot.slack.views.desk.actions import (
    AGING,
    AWAY,
    FORMS,
    NEW_CONTRACT,
    NEW_INVOICE,
    SETUP,
    SEVERAL,
    SHOW_ALL,
)
from bot.slack.views.desk.away import away_rows
from bot.slack.views.desk.checklist import checklist
from bot.slack.views.desk.drafts import draft_rows, is_old
from bot.slack.views.desk.rows import Drawn, counted, rows_of
from bot.slack.views.desk.totals import totals
from bot.slack.views.desk.waiting import proposal_rows, stuck_rows
from bot.slack.views.search_field import search_field
from bot.wording.figures import day
from bot.wording.text import one_line, shortened
from jupiter_core.domain.approval import Delegator
from jupiter_core.domain.delegation import Delegation
from jupiter_core.domain.desk import RECENTLY, DeskKind, DeskSection, LocalDays, Owed
from jupiter_core.domain.frozen import Frozen
from jupiter_core.ports import DeadLetter, SavedForm
from jupiter_core.queries.bank_entries import WaitingPart
from jupiter_core.queries.desk import FIRST, DeskPart
from jupiter_core.queries.entity_sections import UnfinishedEntity
from jupiter_core.queries.setup_checklist import SetupStep
from jupiter_core.queries.waiting_proposals import WaitingProposals

MOST_BLOCKS = 100
_SEVERAL = 2
_FEWER = (FIRST, 7, 5, 3)
"""Rows of each section: as many as fit into one view."""
TITLES = {
    DeskSection.TO_APPROVE: "To approve",
    DeskSection.SENT_BACK: "Sent back to you",
    DeskSection.SUBMITTED: "Waiting for approval",
    DeskSection.OVERDUE: "Overdue",
    DeskSection.DUE_SOON: "Due within 7 days",
    DeskSection.WAITING_FOR_PO: "Waiting for a PO",
    DeskSection.TO_UPLOAD: "To upload to a portal",
    DeskSection.RECENTLY_PAID: "Recently paid",
    DeskSection.DRAFTS: "Your drafts",
}
_GUEST = (
    "As a guest you can read what is posted in the channels that you are in, and the history "
    "behind its buttons is for full members. To have an invoice made, approved or changed, ask "
    "a full member of this workspace."
)
_NOTHING = "Nothing waits for you. To bill a deal, type /invoice in its channel."


class DeskView(Frozen):
    """What the desk shows one person. `said` is what their last press led to; `away` says who
    approves for them, `approves_for` for whom they do as a delegate."""

    name: str
    now: datetime
    today: date
    days: LocalDays | None = None
    is_guest: bool = False
    is_admin: bool = False
    may_draft: bool = False
    reads_all: bool = False
    said: str = ""
    owed: tuple[Owed, ...] = ()
    approves: bool = False
    away: Delegation | None = None
    approves_for: tuple[Delegation, ...] = ()
    parts: tuple[DeskPart, ...] = ()
    proposals: WaitingProposals = WaitingProposals()
    bank: WaitingPart = WaitingPart()
    stuck: tuple[DeadLetter, ...] = ()
    forms: tuple[SavedForm, ...] = ()
    threads: Mapping[str, str] = {}
    steps: Mapping[SetupStep, bool] = {}
    unfinished: UnfinishedEntity | None = None


def desk_home(view: DeskView) -> b.Block:
    """The view that is published."""
    if view.is_guest:
        return {"type": "home", "blocks": [_greeting(view), b.section(b.plain(_GUEST))]}
    for most in _FEWER:
        blocks = [*_top(view), *_sections(view, most)]
        if len(blocks) <= MOST_BLOCKS:
            break
    return {"type": "home", "blocks": blocks[:MOST_BLOCKS]}


def _top(view: DeskView) -> list[b.Block]:
    buttons = []
    decides = any(each.section is DeskSection.TO_APPROVE for each in view.parts)
    if view.may_draft:
        buttons += [
            b.button("New invoice", NEW_INVOICE, style=None if decides else "primary"),
            b.button("New contract", NEW_CONTRACT),
        ]
    if view.owed:
        buttons.append(b.button("Aging", AGING))
    if view.approves and not view.away:
        buttons.append(b.button("Out of office", AWAY))
    if view.is_admin:
        buttons.append(b.button("Set up", SETUP))
    said = [b.rich_text([b.words(shortened(view.said, 600), bold=True)])] if view.said else []
    return [
        _greeting(view),
        *said,
        *totals(view.owed, everybody=view.reads_all),
        *([b.actions(buttons, "home_actions")] if buttons else []),
        *away_rows(view.away, view.today, view.approves_for),
        search_field(),
        *checklist(view.steps, view.unfinished, may_draft=view.may_draft),
    ]


def _greeting(view: DeskView) -> b.Block:
    return b.header(f"{one_line(view.name, 60)}, {day(view.today)}")


def _sections(view: DeskView, most: int) -> list[b.Block]:
    blocks = [block for each in _each(view, most) for block in each]
    return blocks or [b.section(b.plain(_NOTHING))]


def _each(view: DeskView, most: int) -> Iterator[list[b.Block]]:
    """The sections in their order; what waits for a decision comes first."""
    parts = {each.section: each for each in view.parts}
    drawn = Drawn(
        days=view.days or LocalDays(usual=view.today),
        threads=view.threads,
        approves_for=tuple(
            Delegator(each.approver, each.approver_name) for each in view.approves_for
        ),
    )
    if DeskSection.TO_APPROVE in parts:
        yield _part(parts[DeskSection.TO_APPROVE], drawn, most)
    if view.proposals.count:
        rows = proposal_rows(view.proposals, most)
        yield [_title("Changes to confirm", view.proposals.count), *rows]
    if view.bank.count:
        yield [_title(BANK_TITLE, view.bank.count), *waiting_rows(view.bank, most)]
    if view.stuck:
        yield [_title("Could not be delivered", len(view.stuck)), *stuck_rows(view.stuck, most)]
    for section in DeskSection:
        if section not in (DeskSection.TO_APPROVE, DeskSection.DRAFTS) and section in parts:
            yield _part(parts[section], drawn, most)
    yield from _drafts(view, parts.get(DeskSection.DRAFTS), drawn, most)


def _part(part: DeskPart, drawn: Drawn, most: int) -> list[b.Block]:
    rows = [row for each in part.entries[:most] for row in rows_of(part.section, each, drawn)]
    title = _title(TITLES[part.section], part.count)
    hidden = part.count - len(part.entries[:most])
    return [title, *_at_once(part), *rows, *_more(hidden, part.section.value, part.count)]


def _at_once(part: DeskPart) -> Sequence[b.Block]:
    """A button, where more than one waits that can be approved together."""
    papers = [each for each in part.entries if each.kind is not DeskKind.CONTRACT]
    if part.section is not DeskSection.TO_APPROVE or len(papers) < _SEVERAL:
        return []
    return [b.actions([b.button("Approve several", SEVERAL)])]


def _drafts(
    view: DeskView, part: DeskPart | None, drawn: Drawn, most: int
) -> Iterator[list[b.Block]]:
    """What was typed lately, and drafts that are kept; what is older is one line."""
    fresh = [each for each in view.forms if not is_old(each, view.now)]
    old = len(view.forms) - len(fresh)
    if view.forms:
        shown = draft_rows(fresh[:most])
        more = _more(len(fresh) - most, FORMS, len(view.forms))
        fold = [] if more or not old else [_fold(old)]
        yield [_title("Not submitted yet", len(view.forms)), *shown, *more, *fold]
    if part:
        lately = tuple(each for each in part.entries if each.updated_at >= view.now - RECENTLY)
        yield _part(part.model_copy(update={"entries": lately}), drawn, most)


def _fold(old: int) -> b.Block:
    what = f"{old:,} older draft{'s' if old > 1 else ''}, not touched for two weeks"
    return b.section(b.plain(what), accessory=b.button("Show all", SHOW_ALL, value=FORMS))


def _title(words: str, count: int) -> b.Block:
    return b.header(f"{words} ({counted(count)})")


def _more(hidden: int, section: str, count: int) -> Sequence[b.Block]:
    if hidden <= 0:
        return []
    show = b.button(f"Show all {counted(count)}", SHOW_ALL, value=section)
    return [b.actions([show])]
