"""What the customer's AP said about an invoice by link, and what the deal team answers."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from bot.api.context import Reply
from bot.api.described import answers
from bot.api.paging import Page
from bot.api.routers.invoices import ALSO_AMEND, Amends, InvoiceId, Reads
from bot.api.schemas.collection import AnswerBody
from jupiter_core.commands.conversation import Answer, answer
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.resources.conversation import RemarkResource, conversation_about

RemarkId = Annotated[str, Path(pattern=r"^[0-9A-Za-z]{1,64}$", examples=["01JD8KZ3W4"])]

router = APIRouter(tags=["Collection"])


@router.get(
    "/invoices/{invoice_id}/conversation",
    summary="List what was said about an invoice",
    responses=answers(200, Page[RemarkResource], "Oldest first, all of it", 404),
)
def listed(caller: Reads, invoice_id: InvoiceId) -> Response:
    """Questions, disputes and promises that accounts payable sent by link, and the answers."""
    with caller.reading() as uow:
        items = conversation_about(uow, invoice_id)
    return Reply(Page[RemarkResource](items=items, next_cursor=None).model_dump_json()).response


@router.post(
    "/invoices/{invoice_id}/conversation/{remark_id}/answer",
    status_code=201,
    summary="Answer the customer",
    openapi_extra=ALSO_AMEND,
    responses=answers(201, RemarkResource, "The answer", 400, 404),
)
def answered(
    change: Amends, invoice_id: InvoiceId, remark_id: RemarkId, body: AnswerBody
) -> Response:
    """To a question, a dispute or a promise. It stands on the customer's page and in the thread,
    and goes by mail, where there is a mail server, to `mailed_to`. What your key did not draft
    needs `invoices:amend`."""

    def work(uow: UnitOfWork) -> Reply:
        if uow.conversation.get(remark_id).invoice_id != invoice_id:
            raise NotFound("question", remark_id)
        command = Answer(by=change.by, remark_id=remark_id, text=body.text, mails=change.ctx.mails)
        return Reply(RemarkResource.of(answer(command, uow)).model_dump_json(), 201)

    return change.once(work)
