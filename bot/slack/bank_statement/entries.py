"""What is decided about an entry of a bank statement: Book, Choose invoices, Ignore."""

from collections.abc import Callable

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.view_state import list_in, text_in, values_of
from bot.slack.actions import member, refusals_told
from bot.slack.bank_statement.dropped import drawn
from bot.slack.context import SlackContext
from bot.slack.payload import Body, team_of, user_of
from bot.slack.telling import refuse_fields
from bot.slack.turn import open_window, push_window
from bot.slack.views import blocks as b
from bot.slack.views.bank_statement.forms import (
    BOOK_FORM,
    FIND_INVOICES,
    IGNORE_FORM,
    KEEP_DUE,
    EntryPlace,
    book_form,
    ignore_form,
    invoice_option,
)
from bot.slack.views.bank_statement.message import BOOK, CHOOSE, IGNORE
from bot.slack.views.bank_statement.waiting import ROW, SHOW, read_choice, waiting_modal
from jupiter_core.commands.bank_entry import (
    BookEntry,
    BookShare,
    IgnoreEntry,
    book_entry,
    ignore_entry,
)
from jupiter_core.commands.permission import expect_receivables
from jupiter_core.domain.bank_entry import ImportedEntry
from jupiter_core.domain.match_proposal import Proposal
from jupiter_core.domain.refusals import AlreadyDone, Refusal
from jupiter_core.domain.settlement import SettlementKind
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.bank_entries import bookable_items, file_hash_of, waiting_part
from jupiter_core.queries.bank_matching import proposals_now

BOOKING = "book payments"
_MOST_OPTIONS = 100
_MOST_ROWS = 40


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of entries, in messages and on Home."""
    for action_id in (BOOK, CHOOSE, IGNORE):
        app.action(action_id)(_opening(ctx, action_id))

    @app.action(ROW)
    def chosen_of_row(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            action_id, entry_id = read_choice(body["actions"][0]["selected_option"]["value"])
            _open(ctx, client, body, action_id, entry_id)

    @app.action(SHOW)
    def show_all(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person = member(ctx, client, body, BOOKING)
            with ctx.reading(body) as uow:
                expect_receivables(uow, person.actor, BOOKING)
                view = waiting_modal(waiting_part(uow, person.id, _MOST_ROWS))
            open_window(client, body, view)

    @app.options(FIND_INVOICES)
    def invoices(ack: Ack, body: Body, client: WebClient) -> None:
        ack(options=_options(ctx, client, body))

    app.view(BOOK_FORM)(_submitting(ctx, _book))
    app.view(IGNORE_FORM)(_submitting(ctx, _ignore))


def _opening(ctx: SlackContext, action_id: str) -> Callable[[Ack, Body, WebClient], None]:
    def pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            _open(ctx, client, body, action_id, str(body["actions"][0]["value"]))

    return pressed


def _open(ctx: SlackContext, client: WebClient, body: Body, action_id: str, entry_id: str) -> None:
    """Raises NotPermitted, NotFound, or EntrySettled."""
    person = member(ctx, client, body, BOOKING)
    container = body.get("container") or {}
    with ctx.reading(body) as uow:
        expect_receivables(uow, person.actor, BOOKING)
        entry = uow.statements.entry(entry_id)
        entry.expect_waiting()
        channel, ts = container.get("channel_id") or "", container.get("message_ts") or ""
        place = EntryPlace(uow.new_id(), entry.id, channel, ts)
        view = _form(uow, action_id, entry, place)
    if container.get("type") == "view" and body.get("view", {}).get("type") == "modal":
        push_window(client, body, view)
    else:
        open_window(client, body, view)


def _form(uow: UnitOfWork, action_id: str, entry: ImportedEntry, place: EntryPlace) -> b.Block:
    if action_id == IGNORE:
        return ignore_form(entry, place)
    found: tuple[Proposal, ...] = proposals_now(uow, entry) if action_id == BOOK else ()
    parts = found[0].parts if found else ()
    seen = {each.invoice_id: uow.invoices.get(each.invoice_id).sequence for each in parts}
    return book_form(entry, found[0] if found else None, place.showing(seen))


def _options(ctx: SlackContext, client: WebClient, body: Body) -> list[b.Block]:
    """Nobody's for who may not book."""
    person = ctx.person(client, body)
    place = EntryPlace.read((body.get("view") or {}).get("private_metadata") or "")
    with ctx.reading(body) as uow:
        if person.is_guest or not uow.workspace().may_receive(person.id):
            return []
        try:
            entry = uow.statements.entry(place.entry_id)
        except Refusal:
            return []
        words = str(body.get("value") or "")
        return [invoice_option(each) for each in bookable_items(uow, entry, words, _MOST_OPTIONS)]


def _submitting(
    ctx: SlackContext, work: Callable[[Body, EntryPlace, UnitOfWork, SlackContext, WebClient], None]
) -> Callable[[Ack, Body, WebClient], None]:
    def submitted(ack: Ack, body: Body, client: WebClient) -> None:
        place = EntryPlace.read(body["view"]["private_metadata"])
        rendered = None
        try:
            member(ctx, client, body, BOOKING)
            with ctx.writing(body, once=place.key) as uow:
                work(body, place, uow, ctx, client)
                if place.ts:
                    rendered = drawn(uow, file_hash_of(uow, place.entry_id))
        except AlreadyDone:
            ack()
            return
        except Refusal as refusal:
            refuse_fields(ack, refusal, body)
            return
        ack()
        if rendered:
            text, blocks = rendered
            client.chat_update(
                channel=place.channel,
                ts=place.ts,
                text=text,
                blocks=blocks,
                parse="none",
                link_names=False,
            )
        ctx.homes.changed(team_of(body), user_of(body))

    return submitted


def _book(
    body: Body, place: EntryPlace, uow: UnitOfWork, ctx: SlackContext, client: WebClient
) -> None:
    values = values_of(body["view"])
    settle_as = text_in(values, "settle_as") or KEEP_DUE
    command = BookEntry(
        by=ctx.person(client, body).actor,
        entry_id=place.entry_id,
        shares=tuple(
            BookShare(invoice_id=each, expected_version=place.version_of(each))
            for each in list_in(values, "invoices")
        ),
        settle_as=None if settle_as == KEEP_DUE else SettlementKind(settle_as),
        reason=text_in(values, "reason") or "",
    )
    book_entry(command, uow)


def _ignore(
    body: Body, place: EntryPlace, uow: UnitOfWork, ctx: SlackContext, client: WebClient
) -> None:
    reason = text_in(values_of(body["view"]), "reason") or ""
    by = ctx.person(client, body).actor
    ignore_entry(IgnoreEntry(by=by, entry_id=place.entry_id, reason=reason), uow)
