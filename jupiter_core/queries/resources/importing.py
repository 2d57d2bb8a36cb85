"""What an import would do or has done, as other systems read it."""

from pydantic import Field

from jupiter_core.domain.importing import BadCell, Fate, ImportKind, ImportPlan, PlannedRow
from jupiter_core.queries.resources.shapes import Resource


class ImportChangeResource(Resource):
    """One thing that a row says otherwise than it is known here."""

    what: str
    old: str
    new: str


class ChangedRowResource(Resource):
    """A row about what is known here already; the header is row 1."""

    row: int
    name: str
    changes: tuple[ImportChangeResource, ...]

    @classmethod
    def of(cls, row: PlannedRow) -> "ChangedRowResource":
        changes = (
            ImportChangeResource(what=each.what, old=each.old, new=each.new) for each in row.changes
        )
        return cls(row=row.row, name=row.name, changes=tuple(changes))


class BadCellResource(Resource):
    """A cell that cannot be taken as it is; `column` is the file's name of it, or in brackets what
    is missing."""

    row: int
    column: str
    value: str
    detail: str

    @classmethod
    def of(cls, cell: BadCell) -> "BadCellResource":
        return cls(row=cell.row, column=cell.column, value=cell.value, detail=cell.sentence)


class ImportResource(Resource):
    """What became of each row, or would."""

    kind: ImportKind
    dry_run: bool
    rows: int = Field(description="Below the header.")
    new: int
    changed: int
    unchanged: int
    bad_rows: int
    changes: tuple[ChangedRowResource, ...]
    bad_cells: tuple[BadCellResource, ...]
    ignored_columns: tuple[str, ...]
    seal: str = Field(description="To be sent with the import, so that nothing else is imported.")

    @classmethod
    def of(cls, plan: ImportPlan, ignored: tuple[str, ...], *, dry_run: bool) -> "ImportResource":
        return cls(
            kind=plan.kind,
            dry_run=dry_run,
            rows=plan.file.rows,
            new=len(plan.of(Fate.NEW)),
            changed=len(plan.of(Fate.CHANGED)),
            unchanged=len(plan.of(Fate.SAME)),
            bad_rows=plan.bad_rows,
            changes=tuple(ChangedRowResource.of(each) for each in plan.of(Fate.CHANGED)),
            bad_cells=tuple(BadCellResource.of(each) for each in plan.bad),
            ignored_columns=ignored,
            seal=plan.seal,
        )
