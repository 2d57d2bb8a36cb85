"""Approvals of an invoice: read by many, given by keys of which somebody said so outright."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from bot.api.change import KeyedRequest, change
from bot.api.context import Reply
from bot.api.described import answers
from bot.api.paging import Page
from bot.api.refusals import VersionNeeded
from bot.api.routers.invoices import InvoiceId, Reads, shown
from bot.api.schemas.invoice import ReasonBody
from jupiter_core.commands.approval import Approve, RequestChanges, approve, request_changes
from jupiter_core.commands.record import changed_since
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.invoice import Invoice
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.resources.invoice import ApprovalResource, InvoiceResource

Approves = Annotated[KeyedRequest, Depends(change(Scope.INVOICES_APPROVE))]

router = APIRouter(tags=["Approvals"])


@router.get(
    "/invoices/{invoice_id}/approvals",
    summary="List the approvals of an invoice",
    responses=answers(200, Page[ApprovalResource], "Oldest first, all of them", 404),
)
def listed(caller: Reads, invoice_id: InvoiceId) -> Response:
    """Those of the content as it is now: a change makes the ones before void."""
    with caller.reading() as uow:
        found = uow.invoices.get(invoice_id).approvals
    items = tuple(ApprovalResource.of(each) for each in found)
    return Reply(Page[ApprovalResource](items=items, next_cursor=None).model_dump_json()).response


@router.post(
    "/invoices/{invoice_id}/approvals",
    status_code=201,
    summary="Approve an invoice",
    responses=answers(201, InvoiceResource, "Approved", 400, 404, 409, 412, 428, tagged=True),
)
def approved(change: Approves, invoice_id: InvoiceId) -> Response:
    """If-Match names the version that was read: its content, and nothing else, is approved. With
    the last approval that is needed, and its date come, the invoice is issued. Whoever drafted
    it may not approve it, a key no more than a person."""
    return _answered(
        change,
        invoice_id,
        lambda seen, uow: approve(Approve(by=change.by, invoice_id=invoice_id, seen=seen), uow),
    )


@router.post(
    "/invoices/{invoice_id}/request-changes",
    summary="Send an invoice back with a reason",
    responses=answers(200, InvoiceResource, "A draft again", 400, 404, 409, 412, 428, tagged=True),
)
def returned(change: Approves, invoice_id: InvoiceId, said: ReasonBody) -> Response:
    """The deal's thread tells the reason to whoever drafted it."""

    def work(seen: int, uow: UnitOfWork) -> Invoice:
        command = RequestChanges(by=change.by, invoice_id=invoice_id, seen=seen, reason=said.reason)
        return request_changes(command, uow)

    return _answered(change, invoice_id, work, status=200)


def _answered(
    change: KeyedRequest,
    invoice_id: str,
    decide: Callable[[int, UnitOfWork], Invoice],
    *,
    status: int = 201,
) -> Response:
    """Raises VersionNeeded, or ChangedSinceSeen for a version that nobody can have read."""
    seen = change.seen()
    if seen is None:
        raise VersionNeeded()

    change.caller.expect_active_owner()

    def work(uow: UnitOfWork) -> Reply:
        invoice = uow.invoices.get(invoice_id)
        if not 1 <= seen <= invoice.sequence:
            raise changed_since(uow, invoice, seen)
        return shown(change.caller, uow, decide(seen, uow), status=status)

    return change.once(work)
