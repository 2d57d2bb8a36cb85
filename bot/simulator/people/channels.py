"""What becomes of a channel: made, archived, shared with another organisation, given another id,
deleted."""

from collections.abc import Iterator

from bot.simulator.local_slack import LocalSlack
from bot.simulator.seed import Channel
from bot.simulator.wire import Json, Refusal


def kind_of(channel: Channel) -> str:
    """In the words of a menu's filter."""
    if channel.is_im:
        return "im"
    if channel.is_mpim:
        return "mpim"
    return "private" if channel.is_private else "public"


async def set_channel(
    slack: LocalSlack, channel_id: str, changes: Json, new_id: str | None, deleted: bool
) -> Json:
    """Makes the channel, or changes it; `changes` are fields of `Channel`. `{ok}`.

    With `new_id`, its messages and members go on under that, and the old id is no channel.
    """
    workspace = slack.workspace
    known = workspace.channels.get(channel_id) or Channel(channel_id, channel_id.lower())
    before = known.copy() if channel_id in workspace.channels else None
    if known.is_im:
        raise Refusal("channel_not_found", f"{channel_id!r} is no channel.", 404)
    for name, value in changes.items():
        setattr(known, name, set(value) if name == "members" else value)
    workspace.channels[channel_id] = known
    if deleted or new_id:
        del workspace.channels[channel_id]
    if new_id:
        known.id = new_id
        workspace.channels[new_id] = known
        workspace.messages.move(channel_id, new_id)
        names = {"old_channel_id": channel_id, "new_channel_id": new_id}
        moment = workspace.ids.ts()
        await slack.send_event({"type": "channel_id_changed", **names, "event_ts": moment})
    workspace.changes.tell("workspace", slack.seed.team.id)
    if before and workspace.bot.id in before.members:
        for event in _news(before, known, deleted):
            await slack.send_event({**event, "event_ts": workspace.ids.ts()})
    return {"ok": True}


def _news(before: Channel, after: Channel, deleted: bool) -> Iterator[Json]:
    """What Slack tells an app that is in the channel."""
    kind, place = ("group" if before.is_private else "channel"), {"channel": before.id}
    if after.name != before.name:
        named = {"id": before.id, "name": after.name, "created": 1700000000}
        yield {"type": f"{kind}_rename", "channel": named}
    if after.is_archived != before.is_archived:
        yield {"type": f"{kind}_{'archive' if after.is_archived else 'unarchive'}", **place}
    if after.shared_with and not before.shared_with:
        yield {"type": "channel_shared", **place, "connected_team_id": after.shared_with}
    if before.shared_with and not after.shared_with:
        yield {"type": "channel_unshared", **place, "is_ext_shared": False}
    if deleted:
        yield {"type": f"{kind}_deleted", **place}
