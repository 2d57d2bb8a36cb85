"""A message to the bot, or a mention of it: answered as the command is, and read by whoever wrote
it alone."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.slack.command_words import find_numbered, is_number
from bot.slack.context import SlackContext
from bot.slack.finding import look, who_asks
from bot.slack.helping import helped
from bot.slack.invoice.showing import shown_to
from bot.slack.payload import Body, team_of, user_of
from bot.slack.shorthand import unescaped
from bot.slack.telling import LONGEST_SENTENCE, show_privately
from bot.slack.views.blocks import Block, context, escaped
from bot.slack.views.found import FoundPlace, found_message
from bot.slack.views.help import GUEST, help_message
from bot.slack.views.rich_text import Rendered
from bot.wording.text import shortened
from jupiter_core.domain.refusals import AlreadyDone, Refusal
from jupiter_core.domain.search import SearchKind, Wanted
from jupiter_core.outbox.messages import MessageKind, invoice_stream
from jupiter_core.queries.finding import sight_of

_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^<>]*)?>")
_THIS = frozenset({"", "show", "status", "this", "it"})
_LOOKED_AT = 50
"""Invoices of a channel among which a thread's is looked for, the last changed first."""
_NOTHING = "Write a customer, a number, a PO or an amount to find invoices, or “help”."


def register(app: App, ctx: SlackContext) -> None:
    @app.event("app_mention")
    def mentioned(body: Body, event: dict[str, Any], client: WebClient) -> None:
        if not _is_direct(event):
            _take(ctx, client, body, event)

    @app.event("message")
    def written(body: Body, event: dict[str, Any], client: WebClient) -> None:
        if _is_direct(event):
            _take(ctx, client, body, event)


def _is_direct(event: Mapping[str, Any]) -> bool:
    return event.get("channel_type") == "im" or str(event.get("channel", "")).startswith("D")


def _take(ctx: SlackContext, client: WebClient, body: Body, event: Mapping[str, Any]) -> None:
    """Once for each event; nothing for what a bot wrote, this one too, or for what was edited or
    joined."""
    if event.get("bot_id") or event.get("subtype") or not event.get("user"):
        return
    asked = _as_asked(body, event)
    if ctx.person(client, asked).is_guest:
        # Nothing is written for a guest, not even that they were answered.
        _say(client, asked, event, GUEST, [])
        return
    try:
        with ctx.writing(asked, once=f"event:{body['event_id']}"):
            pass
    except AlreadyDone:
        return
    text, blocks = _answered(ctx, client, asked, event)

    def send(drawn: list[Block]) -> None:
        _say(client, asked, event, text, drawn)

    if blocks:
        ctx.natives.sent(team_of(body), blocks, send)
    else:
        send([])


def _as_asked(body: Body, event: Mapping[str, Any]) -> Body:
    """The event as a payload of the person who wrote it, where they wrote it."""
    place = {"channel_id": event["channel"], "thread_ts": event.get("thread_ts")}
    channel = {"id": event["channel"]}
    return {**body, "user": {"id": event["user"]}, "channel": channel, "container": place}


def _say(
    client: WebClient, asked: Body, event: Mapping[str, Any], text: str, blocks: list[Block]
) -> None:
    """In a channel nobody else sees it: others there may read less."""
    if not _is_direct(event):
        show_privately(client, asked, text, blocks or None)
        return
    client.chat_postMessage(
        channel=event["user"],
        thread_ts=event.get("thread_ts"),
        text=text,
        blocks=blocks or None,
        parse="none",
        link_names=False,
        unfurl_links=False,
        unfurl_media=False,
    )


def _answered(
    ctx: SlackContext, client: WebClient, asked: Body, event: Mapping[str, Any]
) -> Rendered:
    line = " ".join(unescaped(_MENTION.sub(" ", str(event.get("text") or ""))).split())
    line = line.removeprefix("/invoice").strip()
    try:
        return _of_this_deal(ctx, client, asked, event, line) or _of_line(ctx, client, asked, line)
    except Refusal as refusal:
        return escaped(shortened(refusal.sentence, LONGEST_SENTENCE)), []


def _of_line(ctx: SlackContext, client: WebClient, asked: Body, line: str) -> Rendered:
    word, _, rest = line.partition(" ")
    word, rest = word.lower(), rest.strip()
    if word in ("", "help", "hi", "hello"):
        return help_message(helped(ctx, client, asked))
    if word == "contracts":
        place = FoundPlace(kind=SearchKind.CONTRACT, line=rest[:200])
        return found_message(look(ctx, client, asked, rest, place))
    if word == "list":
        filtered = f"status:{'_'.join(rest.split())}" if rest else "by:me"
        return found_message(look(ctx, client, asked, filtered))
    sought = rest if word in ("find", "show") and rest else line
    if is_number(sought):
        shown = _numbered(ctx, client, asked, sought)
        if shown:
            return shown
    found = look(ctx, client, asked, sought)
    text, blocks = found_message(found)
    return (text, blocks) if found.rows else (text, [*blocks, context(_NOTHING)])


def _numbered(ctx: SlackContext, client: WebClient, asked: Body, typed: str) -> Rendered | None:
    found = find_numbered(ctx, client, asked, typed)
    if len(found) != 1:
        return None
    with ctx.reading(asked) as uow:
        invoice = uow.invoices.get(found[0].subject_id)
        return shown_to(ctx, uow, invoice, user_of(asked))


def _of_this_deal(
    ctx: SlackContext, client: WebClient, asked: Body, event: Mapping[str, Any], line: str
) -> Rendered | None:
    """The invoice whose thread this is, where nothing else was asked for."""
    thread = event.get("thread_ts")
    if not thread or line.lower() not in _THIS:
        return None
    asking = who_asks(ctx, client, asked)
    with ctx.reading(asked) as uow:
        sight = sight_of(uow, asking.reader)
        wanted = Wanted(sight=sight, today=uow.now.date(), channel=str(event["channel"]))
        for entry in uow.search.page(wanted, limit=_LOOKED_AT):
            stream = invoice_stream(entry.subject_id)
            receipt = uow.outbox.receipt(stream, MessageKind.CARD) or {}
            if thread in (receipt.get("ts"), receipt.get("thread_ts")):
                invoice = uow.invoices.get(entry.subject_id)
                return shown_to(ctx, uow, invoice, asking.person.id)
    return None
