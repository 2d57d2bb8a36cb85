"""`/invoice setup`: adding, finding and editing products of the catalogue."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.product import on_its_blocks, parse_product
from bot.slack.context import SlackContext
from bot.slack.forms import billing_entities
from bot.slack.payload import Body
from bot.slack.setup.access import chosen, expect_admin, pressed, push, show_home, submitted
from bot.slack.views.product_option import product_option
from bot.slack.views.setup.opened import Opened, digests, product_facts, read_opened
from bot.slack.views.setup.product import (
    ADD_PRODUCT,
    FIND_PRODUCT,
    MOST_ENTITIES,
    PRODUCT_SAVED,
    product_view,
)
from jupiter_core.commands.product import SaveProduct, save_product
from jupiter_core.domain.product import Product
from jupiter_core.domain.refusals import AlreadyTaken, ValidationErrors
from jupiter_core.ports import UnitOfWork

_MOST = 100


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun."""

    @app.action(ADD_PRODUCT)
    def add(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _open(ctx, client, body, new=True))

    @app.action(FIND_PRODUCT)
    def found(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        if pressed(client, body, lambda: _open(ctx, client, body, new=False)):
            show_home(ctx, client, body)

    @app.view(PRODUCT_SAVED)
    def saved(ack: Ack, body: Body, client: WebClient) -> None:
        if submitted(ack, body, lambda: _save(ctx, client, body)):
            show_home(ctx, client, body)

    @app.options(FIND_PRODUCT)
    def options(ack: Ack, body: Body, client: WebClient) -> None:
        """Retired ones too: here they are taken back into use."""
        found: list[Product] = []
        if ctx.person(client, body).is_admin:
            with ctx.reading(body) as uow:
                found = uow.products.page(words=str(body.get("value") or ""), limit=_MOST)
        named = sorted(found, key=lambda each: (each.retired, each.name.casefold()))
        ack(options=[product_option(each) for each in named])


def _open(ctx: SlackContext, client: WebClient, body: Body, *, new: bool) -> None:
    expect_admin(ctx, client, body)
    with ctx.reading(body) as uow:
        product = None if new else uow.products.get(chosen(body))
        opened = Opened(
            nonce=uow.new_id(),
            subject=product.id if product else uow.new_id(),
            is_new=new,
            seen=digests(product_facts(product)) if product else {},
        )
        entities = billing_entities(uow)
    push(client, body, product_view(product, entities, metadata=str(opened)))


def _save(ctx: SlackContext, client: WebClient, body: Body) -> None:
    person = expect_admin(ctx, client, body)
    opened = read_opened(body["view"]["private_metadata"])
    values: dict[str, Any] = body["view"]["state"]["values"]
    typed = parse_product(values, opened.subject)
    with ctx.writing(body, once=opened.key) as uow:
        known = None if opened.is_new else uow.products.get(opened.subject)
        if known:
            opened.expect_unchanged(known.name, product_facts(known))
        product = _with_unshown(typed, known, uow)
        try:
            save_product(SaveProduct(by=person.actor, product=product), uow, ctx.renderer)
        except (ValidationErrors, AlreadyTaken) as refusal:
            raise on_its_blocks(refusal, product) from None


def _with_unshown(typed: Product, known: Product | None, uow: UnitOfWork) -> Product:
    """With the taxes of entities that the form did not ask about."""
    shown = {each.id for each in billing_entities(uow)[:MOST_ENTITIES]}
    kept = [
        each
        for each in (known.entity_taxes if known else ())
        if each.sender_profile_id not in shown
    ]
    return typed.model_copy(update={"entity_taxes": (*typed.entity_taxes, *kept)})
