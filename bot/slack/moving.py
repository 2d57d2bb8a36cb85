"""Change channel: a deal goes on in another channel, by its card or by the message that says that
the channel is gone."""

from contextlib import suppress

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.view_state import text_in, values_of
from bot.slack.actions import (
    expect_deal_team,
    on_form_press,
    refusals_told,
    submission,
    the_contract,
    the_invoice,
)
from bot.slack.context import SlackContext
from bot.slack.deal_channel import expect_deal_channel
from bot.slack.metadata import ModalMetadata
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.telling import refuse_submission
from bot.slack.turn import opens_window
from bot.slack.views.blocks import Block
from bot.slack.views.channel_form import (
    CHANNEL,
    CONTRACT_CHANNEL_FORM,
    INVOICE_CHANNEL_FORM,
    channel_form,
)
from bot.slack.views.moving import MOVE_CONTRACT, MOVE_INVOICE
from jupiter_core.commands.deal_channel import ChangeChannel, change_channel
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import Refusal
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import CONTRACT, INVOICE

_MOVE = "change a deal's channel"


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of both nouns. A card that is behind does no harm here."""
    on_form_press(app, ctx, MOVE_INVOICE, _MOVE, INVOICE, _form, _may_move, stale=True)
    on_form_press(app, ctx, MOVE_CONTRACT, _MOVE, CONTRACT, _form, _may_move, stale=True)

    @app.action(CHANNEL)
    def chosen(ack: Ack, body: Body, client: WebClient) -> None:
        """Slack is asked about it; what is refused of it is said at the submission."""
        ack()
        opens_window(False)
        with refusals_told(client, body):
            person = ctx.person(client, body)
            person.expect_member(_MOVE)
            with ctx.reading(body) as uow:
                expect_deal_team(uow, person, _MOVE)
            channel = str(body["actions"][0]["selected_conversation"])
            with suppress(Refusal):
                expect_deal_channel(ctx, client, body, channel, shared=True)

    def submitted(ack: Ack, body: Body, client: WebClient) -> None:
        channel = text_in(values_of(body["view"]), CHANNEL) or ""
        try:
            with ctx.reading(body) as uow:
                shared = uow.workspace().shared_channels
            expect_deal_channel(ctx, client, body, channel, shared=shared)
        except Refusal as refusal:
            refuse_submission(ack, refusal, {}, CHANNEL)
            return
        is_contract = body["view"]["callback_id"] == CONTRACT_CHANNEL_FORM
        named_by = the_contract if is_contract else the_invoice
        form = submission(ctx, client, ack, body, CHANNEL, _MOVE, subject=named_by)
        with form as (person, subject, uow):
            expect_deal_team(uow, person, _MOVE)
            named = {"contract_id" if is_contract else "invoice_id": subject.subject_id}
            change_channel(ChangeChannel(by=person.actor, deal_channel=channel, **named), uow)

    for callback_id in (INVOICE_CHANNEL_FORM, CONTRACT_CHANNEL_FORM):
        app.view(callback_id)(submitted)


def _form(uow: UnitOfWork, subject: Invoice | Contract, metadata: ModalMetadata) -> Block:
    return channel_form(subject, metadata, shared=uow.workspace().shared_channels)


def _may_move(uow: UnitOfWork, person: Person, _subject: Invoice | Contract) -> None:
    expect_deal_team(uow, person, _MOVE)
