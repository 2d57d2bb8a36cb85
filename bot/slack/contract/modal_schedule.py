"""“See the schedule” in the contract builder: all invoices to come, in pages."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.contract.terms import preview_of, reasons_against
from bot.intake.drafts.contract import ContractForm
from bot.slack.context import SlackContext
from bot.slack.forms import find_own, gone, take_in
from bot.slack.payload import Body
from bot.slack.turn import push_window
from bot.slack.views.blocks import Block
from bot.slack.views.contract.schedule import no_schedule, schedule_view


def register(app: App, ctx: SlackContext) -> None:
    @app.action("contract_schedule")
    def see(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        form_id = body["view"]["private_metadata"]
        with ctx.writing(body) as uow:
            saved = find_own(uow, body, form_id)
            values = take_in(uow, saved, body).values if saved else None
        view = _page(ContractForm.model_validate(values), form_id, 0) if values else gone()
        push_window(client, body, view)

    def turn(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        form_id = body["view"]["private_metadata"]
        with ctx.reading(body) as uow:
            saved = find_own(uow, body, form_id)
        page = int(body["actions"][0]["value"])
        view = _page(ContractForm.model_validate(saved.values), form_id, page) if saved else gone()
        client.views_update(view_id=body["view"]["id"], view=view)

    for action_id in ("contract_schedule_back", "contract_schedule_on"):
        app.action(action_id)(turn)


def _page(form: ContractForm, form_id: str, page: int) -> Block:
    preview, reasons = preview_of(form), reasons_against(form)
    if preview.terms is None or preview.schedule is None or reasons:
        return no_schedule(reasons, form_id)
    return schedule_view(preview.terms, preview.schedule, page, form_id)
