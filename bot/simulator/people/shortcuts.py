"""Using a shortcut, from anywhere or on a message."""

from bot.simulator.delivery import Payload
from bot.simulator.local_slack import LocalSlack
from bot.simulator.payloads import channel_part, interaction, response_url
from bot.simulator.people.places import seen_message
from bot.simulator.wire import Json, Refusal


async def use_shortcut(
    slack: LocalSlack,
    user_id: str,
    callback_id: str,
    channel_id: str | None = None,
    ts: str | None = None,
) -> Json:
    """`{ok, ack, error?}`; a message shortcut needs a channel and a ts."""
    workspace = slack.workspace
    user, shortcut = workspace.person(user_id), slack.manifest.shortcut(callback_id)
    if shortcut is None:
        raise Refusal("unknown_shortcut", f"The app has no shortcut {callback_id!r}.", 404)
    channel_of = channel_id if shortcut.type == "message" else None
    trigger = workspace.triggers.issue(user_id, channel=channel_of)
    more: Json = {
        "callback_id": callback_id,
        "trigger_id": trigger,
        "action_ts": workspace.ids.ts(),
    }
    if shortcut.type == "message":
        if not channel_id or not ts:
            raise Refusal("no_message", "This shortcut is used on a message: name channel and ts.")
        channel = workspace.channel_for(user_id, channel_id)
        posted = seen_message(slack, user_id, channel, ts)
        more |= {"channel": channel_part(channel), "message": posted.body, "message_ts": ts}
        more["response_url"] = response_url(slack, channel, user, posted)
    kind = "message_action" if shortcut.type == "message" else "shortcut"
    payload = interaction(slack, kind, user, **more)
    ack = await slack.send(Payload("interactive", f"{kind} {callback_id}", payload))
    answer = {"ok": ack.ok, "ack": ack.body}
    return answer if ack.ok else {**answer, "error": ack.error}
