"""A person's word on the PO that AP gave for a whole contract by link."""

from functools import partial

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.actions import (
    click_key,
    close_message,
    expect_deal_team,
    member,
    pressed,
    refusals_told,
    the_contract,
)
from bot.slack.context import SlackContext
from bot.slack.payload import Body
from bot.slack.reading import writing_about
from bot.slack.views.contract.card import CONFIRM_PO, DISCARD_PO
from bot.wording.text import NAME_LIMIT, shortened
from jupiter_core.commands.by_link import DecideContractPo, decide_contract_po

_DECIDE = "decide on what the customer asks for"


def register(app: App, ctx: SlackContext) -> None:
    def decided(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person = member(ctx, client, body, _DECIDE)
            about = pressed(body, "contract")
            contract_id, seen = about
            confirmed = body["actions"][0]["action_id"] == CONFIRM_PO
            named, key = partial(the_contract, about=about), click_key(body)
            with writing_about(ctx, client, body, person.id, named, once=key) as uow:
                expect_deal_team(uow, person, _DECIDE)
                command = DecideContractPo(
                    by=person.actor,
                    contract_id=contract_id,
                    expected_version=seen,
                    confirmed=confirmed,
                )
                decide_contract_po(command, uow)
            action = "Confirmed" if confirmed else "Discarded"
            close_message(client, body, f"{action} by {shortened(person.name, NAME_LIMIT)}.")

    for action_id in (CONFIRM_PO, DISCARD_PO):
        app.action(action_id)(decided)
