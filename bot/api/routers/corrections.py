"""Corrections of issued invoices: credit notes, reissues, duplicates."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from bot.api.context import Caller, Reply
from bot.api.described import answers
from bot.api.paging import Cursor, Limit, Page, cursor_of, cut, place_of
from bot.api.routers.invoices import InvoiceId, Makes, Reads, Text, Writes, resource, shown
from bot.api.schemas.correction import (
    DuplicateBody,
    LateFeeBody,
    NewCreditNote,
    ReissueBody,
    ReissuedResource,
)
from jupiter_core.commands.credit_note import DraftCreditNote, draft_credit_note
from jupiter_core.commands.late_fee import DraftLateFee, draft_late_fee
from jupiter_core.commands.record import as_seen
from jupiter_core.commands.reissue import (
    DuplicateInvoice,
    Reissued,
    ReissueInvoice,
    Way,
    duplicate_invoice,
    reissue_invoice,
)
from jupiter_core.domain.credit_note import Part
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import NetAndGross, Required, placed
from jupiter_core.ports import InvoiceFilter, UnitOfWork
from jupiter_core.ports.subject import INVOICE
from jupiter_core.queries.resources.invoice import InvoiceResource

router = APIRouter(tags=["Corrections"])


@router.get(
    "/credit-notes",
    summary="List credit notes",
    responses=answers(200, Page[InvoiceResource], "Newest first", 400),
)
def listed(
    caller: Reads,
    status: Annotated[list[State] | None, Query(description="Any of these.")] = None,
    invoice: Annotated[Text, Query(description="The number of the invoice they are for.")] = "",
    limit: Limit = 25,
    cursor: Cursor = "",
) -> Response:
    """Of all invoices. One is read, submitted, approved and amended at the addresses of invoices,
    by its id."""
    with caller.reading() as uow:
        found = uow.invoices.find_number(invoice.strip()) if invoice.strip() else None
        number = (found.number or "") if found else invoice.strip()
        return _page(caller, uow, tuple(status or ()), number, limit, cursor)


@router.get(
    "/invoices/{invoice_id}/credit-notes",
    summary="List the credit notes of an invoice",
    responses=answers(200, Page[InvoiceResource], "Newest first", 400, 404),
)
def listed_of(
    caller: Reads, invoice_id: InvoiceId, limit: Limit = 25, cursor: Cursor = ""
) -> Response:
    """Drafts and void ones too."""
    with caller.reading() as uow:
        number = uow.invoices.get(invoice_id).number
        if number:
            return _page(caller, uow, (), number, limit, cursor)
    return Reply(Page[InvoiceResource](items=(), next_cursor=None).model_dump_json()).response


@router.post(
    "/invoices/{invoice_id}/credit-notes",
    status_code=201,
    summary="Create a credit note",
    responses=answers(201, InvoiceResource, "Created", 400, 404, 409, 412, tagged=True),
)
def credited(change: Writes, invoice_id: InvoiceId, body: NewCreditNote) -> Response:
    """A draft, which `/invoices/{id}/submit` submits; with `submit`, it waits for approval at once.
    It is issued when it is approved. What your key did not draft needs `invoices:amend` too."""
    seen = change.seen_if_said()

    def work(uow: UnitOfWork) -> Reply:
        before = as_seen(uow, INVOICE, invoice_id, seen)
        command = DraftCreditNote(
            by=change.by,
            invoice_id=invoice_id,
            expected_version=seen,
            reason=body.reason,
            part=_part(body, before),
            as_draft=not body.submit,
        )
        note = draft_credit_note(command, uow, change.renderer)
        return shown(change.caller, uow, note, status=201)

    return change.once(work)


@router.post(
    "/invoices/{invoice_id}/reissue",
    status_code=201,
    summary="Take an issued invoice back and draft it anew",
    operation_id="reissue_an_invoice",
    responses=answers(201, ReissuedResource, "Drafted anew", 400, 404, 409, 412),
)
def reissued(change: Writes, invoice_id: InvoiceId, body: ReissueBody) -> Response:
    """In one transaction. The new draft has all that the old invoice says, dated today, and names
    it. What was paid or credited in part cannot be void: take it back by a credit note. What your
    key did not draft needs `invoices:amend` too."""
    seen = change.seen_if_said()
    if body.way is Way.VOID:
        change.caller.expect_active_owner()

    def work(uow: UnitOfWork) -> Reply:
        command = ReissueInvoice(
            by=change.by,
            invoice_id=invoice_id,
            expected_version=seen,
            way=body.way,
            reason=body.reason,
        )
        return _told(change.caller, uow, reissue_invoice(command, uow, change.renderer))

    return change.once(work)


@router.post(
    "/invoices/{invoice_id}/duplicate",
    status_code=201,
    summary="Duplicate an invoice",
    responses=answers(201, InvoiceResource, "A draft like it", 400, 404, 409, tagged=True),
)
def duplicated(change: Makes, invoice_id: InvoiceId, body: DuplicateBody) -> Response:
    """A new draft with the same customer, terms and lines, dated today, without the PO number
    unless you give one. The parties are as they are now."""

    def work(uow: UnitOfWork) -> Reply:
        command = DuplicateInvoice(
            by=change.by,
            invoice_id=invoice_id,
            po_number=body.po_number,
            external_id=body.external_id or "",
        )
        return shown(change.caller, uow, duplicate_invoice(command, uow), status=201)

    return change.once(work)


@router.post(
    "/invoices/{invoice_id}/late-fee",
    status_code=201,
    summary="Draft the late fee of an overdue invoice",
    operation_id="draft_the_late_fee_of_an_invoice",
    responses=answers(201, InvoiceResource, "A draft", 400, 404, 409, tagged=True),
)
def late_fee(change: Makes, invoice_id: InvoiceId, body: LateFeeBody) -> Response:
    """A draft with one line, for the same customer, dated today: what the terms of the invoice give
    for the days until today that no earlier late fee of it has. `late_fee` of an invoice says what
    it comes to. Nothing is submitted or sent by itself. Its
    `external_id` names the invoice and the day, so that a day is billed once."""

    def work(uow: UnitOfWork) -> Reply:
        command = DraftLateFee(by=change.by, invoice_id=invoice_id, po_number=body.po_number)
        return shown(change.caller, uow, draft_late_fee(command, uow), status=201)

    return change.once(work)


def _page(
    caller: Caller,
    uow: UnitOfWork,
    states: tuple[State, ...],
    number: str,
    limit: int,
    cursor: str,
) -> Response:
    wanted = InvoiceFilter(states=states, corrects=number, credit_notes=True)
    found = uow.invoices.page(wanted, after=place_of(cursor), limit=limit + 1)
    here, more = cut(found, limit)
    page = Page[InvoiceResource](
        items=tuple(resource(caller, uow, each) for each in here),
        next_cursor=cursor_of(here[-1].id) if more else None,
    )
    return Reply(page.model_dump_json()).response


def _part(body: NewCreditNote, invoice: Invoice) -> Part | None:
    """Raises Required at `net` where only the rest of a part is said, NetAndGross at `gross` where
    it is said twice."""
    if body.net is None and body.gross is None:
        if body.model_fields_set & {"description", "tax"}:
            raise Required("An amount").at("net")
        return None
    if body.net is not None and body.gross is not None:
        raise NetAndGross().at("gross")
    currency = invoice.content.currency
    said = {
        name: placed(name, partial(Money.of, typed, currency))
        for name, typed in (("net", body.net), ("gross", body.gross))
        if typed is not None
    }
    return Part(description=body.description, tax=body.tax, **said)


def _told(caller: Caller, uow: UnitOfWork, done: Reissued) -> Reply:
    told = ReissuedResource(
        invoice=resource(caller, uow, done.draft),
        replaced=resource(caller, uow, done.corrected),
        credit_note=resource(caller, uow, done.note) if done.note else None,
    )
    return Reply(told.model_dump_json(), 201)
