"""Inviting and removing people, the app among them; taking the app out of the workspace."""

from bot.simulator.local_slack import LocalSlack
from bot.simulator.wire import Json, Refusal


async def set_membership(slack: LocalSlack, channel_id: str, user_id: str, member: bool) -> Json:
    """Invites or removes a person or the bot; `{ok}`."""
    workspace = slack.workspace
    channel = workspace.channels.get(channel_id)
    if channel is None or channel.is_im:
        raise Refusal("channel_not_found", f"There is no channel {channel_id!r}.", 404)
    if user_id not in workspace.users:
        raise Refusal("user_not_found", f"Nobody here has the id {user_id!r}.", 404)
    if member == (user_id in channel.members):
        return {"ok": True}
    (channel.members.add if member else channel.members.discard)(user_id)
    workspace.changes.tell("workspace", channel.id)
    name = "member_joined_channel" if member else "member_left_channel"
    place = {
        "user": user_id,
        "channel": channel.id,
        "channel_type": "G" if channel.is_private else "C",
    }
    await slack.send_event({"type": name, **place, "event_ts": workspace.ids.ts()})
    return {"ok": True}


async def uninstall(slack: LocalSlack) -> Json:
    """Removes the app: `tokens_revoked` and `app_uninstalled` are sent, and its tokens die."""
    moment = slack.workspace.ids.ts()
    tokens = {"oauth": [], "bot": [slack.seed.bot_user_id]}
    await slack.send_event({"type": "tokens_revoked", "tokens": tokens, "event_ts": moment})
    await slack.send_event({"type": "app_uninstalled", "event_ts": moment})
    slack.installed = False
    slack.changes.tell("workspace", slack.seed.team.id)
    return {"ok": True}
