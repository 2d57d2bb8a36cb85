"""The App Home, and the two events that say that the app was removed."""

from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.context import Body, SlackContext, refusal_view, team_of
from bot.slack.invoice.modal import open_builder
from bot.slack.people import Person
from bot.slack.setup.listeners import open_setup
from bot.slack.views.home import HomeView
from bot.slack.views.home import home as drawn_home
from jupiter_core.domain.invoice import State
from jupiter_core.domain.readers import Reader
from jupiter_core.domain.refusals import Refusal
from jupiter_core.ports import DeadLetter, UnitOfWork
from jupiter_core.queries.po_waiting import waiting_for_po
from jupiter_core.queries.readable import may_read, reads_all

log = structlog.get_logger(__name__)


def register(app: App, ctx: SlackContext) -> None:
    @app.event("app_home_opened")
    def opened(event: Body, body: Body, client: WebClient) -> None:
        if event.get("tab") != "messages":
            _publish(ctx, client, team_of(body), event["user"])

    @app.action("home_new")
    def new(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        _or_say_why(client, body, lambda: open_builder(ctx, client, body))

    @app.action("home_setup")
    def setup(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        _or_say_why(client, body, lambda: open_setup(ctx, client, body))

    @app.event("app_uninstalled")
    def uninstalled(body: Body) -> None:
        log.warning("app_uninstalled", team=team_of(body))

    @app.event("tokens_revoked")
    def revoked(body: Body) -> None:
        log.warning("tokens_revoked", team=team_of(body))


def _or_say_why(client: WebClient, body: Body, open_it: Callable[[], None]) -> None:
    try:
        open_it()
    except Refusal as refusal:
        client.views_open(trigger_id=body["trigger_id"], view=refusal_view(refusal))


def _publish(ctx: SlackContext, client: WebClient, team_id: str, user_id: str) -> None:
    person = ctx.people.get(client, team_id, user_id)
    with ctx.store.read(team_id) as uow:
        view = _view(uow, person)
        today = uow.now.astimezone(ZoneInfo(person.time_zone)).date()
    client.views_publish(user_id=user_id, view=drawn_home(view, today))


def _view(uow: UnitOfWork, person: Person) -> HomeView:
    workspace = uow.workspace()
    member = not person.is_guest
    approver = member and workspace.policy.allows(person.id)
    waiting = uow.invoices.summaries(states=[State.PENDING_APPROVAL], limit=50)
    return HomeView(
        forms=tuple(uow.forms.of(person.id)) if member else (),
        mine=tuple(uow.invoices.summaries(drafted_by=person.id, limit=15)) if member else (),
        to_approve=tuple(each for each in waiting if approver and each.drafted_by != person.id),
        stuck=tuple(_stuck(uow, person)) if person.is_admin or approver else (),
        without_po=tuple(waiting_for_po(uow, person.id, limit=10)) if member else (),
        is_admin=person.is_admin,
        may_draft=member and workspace.may_draft(person.id),
    )


def _stuck(uow: UnitOfWork, person: Person) -> Iterator[DeadLetter]:
    """Those that they may read of; an admin is no reader by that alone."""
    reader = Reader(person=person.id)
    for letter in uow.outbox.dead_letters():
        if reads_all(uow, person.id) or _may_read(uow, reader, letter):
            yield letter


def _may_read(uow: UnitOfWork, reader: Reader, letter: DeadLetter) -> bool:
    body = letter.message.body
    if "invoice_id" in body:
        return may_read(uow, reader, uow.invoices.get(body["invoice_id"]))
    return "contract_id" not in body or may_read(
        uow, reader, uow.contracts.get(body["contract_id"])
    )
