"""`/invoice setup`: adding, finding and editing customers."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.customer import read_new_customer
from bot.slack.context import SlackContext
from bot.slack.payload import Body
from bot.slack.setup.access import chosen, expect_admin, pressed, push, show_home, submitted
from bot.slack.setup.customer_sections import drawn_customer
from bot.slack.views.blocks import OPTION_LIMIT, Block, context, option
from bot.slack.views.setup.customer import CUSTOMER_SAVED, new_customer_view, saved_words
from bot.slack.views.setup.home import ADD_CUSTOMER, EDIT_CUSTOMER, FIND_CUSTOMER
from bot.slack.views.setup.opened import Opened, read_opened
from bot.wording.customers import told_apart
from jupiter_core.commands.parties import SaveCustomer, save_customer


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun."""

    @app.action(ADD_CUSTOMER)
    def add(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _open_new(ctx, client, body))

    @app.action(EDIT_CUSTOMER)
    def edit(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _open_known(ctx, client, body))

    @app.action(FIND_CUSTOMER)
    def found(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        if pressed(client, body, lambda: _open_known(ctx, client, body)):
            show_home(ctx, client, body)

    @app.view(CUSTOMER_SAVED)
    def saved(ack: Ack, body: Body, client: WebClient) -> None:
        if submitted(ack, body, lambda: _save(ctx, client, body)):
            show_home(ctx, client, body)

    @app.options(FIND_CUSTOMER)
    def options(ack: Ack, body: Body, client: WebClient) -> None:
        ack(options=_options(ctx, client, body))


def _open_new(ctx: SlackContext, client: WebClient, body: Body) -> None:
    expect_admin(ctx, client, body)
    with ctx.reading(body) as uow:
        opened = Opened(nonce=uow.new_id(), subject=uow.new_id(), is_new=True)
    push(client, body, new_customer_view(metadata=str(opened)))


def _open_known(ctx: SlackContext, client: WebClient, body: Body) -> None:
    expect_admin(ctx, client, body)
    with ctx.reading(body) as uow:
        view = drawn_customer(ctx, uow, uow.customers.get(chosen(body)))
    push(client, body, view)


def _save(ctx: SlackContext, client: WebClient, body: Body) -> Block:
    """Makes the customer; then come their sections, with what e-invoices to them lack."""
    person = expect_admin(ctx, client, body)
    opened = read_opened(body["view"]["private_metadata"])
    values: dict[str, Any] = body["view"]["state"]["values"]
    customer = read_new_customer(values, opened.subject)
    with ctx.writing(body, once=opened.key) as uow:
        save_customer(SaveCustomer(by=person.actor, customer=customer), uow, ctx.renderer)
        told = [context(saved_words(customer.name))]
        return drawn_customer(ctx, uow, customer, told=told)


def _options(ctx: SlackContext, client: WebClient, body: Body) -> list[Block]:
    if not ctx.person(client, body).is_admin:
        return []
    with ctx.reading(body) as uow:
        found = uow.customers.search(str(body.get("value") or ""))
    labels = told_apart(found, OPTION_LIMIT)
    return [option(label, customer_id) for customer_id, label in labels.items()]
