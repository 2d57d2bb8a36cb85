"""A bank's file that somebody drops into the finance channel."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.intake.statements.confirming import confirmed
from bot.intake.statements.parts import UnreadableStatement
from bot.intake.statements.reading import MOST_BYTES, CsvFile, read_statements
from bot.intake.view_state import text_in, values_of
from bot.slack.actions import member, refusals_told
from bot.slack.context import SlackContext
from bot.slack.download import downloaded
from bot.slack.payload import Body
from bot.slack.telling import refuse_fields
from bot.slack.turn import open_window, wait_in_window
from bot.slack.views.bank_statement.forms import (
    ASKED_COLUMNS,
    COLUMNS_FORM,
    columns_form,
    guess_words,
)
from bot.slack.views.bank_statement.message import (
    COLUMNS,
    MOST_ROWS,
    columns_message,
    file_message,
)
from bot.slack.views.rich_text import Rendered
from jupiter_core.commands.permission import expect_receivables
from jupiter_core.commands.statement import IMPORT, ImportStatements, import_statements
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.statement_columns import ColumnMapping, DateOrder
from jupiter_core.outbox.messages import statement_message
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.bank_entries import file_view
from jupiter_core.queries.bank_matching import known_accounts

_STATEMENTS = frozenset(
    {
        *("xml", "c53", "camt", "camt053", "sta", "mt940", "940", "mt9", "swi", "txt"),
        *("bai", "bai2", "ofx", "qfx", "qbo", "csv", "tsv"),
    }
)
"""How the names of banks' files end; others, such as a PDF, are no affair of ours."""


class DroppedFile(NamedTuple):
    """A file with its bytes, and where the answer to it goes."""

    file_id: str
    name: str
    content: bytes
    channel: str
    thread_ts: str | None


OtherFiles = Callable[[SlackContext, WebClient, Body, DroppedFile], bool]
"""Answers a file that is no bank's; whether it is one."""


def no_other(*_: object) -> bool:
    return False


def register(app: App, ctx: SlackContext, other: OtherFiles = no_other) -> None:
    """The listeners of files and of the form of their columns. What is no bank's is of `other`."""

    @app.event("file_shared")
    def shared(body: Body, event: dict[str, Any], client: WebClient, context: BoltContext) -> None:
        if _is_in_finance(ctx, body, event) and event["user_id"] != context.bot_user_id:
            asked = _as_asked(body, event)
            with refusals_told(client, asked):
                _take_in(ctx, client, asked, event, other)

    @app.action(COLUMNS)
    def confirm(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            _open_columns(ctx, client, body)

    @app.view(COLUMNS_FORM)
    def columns_given(ack: Ack, body: Body, client: WebClient) -> None:
        try:
            read = _read_columns(ctx, client, body)
        except Refusal as refusal:
            refuse_fields(ack, refusal, body)
            return
        ack()
        asked, dropped, command, message_ts = read
        with refusals_told(client, asked):
            _import(ctx, asked, command, f"form:{message_ts}", dropped, message_ts)


def _is_in_finance(ctx: SlackContext, body: Body, event: Mapping[str, Any]) -> bool:
    with ctx.reading(body) as uow:
        finance = uow.workspace().finance_channel
    return bool(finance) and event.get("channel_id") == finance


def _as_asked(body: Body, event: Mapping[str, Any]) -> Body:
    """The event as a payload of the person who shared the file, where they did."""
    channel = {"id": event["channel_id"]}
    return {**body, "user": {"id": event["user_id"]}, "channel": channel, "container": {}}


def _take_in(
    ctx: SlackContext, client: WebClient, asked: Body, event: Mapping[str, Any], other: OtherFiles
) -> None:
    file = client.files_info(file=event["file_id"])["file"]
    if PurePosixPath(str(file.get("name") or "")).suffix.lower().lstrip(".") not in _STATEMENTS:
        return
    person = member(ctx, client, asked, IMPORT)
    dropped = _with_bytes(client, file, str(event["channel_id"]))
    if other(ctx, client, asked, dropped):
        return
    with ctx.reading(asked) as uow:
        expect_receivables(uow, person.actor, IMPORT)
        known = known_accounts(uow)
    read = read_statements(dropped.content, known)
    if isinstance(read, CsvFile):
        looks = guess_words(read.guess)
        _post(client, dropped, columns_message(str(event["file_id"]), dropped.name, looks))
    else:
        command = _command(person.actor, dropped, read, None)
        _import(ctx, asked, command, f"event:{asked['event_id']}", dropped)


def _open_columns(ctx: SlackContext, client: WebClient, body: Body) -> None:
    person = member(ctx, client, body, IMPORT)
    with ctx.reading(body) as uow:
        expect_receivables(uow, person.actor, IMPORT)
        known = known_accounts(uow)
    file_id = str(body["actions"][0]["value"])
    container = body["container"]
    wait_in_window()
    file = _csv_of(client, file_id, container["channel_id"])[1]
    metadata = f"{file_id} {container['channel_id']} {container['message_ts']}"
    view = columns_form(file.table, file.guess, known, metadata)
    open_window(client, body, view)


def _read_columns(
    ctx: SlackContext, client: WebClient, body: Body
) -> tuple[Body, DroppedFile, ImportStatements, str]:
    """What was confirmed, with the file read anew by it. Raises what is to be shown in the form."""
    person = member(ctx, client, body, IMPORT)
    values = values_of(body["view"])
    file_id, channel, ts = body["view"]["private_metadata"].split(" ")
    with ctx.reading(body) as uow:
        expect_receivables(uow, person.actor, IMPORT)
        known = known_accounts(uow)
    dropped, file = _csv_of(client, file_id, channel)
    names = list(dict.fromkeys(filter(None, file.table.header)))
    chosen = {
        kind.value: names[int(said)] if said else ""
        for kind, _, _ in ASKED_COLUMNS
        if (said := text_in(values, kind.value)) is not None
    }
    dates = DateOrder(text_in(values, "dates") or DateOrder.YEAR_FIRST)
    try:
        columns = confirmed(file, chosen, text_in(values, "decimal") or None, dates)
        account = text_in(values, "account") or ""
        read = read_statements(dropped.content, known, account=account, columns=columns)
    except Refusal as refusal:
        raise refusal.at((refusal.path or "").removeprefix("columns.")) from None
    assert not isinstance(read, CsvFile)
    asked = {**body, "channel": {"id": channel}, "container": {"thread_ts": dropped.thread_ts}}
    return asked, dropped, _command(person.actor, dropped, read, columns), ts


def _csv_of(client: WebClient, file_id: str, channel: str) -> tuple[DroppedFile, CsvFile]:
    dropped = file_with_bytes(client, file_id, channel)
    read = read_statements(dropped.content)
    if not isinstance(read, CsvFile):
        raise UnreadableStatement("it is no CSV file any more")
    return dropped, read


def file_with_bytes(client: WebClient, file_id: str, channel: str) -> DroppedFile:
    """A file that was dropped before, fetched anew. Raises UnreadableStatement."""
    return _with_bytes(client, client.files_info(file=file_id)["file"], channel)


def _with_bytes(client: WebClient, file: dict[str, Any], channel: str) -> DroppedFile:
    if int(file.get("size") or 0) > MOST_BYTES:
        raise UnreadableStatement(f"it has more than {MOST_BYTES // 1_000_000} MB")
    content = downloaded(client, file, MOST_BYTES, UnreadableStatement)
    name, thread = str(file.get("name") or ""), _thread_of(file, channel)
    return DroppedFile(str(file["id"]), name, content, channel, thread)


def _thread_of(file: Mapping[str, Any], channel: str) -> str | None:
    """The message that shares it, or the thread in which that stands."""
    for places in (file.get("shares") or {}).values():
        for share in places.get(channel, []):
            return str(share.get("thread_ts") or share["ts"])
    return None


def _command(
    by: Actor, dropped: DroppedFile, read: Any, columns: ColumnMapping | None
) -> ImportStatements:
    return ImportStatements(
        by=by,
        file_name=dropped.name,
        file_hash=hashlib.sha256(dropped.content).hexdigest(),
        statements=read,
        columns=columns,
    )


def _import(
    ctx: SlackContext,
    asked: Body,
    command: ImportStatements,
    once: str,
    dropped: DroppedFile,
    ts: str = "",
) -> None:
    """Its answer is committed with it, so that it is sent whatever happens meanwhile. Raises
    AlreadyDone for an event that came before."""
    with ctx.writing(asked, once=once) as uow:
        outcome = import_statements(command, uow)
        said = {
            "channel": dropped.channel,
            "thread_ts": dropped.thread_ts or "",
            "ts": ts,
            "left_out": list(outcome.left_out),
            "again": outcome.again,
        }
        uow.outbox.put(statement_message(uow.workspace_id, command.file_hash, said, uow.new_id()))


def drawn(uow: UnitOfWork, file_hash: str) -> Rendered:
    """The answer to a file, as things are now."""
    return file_message(file_view(uow, file_hash, MOST_ROWS))


def _post(client: WebClient, dropped: DroppedFile, rendered: Rendered) -> None:
    text, blocks = rendered
    client.chat_postMessage(
        channel=dropped.channel,
        thread_ts=dropped.thread_ts,
        text=text,
        blocks=blocks,
        parse="none",
        link_names=False,
        unfurl_links=False,
        unfurl_media=False,
    )
