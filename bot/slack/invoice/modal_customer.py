"""A customer who is new, made on top of the builder and chosen in it at once."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.drafts.kinds import form_in
from bot.intake.modals.customer import (
    Values,
    read_customer_section,
    read_new_customer,
    wants_more,
)
from bot.intake.view_state import values_of
from bot.slack.actions import refusals_told
from bot.slack.context import SlackContext
from bot.slack.forms import (
    draw,
    expect_drafter,
    followed,
    keep,
    label_of,
    own_form,
)
from bot.slack.payload import Body
from bot.slack.setup.customer_sections import drawn_customer
from bot.slack.telling import refuse_fields
from bot.slack.turn import push_window
from bot.slack.unsaved import shown_form
from bot.slack.views.blocks import Block, context
from bot.slack.views.invoice.line_editor import LinePlace
from bot.slack.views.setup.customer import new_customer_view, saved_words
from jupiter_core.commands.parties import SaveCustomer, find_customer, save_customer
from jupiter_core.domain.party import Customer
from jupiter_core.domain.refusals import Refusal
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.customer_sections import CustomerSection

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
            drawn, more = _save(ctx, client, body, place)
        except Refusal as refusal:
            refuse_fields(ack, refusal, body)
            return
        if more:
            ack(response_action="update", view=more)
        else:
            ack()
        client.views_update(view_id=place.root_view_id, view=drawn)


def _open(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """Raises NotPermitted, or NotFound for a form of somebody else's."""
    person, view = ctx.person(client, body), body["view"]
    with ctx.writing(body, own_form=True) as uow:
        expect_drafter(uow, person)
        saved = shown_form(uow, body)
        place = LinePlace(saved.id, uow.new_id(), view["id"])
    modal = new_customer_view(
        name=form_in(saved).customer_typed,
        callback_id=CALLBACK,
        metadata=place.packed(),
        asks_for_more=True,
    )
    push_window(client, body, modal)


def _save(
    ctx: SlackContext, client: WebClient, body: Body, place: LinePlace
) -> tuple[Block, Block | None]:
    """Keeps the customer and chooses them; the builder, and the customer's sections where they
    are wanted. The id was given when the modal was opened: a second submission saves the same
    fields of the same customer again."""
    person = ctx.person(client, body)
    values = {key: dict(value) for key, value in values_of(body["view"]).items()}
    with ctx.writing(body) as uow:
        expect_drafter(uow, person)
        saved = own_form(uow, body, place.form_id)
        customer = _as_typed(uow, values, place.key)
        save_customer(SaveCustomer(by=person.actor, customer=customer), uow, ctx.renderer)
        form = form_in(saved).stamped(
            "customer_id", customer_id=customer.id, customer_name=label_of(uow, customer)
        )
        drawn = draw(uow, keep(uow, saved.owner, saved.id, followed(uow, form)))
        return drawn, _sections(ctx, uow, customer, saved.id) if wants_more(values) else None


def _as_typed(uow: UnitOfWork, values: Values, customer_id: str) -> Customer:
    known = find_customer(uow, customer_id)
    if known:
        return read_customer_section(CustomerSection.NAME, values, known)
    return read_new_customer(values, customer_id)


def _sections(ctx: SlackContext, uow: UnitOfWork, customer: Customer, form_id: str) -> Block:
    told = [context(saved_words(customer.name))]
    return drawn_customer(ctx, uow, customer, made_in=form_id, told=told)
