"""A deal's channel: the one that a form begins with, and what Slack says of the one chosen."""

import http.client
from dataclasses import dataclass
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.intake.drafts.kinds import form_in
from bot.logs.errors import traced
from bot.slack.context import Body, SlackContext, team_of
from bot.slack.forms import draw, find_own, keep
from bot.slack.quick_calls import quick
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
_SHARED_BY = ("is_ext_shared", "is_pending_ext_shared")
_SCOPES_OF_DIRECT = ("im:read", "mpim:read")

log = structlog.get_logger(__name__)


@dataclass(eq=False)
class ChannelNotKnown(Refusal):
    """Slack did not say what a channel is."""

    template = "Slack couldn't tell us about this channel. Nothing was saved; please try again."


@dataclass(eq=False)
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


def expect_deal_channel(client: WebClient, channel: str, *, shared: bool) -> str:
    """What is to be said of a channel that a deal may be in; empty as a rule. `shared` says
    whether the workspace lets deals be in shared channels.

    Raises at `deal_channel`: NotInChannel with how to invite the bot, ChannelArchived,
    NoDealChannel, SharedChannel, NoLookAtChannels or ChannelNotKnown.
    """
    try:
        return _said_of(_asked(client, channel), shared=shared)
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
) -> None:
    """The same of a form as it was a moment ago; `shared` is as for `expect_deal_channel`."""
    named = (team_of(body), saved.channel)
    if ctx.fine_channels.has(named) and not saved.values.get("channel_note"):
        return
    form, form_id = form_in(saved), saved.id
    if form.is_change:
        return
    note = _note(client, form.deal_channel, shared=shared) if form.deal_channel else ""
    if note == "" and form.deal_channel:
        ctx.fine_channels.add(named)
    if note is None or note == form.channel_note:
        return
    with ctx.writing(body) as uow:
        now = find_own(uow, body, form_id)
        if now is None or form_in(now).deal_channel != form.deal_channel:
            return
        noted = form_in(now).model_copy(update={"channel_note": note})
        drawn = draw(uow, keep(uow, now.owner, now.id, noted))
    try:
        client.views_update(view_id=view_id, view=drawn)
    except (SlackApiError, OSError, http.client.HTTPException) as trouble:
        log.info("channel_not_noted", error=traced(trouble))


def _note(client: WebClient, channel: str, *, shared: bool) -> str | None:
    """None where nobody knows."""
    try:
        return expect_deal_channel(client, channel, shared=shared)
    except (ChannelNotKnown, NoLookAtChannels):
        return None
    except Refusal as refusal:
        return refusal.sentence


def _asked(client: WebClient, channel: str) -> dict[str, Any]:
    """Slack's conversation object."""
    if channel.startswith("D"):
        raise NoDealChannel
    try:
        found: dict[str, Any] = quick(client).conversations_info(channel=channel)["channel"]
    except SlackApiError as error:
        raise _meaning(error) from error
    except (OSError, http.client.HTTPException) as trouble:
        log.warning("channel_not_known", error=traced(trouble))
        raise ChannelNotKnown from trouble
    return found


def _meaning(error: SlackApiError) -> Refusal:
    name, needed = error.response.get("error"), str(error.response.get("needed") or "")
    if name == "channel_not_found":
        return NotInChannel(BOT)
    if name == "missing_scope":
        return NoDealChannel() if needed in _SCOPES_OF_DIRECT else NoLookAtChannels(needed)
    log.warning("channel_not_known", error=traced(error))
    return ChannelNotKnown()


def _said_of(found: dict[str, Any], *, shared: bool) -> str:
    if found.get("is_im") or found.get("is_mpim"):
        raise NoDealChannel
    if found.get("is_archived"):
        raise ChannelArchived
    if not found.get("is_member"):
        raise NotInChannel(BOT)
    if not any(found.get(each) for each in _SHARED_BY):
        return ""
    if not shared:
        raise SharedChannel
    return SHARED
