"""The week's aging, posted to the finance channel on Monday morning, once."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from jupiter_core.commands.once import is_first
from jupiter_core.outbox.messages import SLACK, MessageKind
from jupiter_core.ports import Message, UnitOfWork
from jupiter_core.queries.aging import aging

NOT_BEFORE = time(9)
_LATE_DAYS = 1
"""Days after Monday on which it is still posted, where nothing ran before."""


def digest_due(uow: UnitOfWork) -> list[str]:
    """The workspace, where it has a finance channel and this week's was not posted there yet."""
    week, channel = _week(uow), uow.workspace().finance_channel
    if week is None or not channel:
        return []
    last = uow.outbox.receipt(_stream(channel), MessageKind.AGING)
    return [] if last and last.get("week") == week.isoformat() else [uow.workspace_id]


def post_digest(uow: UnitOfWork, _workspace_id: str) -> int:
    """1 where it is put into the outbox; 0 where it was, or there is nothing to say."""
    week, channel = _week(uow), uow.workspace().finance_channel
    if week is None or not channel:
        return 0
    if not is_first(uow, f"aging-digest:{channel}:{week}"):
        return 0
    found = aging(uow)
    if not found.currencies:
        return 0
    said = {"channel": channel, "week": week.isoformat(), "aging": found.model_dump(mode="json")}
    uow.outbox.put(
        Message(
            id=uow.new_id(),
            workspace_id=uow.workspace_id,
            stream=_stream(channel),
            destination=SLACK,
            kind=MessageKind.AGING,
            body=said,
            skippable=True,
            lane=channel,
        )
    )
    return 1


def _stream(channel: str) -> str:
    return f"aging:{channel}"


def _week(uow: UnitOfWork) -> date | None:
    """The Monday whose digest is due now, where most legal entities are."""
    zones = Counter(each.time_zone for each in uow.sender_profiles.all() if not each.archived)
    usual = zones.most_common(1)
    local: datetime = uow.now.astimezone(ZoneInfo(usual[0][0] if usual else "UTC"))
    late = local.weekday()
    begun = late > 0 or local.time() >= NOT_BEFORE
    return local.date() - timedelta(days=late) if begun and late <= _LATE_DAYS else None
