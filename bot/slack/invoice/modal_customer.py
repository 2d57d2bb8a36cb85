"""A customer who is new, made on top of the builder and chosen in it at once."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.drafts.kinds import form_in
from bot.intake.modals.setup import parse_customer
from bot.intake.view_state import values_of
from bot.slack.actions import refusals_told
from bot.slack.context import Body, SlackContext, refuse_fields
from bot.slack.forms import (
    billing_entities,
    draw,
    expect_drafter,
    followed,
    keep,
    label_of,
    own_form,
)
from bot.slack.views.invoice.line_editor import LinePlace
from bot.slack.views.setup.customer import customer_view
from jupiter_core.commands.parties import SaveCustomer, save_customer
from jupiter_core.domain.refusals import Refusal

CALLBACK = "builder_customer_saved"


def register(app: App, ctx: SlackContext) -> None:
    @app.action("builder_new_customer")
    def new(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            _open(ctx, client, body)

    @app.view(CALLBACK)
    def saved(ack: Ack, body: Body, client: WebClient) -> None:
        place = LinePlace.unpacked(body["view"]["private_metadata"])
        try:
            drawn = _save(ctx, client, body, place)
        except Refusal as refusal:
            refuse_fields(ack, refusal, body)
        else:
            ack()
            client.views_update(view_id=place.root_view_id, view=drawn)


def _open(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """Raises NotPermitted, or NotFound for a form of somebody else's."""
    person, view = ctx.person(client, body), body["view"]
    with ctx.reading(body) as uow:
        expect_drafter(uow, person)
        saved = own_form(uow, body, view["private_metadata"])
        place = LinePlace(saved.id, uow.new_id(), view["id"])
        entities = billing_entities(uow)
    modal = customer_view(
        name=form_in(saved).customer_typed,
        callback_id=CALLBACK,
        metadata=place.packed(),
        entities=entities,
    )
    client.views_push(trigger_id=body["trigger_id"], view=modal)


def _save(ctx: SlackContext, client: WebClient, body: Body, place: LinePlace) -> dict[str, object]:
    """Keeps the customer and chooses them; the id was given when the modal was opened, so a
    second submission saves the same customer again."""
    person = ctx.person(client, body)
    values = values_of(body["view"])
    customer = parse_customer({key: dict(value) for key, value in values.items()}, place.key)
    with ctx.writing(body) as uow:
        expect_drafter(uow, person)
        saved = own_form(uow, body, place.form_id)
        save_customer(SaveCustomer(by=person.actor, customer=customer), uow, ctx.renderer)
        form = form_in(saved).stamped(
            "customer_id", customer_id=customer.id, customer_name=label_of(uow, customer)
        )
        return draw(uow, keep(uow, saved.owner, saved.id, followed(uow, form)))
