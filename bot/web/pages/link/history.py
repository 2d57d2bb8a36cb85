"""The published versions of an invoice, as the customer may read them.

Of people only the name is told, never the e-mail; of our own workings (channels, drafts, the
words finance gave each other) nothing.
"""

from bot.wording.figures import moment
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.changes import Change
from jupiter_core.domain.frozen import Frozen
from jupiter_core.queries.history import VersionEntry

_PO_NUMBER = "PO number"
_OURS_ALONE = frozenset({"Deal channel"})


class Step(Frozen):
    """One version: `what` is a word for it where nothing was there before."""

    sequence: int
    revision: int
    label: str
    when: str
    who: str
    what: str
    changes: tuple[Change, ...]

    @property
    def changes_po_number(self) -> bool:
        return any(change.what == _PO_NUMBER for change in self.changes)

    @property
    def words(self) -> str:
        """`PO number added: 4500017342; Cost centre: 77 → 78`."""
        return "; ".join(change.words for change in self.changes)


def steps(entries: list[VersionEntry], seller: str) -> tuple[Step, ...]:
    """Newest first. `entries` are the published ones; `seller` stands behind our own people."""
    return tuple(_step(entry, seller) for entry in reversed(entries))


def since(history: tuple[Step, ...], seen: int) -> tuple[Step, ...]:
    """What happened after version `seen`, newest first."""
    return tuple(step for step in history if step.sequence > seen)


def step_at(history: tuple[Step, ...], sequence: int) -> Step | None:
    """The step that made this version; None where it is none that the customer sees."""
    return next((step for step in history if step.sequence == sequence), None)


def _step(entry: VersionEntry, seller: str) -> Step:
    first = entry.revision == 1
    return Step(
        sequence=entry.sequence,
        revision=entry.revision,
        label=entry.label.capitalize(),
        when=moment(entry.at),
        who=_who(entry.by, seller),
        what="Issued" if first else "",
        changes=()
        if first
        else tuple(each for each in entry.changes if each.what not in _OURS_ALONE),
    )


def _who(by: Actor, seller: str) -> str:
    if by.kind is ActorKind.AP:
        return f"{by.name}{' (unverified)' if by.unverified else ''}, accounts payable"
    if by.kind is ActorKind.SLACK_USER:
        return f"{by.name}, {seller}"
    return seller
