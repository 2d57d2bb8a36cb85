"""The second person's word on proposed bank details: from setup, or from a direct message."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.closed import draw_anew
from bot.slack.context import SlackContext
from bot.slack.payload import Body, team_of, user_of
from bot.slack.people import Person
from bot.slack.setup.access import chosen, click_key, expect_admin, pressed, show_home
from bot.slack.setup.bank import show_bank
from bot.slack.telling import replace_message
from bot.slack.turn import opens_window
from bot.slack.views.desk.actions import REVIEW_VIEW
from bot.slack.views.desk.review import decided_review
from bot.slack.views.setup.bank import CONFIRM_BANK, DROP_BANK, profile_id_in, proposal_in
from bot.slack.views.setup.notices import decided_notice
from jupiter_core.commands.bank_details import DecideBankDetails, decide_bank_details
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import AlreadyDone, Refusal


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun."""

    @app.action(CONFIRM_BANK)
    def confirm(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _decide(ctx, client, body, confirmed=True))

    @app.action(DROP_BANK)
    def drop(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _decide(ctx, client, body, confirmed=False))


def _decide(ctx: SlackContext, client: WebClient, body: Body, *, confirmed: bool) -> None:
    opens_window(False)
    if "view" not in body:
        person = ctx.person_now(client, body)
        profile = _decided(ctx, body, person, confirmed=confirmed)
        replace_message(client, body, *decided_notice(profile, person.name, confirmed))
        return
    if body["view"].get("callback_id") == REVIEW_VIEW:
        _decide_in_review(ctx, client, body, confirmed=confirmed)
        return
    person = expect_admin(ctx, client, body)
    try:
        _decided(ctx, body, person, confirmed=confirmed)
        said = "Confirmed." if confirmed else "Cancelled."
    except AlreadyDone:
        raise
    except Refusal as refusal:
        said = refusal.sentence
    show_bank(ctx, client, body, body["view"]["id"], said)
    show_home(ctx, client, body)


def _decide_in_review(ctx: SlackContext, client: WebClient, body: Body, *, confirmed: bool) -> None:
    """In the modal that the App Home opened; a refusal takes its place."""
    person = ctx.person_now(client, body)
    profile = _decided(ctx, body, person, confirmed=confirmed)
    _, blocks = decided_notice(profile, person.name, confirmed)
    draw_anew(client, body["view"]["id"], decided_review(blocks))
    ctx.homes.changed(team_of(body), user_of(body))


def _decided(ctx: SlackContext, body: Body, person: Person, *, confirmed: bool) -> SenderProfile:
    value = chosen(body)
    with ctx.writing(body, once=click_key(body)) as uow:
        person.expect_member("decide on bank details")
        profile = uow.sender_profiles.get(profile_id_in(value))
        command = DecideBankDetails(
            by=person.actor,
            profile_id=profile.id,
            accounts=proposal_in(profile, value),
            confirmed=confirmed,
        )
        return decide_bank_details(command, uow)
