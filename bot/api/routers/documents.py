"""Documents of an invoice at a version: for people as PDF, for software as XML.

A document is a pure function of its version, so that the version's hash is its tag.
"""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query
from fastapi.responses import Response

from bot.api.described import answers
from bot.api.refusals import UnreadableHeader
from bot.api.routers.invoices import InvoiceId, Reads
from bot.api.routers.versions import LAST_SEQUENCE
from bot.wording.disposition import disposition
from bot.wording.documents import file_stem
from jupiter_core.domain.refusals import NotFound
from jupiter_core.domain.version import Version
from jupiter_core.ports import UnitOfWork

PDF, XML = "application/pdf", "application/xml"
Revision = Annotated[
    int | None,
    Query(ge=1, le=LAST_SEQUENCE, description="As people count, from 1 at issue."),
]
ASequence = Annotated[
    int | None,
    Query(ge=1, le=LAST_SEQUENCE, description="As changes count, drafts too."),
]
Syntax = Annotated[Literal["ubl", "cii"], Query(description="Receivers take both.")]
IfNoneMatch = Annotated[
    str | None, Header(description="ETags that you have; a document among them is a 304.")
]

router = APIRouter(tags=["Documents"])


def _described(media_type: str, body: str, *more: int) -> dict[int | str, dict[str, Any]]:
    found = answers(200, None, body, 400, 404, *more, tagged=True)
    found[200]["content"] = {media_type: {"schema": {"type": "string", "format": "binary"}}}
    found[304] = {"description": "Not modified"}
    return found


@router.get(
    "/invoices/{invoice_id}/documents/pdf",
    summary="Download the PDF",
    response_class=Response,
    responses=_described(PDF, "PDF/A-3, with its Factur-X invoice inside where it can be one"),
)
def pdf(
    caller: Reads,
    invoice_id: InvoiceId,
    version: Revision = None,
    sequence: ASequence = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """The present version, unless `version` or `sequence` names another. A draft says so in
    large letters."""
    with caller.reading() as uow:
        found = chosen(uow, invoice_id, version, sequence)
    return _file(found, "pdf", PDF, caller.ctx.renderer.pdf, if_none_match)


@router.get(
    "/invoices/{invoice_id}/documents/factur-x",
    summary="Download the Factur-X invoice",
    response_class=Response,
    responses=_described(PDF, "The same PDF/A-3 as `pdf`, certain to have its XML inside", 409),
)
def factur_x(
    caller: Reads,
    invoice_id: InvoiceId,
    version: Revision = None,
    sequence: ASequence = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Profile EN 16931. Where that needs what the version does not say, a 409 has each gap at
    its place in the invoice."""
    renderer = caller.ctx.renderer

    def drawn(version: Version) -> bytes:
        """Raises NoEInvoice."""
        renderer.cii(version)
        return renderer.pdf(version)

    with caller.reading() as uow:
        found = chosen(uow, invoice_id, version, sequence)
    return _file(found, "pdf", PDF, drawn, if_none_match)


@router.get(
    "/invoices/{invoice_id}/documents/cii",
    summary="Download the Factur-X XML",
    response_class=Response,
    responses=_described(XML, "UN/CEFACT CII, which the Factur-X PDF has inside", 409),
)
def cii(
    caller: Reads,
    invoice_id: InvoiceId,
    version: Revision = None,
    sequence: ASequence = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Refused with each gap, as `factur-x` is."""
    with caller.reading() as uow:
        found = chosen(uow, invoice_id, version, sequence)
    return _file(found, "cii.xml", XML, caller.ctx.renderer.cii, if_none_match)


@router.get(
    "/invoices/{invoice_id}/documents/ubl",
    summary="Download the UBL XML",
    response_class=Response,
    responses=_described(XML, "UBL 2.1 for Peppol BIS Billing 3.0", 409),
)
def ubl(
    caller: Reads,
    invoice_id: InvoiceId,
    version: Revision = None,
    sequence: ASequence = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Refused with each gap, as `factur-x` is; Peppol needs more."""
    with caller.reading() as uow:
        found = chosen(uow, invoice_id, version, sequence)
    return _file(found, "ubl.xml", XML, caller.ctx.renderer.ubl, if_none_match)


@router.get(
    "/invoices/{invoice_id}/documents/xrechnung",
    summary="Download the XRechnung",
    response_class=Response,
    responses=_described(XML, "XRechnung 3.0 for customers in Germany", 409),
)
def xrechnung(
    caller: Reads,
    invoice_id: InvoiceId,
    syntax: Syntax = "ubl",
    version: Revision = None,
    sequence: ASequence = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Refused with each gap, as `factur-x` is: an authority's Leitweg-ID is the customer's
    `buyer_reference`."""

    def written(version: Version) -> bytes:
        """Raises NoEInvoice."""
        return caller.ctx.renderer.xrechnung(version, in_cii=syntax == "cii")

    with caller.reading() as uow:
        found = chosen(uow, invoice_id, version, sequence)
    return _file(found, f"xrechnung.{syntax}.xml", XML, written, if_none_match)


def chosen(uow: UnitOfWork, invoice_id: str, revision: int | None, sequence: int | None) -> Version:
    """Raises NotFound, or UnreadableHeader for two names at once."""
    invoice = uow.invoices.get(invoice_id)
    if revision and sequence:
        raise UnreadableHeader("sequence", "sent without version: each names one by itself")
    wanted = revision or invoice.revision
    if sequence or not wanted:
        return uow.versions.at(invoice_id, sequence or invoice.sequence)
    return _version_of(uow.versions.of(invoice_id), wanted)


def _version_of(versions: list[Version], revision: int) -> Version:
    """The row that made it: a new link, for one, is a later row of the same paper."""
    for version in versions:
        if version.revision == revision:
            return version
    raise NotFound("version", str(revision))


def _file(
    version: Version,
    suffix: str,
    media_type: str,
    made: Callable[[Version], bytes],
    if_none_match: str | None,
) -> Response:
    headers = {"ETag": f'"{version.hash}"', "Cache-Control": "private, no-cache"}
    content = made(version)
    if _has(if_none_match, version.hash):
        return Response(status_code=304, headers=headers)
    name = f"{file_stem(version.invoice())}.{suffix}"
    headers["Content-Disposition"] = disposition(name, download=True)
    return Response(content, media_type=media_type, headers=headers)


def _has(if_none_match: str | None, tag: str) -> bool:
    body = [each.strip().removeprefix("W/") for each in (if_none_match or "").split(",")]
    return "*" in body or f'"{tag}"' in body
