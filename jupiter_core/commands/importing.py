"""What all imports of files have in common: who may, what a person chose, and how it ends."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeVar

from jupiter_core.commands.permission import expect_finance, expect_scope
from jupiter_core.commands.record import notify
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.changes import Change
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.importing import (
    BadCell,
    Fate,
    FileRow,
    ImportFile,
    ImportKind,
    ImportPlan,
    PlannedRow,
)
from jupiter_core.domain.refusals import BadRows, NothingToImport, PlanChanged, Refusal
from jupiter_core.outbox.messages import import_message
from jupiter_core.ports import UnitOfWork

_MOST_CHANGES = 50


class ImportChoice(Frozen):
    """Who imports, and what they chose: whether rows with mistakes are left out, and whether what
    is known is changed. `seal` is that of the plan that they read, empty where they read none;
    `place` says where in Slack they are answered, empty for the finance channel. `is_admin` is
    what Slack says of them at this moment."""

    by: Actor
    leave_out_bad: bool = False
    update: bool = False
    seal: str = ""
    place: Mapping[str, str] = {}
    is_admin: bool = False


def expect_importer(uow: UnitOfWork, choice: ImportChoice, scope: Scope) -> None:
    """Workspace admins, approvers and operators may, and keys with the scope. Raises NotPermitted
    or NotInScope."""
    by = choice.by
    if by.kind is ActorKind.API_KEY:
        expect_scope(uow, by, scope)
    elif not (by.kind is ActorKind.OPERATOR or choice.is_admin):
        expect_finance(uow, by, "import files")


class Planned(Protocol):
    """A row as the plan tells it, beside what it becomes."""

    @property
    def row(self) -> PlannedRow: ...


S = TypeVar("S")
P = TypeVar("P", bound=Planned)


def planned_rows(
    kind: ImportKind,
    file: ImportFile,
    rows: Iterable[tuple[FileRow, S]],
    take: Callable[[FileRow, S], P | None],
) -> tuple[ImportPlan, list[P]]:
    """What comes of all rows, each looked at by `take`; what it refuses is a bad cell, beside
    those that the file has already. None is a row that the file's own mistakes are about."""
    planned: list[P] = []
    bad: list[BadCell] = list(file.bad)
    for row, said in rows:
        try:
            found = take(row, said)
        except Refusal as refusal:
            bad += row.bad(refusal)
            continue
        planned += [found] if found else []
    taken = tuple(each.row for each in planned)
    in_order = tuple(sorted(bad, key=lambda each: each.row))
    return ImportPlan(kind=kind, file=file, rows=taken, bad=in_order), planned


def expect_plan(plan: ImportPlan, choice: ImportChoice) -> None:
    """Raises PlanChanged, BadRows, or NothingToImport."""
    if choice.seal and choice.seal != plan.seal:
        raise PlanChanged()
    if plan.bad and not choice.leave_out_bad:
        count = plan.bad_rows
        counted = f"{count:,} {'row has' if count == 1 else 'rows have'}"
        raise BadRows(counted, plan.bad[0].words)
    fates = {Fate.NEW, Fate.CHANGED} if choice.update else {Fate.NEW}
    if not any(each.fate in fates for each in plan.rows):
        raise NothingToImport()


def tell_import(
    uow: UnitOfWork, plan: ImportPlan, choice: ImportChoice, changes: tuple[Change, ...] = ()
) -> None:
    """One summary of all that was done, in place of a notice for each row. Approvers and admins
    hear directly of `changes`: what they would be told of one by one."""
    note = f"{plan.file.name or 'A file'}: {outcome_words(plan, update=choice.update)}."
    event_id = notify(
        uow,
        EventName.IMPORTED,
        uow.workspace_id,
        by=choice.by,
        note=note,
        changes=changes[:_MOST_CHANGES],
    )
    place = choice.place or {"channel": uow.workspace().finance_channel}
    if place["channel"]:
        uow.outbox.put(import_message(uow.workspace_id, event_id, place, uow.new_id()))


def outcome_words(plan: ImportPlan, *, update: bool) -> str:
    """`118 customers added, 3 customers changed, 2 rows left out`."""
    counted = plan.kind.counted
    new, changed, left = len(plan.of(Fate.NEW)), len(plan.of(Fate.CHANGED)), plan.bad_rows
    said = (
        (new, f"{counted(new)} added"),
        (changed, f"{counted(changed)} {'changed' if update else 'left as before'}"),
        (left, f"{left:,} {'row' if left == 1 else 'rows'} left out"),
    )
    return ", ".join(words for number, words in said if number)
