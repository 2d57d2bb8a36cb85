"""`/invoice reminders`: what goes out in the next days; one is held, or sent now."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.slack.actions import click_key, refusals_told
from bot.slack.context import SlackContext
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.reading import known_reader
from bot.slack.turn import open_window
from bot.slack.views.blocks import Block
from bot.slack.views.reminders import ROW, SEND, read_choice, reminders_view
from jupiter_core.commands.collection import expect_collector
from jupiter_core.commands.reminding import (
    HoldReminder,
    SendReminder,
    hold_reminder,
    send_reminder,
)
from jupiter_core.domain.readers import Reader
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.readable import expect_reader, may_read
from jupiter_core.queries.reminders import planned_reminders

_ACTION = "see the reminders"
_DAYS = timedelta(days=7)


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun."""

    @app.action(ROW)
    def chosen(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            _decide(ctx, client, body)


def open_reminders(
    ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str
) -> None:
    """Opens the list. Raises NotPermitted."""
    del respond, rest
    person, reader = _collector(ctx, client, body)
    with ctx.reading(body) as uow:
        view = _view(uow, person, reader)
    open_window(client, body, view)


def _collector(ctx: SlackContext, client: WebClient, body: Body) -> tuple[Person, Reader]:
    person = ctx.person_now(client, body)
    person.expect_member(_ACTION)
    reader = known_reader(ctx, client, body, person.id)
    with ctx.reading(body) as uow:
        expect_collector(uow, person.actor, _ACTION)
    return person, reader


def _view(uow: UnitOfWork, person: Person, reader: Reader, said: str = "") -> Block:
    until: date = uow.now.astimezone(ZoneInfo(person.time_zone)).date() + _DAYS
    planned = planned_reminders(uow, until)
    shown = [each for each in planned if may_read(uow, reader, each.invoice)]
    return reminders_view(shown, until, said)


def _decide(ctx: SlackContext, client: WebClient, body: Body) -> None:
    person, reader = _collector(ctx, client, body)
    choice = read_choice(str(body["actions"][0]["selected_option"]["value"]))
    named = {"by": person.actor, "invoice_id": choice.invoice_id, "on": choice.on}
    with ctx.writing(body, once=click_key(body)) as uow:
        expect_reader(uow, reader, uow.invoices.get(choice.invoice_id), choice.invoice_id)
        if choice.what == SEND:
            invoice = send_reminder(SendReminder.model_validate(named), uow)
            said = f"The reminder for {invoice.title} is on its way."
        else:
            invoice = hold_reminder(HoldReminder.model_validate(named), uow)
            said = f"The reminder for {invoice.title} is held."
    with ctx.reading(body) as uow:
        view = _view(uow, person, reader, said)
    client.views_update(view_id=body["view"]["id"], view=view)
