"""`/invoice setup`: making a legal entity in steps, and editing one section of it at a time.

What is saved with a step stays, whatever becomes of the next one. Until the second step nothing is
saved: what was typed in the first goes along in the view.
"""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.entity import (
    BEGINNING,
    read_beginning,
    read_new_entity,
    typed_texts,
)
from bot.slack.actions import click_key
from bot.slack.context import SlackContext
from bot.slack.payload import Body, user_of
from bot.slack.setup.access import chosen, expect_admin, pressed, push, show_home, submitted
from bot.slack.setup.entity import (
    before,
    drawn_entity,
    drawn_section,
    opened_in,
    show_entity,
)
from bot.slack.setup.logo import checked, take_logo
from bot.slack.setup.sections import save_section
from bot.slack.setup.uploads import uploaded
from bot.slack.turn import open_window
from bot.slack.views.blocks import Block, context, option
from bot.slack.views.setup.entity import (
    BACK,
    BEGUN,
    EDIT_SECTION,
    MADE,
    PREVIEW,
    SECTION_SAVED,
    begin_view,
    make_view,
)
from bot.slack.views.setup.home import ADD_PROFILE, EDIT_PROFILE, FIND_BANK, FIND_PROFILE
from bot.slack.views.setup.opened import Opened
from bot.slack.views.setup.section_fields import LOGO_FILE
from jupiter_core.commands.numbering import suggested_series
from jupiter_core.commands.parties import (
    SaveSenderProfile,
    expect_new_entity,
    save_sender_profile,
)
from jupiter_core.domain.country_defaults import country_defaults
from jupiter_core.outbox.messages import paper_preview
from jupiter_core.queries.entity_sections import GUIDED, EntitySection

MOST_OPTIONS = 100
_MOST_TYPED = 2000
"""Characters of a step that is not saved; a view carries 3000."""


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun."""

    @app.action(ADD_PROFILE)
    def add(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: push(client, body, _begun(ctx, client, body)))

    @app.action(EDIT_PROFILE)
    def edit(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _open_known(ctx, client, body))

    @app.action(FIND_PROFILE)
    def found(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        if pressed(client, body, lambda: _open_known(ctx, client, body)):
            show_home(ctx, client, body)

    @app.action(EDIT_SECTION)
    def edit_section(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _open_section(ctx, client, body))

    @app.action(PREVIEW)
    def preview(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _preview(ctx, client, body))

    @app.action(BACK)
    def back(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _back(ctx, client, body))

    @app.view(BEGUN)
    def begun(ack: Ack, body: Body, client: WebClient) -> None:
        submitted(ack, body, lambda: _begin(ctx, client, body))

    @app.view(MADE)
    def made(ack: Ack, body: Body, client: WebClient) -> None:
        if submitted(ack, body, lambda: _make(ctx, client, body)):
            show_home(ctx, client, body)

    @app.view(SECTION_SAVED)
    def saved(ack: Ack, body: Body, client: WebClient) -> None:
        file = uploaded(body, LOGO_FILE)
        if file:
            if submitted(ack, body, lambda: checked(ctx, client, body, file)):
                take_logo(ctx, client, body, file)
        elif submitted(ack, body, lambda: save_section(ctx, client, body)):
            show_entity(ctx, client, body)
            show_home(ctx, client, body)

    @app.options(FIND_PROFILE)
    @app.options(FIND_BANK)
    def options(ack: Ack, body: Body, client: WebClient) -> None:
        ack(options=_options(ctx, client, body))


def _begun(ctx: SlackContext, client: WebClient, body: Body, *, alone: bool = False) -> Block:
    expect_admin(ctx, client, body)
    with ctx.reading(body) as uow:
        opened = Opened(nonce=uow.new_id(), subject=uow.new_id(), is_new=True, alone=alone)
    return begin_view({}, str(opened))


def open_entity(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """From the App Home: the entity that the button names, or the first step of a new one. Raises
    NotPermitted to all but admins."""
    expect_admin(ctx, client, body)
    profile_id = chosen(body)
    if profile_id:
        with ctx.reading(body) as uow:
            profile = uow.sender_profiles.get(profile_id)
            view = drawn_entity(ctx, uow, profile, alone=True)
    else:
        view = _begun(ctx, client, body, alone=True)
    open_window(client, body, view)


def _open_known(ctx: SlackContext, client: WebClient, body: Body) -> None:
    expect_admin(ctx, client, body)
    with ctx.reading(body) as uow:
        view = drawn_entity(ctx, uow, uow.sender_profiles.get(chosen(body)))
    push(client, body, view)


def _open_section(ctx: SlackContext, client: WebClient, body: Body) -> None:
    expect_admin(ctx, client, body)
    opened = opened_in(body)
    with ctx.reading(body) as uow:
        profile = uow.sender_profiles.get(opened.subject)
        view = drawn_section(uow, EntitySection(chosen(body)), profile, like=opened)
    push(client, body, view)


def _preview(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """Sends a picture of a sample, and says so above the sections."""
    expect_admin(ctx, client, body)
    opened = opened_in(body)
    with ctx.writing(body, once=click_key(body)) as uow:
        profile = uow.sender_profiles.get(opened.subject)
        uow.outbox.put(paper_preview(uow.workspace_id, user_of(body), profile.id, uow.new_id()))
        told = [context("The preview is in your messages with this app.")]
        view = drawn_entity(ctx, uow, profile, alone=opened.alone, told=told)
    client.views_update(view_id=body["view"]["id"], view=view)


def _begin(ctx: SlackContext, client: WebClient, body: Body) -> Block:
    """The second step, with what is usual in the country."""
    person = expect_admin(ctx, client, body)
    opened = opened_in(body)
    typed = typed_texts(body["view"]["state"]["values"])
    name, country = read_beginning(typed)
    with ctx.reading(body) as uow:
        expect_new_entity(uow, name)
        usual = {
            "series": suggested_series(uow, name, country),
            "time_zone": country_defaults(country).time_zone(person.time_zone),
        }
        same = opened.typed.get("address.country") == country
        kept = opened.typed if same else {}
        begun = {**usual, **kept, **{each: typed[each] for each in BEGINNING}}
        known = opened.model_copy(update={"nonce": uow.new_id(), "typed": begun})
    return make_view(begun, str(known.model_copy(update={"typed": _carried(begun)})))


def _make(ctx: SlackContext, client: WebClient, body: Body) -> Block:
    """Makes the entity, and goes on to its next section."""
    person = expect_admin(ctx, client, body)
    opened = opened_in(body)
    typed = {**opened.typed, **typed_texts(body["view"]["state"]["values"])}
    with ctx.writing(body, once=opened.key) as uow:
        profile = read_new_entity(typed, opened.subject)
        command = SaveSenderProfile(by=person.actor, profile=profile)
        made = save_sender_profile(command, uow, ctx.renderer)
        like = opened.model_copy(update={"guided": True})
        return drawn_section(uow, GUIDED[1], made, like=like)


def _back(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """The step before: of an entity that is not made yet with what was typed, else as saved."""
    expect_admin(ctx, client, body)
    opened = opened_in(body)
    with ctx.reading(body) as uow:
        if opened.is_new and not opened.guided:
            typed = {**opened.typed, **typed_texts(body["view"]["state"]["values"])}
            update = {"nonce": uow.new_id(), "typed": _carried(typed)}
            view = begin_view(typed, str(opened.model_copy(update=update)))
        else:
            profile = uow.sender_profiles.get(opened.subject)
            step = before(EntitySection(opened.extra))
            view = drawn_section(uow, step, profile, like=opened)
    client.views_update(view_id=body["view"]["id"], view=view)


def _carried(typed: dict[str, str]) -> dict[str, str]:
    """As far as there is room in a view: all of a step, or only what the first one asked."""
    if sum(len(each) for each in typed.values()) <= _MOST_TYPED:
        return typed
    return {name: typed[name] for name in BEGINNING}


def _options(ctx: SlackContext, client: WebClient, body: Body) -> list[Block]:
    if not ctx.person(client, body).is_admin:
        return []
    wanted = str(body.get("value") or "").casefold().split()
    with ctx.reading(body) as uow:
        found = (
            option(each.legal_name, each.id)
            for each in uow.sender_profiles.all()
            if all(word in each.legal_name.casefold() for word in wanted)
        )
        return list(found)[:MOST_OPTIONS]
