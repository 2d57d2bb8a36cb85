"""What is pressed on the desk: Approve, Show all, Discard; in the App Home and its modals."""

from collections.abc import Callable

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.actions import click_key, member, refusals_told
from bot.slack.closed import draw_anew
from bot.slack.context import SlackContext
from bot.slack.desk_view import places_of, show_desk, threads_of
from bot.slack.forms import find_own
from bot.slack.homes import is_home
from bot.slack.metadata import SubjectRef, read_subject
from bot.slack.payload import Body, team_of, user_of
from bot.slack.people import Person
from bot.slack.turn import open_window
from bot.slack.views.blocks import Block
from bot.slack.views.desk.actions import (
    APPROVE,
    DISCARD_FORM,
    FORMS,
    PAGE,
    PAGE_LATER,
    SHOW_ALL,
)
from bot.slack.views.desk.all import PAGE_SIZE, forms_page, last_page, part_page, read_page
from bot.slack.views.desk.rows import Drawn
from bot.wording.approvals import given_for
from bot.wording.text import full_stop, shortened
from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.commands.permission import expect_may_approve
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.desk import DeskSection
from jupiter_core.domain.refusals import AlreadyDone, NotFound, Refusal
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.desk import desk_part, look_of, to_be_read

_CONTRACT, INVOICE = "contract", "invoice"
_READ = "see the desk"
_DISCARDED = "Draft discarded."


class ToBeRead(Refusal):
    """A row has no room for what an approver has to see first."""

    warning: str

    template = "Not approved yet. {warning} Read the request in its thread, and approve it there."


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of the desk's own buttons."""

    @app.action(APPROVE)
    def approve_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        _do(ctx, client, body, lambda: _approved(ctx, client, body))

    @app.action(DISCARD_FORM)
    def discard(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        _do(ctx, client, body, lambda: _discarded(ctx, client, body))

    @app.action(SHOW_ALL)
    def show_all(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person = member(ctx, client, body, _READ)
            view = _page(ctx, client, body, person, *read_page(_value(body)))
            open_window(client, body, view)

    @app.action(PAGE)
    @app.action(PAGE_LATER)
    def turn(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person = member(ctx, client, body, _READ)
            view = _page(ctx, client, body, person, *read_page(_value(body)))
            client.views_update(view_id=body["view"]["id"], view=view)


def _do(ctx: SlackContext, client: WebClient, body: Body, work: Callable[[], str]) -> None:
    """Does it, and draws what it was pressed in anew, with what came of it at the top; a repeat
    does nothing."""
    try:
        said = work()
    except AlreadyDone:
        return
    except Refusal as refusal:
        said = refusal.sentence
    if is_home(body):
        show_desk(ctx, client, team_of(body), user_of(body), said)
        return
    with refusals_told(client, body):
        person = member(ctx, client, body, _READ)
        shown = read_page(body["view"]["private_metadata"])
        view = _page(ctx, client, body, person, *shown, said=said)
        draw_anew(client, body["view"]["id"], view)
    ctx.homes.changed(team_of(body), user_of(body))


def _approved(ctx: SlackContext, client: WebClient, body: Body) -> str:
    """What came of it. Raises as the command, and says what has to be read before a yes."""
    person = member(ctx, client, body, "approve")
    kind, about = _subject(_value(body))
    with ctx.writing(body, once=click_key(body), redraws_home=False) as uow:
        return decided(uow, person, kind, about)


def decided(uow: UnitOfWork, person: Person, kind: str, about: SubjectRef) -> str:
    """What came of an approval from a row. Raises as the command, and ToBeRead."""
    is_contract = kind == _CONTRACT
    scope = Scope.CONTRACTS_APPROVE if is_contract else Scope.INVOICES_APPROVE
    expect_may_approve(uow, person.actor, scope)
    expect_read_in_a_row(uow, about.subject_id, contract=is_contract)
    command = Approve(
        by=person.actor,
        subject_id=about.subject_id,
        expected_version=about.expected_version,
    )
    after = approve_contract(command, uow) if is_contract else approve(command, uow)
    title, state = shortened(after.title, 200), after.state.words
    behalf = given_for(after, person.id)
    return f"You approved {full_stop(f'{title}{behalf}')} It is {state} now."


def expect_read_in_a_row(uow: UnitOfWork, subject_id: str, *, contract: bool = False) -> None:
    """Raises ToBeRead where an approver has to see more than a row says."""
    warnings = to_be_read(uow, subject_id, contract=contract)
    if warnings:
        raise ToBeRead(full_stop(shortened(warnings[0], 300)))


def _discarded(ctx: SlackContext, client: WebClient, body: Body) -> str:
    member(ctx, client, body, "discard drafts")
    with ctx.writing(body, once=click_key(body), redraws_home=False) as uow:
        saved = find_own(uow, body, _value(body))
        if saved is None:
            raise NotFound("draft", "that this row showed")
        uow.forms.discard(saved.id)
    return _DISCARDED


def _page(
    ctx: SlackContext,
    client: WebClient,
    body: Body,
    person: Person,
    section: str,
    page: int,
    said: str = "",
) -> Block:
    """That page as it is now, or the last one where it is no more. Raises NotFound."""
    with ctx.reading(body) as uow:
        if section == FORMS:
            forms = uow.forms.of(person.id)
            return forms_page(forms, min(page, last_page(len(forms))), said)
        if not section:
            raise NotFound("list", "that this button showed")
        look, wanted = look_of(uow, person.id), DeskSection(section)
        part = desk_part(uow, look, wanted, offset=page * PAGE_SIZE, limit=PAGE_SIZE)
        if not part.entries and page:
            page = last_page(part.count)
            part = desk_part(uow, look, wanted, offset=page * PAGE_SIZE, limit=PAGE_SIZE)
        places = places_of(uow, [part])
    threads = threads_of(ctx, client, places)
    drawn = Drawn(days=look.days, threads=threads, approves_for=look.approves_for)
    return part_page(part, page, drawn, said)


def _subject(value: str) -> tuple[str, SubjectRef]:
    """`invoice <id>:<sequence>`. Raises NotFound for what no button of ours carries."""
    kind, _, about = value.partition(" ")
    try:
        if kind in (_CONTRACT, INVOICE):
            return kind, read_subject(about)
    except ValueError:
        pass
    raise NotFound(INVOICE, shortened(value, 40))


def _value(body: Body) -> str:
    return str(body["actions"][0].get("value", ""))
