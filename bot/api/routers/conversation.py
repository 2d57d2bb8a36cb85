"""What the customer's AP said about an invoice by link, and what the deal team answered."""

from fastapi import APIRouter
from fastapi.responses import Response

from bot.api.context import Reply
from bot.api.described import answers
from bot.api.paging import Page
from bot.api.routers.invoices import InvoiceId, Reads
from jupiter_core.queries.resources.conversation import RemarkResource, conversation_about

router = APIRouter(tags=["Collection"])


@router.get(
    "/invoices/{invoice_id}/conversation",
    summary="List what was said about an invoice",
    responses=answers(200, Page[RemarkResource], "Oldest first, all of it", 404),
)
def listed(caller: Reads, invoice_id: InvoiceId) -> Response:
    """Questions, disputes and promises that accounts payable sent by link, and the answers. The
    answers are written in Slack."""
    with caller.reading() as uow:
        items = conversation_about(uow, invoice_id)
    return Reply(Page[RemarkResource](items=items, next_cursor=None).model_dump_json()).response
