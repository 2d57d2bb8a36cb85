"""`/invoice export`: a period's records, as a file in a direct message."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.export import parse_export
from bot.intake.view_state import values_of
from bot.slack.context import SlackContext
from bot.slack.metadata import ModalMetadata, SubjectRef, read_modal_metadata
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.telling import refuse_fields
from bot.slack.turn import open_window
from bot.slack.views.exports import EXPORT_FORM, export_form, request_words
from jupiter_core.commands.exporting import AskForExport, ask_for_export
from jupiter_core.commands.permission import expect_finance
from jupiter_core.domain.period import Period
from jupiter_core.domain.refusals import AlreadyDone, Refusal
from jupiter_core.ports import UnitOfWork

_ACTION = "export records"


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun."""

    @app.view(EXPORT_FORM)
    def submitted(ack: Ack, body: Body, client: WebClient) -> None:
        try:
            _ask(ctx, client, body)
        except AlreadyDone:
            ack()
        except Refusal as refusal:
            refuse_fields(ack, refusal, body)
        else:
            ack()


def open_export(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """Opens the form, for last month. Raises NotPermitted."""
    person = ctx.person_now(client, body)
    with ctx.reading(body) as uow:
        _expect_exporter(uow, person)
        today = uow.now.astimezone(ZoneInfo(person.time_zone)).date()
        metadata = ModalMetadata(uow.new_id(), SubjectRef("", 0))
        view = export_form(uow.sender_profiles.all(), last_month(today), metadata)
    open_window(client, body, view)


def last_month(today: date) -> Period:
    """The calendar month before."""
    last = today.replace(day=1) - timedelta(days=1)
    return Period(first=last.replace(day=1), last=last)


def _expect_exporter(uow: UnitOfWork, person: Person) -> None:
    person.expect_member(_ACTION)
    if not person.is_admin:
        expect_finance(uow, person.actor, _ACTION)


def _ask(ctx: SlackContext, client: WebClient, body: Body) -> None:
    person = ctx.person_now(client, body)
    person.expect_member(_ACTION)
    key = read_modal_metadata(body["view"]["private_metadata"]).key
    with ctx.writing(body, once=key) as uow:
        entities = uow.sender_profiles.all()
        only = entities[0].id if len(entities) == 1 else ""
        request = parse_export(values_of(body["view"]), only)
        command = AskForExport(
            by=person.actor,
            request=request.model_dump(mode="json"),
            words=request_words(request),
            is_admin=person.is_admin,
        )
        ask_for_export(command, uow)
