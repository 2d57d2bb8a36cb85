"""Approvals of an invoice: read by many, given by keys of which somebody said so outright."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from bot.api import approval
from bot.api.change import KeyedRequest, change
from bot.api.described import answers
from bot.api.paging import Page
from bot.api.routers.invoices import InvoiceId, Reads, shown
from bot.api.schemas.invoice import ReasonBody
from jupiter_core.commands.approval import approve
from jupiter_core.domain.api_key import Scope
from jupiter_core.ports.subject import INVOICE
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
    return approval.approvals_listed(found)


@router.post(
    "/invoices/{invoice_id}/approvals",
    status_code=201,
    summary="Approve an invoice",
    responses=answers(201, InvoiceResource, "Approved", 400, 404, 409, 412, 428, tagged=True),
)
def approved(change: Approves, invoice_id: InvoiceId) -> Response:
    """If-Match names the version that was read: its content, and nothing else, is approved. With
    the last approval that is needed, and its date come, the invoice is issued. Whoever drafted
    it may not approve it, a key no more than a person. One that lacks a reference which its
    customer requires by now is not approved."""
    return approval.approved(
        change,
        INVOICE,
        invoice_id,
        approve,
        lambda uow, invoice: shown(change.caller, uow, invoice, status=201),
    )


@router.post(
    "/invoices/{invoice_id}/request-changes",
    summary="Request changes to an invoice",
    operation_id="send_an_invoice_back_with_a_reason",
    responses=answers(200, InvoiceResource, "Back in draft", 400, 404, 409, 412, 428, tagged=True),
)
def returned(change: Approves, invoice_id: InvoiceId, body: ReasonBody) -> Response:
    """The deal's thread tells the reason to whoever drafted it."""
    return approval.returned(
        change,
        INVOICE,
        invoice_id,
        body.reason,
        lambda uow, invoice: shown(change.caller, uow, invoice),
    )
