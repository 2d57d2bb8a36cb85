"""Send to AP: each press is one mail of the invoice as it stands, unless one is on its way."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.actions import (
    click_key,
    expect_deal_team,
    member,
    pressed,
    refusals_told,
)
from bot.slack.context import Body, SlackContext
from bot.slack.views.invoice.card import SEND_TO_AP
from jupiter_core.commands.mail_under_way import expect_no_mail_under_way
from jupiter_core.commands.mailing import SendToAp, send_to_ap

_SEND = "send invoices to the customer"


def register(app: App, ctx: SlackContext) -> None:
    """A card that is behind does no harm here: what goes out is the invoice as it is now."""

    @app.action(SEND_TO_AP)
    def send_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person, subject = member(ctx, client, body, _SEND), pressed(body)
            with ctx.writing(body, once=click_key(body)) as uow:
                expect_deal_team(uow, person, _SEND)
                expect_no_mail_under_way(uow, uow.invoices.get(subject.subject_id))
                send_to_ap(SendToAp(by=person.actor, invoice_id=subject.subject_id), uow)
