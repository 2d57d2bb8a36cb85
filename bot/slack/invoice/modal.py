"""The builder: opening it, following what is typed, keeping it, submitting it."""

from collections.abc import Callable, Collection

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.drafts.kinds import Form, form_in
from bot.intake.invoice import form_of
from bot.intake.view_state import field_errors, values_of
from bot.slack.actions import open_view, refusals_told
from bot.slack.context import SlackContext, redraw
from bot.slack.deal_channel import channel_of_payload, look_at_channel, note_channel
from bot.slack.forms import (
    as_saved,
    draw,
    expect_drafter,
    expect_drafter_of,
    find_own,
    gone,
    is_drafter,
    keep,
    take_in,
    unfinished,
)
from bot.slack.invoice.first_window import first_window
from bot.slack.invoice.submitting import submit_form
from bot.slack.metadata import read_subject
from bot.slack.payload import Body, team_of
from bot.slack.people import Person
from bot.slack.reading import known_reader
from bot.slack.telling import refusal_view, tell_privately
from bot.slack.turn import open_window, opens_window
from bot.slack.unsaved import find_shown, form_id_in
from bot.slack.views import blocks as b
from bot.slack.views.contract.modal import CALLBACK as CONTRACT
from bot.slack.views.invoice.modal import CALLBACK
from bot.wording.customers import told_apart
from jupiter_core.domain.invoice import BEFORE_ISSUE, Invoice
from jupiter_core.domain.party import Customer
from jupiter_core.domain.refusals import (
    NotInState,
    NotPermitted,
    Refusal,
    ValidationErrors,
)
from jupiter_core.ports import SavedForm, UnitOfWork
from jupiter_core.queries.readable import expect_reader

TYPED = (
    *("builder_customer", "builder_entity", "builder_channel", "builder_currency"),
    *(
        "builder_terms",
        "builder_days",
        "builder_early",
        "builder_late_fee",
        "builder_date",
        "builder_po",
        "builder_memo",
        "builder_adjustments",
        "builder_prices",
        "builder_tax_currency",
        "builder_refs",
    ),
)
REDRAWING = {*TYPED} - {
    "builder_days",
    "builder_early",
    "builder_late_fee",
    "builder_po",
    "builder_memo",
    "builder_refs",
    "builder_tax_currency",
}


def register(app: App, ctx: SlackContext) -> None:
    def typed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        follow(ctx, client, body, redrawing=REDRAWING)

    for action_id in TYPED:
        app.action(action_id)(typed)

    @app.options("builder_customer")
    def customers(ack: Ack, body: Body, client: WebClient) -> None:
        """Nobody's for whoever may not draft."""
        found: list[Customer] = []
        person = ctx.person(client, body)
        with ctx.reading(body) as uow:
            if is_drafter(uow, person):
                found = uow.customers.search(str(body.get("value", "")), limit=100)
        labels = told_apart(found, b.OPTION_LIMIT)
        ack(options=[b.option(label, customer_id) for customer_id, label in labels.items()])

    _opening(app, ctx)
    _ending(app, ctx)


def _opening(app: App, ctx: SlackContext) -> None:
    @app.action("builder_take_up")
    def take_up(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        form_id = body["actions"][0]["value"]
        try:
            ctx.person(client, body).expect_member("draft invoices")
        except Refusal as refusal:
            tell_privately(client, body, refusal.sentence)
            return
        if body.get("view", {}).get("callback_id") in (CALLBACK, CONTRACT):
            _switch_form(ctx, client, body, form_id)
        else:
            open_form(ctx, client, body, form_id)

    @app.action("invoice_edit")
    def edit(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            open_for_invoice(ctx, client, body)


def _ending(app: App, ctx: SlackContext) -> None:
    @app.view(CALLBACK)
    def submitted(ack: Ack, body: Body, client: WebClient) -> None:
        try:
            submit_form(ctx, client, body)
        except NotPermitted as refusal:
            ack(response_action="update", view=refusal_view(refusal))
        except ValidationErrors as mistakes:
            refuse(ctx, ack, body, mistakes)
        except Refusal as refusal:
            refuse(ctx, ack, body, ValidationErrors([refusal]))
        else:
            ack()

    def closed(ack: Ack, body: Body) -> None:
        ack()
        with ctx.writing(body) as uow:
            saved = find_own(uow, body, form_id_in(body["view"]))
            if saved and form_in(saved).pristine:
                uow.forms.discard(saved.id)

    for callback_id in (CALLBACK, CONTRACT):
        app.view_closed(callback_id)(closed)


def open_builder(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """A new form for the channel where the command was typed, which nobody keeps before something
    is typed in it. Raises NotPermitted."""
    opens_window()
    person = ctx.person(client, body)
    channel = channel_of_payload(body)
    is_fine = not channel or ctx.fine_channels.has((team_of(body), channel))
    with ctx.reading(body) as uow:
        first = first_window(uow, ctx.drawings, person, channel)
        expect_drafter_of(first.workspace, person)
        form_id = uow.new_id()
        others = unfinished(uow, person.id, apart_from=form_id)
        unsaved = None if is_fine else as_saved(uow, person.id, form_id, first.form)
    opened = open_window(client, body, first.view(form_id, person.id, others))
    if unsaved:
        shared = first.workspace.shared_channels
        note_channel(ctx, client, body, unsaved, opened, shared=shared, is_kept=False)


def open_new(
    ctx: SlackContext,
    client: WebClient,
    body: Body,
    made: Callable[[UnitOfWork, Person], Form],
) -> None:
    """The form that `made` gives, kept and opened. Raises NotPermitted, AlreadyDone."""
    opens_window()
    person = ctx.person(client, body)
    with ctx.writing(body, once=f"trigger:{body['trigger_id']}", own_form=True) as uow:
        expect_drafter(uow, person)
        saved = keep(uow, person.id, uow.new_id(), made(uow, person))
        view = draw(uow, saved)
        shared = uow.workspace().shared_channels
    opened = open_window(client, body, view)
    note_channel(ctx, client, body, saved, opened, shared=shared)


def open_form(ctx: SlackContext, client: WebClient, body: Body, form_id: str) -> None:
    """A form that was kept, from a list or the App Home."""
    with ctx.reading(body) as uow:
        saved = find_own(uow, body, form_id)
        view = draw(uow, saved) if saved else gone()
    open_window(client, body, view)


def open_for_invoice(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """The invoice of a card's Edit button in the builder. Raises Refusal."""
    person = ctx.person(client, body)
    subject = read_subject(body["actions"][0]["value"])
    reader = known_reader(ctx, client, body, person.id)
    with ctx.writing(body, own_form=True) as uow:
        expect_drafter(uow, person)
        invoice = uow.invoices.get(subject.subject_id)
        expect_reader(uow, reader, invoice, invoice.id)
        if invoice.state not in BEFORE_ISSUE:
            raise NotInState(invoice.title, invoice.state.words, "edited")
        kept = next((each for each in uow.forms.of(person.id) if _is_for(each, invoice)), None)
        saved = kept or keep(uow, person.id, uow.new_id(), form_of(invoice))
        view = draw(uow, saved)
    open_view(client, body, view)


def _is_for(saved: SavedForm, invoice: Invoice) -> bool:
    return saved.invoice_id == invoice.id and bool(saved.values.get("seen") == invoice.sequence)


def follow(ctx: SlackContext, client: WebClient, body: Body, redrawing: Collection[str]) -> None:
    """Keeps what was typed; draws the modal anew where something else depends on it."""
    with ctx.writing(body) as uow:
        saved = find_shown(uow, body)
        if saved:
            take_in(uow, saved, body)
    action_id = body["actions"][0]["action_id"]
    if saved is None or action_id in redrawing:
        redraw(ctx, client, body, lambda: _as_kept(ctx, body), of_kept=True)
    if action_id == "builder_channel":
        view = body["view"]
        look_at_channel(ctx, client, body, form_id_in(view), view["id"])


def _as_kept(ctx: SlackContext, body: Body) -> b.Block:
    with ctx.reading(body) as uow:
        saved = find_own(uow, body, form_id_in(body["view"]))
        return draw(uow, saved) if saved else gone()


def _switch_form(ctx: SlackContext, client: WebClient, body: Body, form_id: str) -> None:
    with ctx.writing(body) as uow:
        shown = find_own(uow, body, form_id_in(body["view"]))
        if shown and form_in(shown).pristine:
            uow.forms.discard(shown.id)
        saved = find_own(uow, body, form_id)
        drawn = draw(uow, saved) if saved else gone()
    client.views_update(view_id=body["view"]["id"], view=drawn)


def refuse(ctx: SlackContext, ack: Ack, body: Body, mistakes: ValidationErrors) -> None:
    """Each mistake on its field; what has no field is said above the totals."""
    view = body["view"]
    errors = field_errors(mistakes, values_of(view))
    if errors:
        ack(response_action="errors", errors=errors)
        return
    with ctx.reading(body) as uow:
        saved = find_own(uow, body, form_id_in(view))
        warning = " ".join(each.sentence for each in mistakes.refusals)
        drawn = draw(uow, saved, warning) if saved else gone()
    ack(response_action="update", view=drawn)
