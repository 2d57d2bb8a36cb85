"""Products in the builders' lines: which are offered, and which was chosen."""

from slack_sdk import WebClient

from bot.intake.view_state import text_in, values_of
from bot.slack.context import SlackContext
from bot.slack.forms import is_drafter
from bot.slack.payload import Body
from bot.slack.views.blocks import Block
from bot.slack.views.product_option import product_option
from jupiter_core.commands.product import find_product
from jupiter_core.domain.product import Product
from jupiter_core.ports import UnitOfWork

_MOST = 100


def offered_products(ctx: SlackContext, client: WebClient, body: Body) -> list[Block]:
    """As options, those that what is typed may mean; nobody's for whoever may not draft."""
    found: list[Product] = []
    person = ctx.person(client, body)
    with ctx.reading(body) as uow:
        if is_drafter(uow, person):
            found = uow.products.search(str(body.get("value") or ""), limit=_MOST)
    return [product_option(each) for each in found]


def chosen_product(uow: UnitOfWork, view: Body) -> Product | None:
    """Of the field called `product`; None where nothing is chosen, or what is there no more."""
    return find_product(uow, text_in(values_of(view), "product") or "")
