"""A deal's channel: the one that a form begins with, and what Slack says of the one chosen."""

import http.client
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.intake.drafts.kinds import form_in
from bot.logs.errors import traced
from bot.slack.context import SlackContext
from bot.slack.directory import is_channel_news, keep_channel, known_channel
from bot.slack.forms import draw, find_own, keep
from bot.slack.payload import Body, team_of
from bot.slack.people import KNOWN_FOR
from bot.slack.quick_calls import quick
from bot.slack.turn import current
from bot.slack.unsaved import begun
from jupiter_core.domain.directory import KnownChannel
from jupiter_core.domain.refusals import (
    ChannelArchived,
    NoDealChannel,
    NotInChannel,
    Refusal,
    SharedChannel,
)
from jupiter_core.ports import SavedForm

BOT = "JupiterInvoice"
SHARED = (
    "People from another company read this channel. They will see this deal's card and its whole "
    "thread: amounts, drafts and comments."
)
_SCOPES_OF_DIRECT = ("im:read", "mpim:read")

log = structlog.get_logger(__name__)


class ChannelNotKnown(Refusal):
    """Slack did not say what a channel is."""

    template = "Slack couldn't tell us about this channel. Nothing was saved; please try again."


class NoLookAtChannels(Refusal):
    """The app was installed without a permission that it needs."""

    template = "I don't have the permission {scope}. Ask an admin to install JupiterInvoice again."
    scope: str


def channel_of_payload(body: Body) -> str:
    """Where a command was typed or a message stands, if a deal can be there; else empty.

    Direct messages, of two or of several, are no channel.
    """
    part = body.get("channel") or {}
    channel = str(body.get("channel_id") or part.get("id") or "")
    name = str(body.get("channel_name") or part.get("name") or "")
    direct = channel.startswith("D") or name == "directmessage" or name.startswith("mpdm-")
    return "" if direct else channel


def expect_deal_channel(
    ctx: SlackContext, client: WebClient, body: Body, channel: str, *, shared: bool
) -> str:
    """What is to be said of a channel that a deal may be in; empty as a rule. `shared` says
    whether the workspace lets deals be in shared channels. While Slack waits for an answer, what is
    kept of the channel decides.

    Raises at `deal_channel`: NotInChannel with how to invite the bot, ChannelArchived,
    NoDealChannel, SharedChannel, NoLookAtChannels or ChannelNotKnown.
    """
    try:
        return _said_of(_known_channel(ctx, client, body, channel), shared=shared)
    except Refusal as refusal:
        raise refusal.at("deal_channel") from None


def look_at_channel(
    ctx: SlackContext, client: WebClient, body: Body, form_id: str, view_id: str
) -> None:
    """Asks Slack of a form's channel, behind the ack, and says in the form's view what there is to
    say. Where Slack does not answer, submitting asks again."""
    with ctx.reading(body) as uow:
        saved = find_own(uow, body, form_id)
        shared = uow.workspace().shared_channels
    if saved:
        note_channel(ctx, client, body, saved, view_id, shared=shared)


def note_channel(
    ctx: SlackContext,
    client: WebClient,
    body: Body,
    saved: SavedForm,
    view_id: str,
    *,
    shared: bool,
    is_kept: bool = True,
) -> None:
    """The same of a form as it was a moment ago; `shared` is as for `expect_deal_channel`. One that
    is not kept yet is kept where there is something to say."""
    named = (team_of(body), saved.channel)
    if ctx.fine_channels.has(named) and not saved.values.get("channel_note"):
        return
    form, form_id = form_in(saved), saved.id
    if form.is_change:
        return
    channel = form.deal_channel
    note = _note(ctx, client, body, channel, shared=shared) if channel else ""
    if note == "" and channel:
        ctx.fine_channels.add(named)
    if note is None or note == form.channel_note:
        return
    with ctx.writing(body) as uow:
        now = find_own(uow, body, form_id) or (None if is_kept else begun(uow, saved))
        if now is None or form_in(now).deal_channel != form.deal_channel:
            return
        noted = form_in(now).model_copy(update={"channel_note": note})
        drawn = draw(uow, keep(uow, now.owner, now.id, noted))
    try:
        client.views_update(view_id=view_id, view=drawn)
    except (SlackApiError, OSError, http.client.HTTPException) as trouble:
        log.info("channel_not_noted", error=traced(trouble))


def _note(
    ctx: SlackContext, client: WebClient, body: Body, channel: str, *, shared: bool
) -> str | None:
    """None where nobody knows."""
    try:
        return expect_deal_channel(ctx, client, body, channel, shared=shared)
    except (ChannelNotKnown, NoLookAtChannels):
        return None
    except Refusal as refusal:
        return refusal.sentence


def _known_channel(ctx: SlackContext, client: WebClient, body: Body, channel: str) -> KnownChannel:
    """As it is kept while Slack waits for an answer; otherwise, and where it was never seen before,
    as Slack says."""
    turn = current()
    if channel.startswith("D"):
        raise NoDealChannel
    if turn and turn.owes_answer:
        with ctx.reading(body) as uow:
            known, now = uow.directory.channel(channel), uow.now
        if known and now - known.refreshed_at < KNOWN_FOR:
            return known
    return _asked(ctx, client, body, channel)


def _asked(ctx: SlackContext, client: WebClient, body: Body, channel: str) -> KnownChannel:
    """At this moment."""
    with ctx.reading(body) as uow:
        asked_at = uow.now
    try:
        found: dict[str, Any] = quick(client).conversations_info(channel=channel)["channel"]
    except SlackApiError as error:
        if error.response.get("error") == "channel_not_found":
            _keep(ctx, body, KnownChannel(id=channel, refreshed_at=asked_at, is_gone=True))
        raise _meaning(error) from error
    except (OSError, http.client.HTTPException) as trouble:
        log.warning("channel_not_known", error=traced(trouble))
        raise ChannelNotKnown from trouble
    known = known_channel(found, asked_at)
    _keep(ctx, body, known)
    return known


def _keep(ctx: SlackContext, body: Body, channel: KnownChannel) -> None:
    with ctx.reading(body) as uow:
        if not is_channel_news(uow.directory.channel(channel.id), channel):
            return
    with ctx.store.write(team_of(body)) as uow:
        keep_channel(uow, channel)


def _meaning(error: SlackApiError) -> Refusal:
    name, needed = error.response.get("error"), str(error.response.get("needed") or "")
    if name == "channel_not_found":
        return NotInChannel(BOT)
    if name == "missing_scope":
        return NoDealChannel() if needed in _SCOPES_OF_DIRECT else NoLookAtChannels(needed)
    log.warning("channel_not_known", error=traced(error))
    return ChannelNotKnown()


def _said_of(found: KnownChannel, *, shared: bool) -> str:
    if found.is_direct:
        raise NoDealChannel
    if found.is_archived:
        raise ChannelArchived
    if found.is_gone or not found.has_app:
        raise NotInChannel(BOT)
    if not found.is_shared:
        return ""
    if not shared:
        raise SharedChannel
    return SHARED
