"""`/invoice setup`: adding, finding and editing customers."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.setup import parse_customer
from bot.slack.context import Body, SlackContext
from bot.slack.forms import billing_entities
from bot.slack.setup.access import chosen, expect_admin, pressed, push, show_home, submitted
from bot.slack.views.blocks import OPTION_LIMIT, Block, option
from bot.slack.views.setup.customer import CUSTOMER_SAVED, customer_view
from bot.slack.views.setup.e_invoices import saved_view
from bot.slack.views.setup.home import ADD_CUSTOMER, EDIT_CUSTOMER, FIND_CUSTOMER
from bot.slack.views.setup.opened import Opened, customer_facts, digests, read_opened
from bot.wording.customers import told_apart
from bot.wording.e_invoice_readiness import is_lacking
from jupiter_core.commands.parties import SaveCustomer, save_customer
from jupiter_core.queries.e_invoice_readiness import e_invoice_readiness


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
        entities = billing_entities(uow)
    push(client, body, customer_view(metadata=str(opened), entities=entities))


def _open_known(ctx: SlackContext, client: WebClient, body: Body) -> None:
    expect_admin(ctx, client, body)
    with ctx.reading(body) as uow:
        customer = uow.customers.get(chosen(body))
        seen = digests(customer_facts(customer))
        opened = Opened(nonce=uow.new_id(), subject=customer.id, seen=seen)
        entities = billing_entities(uow)
        needs = e_invoice_readiness(uow, ctx.renderer, customer)
    view = customer_view(customer, metadata=str(opened), entities=entities, readiness=needs)
    push(client, body, view)


def _save(ctx: SlackContext, client: WebClient, body: Body) -> Block | None:
    """What e-invoices to a new customer lack, where they do."""
    person = expect_admin(ctx, client, body)
    opened = read_opened(body["view"]["private_metadata"])
    values: dict[str, Any] = body["view"]["state"]["values"]
    customer = parse_customer(values, opened.subject)
    with ctx.writing(body, once=opened.key) as uow:
        if not opened.is_new:
            known = uow.customers.get(opened.subject)
            opened.expect_unchanged(known.name, customer_facts(known))
        save_customer(SaveCustomer(by=person.actor, customer=customer), uow, ctx.renderer)
        needs = e_invoice_readiness(uow, ctx.renderer, customer) if opened.is_new else ()
    return saved_view(customer.name, needs) if is_lacking(needs) else None


def _options(ctx: SlackContext, client: WebClient, body: Body) -> list[Block]:
    if not ctx.person(client, body).is_admin:
        return []
    with ctx.reading(body) as uow:
        found = uow.customers.search(str(body.get("value") or ""))
    labels = told_apart(found, OPTION_LIMIT)
    return [option(label, customer_id) for customer_id, label in labels.items()]
