"""Bank statements: taking them in, and what becomes of their entries."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response

from bot.api.change import KeyedRequest, change, creation
from bot.api.context import Caller, Reply, caller
from bot.api.described import answers
from bot.api.paging import Cursor, Limit, Page, cursor_of, cut, place_of
from bot.api.routers.invoices import Text
from bot.api.schemas.bank_statement import BookingBody, ColumnsBody, IgnoreBody, StatementBody
from bot.api.schemas.payment import seen_version
from bot.intake.statements.confirming import confirmed, to_confirm
from bot.intake.statements.parts import UnreadableStatement
from bot.intake.statements.reading import CsvFile, read_statements
from jupiter_core.commands.bank_entry import (
    BookEntry,
    BookShare,
    IgnoreEntry,
    ReopenEntry,
    book_as_proposed,
    book_entry,
    ignore_entry,
    reopen_entry,
)
from jupiter_core.commands.permission import expect_receivables
from jupiter_core.commands.statement import (
    IMPORT,
    ImportOutcome,
    ImportStatements,
    import_statements,
    preview_import,
)
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.bank_entry import EntryState, ImportedEntry
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import Refusal, placed
from jupiter_core.domain.statement import BankStatement
from jupiter_core.domain.statement_columns import ColumnMapping, KnownAccount
from jupiter_core.ports import EntryFilter, UnitOfWork
from jupiter_core.queries.bank_matching import known_accounts, matched_now
from jupiter_core.queries.resources.bank_statement import (
    BankEntryResource,
    BankStatementResource,
    StatementImportResource,
)

READ = "read bank statements"
EntryId = Annotated[str, Path(pattern=r"^[0-9A-Za-z-]{1,64}$", examples=["01JD8KZ3W4"])]
Reads = Annotated[Caller, Depends(caller(Scope.PAYMENTS_WRITE))]
Makes = Annotated[KeyedRequest, Depends(creation(Scope.PAYMENTS_WRITE))]
Changes = Annotated[KeyedRequest, Depends(change(Scope.PAYMENTS_WRITE))]

router = APIRouter(tags=["Bank statements"])


@router.post(
    "/bank-statements",
    status_code=201,
    summary="Take in a bank statement",
    operation_id="take_in_a_bank_statement",
    responses=answers(201, StatementImportResource, "Taken in, each entry once", 400),
)
def taken_in(change: Makes, body: StatementBody) -> Response:
    """The same file, and one with the same days, change nothing. Entries that certainly pay an
    invoice are booked at once if the workspace has it so; all others wait, with what they may be
    for."""

    def work(uow: UnitOfWork) -> Reply:
        expect_receivables(uow, change.by, IMPORT, Scope.PAYMENTS_WRITE)
        command = _command(change, body, known_accounts(uow))
        do = preview_import if body.dry_run else import_statements
        return Reply(_outcome(do(command, uow)).model_dump_json(), 201)

    return change.once(work)


@router.get(
    "/bank-entries",
    summary="List the entries of bank statements",
    responses=answers(200, Page[BankEntryResource], "Latest taken in first", 400),
)
def listed(
    caller: Reads,
    state: EntryState | None = None,
    statement_id: Text = "",
    limit: Limit = 25,
    cursor: Cursor = "",
) -> Response:
    """Of those that wait, with what they may be for as things are now."""
    wanted = EntryFilter(states=(state,) if state else (), statement_id=statement_id)
    with caller.reading() as uow:
        expect_receivables(uow, caller.actor, READ, Scope.PAYMENTS_WRITE)
        found = uow.statements.entries(wanted, after=place_of(cursor), limit=limit + 1)
        here, more = cut(found, limit)
        shown = matched_now(uow, here)
    page = Page[BankEntryResource](
        items=tuple(BankEntryResource.of(each) for each in shown),
        next_cursor=cursor_of(here[-1].id) if more else None,
    )
    return Reply(page.model_dump_json()).response


@router.get(
    "/bank-entries/{entry_id}",
    summary="Read an entry of a bank statement",
    responses=answers(200, BankEntryResource, "As it is now", 404),
)
def read(caller: Reads, entry_id: EntryId) -> Response:
    with caller.reading() as uow:
        expect_receivables(uow, caller.actor, READ, Scope.PAYMENTS_WRITE)
        (entry,) = matched_now(uow, [uow.statements.entry(entry_id)])
    return _shown(entry).response


@router.post(
    "/bank-entries/{entry_id}/booking",
    summary="Book an entry of a bank statement",
    responses=answers(200, BankEntryResource, "Booked as one payment", 404, 409, 412),
)
def booked(change: Changes, entry_id: EntryId, body: BookingBody) -> Response:
    """As one payment of one customer, on the entry's day. What no invoice takes becomes the
    customer's credit."""

    def work(uow: UnitOfWork) -> Reply:
        entry = uow.statements.entry(entry_id)
        if not body.invoices:
            return _shown(book_as_proposed(change.by, entry_id, uow))
        command = BookEntry(
            by=change.by,
            entry_id=entry_id,
            shares=_shares(body, entry.amount.currency),
            settle_as=body.settle_rest_as,
            reason=body.reason,
        )
        return _shown(book_entry(command, uow))

    return change.once(work)


@router.post(
    "/bank-entries/{entry_id}/ignoring",
    summary="Ignore an entry of a bank statement",
    responses=answers(200, BankEntryResource, "Ignored", 404, 409),
)
def ignored(change: Changes, entry_id: EntryId, body: IgnoreBody) -> Response:
    """It is no payment of an invoice."""
    command = IgnoreEntry(by=change.by, entry_id=entry_id, reason=body.reason)
    return change.once(lambda uow: _shown(ignore_entry(command, uow)))


@router.post(
    "/bank-entries/{entry_id}/reopening",
    summary="Take up an entry of a bank statement again",
    responses=answers(200, BankEntryResource, "It waits again", 404, 409),
)
def reopened(change: Changes, entry_id: EntryId) -> Response:
    """One that was ignored, or whose payment was reversed."""
    command = ReopenEntry(by=change.by, entry_id=entry_id)
    return change.once(lambda uow: _shown(reopen_entry(command, uow)))


def _command(
    change: KeyedRequest, body: StatementBody, known: tuple[KnownAccount, ...]
) -> ImportStatements:
    """Raises UnreadableStatement at `content`, and ConfirmColumns at `csv`."""
    content = body.bytes()
    read = _read(content, known, body)
    columns = None
    if isinstance(read, CsvFile):
        if body.csv is None:
            raise to_confirm(read).at("csv")
        columns = _confirmed(read, body.csv)
        read = _read(content, known, body, columns)
    assert not isinstance(read, CsvFile)
    return ImportStatements(
        by=change.by,
        file_name=body.file_name,
        file_hash=hashlib.sha256(content).hexdigest(),
        statements=read,
        columns=columns,
    )


def _read(
    content: bytes,
    known: tuple[KnownAccount, ...],
    body: StatementBody,
    columns: ColumnMapping | None = None,
) -> tuple[BankStatement, ...] | CsvFile:
    try:
        return read_statements(content, known, account=body.account, columns=columns)
    except UnreadableStatement as refusal:
        raise refusal.at("content") from None


def _confirmed(file: CsvFile, said: ColumnsBody) -> ColumnMapping:
    named = {key.value: name for key, name in said.columns.items()}
    try:
        return confirmed(file, named, said.decimal, said.dates)
    except Refusal as refusal:
        raise refusal.at(f"csv.{refusal.path}") from None


def _shares(body: BookingBody, currency: str) -> tuple[BookShare, ...]:
    shares = []
    for n, each in enumerate(body.invoices):
        amount = None
        if (said := each.amount) is not None:
            amount = placed(f"invoices[{n}].amount", lambda said=said: Money.of(said, currency))  # type: ignore[misc]
        seen = seen_version(each.if_match)
        shares.append(BookShare(invoice_id=each.invoice_id, amount=amount, expected_version=seen))
    return tuple(shares)


def _outcome(outcome: ImportOutcome) -> StatementImportResource:
    return StatementImportResource(
        statements=tuple(BankStatementResource.of(each) for each in outcome.statements),
        entries=tuple(BankEntryResource.of(each) for each in outcome.entries),
        again=outcome.again,
        left_out=outcome.left_out,
    )


def _shown(entry: ImportedEntry) -> Reply:
    return Reply(BankEntryResource.of(entry).model_dump_json())
