"""The card's button that drafts the late fee of an overdue invoice, and opens the draft."""

from functools import partial

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.invoice import form_of
from bot.slack.actions import click_key, member, open_view, pressed, refusals_told, the_invoice
from bot.slack.context import SlackContext
from bot.slack.forms import draw, keep
from bot.slack.payload import Body
from bot.slack.reading import writing_about
from bot.slack.turn import wait_in_window
from bot.slack.views.invoice.card_actions import LATE_FEE
from jupiter_core.commands.late_fee import DraftLateFee, draft_late_fee


def register(app: App, ctx: SlackContext) -> None:
    @app.action(LATE_FEE)
    def late_fee_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            wait_in_window()  # a draft is made before it can be shown
            person, about = member(ctx, client, body, "draft invoices"), pressed(body)
            named = partial(the_invoice, about=about)
            with writing_about(ctx, client, body, person.id, named, once=click_key(body)) as uow:
                command = DraftLateFee(by=person.actor, invoice_id=about.subject_id)
                draft = draft_late_fee(command, uow)
                view = draw(uow, keep(uow, person.id, uow.new_id(), form_of(draft)))
            open_view(client, body, view)
