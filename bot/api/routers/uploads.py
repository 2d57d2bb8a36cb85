"""Invoices for customers who take them on a portal: the portal's files, and ticking off."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from bot.api.context import Reply
from bot.api.described import answers
from bot.api.routers.documents import ASequence, Revision, chosen
from bot.api.routers.invoices import ALSO_AMEND, Amends, InvoiceId, Reads, shown
from bot.wording.disposition import disposition
from bot.wording.documents import file_stem
from jupiter_core.commands.upload import MarkUploaded, UndoUploaded, mark_uploaded, undo_uploaded
from jupiter_core.domain.portal import PortalFile
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.portal import portal_pack
from jupiter_core.queries.resources.invoice import InvoiceResource

router = APIRouter(tags=["Portals"])
AFile = Annotated[PortalFile, Path(description="Which file.", examples=["cxml"])]
_TYPES = {PortalFile.CXML: "application/xml"}
_FILE = {"schema": {"type": "string", "format": "binary"}}
_FILES = answers(200, None, "The file", 400, 404, 409, 422)
_FILES[200]["content"] = {"application/xml": _FILE, "text/csv": _FILE}


@router.get(
    "/invoices/{invoice_id}/portal-files/{file}",
    summary="Download a file for the customer's portal",
    response_class=Response,
    responses=_FILES,
)
def portal_file(
    caller: Reads,
    invoice_id: InvoiceId,
    file: AFile,
    version: Revision = None,
    sequence: ASequence = None,
) -> Response:
    """`cxml` is a cXML InvoiceDetailRequest for Coupa, SAP Business Network and others, `coupa-csv`
    and `ariba-csv` are the CSV uploads of the two. The portal's numbers are those of the customer
    now; all else is the version's."""
    with caller.reading() as uow:
        found = chosen(uow, invoice_id, version, sequence)
        pack = portal_pack(uow, found.invoice().content.bill_to.customer_id)
    content = caller.ctx.renderer.portal_file(found, file, pack)
    name = f"{file_stem(found.invoice())}.{file.suffix}"
    headers = {
        "Content-Disposition": disposition(name, download=True),
        "Cache-Control": "private, no-cache",
    }
    return Response(content, media_type=_TYPES.get(file, "text/csv"), headers=headers)


@router.post(
    "/invoices/{invoice_id}/mark-uploaded",
    summary="Mark an invoice as uploaded",
    openapi_extra=ALSO_AMEND,
    responses=answers(200, InvoiceResource, "Ticked off", 404, 409, 412, tagged=True),
)
def marked(change: Amends, invoice_id: InvoiceId) -> Response:
    """Of an invoice that was issued to a customer with a portal. What your key did not draft needs
    `invoices:amend`."""
    seen = change.seen_if_said()

    def work(uow: UnitOfWork) -> Reply:
        command = MarkUploaded(by=change.by, invoice_id=invoice_id, expected_version=seen)
        return shown(change.caller, uow, mark_uploaded(command, uow))

    return change.once(work)


@router.post(
    "/invoices/{invoice_id}/undo-uploaded",
    summary="Take back that an invoice was uploaded",
    openapi_extra=ALSO_AMEND,
    responses=answers(200, InvoiceResource, "Due again", 404, 409, 412, tagged=True),
)
def undone(change: Amends, invoice_id: InvoiceId) -> Response:
    """Its upload is due again. What your key did not draft needs `invoices:amend`."""
    seen = change.seen_if_said()

    def work(uow: UnitOfWork) -> Reply:
        command = UndoUploaded(by=change.by, invoice_id=invoice_id, expected_version=seen)
        return shown(change.caller, uow, undo_uploaded(command, uow))

    return change.once(work)
