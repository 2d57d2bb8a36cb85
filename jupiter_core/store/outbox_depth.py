"""How much of the outbox waits, and for how long, over all workspaces."""

from sqlalchemy import Engine, case, exists, func, or_
from sqlmodel import Session, col, select

from jupiter_core.ports import UNTIL_RELEASED, OutboxDepth
from jupiter_core.store.columns import UtcDateTime
from jupiter_core.store.engine import reading
from jupiter_core.store.outbox_tables import OutboxHoldRow, OutboxRow


def outbox_depths(engine: Engine) -> list[OutboxDepth]:
    """One for each kind of which something is unsent."""
    alive = col(OutboxRow.dead_at).is_(None)
    since = func.coalesce(col(OutboxRow.tried_since), col(OutboxRow.not_before))
    parked = exists().where(
        col(OutboxHoldRow.workspace_id) == col(OutboxRow.workspace_id),
        col(OutboxHoldRow.destination) == col(OutboxRow.destination),
        col(OutboxHoldRow.lane) == "",
        col(OutboxHoldRow.until) >= UNTIL_RELEASED,
    )
    held = or_(col(OutboxRow.not_before) >= UNTIL_RELEASED, parked)
    query = (
        select(  # type: ignore[call-overload]
            col(OutboxRow.destination),
            col(OutboxRow.kind),
            func.sum(case((alive, 1), else_=0)),
            func.sum(case((alive, 0), else_=1)),
            func.sum(case((alive & held, 1), else_=0)),
            func.min(case((alive & ~held, since), else_=None), type_=UtcDateTime()),
        )
        .where(col(OutboxRow.sent_at).is_(None))
        .group_by(col(OutboxRow.destination), col(OutboxRow.kind))
        .order_by(col(OutboxRow.destination), col(OutboxRow.kind))
    )
    with Session(reading(engine)) as session:
        rows = session.exec(query).all()
    return [
        OutboxDepth(
            destination=destination,
            kind=kind,
            waiting=waiting,
            given_up=given_up,
            held=held_back,
            oldest=oldest,
        )
        for destination, kind, waiting, given_up, held_back, oldest in rows
    ]
