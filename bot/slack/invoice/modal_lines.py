"""The builder's lines: added, edited, moved and removed, with totals that follow."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.drafts.invoice import MOST_LINES, InvoiceForm, LineForm
from bot.intake.invoice import line_item_of
from bot.intake.modals.invoice import is_new, typed_line, wants_another
from bot.intake.modals.tax_offers import expect_taxes, with_taxes
from bot.intake.product_line import chosen, completed, filled
from bot.intake.view_state import values_of
from bot.slack.catalogue import chosen_product, offered_products
from bot.slack.context import SlackContext, redraw
from bot.slack.forms import draw, gone, keep, own_form, take_in
from bot.slack.invoice.line_parties import line_parties
from bot.slack.payload import Body
from bot.slack.telling import refuse_fields
from bot.slack.turn import push_window
from bot.slack.unsaved import shown_form
from bot.slack.views.blocks import Block
from bot.slack.views.invoice.line_editor import (
    CALLBACK,
    PRODUCT,
    LineParties,
    LinePlace,
    line_editor,
)
from jupiter_core.commands.product import find_product
from jupiter_core.domain.product import Product
from jupiter_core.domain.refusals import NotFound, ProductRetired, Refusal, TooManyLines


def register(app: App, ctx: SlackContext) -> None:
    @app.action("builder_add_line")
    def add(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        _open_editor(ctx, client, body, key=None)

    @app.action("builder_line")
    def change(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        action, _, key = body["actions"][0]["selected_option"]["value"].partition(":")
        if action == "edit":
            _open_editor(ctx, client, body, key=key)
        else:
            _rearrange(ctx, client, body, action, key)

    def preview(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        _preview(ctx, client, body)

    for action_id in (
        "line_quantity",
        "line_unit_price",
        "line_list_price",
        "line_discount",
        "line_tax_rate",
        "line_taxes",
        "line_exempt",
    ):
        app.action(action_id)(preview)

    @app.action(PRODUCT)
    def product(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        _fill(ctx, client, body)

    @app.options(PRODUCT)
    def products(ack: Ack, body: Body, client: WebClient) -> None:
        ack(options=offered_products(ctx, client, body))

    # A box that is ticked is sent as well; where nobody acks it, Slack shows a warning.
    @app.action("line_another")
    def another(ack: Ack) -> None:
        ack()

    @app.view(CALLBACK)
    def saved(ack: Ack, body: Body, client: WebClient) -> None:
        try:
            _save(ctx, ack, client, body)
        except Refusal as refusal:
            refuse_fields(ack, refusal, body)


def _open_editor(ctx: SlackContext, client: WebClient, body: Body, key: str | None) -> None:
    view = body["view"]
    try:
        with ctx.writing(body) as uow:
            saved = shown_form(uow, body)
            form = InvoiceForm.model_validate(take_in(uow, saved, body).values)
    except NotFound:
        client.views_update(view_id=view["id"], view=gone())
        return
    line = (form.line(key) if key else None) or form.new_line()
    place = LinePlace(saved.id, line.key, view["id"])
    product = _product_of(ctx, body, line.product_id)
    with ctx.reading(body) as uow:
        parties = line_parties(uow, form)
    view = line_editor(form, line, place, product, parties)
    push_window(client, body, view)


def _rearrange(ctx: SlackContext, client: WebClient, body: Body, action: str, key: str) -> None:
    view = body["view"]
    try:
        with ctx.writing(body) as uow:
            saved = shown_form(uow, body)
            form = InvoiceForm.model_validate(take_in(uow, saved, body).values)
            changed = form.with_line_moved_up(key) if action == "up" else form.without_line(key)
            drawn = draw(uow, keep(uow, saved.owner, saved.id, changed))
    except NotFound:
        drawn = gone()
    client.views_update(view_id=view["id"], view=drawn)


def _preview(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """Shows the line's amount while it is typed; nothing is kept yet.

    A new line that is kept by now has made way for the next one.
    """
    view = body["view"]
    place = LinePlace.unpacked(view["private_metadata"])

    def drawn() -> Block | None:
        with ctx.reading(body) as uow:
            form = InvoiceForm.model_validate(own_form(uow, body, place.form_id).values)
            parties = line_parties(uow, form)
            line = _typed(_line_at(form, place), view, parties)
            product = chosen_product(uow, view)
        if is_new(values_of(view)) and form.line(place.key):
            return None
        return line_editor(form, chosen(line, product), place, product, parties)

    redraw(ctx, client, body, drawn)


def _fill(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """Draws the editor with all that the chosen product says; nothing is kept yet."""
    view = body["view"]
    place = LinePlace.unpacked(view["private_metadata"])

    def drawn() -> Block:
        with ctx.reading(body) as uow:
            form = InvoiceForm.model_validate(own_form(uow, body, place.form_id).values)
            parties = line_parties(uow, form)
            line = _typed(_line_at(form, place), view, parties)
            product = chosen_product(uow, view)
        line = filled(line, product, form) if product else chosen(line, None)
        return line_editor(form, line, place._replace(filled=place.filled + 1), product, parties)

    redraw(ctx, client, body, drawn)


def _save(ctx: SlackContext, ack: Ack, client: WebClient, body: Body) -> None:
    """Keeps the line, then draws the builder below anew. Raises ValidationErrors or
    TooManyLines."""
    view = body["view"]
    values = values_of(view)
    place = LinePlace.unpacked(view["private_metadata"])
    with ctx.writing(body) as uow:
        saved = own_form(uow, body, place.form_id)
        form = InvoiceForm.model_validate(saved.values)
        before = _line_at(form, place)
        parties = line_parties(uow, form)
        line, product = _typed(before, view, parties), chosen_product(uow, view)
        if product and product.retired and product.id != before.product_id:
            raise ProductRetired(product.title).at("product")
        line = completed(line, product, form) if product else chosen(line, None)
        expect_taxes(line)
        line_item_of(line, form.reading_currency)
        if form.line(line.key) is None and len(form.lines) >= MOST_LINES:
            raise TooManyLines(MOST_LINES).at("description")
        changed = form.with_line(line)
        drawn = draw(uow, keep(uow, saved.owner, saved.id, changed))
    if wants_another(values) and len(changed.lines) < MOST_LINES:
        following = changed.new_line()
        next_place = place._replace(key=following.key, filled=0)
        ack(
            response_action="update",
            view=line_editor(changed, following, next_place, None, parties),
        )
    else:
        ack()
    client.views_update(view_id=place.root_view_id, view=drawn)


def _typed(line: LineForm, view: Body, parties: LineParties) -> LineForm:
    values = values_of(view)
    return with_taxes(typed_line(line, values), values, parties.offers)


def _product_of(ctx: SlackContext, body: Body, product_id: str) -> Product | None:
    with ctx.reading(body) as uow:
        return find_product(uow, product_id) if product_id else None


def _line_at(form: InvoiceForm, place: LinePlace) -> LineForm:
    return form.line(place.key) or form.new_line().model_copy(update={"key": place.key})
