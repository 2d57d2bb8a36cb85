"""chat.unfurl: what a link in a person's message shows."""

from collections.abc import Mapping

from bot.simulator.api.calls import Call, Method
from bot.simulator.blockkit.validate import read_json, valid_message_blocks
from bot.simulator.messages import Posted
from bot.simulator.wire import Json, SlackError


def unfurl(call: Call) -> Json:
    """Shows content under links of this app in a message of a person."""
    posted = _message(call)
    unfurls = read_json(call.args.get("unfurls"), "invalid_unfurls_format")
    if unfurls is None:
        raise SlackError("missing_unfurls")
    if not isinstance(unfurls, dict):
        raise SlackError("invalid_unfurls_format")
    attachments = [_attachment(call, posted, url, each) for url, each in unfurls.items()]
    kept = [
        each
        for each in posted.body.get("attachments", [])
        if each.get("app_unfurl_url") not in unfurls
    ]
    posted.body["attachments"] = [*kept, *attachments]
    call.workspace.changed(posted)
    return {"ok": True}


def _message(call: Call) -> Posted:
    if call.args.get("unfurl_id"):
        if not call.args.get("source"):
            raise SlackError("missing_source")
        place = call.workspace.unfurls.get(str(call.args["unfurl_id"]))
        if place is None:
            raise SlackError("invalid_unfurl_id")
    else:
        if not call.args.get("channel"):
            raise SlackError("missing_channel")
        if not call.args.get("ts"):
            raise SlackError("missing_ts")
        place = (str(call.args["channel"]), str(call.args["ts"]))
    posted = call.workspace.messages.find(*place)
    if posted is None:
        raise SlackError("cannot_find_message")
    return posted


def _attachment(call: Call, posted: Posted, url: str, content: object) -> Json:
    stored = posted.body.get("text", "").replace("&amp;", "&")
    if url not in stored or call.slack.manifest.unfurls(url) is None:
        raise SlackError("cannot_unfurl_url")
    if not isinstance(content, dict):
        raise SlackError("cannot_parse_attachment")
    attachment = dict(content)
    if "blocks" in attachment:
        blocks = valid_message_blocks(
            attachment["blocks"], call.workspace.ids, f"/unfurls/{url}/blocks"
        )
        if any(block["type"] in ("rich_text", "table") for block in blocks):
            raise SlackError("cannot_parse_attachment", ["unsupported type in an unfurl"])
        attachment["blocks"] = blocks
    return {
        **attachment,
        "id": 1,
        "from_url": url,
        "app_unfurl_url": url,
        "is_app_unfurl": True,
        "app_id": call.slack.seed.app_id,
        "bot_id": call.slack.seed.bot_id,
    }


METHODS: Mapping[str, Method] = {"chat.unfurl": Method(unfurl, "links:write")}
