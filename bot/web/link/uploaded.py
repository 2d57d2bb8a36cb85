"""What the page says after AP uploaded a purchase order."""

from fastapi import Request

from bot.intake.link.fields import COVERS_INVOICE, PO_NUMBER, spelled
from bot.web.link.context import Visit
from bot.web.link.note import LinkNote
from bot.web.pages.fieldset import Attempt
from jupiter_core.domain.invoice import OPEN


def after_upload(request: Request, visit: Visit) -> tuple[LinkNote | None, Attempt | None]:
    """What the page says once a file came, with the number that was read from it in the form: only
    AP's own press saves it."""
    said = request.query_params.get("said", "")
    if said not in {"po_sent", "po_known"} or not visit.link.may_write:
        return None, None
    values = {"seller": visit.invoice.content.seller.legal_name}
    plain = LinkNote(tone="quiet", name=said, values=values)
    wanted = request.query_params.get("file", "")
    document = next(
        (e for e in visit.uow.po_documents.of(visit.invoice.id) if e.id == wanted), None
    )
    number = document.read.number if document else ""
    current = visit.invoice.content.po_number
    if not document or not number or number == current or visit.invoice.state not in OPEN:
        return plain, None
    who = {"name": document.by.name, "email": document.by.email}
    attempt = Attempt(
        kind="po" if visit.invoice.po_pending else "all",
        seen=visit.invoice.sequence,
        covers=COVERS_INVOICE,
        values={**spelled(visit.invoice.amendable()), PO_NUMBER.name: number, **who},
        mistakes={},
        beside={PO_NUMBER.name: current} if current else {},
    )
    read = plain.model_copy(
        update={"text": "po_read_text", "values": {**values, "po_number": number}}
    )
    return read, attempt
