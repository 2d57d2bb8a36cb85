"""Looking at contracts: the list, the modal with the schedule, the versions."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.actions import refusals_told
from bot.slack.context import SlackContext
from bot.slack.payload import Body
from bot.slack.reading import reader_of
from bot.slack.turn import open_window, push_window
from bot.slack.views.blocks import Block
from bot.slack.views.contract.card import SHOW
from bot.slack.views.contract.history import HISTORY_PAGE, contract_history_modal
from bot.slack.views.contract.renewal import SHOW_OTHER
from bot.slack.views.contract.request import SHOW_PROPOSED
from bot.slack.views.contract.view import HISTORY, PAGE, SWITCH, PageOf, contract_modal, read_page
from bot.slack.views.history import read_page as read_history_page
from bot.wording.text import shortened
from jupiter_core.domain.readers import Reader
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports.subject import CONTRACT
from jupiter_core.queries.contract_view import contract_view
from jupiter_core.queries.history import history
from jupiter_core.queries.readable import expect_reader

_DEED = "look up contracts"


def register(app: App, ctx: SlackContext) -> None:
    _showing(app, ctx)
    _paging(app, ctx)


def show_contract_named(ctx: SlackContext, client: WebClient, body: Body, name: str) -> None:
    """What `/invoice contract NAME` opens. Raises NotPermitted or NotFound."""
    reader = reader_of(ctx, client, body, _DEED)
    with ctx.reading(body) as uow:
        found = uow.contracts.find_name(name)
        if found is None:
            raise NotFound("contract", shortened(name, 80))
        expect_reader(uow, reader, found, shortened(name, 80))
    _open(ctx, client, body, reader, PageOf(found.id))


def open_contract(ctx: SlackContext, client: WebClient, body: Body, contract_id: str) -> None:
    """The contract with its schedule. Raises NotPermitted or NotFound."""
    reader = reader_of(ctx, client, body, _DEED)
    _open(ctx, client, body, reader, PageOf(contract_id))


def _showing(app: App, ctx: SlackContext) -> None:
    @app.action(SHOW_OTHER)
    @app.action(SHOW)
    def show_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            reader = reader_of(ctx, client, body, _DEED)
            _open(ctx, client, body, reader, _pressed(body))

    @app.action(SHOW_PROPOSED)
    def proposed_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            reader = reader_of(ctx, client, body, _DEED)
            _open(ctx, client, body, reader, _pressed(body)._replace(proposed=True))


def _paging(app: App, ctx: SlackContext) -> None:
    def page_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        reader = reader_of(ctx, client, body, _DEED)
        view = _view(ctx, body, reader, _pressed(body))
        client.views_update(view_id=body["view"]["id"], view=view)

    def history_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        reader = reader_of(ctx, client, body, _DEED)
        view = _history(ctx, body, reader, _pressed(body).contract_id, 0)
        push_window(client, body, view)

    def history_page_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        reader = reader_of(ctx, client, body, _DEED)
        contract_id, page = read_history_page(body["actions"][0]["value"])
        view = _history(ctx, body, reader, contract_id, page)
        client.views_update(view_id=body["view"]["id"], view=view)

    for action_id in (PAGE, f"{PAGE}_later", SWITCH):
        app.action(action_id)(page_pressed)
    app.action(HISTORY)(history_pressed)
    for action_id in (HISTORY_PAGE, f"{HISTORY_PAGE}_older"):
        app.action(action_id)(history_page_pressed)


def _open(ctx: SlackContext, client: WebClient, body: Body, reader: Reader, at: PageOf) -> None:
    open_window(client, body, _view(ctx, body, reader, at))


def _pressed(body: Body) -> PageOf:
    value = str(body["actions"][0].get("value", ""))
    try:
        return read_page(value)
    except ValueError:
        raise NotFound("contract", shortened(value, 40)) from None


def _view(ctx: SlackContext, body: Body, reader: Reader, at: PageOf) -> Block:
    """A proposal that was approved meanwhile is shown as what is agreed."""
    with ctx.reading(body) as uow:
        expect_reader(uow, reader, uow.contracts.get(at.contract_id), at.contract_id)
        view = contract_view(uow, at.contract_id, proposed=at.proposed)
    proposed = at.proposed and view.contract.proposal is not None
    return contract_modal(view, page=at.page, proposed=proposed)


def _history(ctx: SlackContext, body: Body, reader: Reader, contract_id: str, page: int) -> Block:
    with ctx.reading(body) as uow:
        contract = uow.contracts.get(contract_id)
        expect_reader(uow, reader, contract, contract_id)
        entries = history(uow, CONTRACT, contract_id)
    return contract_history_modal(contract, entries, page=page)
