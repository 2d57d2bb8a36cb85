"""Anchoring: the head of the audit log, sent to where the database's owner has no say.

It goes to the operator's file and address, and to the finance channel. Where the team has named no
channel, approvers get it as a direct message, unless the operator keeps anchors elsewhere.
"""

from datetime import timedelta
from typing import Any

from jupiter_core.commands.once import is_first
from jupiter_core.commands.record import notify
from jupiter_core.domain.actor import TIMER
from jupiter_core.domain.audit import Anchor, AuditEntryKind
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.outbox.messages import ANCHOR, SLACK, MessageKind
from jupiter_core.ports import Message, UnitOfWork

_WHERE = {"file": "in the operator's file", "url": "at the operator's address"}


class AnchorPlan(Frozen):
    """How often, and which places of the operator's there are: `file`, `url`."""

    hours: int = 24
    places: tuple[str, ...] = ()


def anchor_is_due(plan: AnchorPlan, uow: UnitOfWork) -> bool:
    """Whether the log has grown since the last anchor, and that was long enough ago. The entry
    with the last anchor's own messages alone is no growth. What was adopted is anchored at once."""
    last, head = uow.audit.anchored(), uow.audit.head()
    before = uow.now - timedelta(hours=plan.hours)
    if head is None:
        return False
    if last is None:
        first = next(uow.audit.entries())
        return first.kind == AuditEntryKind.ADOPTED or first.at <= before
    return head.sequence > last.sequence + 1 and last.at <= before


def keep_anchor(plan: AnchorPlan, uow: UnitOfWork) -> int:
    """How many places it goes to; none when it is not due, as in another process a moment ago."""
    head = uow.audit.head()
    if head is None or not anchor_is_due(plan, uow):
        return 0
    anchor = Anchor(
        workspace_id=uow.workspace_id, sequence=head.sequence, head=head.seal, at=uow.now
    ).sealed(uow.signer)
    messages = _messages(plan, anchor, uow)
    if messages:
        uow.audit.keep_anchor(anchor)
    for message in messages:
        uow.outbox.put(message)
    return len(messages)


def note_anchor_given_up(message: Message, error: str, uow: UnitOfWork) -> None:
    """Approvers and admins hear where the proof is missing: once a day of each place, though the
    notice itself is a growth of the log, which is anchored again."""
    place = str(message.body.get("place") or message.body["channel"])
    if not is_first(uow, f"anchor-given-up:{place}:{uow.now:%Y-%m-%d}"):
        return
    note = f"{_WHERE.get(place, f'in Slack ({place})')}: {error.rstrip('.')}."
    notify(uow, EventName.ANCHOR_GIVEN_UP, uow.workspace_id, by=TIMER, note=note)


def _messages(plan: AnchorPlan, anchor: Anchor, uow: UnitOfWork) -> list[Message]:
    workspace = uow.workspace()
    if workspace.finance_channel:
        readers: tuple[str, ...] = (workspace.finance_channel,)
    else:
        readers = () if plan.places else workspace.policy.people
    body = anchor.model_dump(mode="json")
    return [
        *(_message(uow, ANCHOR, each, {"place": each, "anchor": body}) for each in plan.places),
        *(_message(uow, SLACK, each, {"channel": each, "anchor": body}) for each in readers),
    ]


def _message(uow: UnitOfWork, destination: str, place: str, body: dict[str, Any]) -> Message:
    """One that cannot be sent holds up none of the later ones, which say more."""
    return Message(
        id=uow.new_id(),
        workspace_id=uow.workspace_id,
        stream=f"anchor:{place}",
        destination=destination,
        kind=MessageKind.ANCHOR,
        body=body,
        skippable=True,
        lane=place,
    )
