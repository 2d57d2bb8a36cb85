"""Files of other systems: what one would do, and taking it in."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from bot.api.change import KeyedRequest, creation
from bot.api.context import Reply
from bot.api.described import answers
from bot.api.schemas.imports import ImportBody
from bot.intake.imports.reading import ReadImport, read_import
from bot.intake.refusals import UnreadableFile
from jupiter_core.commands.importing import ImportChoice
from jupiter_core.commands.imports import plan_import, run_import
from jupiter_core.domain.api_key import Scope
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.resources.importing import ImportResource

Makes = Annotated[KeyedRequest, Depends(creation(Scope.CUSTOMERS_WRITE))]

router = APIRouter(tags=["Imports"])


@router.post(
    "/imports",
    status_code=201,
    summary="Import a file",
    operation_id="import_a_file",
    responses=answers(201, ImportResource, "Imported, or what would be", 400, 409),
)
def imported(change: Makes, body: ImportBody) -> Response:
    """All rows or none, unless those with mistakes are to be left out. The same file twice changes
    nothing. It is a dry run unless you say otherwise. Open invoices need the scope
    `invoices:approve` too, since nobody approves them one by one."""
    read = _read(body)
    choice = ImportChoice(
        by=change.by,
        leave_out_bad=body.leave_out_bad_rows,
        update=body.update,
        seal=body.seal,
    )

    def work(uow: UnitOfWork) -> Reply:
        do = plan_import if body.dry_run else run_import
        plan = do(read.found, choice, uow, change.renderer)
        shown = ImportResource.of(plan, read.columns.ignored, dry_run=body.dry_run)
        return Reply(shown.model_dump_json(), 201)

    return change.once(work)


def _read(body: ImportBody) -> ReadImport:
    """Raises WrongShape or UnreadableFile, at `content`."""
    content = body.bytes()
    try:
        return read_import(content, body.file_name, body.kind, body.told)
    except UnreadableFile as refusal:
        raise refusal.at("content") from None
