"""Purchase orders as files, which the customer's AP uploaded on the page of an invoice."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from bot.api.context import Reply
from bot.api.described import answers
from bot.api.paging import Page
from bot.api.routers.invoices import InvoiceId, Reads
from bot.wording.disposition import disposition
from jupiter_core.domain.po_document import FileKind
from jupiter_core.domain.refusals import NotFound
from jupiter_core.queries.resources.po_document import PoDocumentResource

DocumentId = Annotated[str, Path(pattern=r"^[0-9A-Za-z]{1,64}$", examples=["01JD8KZ3W5"])]
_FILE = answers(200, None, "The file as it came; its media type is that of its content", 404)
_FILE[200]["content"] = {
    each.value: {"schema": {"type": "string", "format": "binary"}} for each in FileKind
}

router = APIRouter(tags=["Purchase orders"])


@router.get(
    "/invoices/{invoice_id}/po-documents",
    summary="List uploaded purchase orders",
    responses=answers(200, Page[PoDocumentResource], "Oldest first, all of them", 404),
)
def listed(caller: Reads, invoice_id: InvoiceId) -> Response:
    """What accounts payable uploaded on the invoice's page. Number and amount are read from a PDF
    with text, and stay proposals until somebody saves them."""
    with caller.reading() as uow:
        found = uow.po_documents.of(uow.invoices.get(invoice_id).id)
    items = tuple(map(PoDocumentResource.of, found))
    return Reply(Page[PoDocumentResource](items=items, next_cursor=None).model_dump_json()).response


@router.get(
    "/invoices/{invoice_id}/po-documents/{document_id}",
    summary="Download an uploaded purchase order",
    response_class=Response,
    responses=_FILE,
)
def downloaded(caller: Reads, invoice_id: InvoiceId, document_id: DocumentId) -> Response:
    """Unchanged, as a download: it is somebody else's file, and a PDF may hold scripts."""
    with caller.reading() as uow:
        uow.invoices.get(invoice_id)
        document = uow.po_documents.get(document_id)
        if document.invoice_id != invoice_id:
            raise NotFound("document", document_id)
        content = uow.po_documents.content(document_id)
    headers = {
        "Content-Disposition": disposition(document.name, download=True),
        "X-Content-Type-Options": "nosniff",
        "ETag": f'"{document.sha256}"',
    }
    return Response(content, media_type=document.kind.value, headers=headers)
