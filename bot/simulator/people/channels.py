"""What becomes of a channel: made, archived, shared with another organisation, given another id,
deleted."""

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
    return {"ok": True}
