"""Invoice links that somebody posts in a channel."""

import re
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.slack.context import SlackContext
from bot.slack.payload import Body
from bot.slack.views.blocks import Block
from bot.slack.views.invoice.unfurl import unfurl
from jupiter_core.domain.refusals import Refusal
from jupiter_core.queries.readable import shown_in_channel

_PATH = re.compile(r"https?://[^/?#]+/i/([^/?#]+)")


def register(app: App, ctx: SlackContext) -> None:
    @app.event("link_shared")
    def link_shared(body: Body, event: dict[str, Any], client: WebClient) -> None:
        """Doing this twice shows the same, so a repeated event needs no memory."""
        channel = str(event.get("channel", ""))
        shown = {
            url: told
            for url in (str(each["url"]) for each in event.get("links", []))
            if (told := _told(ctx, body, url, channel))
        }
        if not shown:
            return
        if event.get("unfurl_id") and event.get("source"):
            client.chat_unfurl(unfurl_id=event["unfurl_id"], source=event["source"], unfurls=shown)
        else:
            client.chat_unfurl(channel=channel, ts=event["message_ts"], unfurls=shown)


def _told(ctx: SlackContext, body: Body, url: str, channel: str) -> Block | None:
    """Nothing for a link that is forged, dead, or of another workspace."""
    found = _PATH.match(url)
    if found is None:
        return None
    try:
        invoice_id = ctx.links.invoice_id(found[1])
        with ctx.reading(body) as uow:
            invoice = uow.invoices.get(invoice_id)
            shown = shown_in_channel(uow, invoice, channel)
        ctx.links.check(found[1], invoice)
    except Refusal:
        return None
    return unfurl(invoice, shown=shown)
