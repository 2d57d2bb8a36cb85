"""The builder's “Paste lines”: many at once, shown back before they are kept."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.drafts.invoice import InvoiceForm
from bot.intake.pasted.reading import NothingPasted, Pasted, read_pasted, with_pasted
from bot.intake.view_state import text_in, values_of
from bot.slack.context import SlackContext
from bot.slack.forms import draw, gone, keep, own_form, take_in
from bot.slack.payload import Body
from bot.slack.telling import refuse_fields
from bot.slack.turn import push_window
from bot.slack.unsaved import shown_form
from bot.slack.views.invoice.paste_modal import (
    CALLBACK,
    MODE,
    PASTE,
    REPLACE,
    PastePlace,
    digest_of,
    no_currency_view,
    paste_view,
)
from jupiter_core.domain.refusals import AlreadyDone, NotFound, Refusal, placed
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.catalogue import product_named

OPEN = "builder_paste"


def register(app: App, ctx: SlackContext) -> None:
    @app.action(OPEN)
    def paste(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        _open(ctx, client, body)

    @app.view(CALLBACK)
    def pasted(ack: Ack, body: Body, client: WebClient) -> None:
        try:
            _submit(ctx, ack, client, body)
        except AlreadyDone:
            ack()
        except NotFound:
            ack(response_action="update", view=gone())
        except Refusal as refusal:
            refuse_fields(ack, refusal, body)


def _open(ctx: SlackContext, client: WebClient, body: Body) -> None:
    view = body["view"]
    try:
        with ctx.writing(body) as uow:
            saved = shown_form(uow, body)
            form = InvoiceForm.model_validate(take_in(uow, saved, body).values)
            place = PastePlace(saved.id, view["id"], uow.new_id())
    except NotFound:
        client.views_update(view_id=view["id"], view=gone())
        return
    shown = paste_view(form, place) if form.currency else no_currency_view()
    push_window(client, body, shown)


def _submit(ctx: SlackContext, ack: Ack, client: WebClient, body: Body) -> None:
    """Shows what was read, or keeps it where just that was shown before. Raises AlreadyDone,
    NotFound, NothingPasted or TooManyLines at the field."""
    values, place = values_of(body["view"]), PastePlace.unpacked(body["view"]["private_metadata"])
    text, replacing = text_in(values, PASTE) or "", text_in(values, MODE) == REPLACE
    with ctx.writing(body) as uow:
        form, read = _read(uow, body, place, text)
        if read.lines:
            changed = placed(PASTE, lambda: with_pasted(form, read.lines, replacing=replacing))
        if read.bad or digest_of(read) != place.shown:
            ack(response_action="update", view=paste_view(form, place, text, read))
            return
        uow.once(f"form:{place.nonce}")
        saved = own_form(uow, body, place.form_id)
        drawn = draw(uow, keep(uow, saved.owner, saved.id, changed))
    ack()
    client.views_update(view_id=place.root_view_id, view=drawn)


def _read(uow: UnitOfWork, body: Body, place: PastePlace, text: str) -> tuple[InvoiceForm, Pasted]:
    """Raises NotFound, or NothingPasted at the field."""
    form = InvoiceForm.model_validate(own_form(uow, body, place.form_id).values)
    read = read_pasted(text, form, lambda words: product_named(uow, words))
    if not read.lines and not read.bad:
        raise NothingPasted().at(PASTE)
    return form, read
