"""What an entry of the desk adds to the sums that are kept of all: by kind and day.

Sums of a million invoices are then sums of a few hundred days, to the cent and to the count.
"""

from datetime import UTC
from enum import StrEnum
from typing import NamedTuple

from jupiter_core.domain.content import OPEN, State
from jupiter_core.domain.desk import DeskEntry, DeskKind

_ISSUED = frozenset(state.value for state in (*OPEN, State.PAID))


class SumKind(StrEnum):
    """What is summed, and the day that it is of: when it is due, was issued, or was settled as UTC
    has it; what waits for a PO or for approval is of no day."""

    DUE = "due"
    PO = "po"
    APPROVAL = "approval"
    ISSUED = "issued"
    CREDITED = "credited"
    SETTLED = "settled"


class SumPart(NamedTuple):
    """One invoice's, in minor units of its currency. `day` is ISO, or empty."""

    kind: SumKind
    day: str
    minor: int


def sum_parts(entry: DeskEntry) -> tuple[SumPart, ...]:
    """Nothing of a contract."""
    if entry.kind is DeskKind.CONTRACT:
        return ()
    found: list[SumPart] = []
    is_note = entry.kind is DeskKind.CREDIT_NOTE
    if entry.state in _ISSUED and entry.issue_date:
        kind = SumKind.CREDITED if is_note else SumKind.ISSUED
        found.append(SumPart(kind, entry.issue_date.isoformat(), entry.total_minor))
    if is_note:
        return tuple(found)
    if entry.due_on:
        found.append(SumPart(SumKind.DUE, entry.due_on.isoformat(), entry.due_minor))
    if entry.po_awaited:
        found.append(SumPart(SumKind.PO, "", entry.due_minor))
    if entry.state == State.PENDING_APPROVAL:
        found.append(SumPart(SumKind.APPROVAL, "", entry.total_minor))
    if entry.state == State.PAID and entry.settled_at:
        day = entry.settled_at.astimezone(UTC).date().isoformat()
        found.append(SumPart(SumKind.SETTLED, day, entry.total_minor))
    return tuple(found)
