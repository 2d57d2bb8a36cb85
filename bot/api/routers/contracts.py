"""Contracts: previewed, made, read, changed, submitted, ended."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import Response

from bot.api.bodies.contract import priced, submission_of
from bot.api.change import KeyedRequest, change, creation
from bot.api.context import Caller, Reply, caller
from bot.api.described import answers
from bot.api.paging import Cursor, Limit, Page, cursor_of, cut, place_of
from bot.api.query import in_utc
from bot.api.routers.invoices import Text
from bot.api.schemas.contract import ContractChange, NewContract, PreviewBody
from bot.api.schemas.invoice import ReasonBody, SubmitBody
from bot.intake.documents.values import Moment
from jupiter_core.commands.contract import (
    ReviseContract,
    SubmitContractDraft,
    revise_contract,
    submit_contract,
    submit_contract_draft,
)
from jupiter_core.commands.contract_end import EndContract, end_contract
from jupiter_core.commands.record import as_seen
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.contract.scheduled import CreditMethod
from jupiter_core.domain.refusals import NothingChanged, TaxesOfNobody
from jupiter_core.domain.schedule.build import schedule_of
from jupiter_core.ports import ContractFilter, UnitOfWork
from jupiter_core.ports.subject import CONTRACT
from jupiter_core.queries.contract_cautions import contract_cautions
from jupiter_core.queries.resources.contract import ContractResource
from jupiter_core.queries.resources.schedule import ScheduleResource

ContractId = Annotated[str, Path(pattern=r"^[0-9A-Za-z]{1,64}$", examples=["01JD8KZ3W4"])]
Reads = Annotated[Caller, Depends(caller(Scope.CONTRACTS_READ))]
Makes = Annotated[KeyedRequest, Depends(creation(Scope.CONTRACTS_WRITE))]
Writes = Annotated[KeyedRequest, Depends(change(Scope.CONTRACTS_WRITE))]
Amends = Annotated[KeyedRequest, Depends(change(Scope.CONTRACTS_WRITE, Scope.CONTRACTS_AMEND))]
ALSO_AMEND: dict[str, Any] = {"security": [{"API key": [Scope.CONTRACTS_AMEND.value]}]}
"""For what others drafted, in the description."""

LINES_A_REQUEST = 500
"""So many lines of a schedule are as much work as one other request."""

router = APIRouter(tags=["Contracts"])


@router.post(
    "/contracts/preview",
    summary="Preview the schedule of a contract",
    responses=answers(200, ScheduleResource, "Every invoice, to the cent", 400),
)
def previewed(caller: Reads, body: PreviewBody) -> Response:
    """Stores nothing. A large one counts as several requests."""
    terms = body.terms()
    if terms.taxes:
        raise TaxesOfNobody().at("taxes")
    caller.spend(terms.schedule_lines // LINES_A_REQUEST)
    schedule = priced(lambda: schedule_of(terms))
    return Reply(ScheduleResource.of(schedule).model_dump_json()).response


@router.get(
    "/contracts",
    summary="List contracts",
    responses=answers(200, Page[ContractResource], "Newest first", 400),
)
def listed(
    caller: Reads,
    status: Annotated[list[ContractState] | None, Query(description="Any of these.")] = None,
    customer: Annotated[Text, Query(description="A customer's id.")] = "",
    external_id: Text = "",
    updated_from: Annotated[
        Moment | None, Query(description="With its zone: 2026-11-26T09:30:00Z.")
    ] = None,
    limit: Limit = 25,
    cursor: Cursor = "",
) -> Response:
    wanted = ContractFilter(
        states=tuple(status or ()),
        customer_id=customer,
        external_id=external_id,
        updated_from=in_utc(updated_from),
    )
    with caller.reading() as uow:
        found = uow.contracts.page(wanted, after=place_of(cursor), limit=limit + 1)
        here, more = cut(found, limit)
        items = tuple(_resource(uow, each, uow.now) for each in here)
    page = Page[ContractResource](
        items=items,
        next_cursor=cursor_of(here[-1].id) if more else None,
    )
    return Reply(page.model_dump_json()).response


@router.post(
    "/contracts",
    status_code=201,
    summary="Create a contract",
    operation_id="make_a_contract",
    responses=answers(201, ContractResource, "Created, with its schedule", 400, 409, tagged=True),
)
def made(change: Makes, body: NewContract) -> Response:
    """A draft; with `submit`, its approval begins in the deal's channel. One approval covers the
    whole schedule, and the invoices come by themselves."""

    def work(uow: UnitOfWork) -> Reply:
        command = submission_of(body, uow, change.renderer, by=change.by)
        contract = priced(lambda: submit_contract(command, uow, change.renderer))
        return shown(uow, contract, status=201)

    return change.once(work)


@router.get(
    "/contracts/{contract_id}",
    summary="Read a contract",
    responses=answers(200, ContractResource, "As it is now", 404, tagged=True),
)
def read(caller: Reads, contract_id: ContractId) -> Response:
    with caller.reading() as uow:
        return shown(uow, uow.contracts.get(contract_id)).response


@router.put(
    "/contracts/{contract_id}",
    summary="Change the terms of a contract",
    openapi_extra=ALSO_AMEND,
    responses=answers(200, ContractResource, "Changed", 400, 404, 409, 412, 428, tagged=True),
)
def revised(change: Amends, contract_id: ContractId, body: ContractChange) -> Response:
    """A draft stays a draft. New terms of an active contract are proposed, and approved by people,
    while what is agreed goes on. What they add to issued periods is billed at once, what they take
    off as `credit_method` says. What your key did not draft needs `contracts:amend`."""
    seen = change.seen()

    def work(uow: UnitOfWork) -> Reply:
        before = as_seen(uow, CONTRACT, contract_id, seen)
        command = ReviseContract(
            by=change.by,
            contract_id=contract_id,
            expected_version=seen,
            terms=body.terms(),
            memo=body.memo,
            as_draft=True,
            credit_method=body.credit_method or CreditMethod.NEXT_INVOICE,
        )
        try:
            revised = priced(lambda: revise_contract(command, uow, change.renderer))
            return shown(uow, revised)
        except NothingChanged:
            return shown(uow, before)

    return change.once(work)


@router.post(
    "/contracts/{contract_id}/submit",
    summary="Submit a contract for approval",
    openapi_extra=ALSO_AMEND,
    responses=answers(200, ContractResource, "Submitted", 400, 404, 409, 412, tagged=True),
)
def submitted(change: Amends, contract_id: ContractId, body: SubmitBody) -> Response:
    """The card and the question to finance go to the deal's channel. What your key did not draft
    needs `contracts:amend`."""
    seen = change.seen_if_said()

    def work(uow: UnitOfWork) -> Reply:
        command = SubmitContractDraft(
            by=change.by,
            contract_id=contract_id,
            expected_version=seen,
            deal_channel=body.deal_channel or "",
        )
        return shown(uow, submit_contract_draft(command, uow))

    return change.once(work)


@router.post(
    "/contracts/{contract_id}/end",
    summary="End a contract",
    responses=answers(200, ContractResource, "Ended", 400, 404, 409, 412, tagged=True),
)
def ended(change: Writes, contract_id: ContractId, body: ReasonBody) -> Response:
    """One that this key wrote and that nobody has agreed to yet. What is agreed, people end."""
    seen = change.seen_if_said()

    def work(uow: UnitOfWork) -> Reply:
        command = EndContract(
            by=change.by, contract_id=contract_id, expected_version=seen, reason=body.reason
        )
        return shown(uow, end_contract(command, uow))

    return change.once(work)


def shown(
    uow: UnitOfWork, contract: Contract, *, status: int = 200, at: datetime | None = None
) -> Reply:
    """The contract, with the ETag of its version, and what was to be known of it `at` a moment."""
    body = _resource(uow, contract, at or uow.now).model_dump_json()
    return Reply(body, status, (("ETag", f'"{contract.sequence}"'),))


def _resource(uow: UnitOfWork, contract: Contract, at: datetime) -> ContractResource:
    return ContractResource.of(contract, contract_cautions(uow, contract, at))
