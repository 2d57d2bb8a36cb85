"""The contract builder's lines: added by kind, edited, moved and removed."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.contract.lines import contract_line_of
from bot.intake.contract.terms import frame_of
from bot.intake.drafts.contract import ContractForm, ContractLineForm, LineKind
from bot.intake.drafts.form import MOST_LINES
from bot.intake.modals.contract import typed_contract_line
from bot.intake.product_line import filled_contract_line
from bot.intake.view_state import values_of
from bot.slack.catalogue import chosen_product, offered_products
from bot.slack.context import SlackContext, redraw
from bot.slack.forms import draw, gone, keep, own_form, take_in
from bot.slack.payload import Body
from bot.slack.telling import refuse_fields
from bot.slack.turn import push_window
from bot.slack.views.blocks import Block
from bot.slack.views.contract.line_editor import CALLBACK, LIVE, PRODUCT, contract_line_editor
from bot.slack.views.contract.modal import LINES
from bot.slack.views.invoice.line_editor import LinePlace
from jupiter_core.domain.refusals import NotFound, Refusal, TooManyContractLines
from jupiter_core.ports import SavedForm, UnitOfWork

KINDS: tuple[LineKind, ...] = ("subscription", "one_time", "milestones", "usage_credit")


def register(app: App, ctx: SlackContext) -> None:
    def adding(kind: LineKind) -> None:
        @app.action(f"contract_add_{kind}")
        def add(ack: Ack, body: Body, client: WebClient) -> None:
            ack()
            _open_editor(ctx, client, body, kind=kind)

    for kind in KINDS:
        adding(kind)

    @app.action("contract_line")
    def change(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        action, _, key = body["actions"][0]["selected_option"]["value"].partition(":")
        if action == "edit":
            _open_editor(ctx, client, body, key=key)
        else:
            _rearrange(ctx, client, body, action, key)

    @app.action(LINES)
    def turn(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        _turn(ctx, client, body)

    def preview(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        _preview(ctx, client, body)

    for name in LIVE:
        app.action(f"contract_line_{name}")(preview)

    @app.action(PRODUCT)
    def product(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        _preview(ctx, client, body, filling=True)

    @app.options(PRODUCT)
    def products(ack: Ack, body: Body, client: WebClient) -> None:
        ack(options=offered_products(ctx, client, body))

    @app.view(CALLBACK)
    def saved(ack: Ack, body: Body, client: WebClient) -> None:
        try:
            drawn = _save(ctx, body)
        except Refusal as refusal:
            refuse_fields(ack, refusal, body)
        else:
            ack()
            root = LinePlace.unpacked(body["view"]["private_metadata"]).root_view_id
            client.views_update(view_id=root, view=drawn)


def _open_editor(
    ctx: SlackContext,
    client: WebClient,
    body: Body,
    *,
    key: str = "",
    kind: LineKind = "subscription",
) -> None:
    view = body["view"]
    try:
        with ctx.writing(body) as uow:
            saved, form = _taken_in(uow, body)
    except NotFound:
        client.views_update(view_id=view["id"], view=gone())
        return
    line = form.line(key) or form.new_line(kind)
    place = LinePlace(saved.id, f"{line.kind}:{line.key}", view["id"])
    push_window(client, body, contract_line_editor(form, line, place))


def _turn(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """Shows another part of the lines; what is typed in the fields is kept."""
    try:
        first = int(body["actions"][0]["selected_option"]["value"])
        with ctx.writing(body) as uow:
            saved, form = _taken_in(uow, body)
            turned = form.model_copy(update={"first_line": first})
            drawn = draw(uow, keep(uow, saved.owner, saved.id, turned))
    except NotFound:
        drawn = gone()
    client.views_update(view_id=body["view"]["id"], view=drawn)


def _rearrange(ctx: SlackContext, client: WebClient, body: Body, action: str, key: str) -> None:
    try:
        with ctx.writing(body) as uow:
            saved, form = _taken_in(uow, body)
            changed = form.with_line_moved_up(key) if action == "up" else form.without_line(key)
            drawn = draw(uow, keep(uow, saved.owner, saved.id, changed))
    except NotFound:
        drawn = gone()
    client.views_update(view_id=body["view"]["id"], view=drawn)


def _preview(ctx: SlackContext, client: WebClient, body: Body, *, filling: bool = False) -> None:
    """Shows the line's amounts while it is typed, or what a product fills in; nothing is kept
    yet."""
    view = body["view"]
    place = LinePlace.unpacked(view["private_metadata"])

    def drawn() -> Block:
        with ctx.reading(body) as uow:
            form = ContractForm.model_validate(own_form(uow, body, place.form_id).values)
            product = chosen_product(uow, view)
        line = typed_contract_line(_line_at(form, place), values_of(view))
        if not filling:
            return contract_line_editor(form, line, place, product)
        line = filled_contract_line(line, product, form) if product else line
        after = place._replace(filled=place.filled + 1)
        return contract_line_editor(form, line, after, product)

    redraw(ctx, client, body, drawn)


def _save(ctx: SlackContext, body: Body) -> dict[str, object]:
    """Keeps the line; the builder below it. Raises ValidationErrors, NotFound,
    TooManyContractLines."""
    view = body["view"]
    place = LinePlace.unpacked(view["private_metadata"])
    with ctx.writing(body) as uow:
        saved = own_form(uow, body, place.form_id)
        form = ContractForm.model_validate(saved.values)
        line = typed_contract_line(_line_at(form, place), values_of(view))
        contract_line_of(line, frame_of(form))
        if form.line(line.key) is None and len(form.lines) >= MOST_LINES:
            raise TooManyContractLines(MOST_LINES).at("description")
        changed = form.with_line(line)
        place_of_it = next(n for n, each in enumerate(changed.lines) if each.key == line.key)
        turned = changed.model_copy(update={"first_line": place_of_it})
        return draw(uow, keep(uow, saved.owner, saved.id, turned))


def _taken_in(uow: UnitOfWork, body: Body) -> tuple[SavedForm, ContractForm]:
    saved = take_in(uow, own_form(uow, body, body["view"]["private_metadata"]), body)
    return saved, ContractForm.model_validate(saved.values)


def _line_at(form: ContractForm, place: LinePlace) -> ContractLineForm:
    """The line that is edited; its kind stands before its key, for it may not be kept yet."""
    named, _, key = place.key.partition(":")
    kind = next(each for each in KINDS if each == named)
    return form.line(key) or form.new_line(kind).model_copy(update={"key": key})
