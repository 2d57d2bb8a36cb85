"""The versions of an invoice, which are never changed, and what became different."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from bot.api.approval import versions_listed
from bot.api.context import Reply
from bot.api.described import answers
from bot.api.paging import Page
from bot.api.routers.invoices import InvoiceId, Reads
from jupiter_core.ports.subject import INVOICE
from jupiter_core.queries.resources.invoice import InvoiceResource
from jupiter_core.queries.resources.shapes import VersionResource
from jupiter_core.queries.resources.version import (
    Differences,
    differences,
    version_of,
    versions_of,
)

LAST_SEQUENCE = 999_999_999
Sequence = Annotated[int, Path(ge=1, le=LAST_SEQUENCE, examples=[1])]

router = APIRouter(tags=["Versions"])


@router.get(
    "/invoices/{invoice_id}/versions",
    summary="List the versions of an invoice",
    responses=answers(200, Page[VersionResource], "Oldest first, all of them", 404),
)
def listed(caller: Reads, invoice_id: InvoiceId) -> Response:
    """Who changed what, when and why, from the first draft on."""
    with caller.reading() as uow:
        items = versions_of(uow, INVOICE, invoice_id)
    return versions_listed(items)


@router.get(
    "/invoices/{invoice_id}/versions/{sequence}",
    summary="Read an invoice as it was",
    responses=answers(200, InvoiceResource, "Whole, as it was then", 404, tagged=True),
)
def read(caller: Reads, invoice_id: InvoiceId, sequence: Sequence) -> Response:
    """Also whether it was overdue then. The link is with the present version only."""
    with caller.reading() as uow:
        version = version_of(uow, INVOICE, invoice_id, sequence)
    body = InvoiceResource.of(version.invoice(), version.at).model_dump_json()
    return Reply(body, headers=(("ETag", f'"{sequence}"'),)).response


@router.get(
    "/invoices/{invoice_id}/versions/{sequence}/differences",
    summary="Compare two versions of an invoice",
    responses=answers(200, Differences, "What differs, in the words of people", 404),
)
def compared(
    caller: Reads,
    invoice_id: InvoiceId,
    sequence: Sequence,
    since: Annotated[
        int | None,
        Query(
            alias="from",
            ge=1,
            le=LAST_SEQUENCE,
            description="The sequence of any other version, older or newer. Without it, the one "
            "before.",
        ),
    ] = None,
) -> Response:
    with caller.reading() as uow:
        found = differences(uow, invoice_id, sequence, since)
    return Reply(found.model_dump_json()).response
