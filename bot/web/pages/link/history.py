"""The published versions of an invoice, as the customer may read them.

Of people only the name is told, never the e-mail; of our own workings (channels, drafts, the
words finance gave each other) nothing.
"""

from bot.wording.page.wording import PageWording
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.changes import Change
from jupiter_core.domain.frozen import Frozen
from jupiter_core.queries.history import VersionEntry, published

_OURS_ALONE = frozenset({"Deal channel"})
_OUR_REASONS = "Settled as "


class Step(Frozen):
    """One version: `what` is a word for it where nothing was there before. What money did makes no
    paper, and so it has no label."""

    sequence: int
    revision: int
    label: str
    when: str
    who: str
    what: str
    changes: tuple[Change, ...]


def steps(entries: list[VersionEntry], seller: str, say: PageWording) -> tuple[Step, ...]:
    """Newest first. `entries` are those that the customer sees; `seller` stands behind our own
    people."""
    papers = {entry.sequence for entry in published(entries)}
    return tuple(
        _step(entry, seller, say, paper=entry.sequence in papers) for entry in reversed(entries)
    )


def since(history: tuple[Step, ...], seen: int) -> tuple[Step, ...]:
    """What happened after version `seen`, newest first."""
    return tuple(step for step in history if step.sequence > seen)


def step_at(history: tuple[Step, ...], sequence: int) -> Step | None:
    """The step that made this version; None where it is none that the customer sees."""
    return next((step for step in history if step.sequence == sequence), None)


def _step(entry: VersionEntry, seller: str, say: PageWording, *, paper: bool) -> Step:
    first = paper and entry.revision == 1
    return Step(
        sequence=entry.sequence,
        revision=entry.revision,
        label=say.words.version.format(number=entry.revision) if paper else "",
        when=say.moment(entry.at),
        who=who_words(entry.by, seller, say),
        what=say.words.was_issued if first else "",
        changes=()
        if first
        else tuple(say.change(each) for each in entry.changes if _is_theirs(each)),
    )


def _is_theirs(change: Change) -> bool:
    """Why we settled something without money is for us to know."""
    return change.what not in _OURS_ALONE and not change.what.startswith(_OUR_REASONS)


def who_words(by: Actor, seller: str, say: PageWording) -> str:
    """Who it was, by name alone; `seller` stands behind our own people."""
    if by.kind is ActorKind.AP:
        template = say.words.by_ap_unverified if by.unverified else say.words.by_ap
        return template.format(name=by.name)
    if by.kind is ActorKind.SLACK_USER:
        return f"{by.name}, {seller}"
    return seller
