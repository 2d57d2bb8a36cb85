"""What the deal team decides of links that AP forwards to colleagues."""

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
)
from bot.slack.context import SlackContext
from bot.slack.metadata import SubjectRef
from bot.slack.payload import Body
from bot.slack.reading import writing_about
from bot.slack.views.invoice.forwarding import CONFIRM, DISCARD, REVOKE
from bot.wording.text import NAME_LIMIT, shortened
from jupiter_core.commands.forwarding import (
    DecideForwarding,
    RevokeForwarding,
    decide_forwarding,
    revoke_forwarding,
)
from jupiter_core.domain.forwarded_link import ForwardingGone
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import UnitOfWork

_DECIDE = "decide on links for the customer"


def register(app: App, ctx: SlackContext) -> None:
    def decided(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person, about = member(ctx, client, body, _DECIDE), pressed(body, "link")
            confirmed = body["actions"][0]["action_id"] == CONFIRM
            named, key = partial(_forwarded, about=about), click_key(body)
            with writing_about(ctx, client, body, person.id, named, once=key) as uow:
                expect_deal_team(uow, person, _DECIDE)
                command = DecideForwarding(
                    by=person.actor, link_id=about.subject_id, confirmed=confirmed
                )
                decide_forwarding(command, uow)
            name = shortened(person.name, NAME_LIMIT)
            close_message(client, body, f"{'Confirmed' if confirmed else 'Discarded'} by {name}.")

    for action_id in (CONFIRM, DISCARD):
        app.action(action_id)(decided)

    @app.action(REVOKE)
    def revoked(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person, about = member(ctx, client, body, _DECIDE), pressed(body, "link")
            named, key = partial(_forwarded, about=about), click_key(body)
            with writing_about(ctx, client, body, person.id, named, once=key) as uow:
                expect_deal_team(uow, person, _DECIDE)
                invoice_id = _forwarded(uow, about).id
                command = RevokeForwarding(
                    by=person.actor, invoice_id=invoice_id, link_id=about.subject_id
                )
                revoke_forwarding(command, uow)
            name = shortened(person.name, NAME_LIMIT)
            close_message(client, body, f"Revoked by {name}.")


def _forwarded(uow: UnitOfWork, about: SubjectRef) -> Invoice:
    """Whose link it is. Raises ForwardingGone."""
    try:
        return uow.invoices.get(uow.forwarded_links.get(about.subject_id).invoice_id)
    except NotFound:
        raise ForwardingGone() from None
