"""Out of office: an approver names a delegate for a period, at Home or with `/invoice away`."""

from contextlib import suppress
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.intake.modals.away import parse_period
from bot.intake.view_state import values_of
from bot.slack.actions import click_key, member, refusals_told
from bot.slack.context import SlackContext
from bot.slack.desk_view import show_desk
from bot.slack.homes import is_home
from bot.slack.payload import Body, team_of, user_of
from bot.slack.people import Person, SlackSilent
from bot.slack.telling import refuse_fields
from bot.slack.turn import open_window, opens_window
from bot.slack.views.desk.actions import AWAY, AWAY_END, AWAY_FORM
from bot.slack.views.desk.away import DELEGATE, away_form
from jupiter_core.commands.delegation import (
    EndDelegation,
    NameDelegate,
    end_delegation,
    expect_approver_in_person,
    name_delegate,
)
from jupiter_core.domain.approvers import own_delegation
from jupiter_core.domain.refusals import AlreadyDone, Refusal

_ACTION = "name a delegate"


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun."""

    @app.action(AWAY)
    def pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            open_away(ctx, client, body)

    @app.action(AWAY_END)
    def ended(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            _end(ctx, client, body)

    @app.action(DELEGATE)
    def chosen(ack: Ack, body: Body, client: WebClient) -> None:
        """Slack is asked about them while the rest is filled in."""
        ack()
        opens_window(False)
        with refusals_told(client, body):
            person = member(ctx, client, body, _ACTION)
            with ctx.reading(body) as uow:
                expect_approver_in_person(uow, person.actor)
            with suppress(SlackSilent):
                ctx.people.get_now(client, team_of(body), str(body["actions"][0]["selected_user"]))

    @app.view(AWAY_FORM)
    def submitted(ack: Ack, body: Body, client: WebClient) -> None:
        person = member(ctx, client, body, _ACTION)
        try:
            delegate = _named(ctx, client, body, person)
        except AlreadyDone:
            ack()
        except Refusal as refusal:
            refuse_fields(ack, refusal, body)
        else:
            ack()
            ctx.homes.changed(team_of(body), delegate)


def answer_away(
    ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str
) -> None:
    """`/invoice away`. Raises as `open_away`."""
    del respond, rest
    open_away(ctx, client, body)


def open_away(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """Opens the form. Raises NotPermitted or NotAnApprover."""
    person = member(ctx, client, body, _ACTION)
    with ctx.reading(body) as uow:
        expect_approver_in_person(uow, person.actor)
        own = own_delegation(uow.workspace(), person.id, uow.now)
        today = uow.now.astimezone(ZoneInfo(person.time_zone)).date()
        view = away_form(own, today, uow.new_id())
    open_window(client, body, view)


def _named(ctx: SlackContext, client: WebClient, body: Body, person: Person) -> str:
    """The Slack user id of the delegate. Raises as `parse_period` and the command."""
    period = parse_period(values_of(body["view"]))
    delegate = ctx.people.get_now(client, team_of(body), period.delegate)
    command = NameDelegate(
        by=person.actor,
        delegate=delegate.actor,
        is_member=not delegate.is_guest,
        first_day=period.first_day,
        last_day=period.last_day,
        time_zone=person.time_zone,
    )
    with ctx.writing(body, once=f"away:{body['view']['private_metadata']}") as uow:
        name_delegate(command, uow)
    return delegate.id


def _end(ctx: SlackContext, client: WebClient, body: Body) -> None:
    person = member(ctx, client, body, _ACTION)
    with ctx.writing(body, once=click_key(body), redraws_home=False) as uow:
        ended = end_delegation(EndDelegation(by=person.actor), uow)
    said = f"{ended.delegate_name} no longer approves for you."
    if is_home(body):
        show_desk(ctx, client, team_of(body), user_of(body), said)
    ctx.homes.changed(team_of(body), ended.delegate)
