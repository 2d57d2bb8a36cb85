"""Reminders: what goes out in the next days, held or sent now."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from bot.api.context import Reply
from bot.api.described import answers
from bot.api.paging import Page
from bot.api.routers.invoices import ALSO_AMEND, Amends, InvoiceId, Reads, shown
from bot.api.schemas.collection import ReminderBody
from jupiter_core.commands.reminding import (
    HoldReminder,
    SendReminder,
    hold_reminder,
    send_reminder,
)
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.reminders import planned_reminders
from jupiter_core.queries.resources.invoice import InvoiceResource
from jupiter_core.queries.resources.reminder import ReminderResource

router = APIRouter(tags=["Collection"])


@router.get(
    "/reminders",
    summary="List the next reminders",
    responses=answers(200, Page[ReminderResource], "The earliest first, 100 at most", 400),
)
def listed(
    caller: Reads,
    days: Annotated[int, Query(ge=1, le=90, description="How far to look ahead.")] = 7,
) -> Response:
    """The next one of each invoice. What changed in the last minute may be missing."""
    with caller.reading() as uow:
        planned = planned_reminders(uow, uow.now.date() + timedelta(days=days))
    items = tuple(ReminderResource.of(each) for each in planned)
    return Reply(Page[ReminderResource](items=items, next_cursor=None).model_dump_json()).response


@router.post(
    "/invoices/{invoice_id}/reminders/hold",
    summary="Hold a planned reminder",
    openapi_extra=ALSO_AMEND,
    responses=answers(200, InvoiceResource, "Held", 400, 404, 409, tagged=True),
)
def held(change: Amends, invoice_id: InvoiceId, body: ReminderBody) -> Response:
    """That of the day `on` does not go out; those after it do. What your key did not draft needs
    `invoices:amend`."""

    def work(uow: UnitOfWork) -> Reply:
        command = HoldReminder(by=change.by, invoice_id=invoice_id, on=body.on)
        return shown(change.caller, uow, hold_reminder(command, uow))

    return change.once(work)


@router.post(
    "/invoices/{invoice_id}/reminders/send",
    summary="Send a planned reminder now",
    openapi_extra=ALSO_AMEND,
    responses=answers(200, InvoiceResource, "On its way", 400, 404, 409, tagged=True),
)
def sent(change: Amends, invoice_id: InvoiceId, body: ReminderBody) -> Response:
    """In the place of the one that is planned on the day `on`. What your key did not draft needs
    `invoices:amend`."""

    def work(uow: UnitOfWork) -> Reply:
        command = SendReminder(by=change.by, invoice_id=invoice_id, on=body.on)
        return shown(change.caller, uow, send_reminder(command, uow))

    return change.once(work)
