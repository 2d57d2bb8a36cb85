"""Writing a message."""

from bot.simulator.local_slack import LocalSlack
from bot.simulator.message_text import typed
from bot.simulator.messages import Posted
from bot.simulator.people.channels import kind_of
from bot.simulator.seed import Channel
from bot.simulator.wire import Json, Refusal

_KINDS = {"im": "im", "mpim": "mpim", "private": "group", "public": "channel"}


async def write_message(
    slack: LocalSlack, user_id: str, channel_id: str, text: str, thread_ts: str | None = None
) -> Json:
    """Posts as a person and tells the app what it subscribed to; `{ok, ts}`."""
    workspace = slack.workspace
    channel = workspace.channel_for(user_id, channel_id)
    if not text.strip():
        raise Refusal("no_text", "There is nothing to send.")
    if channel.is_archived:
        raise Refusal("is_archived", f"{channel.name} is archived: nobody writes there.")
    parent = workspace.messages.find(channel.id, thread_ts) if thread_ts else None
    if thread_ts and (parent is None or parent.is_reply):
        raise Refusal("thread_not_found", f"There is no thread {thread_ts}.", 404)
    written = typed(text, *workspace.names(), workspace.ids)
    body: Json = {"user": user_id, "text": written.text, "blocks": written.blocks}
    if parent:
        body |= {"thread_ts": parent.ts, "parent_user_id": parent.body["user"]}
    posted = workspace.post(channel.id, body)
    await _tell_of_links(slack, channel, posted, written.links)
    await _tell_of_message(slack, channel, posted)
    return {"ok": True, "ts": posted.ts}


async def _tell_of_links(
    slack: LocalSlack, channel: Channel, posted: Posted, links: list[str]
) -> None:
    known = [{"domain": slack.manifest.unfurls(url), "url": url} for url in links]
    known = [link for link in known if link["domain"]]
    if not known or "links:read" not in slack.manifest.scopes:
        return
    workspace = slack.workspace
    unfurl_id = f"{posted.ts}.{workspace.ids.secret()}"
    workspace.unfurls[unfurl_id] = (channel.id, posted.ts)
    event = {
        "type": "link_shared",
        "user": posted.body["user"],
        "channel": channel.id,
        "message_ts": posted.ts,
        "links": known,
        "source": "conversations_history",
        "unfurl_id": unfurl_id,
        "is_bot_user_member": workspace.bot.id in channel.members,
        "event_ts": workspace.ids.ts(),
    }
    if posted.thread_ts:
        event["thread_ts"] = posted.thread_ts
    await slack.send_event(event)


async def _tell_of_message(slack: LocalSlack, channel: Channel, posted: Posted) -> None:
    bot = slack.workspace.bot
    if bot.id not in channel.members:
        return
    place = {"channel": channel.id, "event_ts": posted.ts}
    kind = _KINDS[kind_of(channel)]
    await slack.send_event({**posted.body, **place, "channel_type": kind})
    # In direct messages with the app, everything is for it, and no mention is told apart.
    if not channel.is_im and f"<@{bot.id}>" in posted.body["text"]:
        await slack.send_event({**posted.body, **place, "type": "app_mention"})
