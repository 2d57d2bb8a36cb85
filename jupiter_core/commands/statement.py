"""Taking in bank statements: each entry once, matched, and booked where that is certain.

The same file, and another one that has the same days, change nothing; what another format has of
them is known again by its reference, and where there is none, left to a person.
"""

from collections import Counter

from jupiter_core.commands.bank_entry import book_proposal
from jupiter_core.commands.permission import expect_receivables
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.bank_entry import (
    MONEY_OUT,
    EntryState,
    ImportedEntry,
    ImportedStatement,
)
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import NoAccountOfOurs, Refusal
from jupiter_core.domain.statement import BankStatement, identities, shown
from jupiter_core.domain.statement_columns import ColumnMapping
from jupiter_core.ports import EntryFilter, UnitOfWork
from jupiter_core.queries.bank_matching import matched_now, open_items, owner_of, proposals_for
from jupiter_core.queries.other_formats import OtherFormats

IMPORT = "import bank statements"
_LONGEST_NAME = 200


class ImportStatements(Frozen):
    """`file_hash` is the SHA-256 of the file's bytes. `columns`, where a person confirmed how a CSV
    file is read, are remembered for its accounts."""

    by: Actor
    file_name: str
    file_hash: str
    statements: tuple[BankStatement, ...]
    columns: ColumnMapping | None = None


class ImportOutcome(Frozen):
    """`entries` are the new ones, as they are now; `again` says that the file was here before, and
    has those that it brought then. `left_out` are sentences about accounts that are nobody's."""

    statements: tuple[ImportedStatement, ...]
    entries: tuple[ImportedEntry, ...]
    again: bool = False
    left_out: tuple[str, ...] = ()


def import_statements(command: ImportStatements, uow: UnitOfWork) -> ImportOutcome:
    """Approvers and accounts receivable may. Raises NotPermitted, ChooseAccount, or NoAccountOfOurs
    where no account of the file is one of ours."""
    expect_receivables(uow, command.by, IMPORT, Scope.PAYMENTS_WRITE)
    if known := uow.statements.of_file(command.file_hash):
        return _again(uow, known)
    planned, left_out = _planned(command, uow)
    entries: list[ImportedEntry] = []
    for statement, found in planned:
        # In one order everywhere, so that two files with the same days never wait for each other.
        added = [e for e in sorted(found, key=lambda e: e.identity) if uow.statements.add_entry(e)]
        uow.statements.add(statement.model_copy(update={"added": len(added)}))
        booked_before = any(each.state is EntryState.BOOKED for each in entries)
        in_turn = sorted(added, key=lambda each: each.id)
        entries += _booked(uow, command.by, in_turn, touched=booked_before)
        if command.columns:
            uow.statements.save_columns(statement.account, command.columns)
    statements = tuple(uow.statements.get(statement.id) for statement, _ in planned)
    return ImportOutcome(statements=statements, entries=tuple(entries), left_out=left_out)


def preview_import(command: ImportStatements, uow: UnitOfWork) -> ImportOutcome:
    """What it would do, without booking; stores nothing. Raises the same."""
    expect_receivables(uow, command.by, IMPORT, Scope.PAYMENTS_WRITE)
    if known := uow.statements.of_file(command.file_hash):
        return _again(uow, known)
    planned, left_out = _planned(command, uow)
    statements = tuple(
        statement.model_copy(update={"added": len(found)}) for statement, found in planned
    )
    entries = tuple(each for _, found in planned for each in found)
    return ImportOutcome(statements=statements, entries=entries, left_out=left_out)


def _again(uow: UnitOfWork, known: list[ImportedStatement]) -> ImportOutcome:
    entries: list[ImportedEntry] = []
    for statement in known:
        wanted = EntryFilter(statement_id=statement.id)
        entries += reversed(uow.statements.entries(wanted, limit=statement.entries or 1))
    return ImportOutcome(statements=tuple(known), entries=tuple(entries), again=True)


def _planned(
    command: ImportStatements, uow: UnitOfWork
) -> tuple[list[tuple[ImportedStatement, list[ImportedEntry]]], tuple[str, ...]]:
    """Each statement with those of its entries that are not here, in whatever format."""
    planned = []
    elsewhere = OtherFormats(uow)
    left_out: list[Refusal] = []
    met: Counter[str] = Counter()
    # The same statement twice in a file is one; two pages with equal payments are two.
    once = [each for n, each in enumerate(command.statements) if each not in command.statements[:n]]
    for statement in once:
        try:
            imported, entries = _taken_in(command, uow, statement, met)
        except NoAccountOfOurs as refusal:
            left_out.append(refusal)
            continue
        planned.append((imported, elsewhere.without_known(statement.format, entries)))
    if left_out and not planned:
        raise left_out[0]
    return planned, tuple(each.sentence for each in left_out)


def _taken_in(
    command: ImportStatements, uow: UnitOfWork, statement: BankStatement, met: Counter[str]
) -> tuple[ImportedStatement, list[ImportedEntry]]:
    profile, account = owner_of(uow, statement)
    imported = ImportedStatement(
        id=uow.new_id(),
        file_hash=command.file_hash,
        file_name=shown(command.file_name, _LONGEST_NAME),
        format=statement.format,
        profile_id=profile.id,
        account=account,
        currency=statement.currency,
        number=statement.number,
        entries=len(statement.entries),
        added=0,
        missing=statement.missing,
        by=command.by,
        at=uow.now,
    )
    items = open_items(uow, profile.id, statement.currency, statement.entries)
    marks = identities(account, statement.currency, statement.entries, met)
    entries = []
    for entry, identity in zip(statement.entries, marks, strict=True):
        taken = ImportedEntry(
            id=uow.new_id(),
            statement_id=imported.id,
            profile_id=profile.id,
            account=account,
            identity=identity,
            entry=entry,
        )
        if entry.came_in or entry.is_reversal:
            entries.append(taken.matched(proposals_for(uow, entry, items)))
        else:
            entries.append(taken.ignored(MONEY_OUT, command.by, uow.now))
    return imported, entries


def _booked(
    uow: UnitOfWork, by: Actor, entries: list[ImportedEntry], *, touched: bool
) -> list[ImportedEntry]:
    """Those that are certain, one after the other, where the workspace's policy says so: what one
    has paid is not proposed for the next. `touched`: something was booked since they were
    matched."""
    if not uow.workspace().book_certain:
        return entries
    found = []
    for each in entries:
        now = matched_now(uow, [each])[0] if touched and each.is_certain else each
        if now.is_certain and _has_come(uow, now):
            now = book_proposal(uow, by, now, now.proposals[0])
            touched = True
        found.append(now)
    return found


def _has_come(uow: UnitOfWork, entry: ImportedEntry) -> bool:
    """A bank may book ahead; a payment cannot be recorded before its day."""
    today = uow.sender_profiles.get(entry.profile_id).today(uow.now)
    return entry.entry.booked_on <= today
