"""A logo that somebody uploads in its section.

It is saved together with the rest of the section, or nothing is.
"""

from slack_sdk import WebClient

from bot.intake.modals.entity import read_section
from bot.intake.refusals import UnreadableLogo
from bot.slack.context import SlackContext
from bot.slack.payload import Body
from bot.slack.setup.access import expect_admin, show_home
from bot.slack.setup.entity import drawn_section, opened_in, show_entity
from bot.slack.setup.sections import save_section
from bot.slack.setup.uploads import File, draw, fetched, not_saved, reading_name
from bot.slack.views.blocks import Block, context
from bot.slack.views.setup.entity import reading_view
from bot.slack.views.setup.section_fields import LOGO_FILE
from bot.wording.text import shortened
from jupiter_core.domain.refusals import AlreadyDone, Refusal
from jupiter_core.queries.entity_sections import EntitySection

MOST_BYTES = 5 * 1024 * 1024
_SHOWN = frozenset(("image/png", "image/jpeg"))
"""What an image block of Slack's can show."""
_SAVED = "Logo saved. It is on what is issued from now on."


def checked(ctx: SlackContext, client: WebClient, body: Body, file: File) -> Block:
    """What is shown until the picture is read. Raises what is wrong with the other fields, and
    UnreadableLogo for a file that is too large."""
    expect_admin(ctx, client, body)
    with ctx.reading(body) as uow:
        profile = uow.sender_profiles.get(opened_in(body).subject)
    read_section(EntitySection.LOOK, body["view"]["state"]["values"], profile)
    if int(file.get("size") or 0) > MOST_BYTES:
        raise _unreadable(file, f"it has more than {MOST_BYTES // 1_048_576} MB").at(LOGO_FILE)
    return reading_view(profile, reading_name(body, "logo"))


def take_logo(ctx: SlackContext, client: WebClient, body: Body, file: File) -> None:
    """Fetches the picture and saves it with its section; what is wrong with it is told in the form,
    which then has what was typed."""
    name = reading_name(body, "logo")
    try:
        content = fetched(client, file, MOST_BYTES, lambda reason: _unreadable(file, reason))
        saved = save_section(ctx, client, body, ctx.renderer.logo(content), _shown(file))
    except AlreadyDone:
        return
    except Refusal as refusal:
        draw(client, name, _again(ctx, body, refusal))
        return
    if saved:
        draw(client, name, saved)
    show_entity(ctx, client, body)
    show_home(ctx, client, body)


def _unreadable(file: File, reason: str) -> UnreadableLogo:
    return UnreadableLogo(shortened(str(file.get("name") or "logo"), 80), reason)


def _again(ctx: SlackContext, body: Body, refusal: Refusal) -> Block:
    """The form as it was typed, of what was seen when it was opened."""
    opened = opened_in(body)
    section = EntitySection(opened.extra)
    told = [context(not_saved(refusal))]
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
