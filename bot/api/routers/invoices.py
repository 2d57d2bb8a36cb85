"""Invoices: made, read, changed, submitted, amended, voided."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import Response

from bot.api.bodies.invoice import amendment_in, new_terms_in, terms_in
from bot.api.change import KeyedRequest, change, creation
from bot.api.context import Caller, Reply, caller
from bot.api.described import answers
from bot.api.paging import Cursor, Limit, Page, cursor_of, cut, place_of
from bot.api.query import customer_id, in_utc
from bot.api.schemas.invoice import AmendBody, NewInvoice, ReasonBody, SubmitBody, TermsBody
from bot.intake.documents.values import Day, Moment
from jupiter_core.commands.amendment import Amend, amend
from jupiter_core.commands.draft import (
    ReviseInvoice,
    SubmitDraft,
    SubmitInvoice,
    revise_invoice,
    submit_draft,
    submit_invoice,
)
from jupiter_core.commands.mail_under_way import expect_no_mail_under_way
from jupiter_core.commands.mailing import SendToAp, send_to_ap
from jupiter_core.commands.permission import expect_own_invoice
from jupiter_core.commands.record import as_seen
from jupiter_core.commands.void import VoidInvoice, void_invoice
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.cautions import Caution
from jupiter_core.domain.invoice import BEFORE_ISSUE, Invoice, State
from jupiter_core.domain.refusals import NothingChanged
from jupiter_core.ports import InvoiceFilter, UnitOfWork
from jupiter_core.ports.subject import INVOICE
from jupiter_core.queries.purchase_orders import po_cautions
from jupiter_core.queries.resources.invoice import InvoiceResource

InvoiceId = Annotated[str, Path(pattern=r"^[0-9A-Za-z]{1,64}$", examples=["01JD8KZ3W4"])]
Text = Annotated[str, Query(max_length=255, pattern=r"^[^\x00-\x1f\x7f]*$")]
Reads = Annotated[Caller, Depends(caller(Scope.INVOICES_READ))]
Makes = Annotated[KeyedRequest, Depends(creation(Scope.INVOICES_WRITE))]
Writes = Annotated[KeyedRequest, Depends(change(Scope.INVOICES_WRITE))]
Amends = Annotated[KeyedRequest, Depends(change(Scope.INVOICES_WRITE, Scope.INVOICES_AMEND))]
Mails = Annotated[KeyedRequest, Depends(creation(Scope.INVOICES_WRITE, Scope.INVOICES_AMEND))]
ALSO_AMEND: dict[str, Any] = {"security": [{"API key": [Scope.INVOICES_AMEND.value]}]}
"""For what others drafted, in the description."""

router = APIRouter(tags=["Invoices"])


@router.get(
    "/invoices",
    summary="List invoices",
    responses=answers(200, Page[InvoiceResource], "Newest first", 400),
)
def listed(
    caller: Reads,
    status: Annotated[list[State] | None, Query(description="Any of these.")] = None,
    customer: Annotated[Text, Query(description="A customer's id or external id.")] = "",
    contract: Annotated[Text, Query(description="A contract's id.")] = "",
    number: Annotated[Text, Query(description="Of the invoice, in any letter case.")] = "",
    po_number: Annotated[Text, Query(description="Exactly as it is on the invoice.")] = "",
    external_id: Annotated[Text, Query(description="What your system calls the invoice.")] = "",
    overdue: Annotated[
        bool | None, Query(description="Past due on the day that it is for the legal entity.")
    ] = None,
    due_from: Day | None = None,
    due_to: Day | None = None,
    updated_from: Annotated[
        Moment | None, Query(description="With its zone: 2026-11-26T09:30:00Z.")
    ] = None,
    limit: Limit = 25,
    cursor: Cursor = "",
) -> Response:
    wanted = InvoiceFilter(
        states=tuple(status or ()),
        contract_id=contract,
        number=number.strip(),
        external_id=external_id,
        po_number=po_number.strip(),
        overdue=overdue,
        due_from=due_from,
        due_to=due_to,
        updated_from=in_utc(updated_from),
    )
    with caller.reading() as uow:
        named = {"customer_id": customer_id(uow, customer), "at": uow.now}
        wanted = wanted.model_copy(update=named)
        found = uow.invoices.page(wanted, after=place_of(cursor), limit=limit + 1)
        here, more = cut(found, limit)
        page = Page[InvoiceResource](
            items=tuple(resource(caller, uow, each) for each in here),
            next_cursor=cursor_of(here[-1].id) if more else None,
        )
    return Reply(page.model_dump_json()).response


@router.post(
    "/invoices",
    status_code=201,
    summary="Create an invoice",
    operation_id="make_an_invoice",
    responses=answers(201, InvoiceResource, "Created", 400, 409, tagged=True),
)
def made(change: Makes, body: NewInvoice) -> Response:
    """A draft; with `submit`, its approval begins in the deal's channel."""

    def work(uow: UnitOfWork) -> Reply:
        command = SubmitInvoice(
            by=change.by,
            deal_channel=body.deal_channel or "",
            terms=new_terms_in(body, uow, change.renderer, by=change.by),
            external_id=body.external_id or "",
            as_draft=not body.submit,
        )
        invoice = submit_invoice(command, uow, change.renderer)
        return shown(change.caller, uow, invoice, status=201)

    return change.once(work)


@router.get(
    "/invoices/{invoice_id}",
    summary="Read an invoice",
    responses=answers(200, InvoiceResource, "As it is now", 404, tagged=True),
)
def read(caller: Reads, invoice_id: InvoiceId) -> Response:
    with caller.reading() as uow:
        return shown(caller, uow, uow.invoices.get(invoice_id)).response


@router.put(
    "/invoices/{invoice_id}",
    summary="Change what an invoice says, before its issue",
    openapi_extra=ALSO_AMEND,
    responses=answers(200, InvoiceResource, "Changed", 400, 404, 409, 412, 428, tagged=True),
)
def revised(change: Amends, invoice_id: InvoiceId, body: TermsBody) -> Response:
    """A draft stays a draft; what waits for approval, or has it, waits for it anew. What your key
    did not draft needs `invoices:amend`."""
    seen = change.seen()

    def work(uow: UnitOfWork) -> Reply:
        before = as_seen(uow, INVOICE, invoice_id, seen)
        command = ReviseInvoice(
            by=change.by,
            invoice_id=invoice_id,
            expected_version=seen,
            terms=terms_in(body, uow, change.renderer, by=change.by),
            as_draft=True,
        )
        return _shown_again(
            change.caller, uow, before, lambda: revise_invoice(command, uow, change.renderer)
        )

    return change.once(work)


@router.post(
    "/invoices/{invoice_id}/submit",
    summary="Submit a draft for approval",
    openapi_extra=ALSO_AMEND,
    responses=answers(200, InvoiceResource, "Submitted", 400, 404, 409, 412, tagged=True),
)
def submitted(change: Amends, invoice_id: InvoiceId, body: SubmitBody) -> Response:
    """The card and the question to finance go to the deal's channel. What your key did not draft
    needs `invoices:amend`."""
    seen = change.seen_if_said()

    def work(uow: UnitOfWork) -> Reply:
        command = SubmitDraft(
            by=change.by,
            invoice_id=invoice_id,
            expected_version=seen,
            deal_channel=body.deal_channel or "",
        )
        return shown(change.caller, uow, submit_draft(command, uow))

    return change.once(work)


@router.patch(
    "/invoices/{invoice_id}",
    summary="Amend an issued invoice",
    openapi_extra=ALSO_AMEND,
    responses=answers(200, InvoiceResource, "A new version", 400, 404, 409, 412, 428, tagged=True),
)
def amended(change: Amends, invoice_id: InvoiceId, body: AmendBody) -> Response:
    """Same number and amounts, a new version and a new PDF; the channel hears of it. What is
    fiscal cannot be amended: a credit note and a new invoice correct it. What your key did not
    draft needs `invoices:amend`; `for_contract` needs the same of the contract."""
    seen = change.seen()

    def work(uow: UnitOfWork) -> Reply:
        before = as_seen(uow, INVOICE, invoice_id, seen)
        command = Amend(
            by=change.by,
            invoice_id=invoice_id,
            expected_version=before.sequence,
            amendment=amendment_in(body, before.amendable()),
            for_contract=body.for_contract,
        )
        return _shown_again(
            change.caller, uow, before, lambda: amend(command, uow, change.renderer)
        )

    return change.once(work)


@router.post(
    "/invoices/{invoice_id}/void",
    summary="Void an invoice that is not issued",
    responses=answers(200, InvoiceResource, "Void", 400, 404, 409, 412, tagged=True),
)
def voided(change: Writes, invoice_id: InvoiceId, body: ReasonBody) -> Response:
    """What this key wrote itself. What is issued is voided by people, in Slack."""
    seen = change.seen_if_said()

    def work(uow: UnitOfWork) -> Reply:
        command = VoidInvoice(
            by=change.by, invoice_id=invoice_id, expected_version=seen, reason=body.reason
        )
        return shown(change.caller, uow, void_invoice(command, uow))

    return change.once(work)


@router.post(
    "/invoices/{invoice_id}/send",
    status_code=202,
    summary="E-mail an issued invoice to the customer's AP",
    operation_id="mail_an_issued_invoice_to_the_customer_s_ap",
    openapi_extra=ALSO_AMEND,
    responses=answers(202, InvoiceResource, "Queued for sending", 400, 404, 409, tagged=True),
)
def sent(change: Mails, invoice_id: InvoiceId) -> Response:
    """What becomes of it is told in the thread, and by `invoice.emailed` or
    `invoice.email_bounced`. What your key did not draft needs `invoices:amend`."""

    def work(uow: UnitOfWork) -> Reply:
        invoice = uow.invoices.get(invoice_id)
        expect_own_invoice(uow, change.by, invoice)
        expect_no_mail_under_way(uow, invoice)
        command = SendToAp(by=change.by, invoice_id=invoice_id)
        return shown(change.caller, uow, send_to_ap(command, uow), status=202)

    return change.once(work)


def shown(caller: Caller, uow: UnitOfWork, invoice: Invoice, *, status: int = 200) -> Reply:
    """The invoice, with the ETag of its version."""
    body = resource(caller, uow, invoice).model_dump_json()
    return Reply(body, status, (("ETag", f'"{invoice.sequence}"'),))


def _shown_again(
    caller: Caller, uow: UnitOfWork, before: Invoice, work: Callable[[], Invoice]
) -> Reply:
    """What `work` makes of it; where it changes nothing, that is what was asked for too."""
    try:
        return shown(caller, uow, work())
    except NothingChanged:
        return shown(caller, uow, before)


def resource(caller: Caller, uow: UnitOfWork, invoice: Invoice) -> InvoiceResource:
    """For a key that writes invoices with the link that reads, which opens from issue on."""
    writes = caller.key.may(Scope.INVOICES_WRITE)
    link = caller.ctx.links.url(invoice) if writes else None
    return InvoiceResource.of(invoice, uow.now, link=link, cautions=_of_orders(uow, invoice))


def _of_orders(uow: UnitOfWork, invoice: Invoice) -> tuple[Caution, ...]:
    """What its purchase orders do not cover, while somebody may still say no."""
    if invoice.state not in BEFORE_ISSUE:
        return ()
    today = invoice.content.seller.today(uow.now)
    return po_cautions(uow, invoice.content, today, invoice_id=invoice.id)
