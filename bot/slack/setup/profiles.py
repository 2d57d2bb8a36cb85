"""`/invoice setup`: adding and editing sender profiles."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.setup import keeps_logo, parse_profile
from bot.slack.context import Body, SlackContext
from bot.slack.setup.access import chosen, expect_admin, pressed, push, show_home, submitted
from bot.slack.views.blocks import Block, option
from bot.slack.views.setup.home import ADD_PROFILE, EDIT_PROFILE, FIND_BANK, FIND_PROFILE
from bot.slack.views.setup.opened import Opened, digests, profile_facts, read_opened
from bot.slack.views.setup.profile import PROFILE_SAVED, profile_view
from jupiter_core.commands.parties import SaveSenderProfile, save_sender_profile

MOST_OPTIONS = 100


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun."""

    @app.action(ADD_PROFILE)
    def add(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _open_new(ctx, client, body))

    @app.action(EDIT_PROFILE)
    def edit(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _open_known(ctx, client, body))

    @app.action(FIND_PROFILE)
    def found(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        if pressed(client, body, lambda: _open_known(ctx, client, body)):
            show_home(ctx, client, body)

    @app.view(PROFILE_SAVED)
    def saved(ack: Ack, body: Body, client: WebClient) -> None:
        if submitted(ack, body, lambda: _save(ctx, client, body)):
            show_home(ctx, client, body)

    @app.options(FIND_PROFILE)
    @app.options(FIND_BANK)
    def options(ack: Ack, body: Body, client: WebClient) -> None:
        ack(options=_options(ctx, client, body))


def _open_new(ctx: SlackContext, client: WebClient, body: Body) -> None:
    person = expect_admin(ctx, client, body)
    with ctx.reading(body) as uow:
        opened = Opened(nonce=uow.new_id(), subject=uow.new_id(), is_new=True)
    view = profile_view(None, metadata=str(opened), time_zone=person.time_zone)
    push(client, body, view)


def _open_known(ctx: SlackContext, client: WebClient, body: Body) -> None:
    expect_admin(ctx, client, body)
    with ctx.reading(body) as uow:
        profile = uow.sender_profiles.get(chosen(body))
        seen = digests(profile_facts(profile))
        opened = Opened(nonce=uow.new_id(), subject=profile.id, seen=seen)
    push(client, body, profile_view(profile, metadata=str(opened)))


def _save(ctx: SlackContext, client: WebClient, body: Body) -> None:
    person = expect_admin(ctx, client, body)
    opened = read_opened(body["view"]["private_metadata"])
    values: dict[str, Any] = body["view"]["state"]["values"]
    with ctx.writing(body, once=opened.key) as uow:
        profile = parse_profile(values, opened.subject, uow.now.date())
        if not opened.is_new:
            known = uow.sender_profiles.get(opened.subject)
            opened.expect_unchanged(known.legal_name, profile_facts(known))
            kept = {"archived": known.archived, "logo": known.logo if keeps_logo(values) else ""}
            profile = profile.model_copy(update=kept)
        save_sender_profile(SaveSenderProfile(by=person.actor, profile=profile), uow, ctx.renderer)


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
