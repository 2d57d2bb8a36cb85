"""A logo that somebody uploads in its section.

Slack wants an answer within three seconds: the form is answered first, and the picture is fetched
and looked at then. It is saved together with the rest of the section, or nothing is.

The answer and what is drawn afterwards go two ways, and either may be there first. What is drawn
therefore names the view that the answer puts up: until that is there, Slack knows none by its name.
"""

import threading
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.intake.modals.entity import read_section
from bot.intake.refusals import UnreadableLogo
from bot.slack.context import Body, SlackContext
from bot.slack.download import downloaded
from bot.slack.setup.access import expect_admin, show_home
from bot.slack.setup.entity import drawn_section, opened_in, show_entity
from bot.slack.setup.sections import save_section
from bot.slack.views.blocks import Block, context
from bot.slack.views.setup.entity import reading_view
from bot.slack.views.setup.section_fields import LOGO_FILE
from bot.wording.text import shortened
from jupiter_core.domain.refusals import AlreadyDone, Refusal
from jupiter_core.queries.entity_sections import EntitySection

File = dict[str, Any]

MOST_BYTES = 5 * 1024 * 1024
_SHOWN = frozenset(("image/png", "image/jpeg"))
"""What an image block of Slack's can show."""
_SAVED = "Logo saved. It is on what is issued from now on."
_LONGEST = 1000
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds between looks for the view: as long together as Slack waits for an answer."""


def uploaded(body: Body) -> File | None:
    """The file that was chosen in the form, if any."""
    held = body["view"]["state"]["values"].get(LOGO_FILE, {})
    files = [file for each in held.values() for file in each.get("files") or ()]
    return files[0] if files else None


def checked(ctx: SlackContext, client: WebClient, body: Body, file: File) -> Block:
    """What is shown until the picture is read. Raises what is wrong with the other fields, and
    UnreadableLogo for a file that is too large."""
    expect_admin(ctx, client, body)
    with ctx.reading(body) as uow:
        profile = uow.sender_profiles.get(opened_in(body).subject)
    read_section(EntitySection.LOOK, body["view"]["state"]["values"], profile)
    if int(file.get("size") or 0) > MOST_BYTES:
        raise _unreadable(file, f"it has more than {MOST_BYTES // 1_048_576} MB").at(LOGO_FILE)
    return reading_view(profile, _name_of(body))


def take_logo(ctx: SlackContext, client: WebClient, body: Body, file: File) -> None:
    """Fetches the picture and saves it with its section; what is wrong with it is told in the form,
    which then has what was typed."""
    try:
        content = _fetched(client, file)
        saved = save_section(ctx, client, body, ctx.renderer.logo(content), _shown(file))
    except AlreadyDone:
        return
    except Refusal as refusal:
        _draw(client, body, _again(ctx, body, refusal))
        return
    if saved:
        _draw(client, body, saved)
    show_entity(ctx, client, body)
    show_home(ctx, client, body)


def _fetched(client: WebClient, file: File) -> bytes:
    try:
        known = client.files_info(file=file["id"])["file"]
    except SlackApiError:
        raise _unreadable(file, "Slack did not give it; upload it again") from None
    return downloaded(client, known, MOST_BYTES, lambda reason: _unreadable(file, reason))


def _unreadable(file: File, reason: str) -> UnreadableLogo:
    return UnreadableLogo(shortened(str(file.get("name") or "logo"), 80), reason)


def _again(ctx: SlackContext, body: Body, refusal: Refusal) -> Block:
    """The form as it was typed, of what was seen when it was opened."""
    opened = opened_in(body)
    section = EntitySection(opened.extra)
    told = [context(f"⚠ {shortened(refusal.sentence, _LONGEST)} Nothing is saved yet.")]
    with ctx.reading(body) as uow:
        profile = uow.sender_profiles.get(opened.subject)
        typed = read_section(section, body["view"]["state"]["values"], profile)
        drawn = drawn_section(uow, section, typed, like=opened, told=told)
        opened = opened.model_copy(update={"nonce": uow.new_id()})
    return {**drawn, "private_metadata": str(opened)}


def _shown(file: File) -> list[Block]:
    """That it is saved, with the picture where Slack can show it."""
    if file.get("mimetype") not in _SHOWN or not file.get("url_private"):
        return [context(_SAVED)]
    picture = {"slack_file": {"url": file["url_private"]}, "alt_text": "The new logo"}
    return [context(_SAVED), {"type": "image", **picture}]


def _name_of(body: Body) -> str:
    """Of the view that is shown while the picture is read."""
    return f"logo-{opened_in(body).nonce}"


def _draw(client: WebClient, body: Body, view: Block) -> None:
    """Without the picture where Slack has not made it ready to be shown yet, and not at all where
    the form was closed meanwhile."""
    for pause in _PAUSES:
        try:
            client.views_update(external_id=_name_of(body), view=view)
        except SlackApiError as error:
            if error.response["error"] != "not_found":
                view = {**view, "blocks": [e for e in view["blocks"] if e["type"] != "image"]}
            threading.Event().wait(pause)
        else:
            return
