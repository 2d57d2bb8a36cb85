"""The billing calendar in the contract builder: opened, and kept with the form."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.contract.calendar import with_calendar
from bot.intake.drafts.contract import ContractForm
from bot.intake.view_state import values_of
from bot.slack.context import SlackContext
from bot.slack.forms import draw, gone, keep, own_form, take_in
from bot.slack.payload import Body
from bot.slack.telling import refuse_fields
from bot.slack.turn import push_window
from bot.slack.views.blocks import Block
from bot.slack.views.contract.calendar import CALLBACK, OPEN, calendar_modal
from bot.slack.views.invoice.line_editor import LinePlace
from jupiter_core.domain.refusals import NotFound, Refusal


def register(app: App, ctx: SlackContext) -> None:
    @app.action(OPEN)
    def opened(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        view = body["view"]
        try:
            with ctx.writing(body) as uow:
                saved = take_in(uow, own_form(uow, body, view["private_metadata"]), body)
        except NotFound:
            client.views_update(view_id=view["id"], view=gone())
            return
        form = ContractForm.model_validate(saved.values)
        drawn = calendar_modal(form, LinePlace(saved.id, "calendar", view["id"]))
        push_window(client, body, drawn)

    @app.view(CALLBACK)
    def submitted(ack: Ack, body: Body, client: WebClient) -> None:
        place = LinePlace.unpacked(body["view"]["private_metadata"])
        try:
            drawn = _save(ctx, body, place)
        except Refusal as refusal:
            refuse_fields(ack, refusal, body)
        else:
            ack()
            client.views_update(view_id=place.root_view_id, view=drawn)


def _save(ctx: SlackContext, body: Body, place: LinePlace) -> Block:
    """Keeps the calendar; the builder below it. Raises ValidationErrors or NotFound."""
    with ctx.writing(body) as uow:
        saved = own_form(uow, body, place.form_id)
        form = ContractForm.model_validate(saved.values)
        form = with_calendar(form, values_of(body["view"]))
        return draw(uow, keep(uow, saved.owner, saved.id, form))
