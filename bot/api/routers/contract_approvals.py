"""Approvals of a contract: one covers its whole schedule."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from bot.api.change import KeyedRequest, change
from bot.api.context import Reply
from bot.api.described import answers
from bot.api.paging import Page
from bot.api.refusals import VersionNeeded
from bot.api.routers.contracts import ContractId, Reads, shown
from bot.api.schemas.invoice import ReasonBody
from jupiter_core.commands.contract_approval import (
    ApproveContract,
    RequestContractChanges,
    approve_contract,
    request_contract_changes,
)
from jupiter_core.commands.record_contract import contract_changed_since
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.resources.contract import ContractResource
from jupiter_core.queries.resources.invoice import ApprovalResource

Approves = Annotated[KeyedRequest, Depends(change(Scope.CONTRACTS_APPROVE))]

router = APIRouter(tags=["Contract approvals"])


@router.get(
    "/contracts/{contract_id}/approvals",
    summary="List the approvals of a contract",
    responses=answers(200, Page[ApprovalResource], "Oldest first, all of them", 404),
)
def listed(caller: Reads, contract_id: ContractId) -> Response:
    """Of the proposal that waits, else of what is agreed."""
    with caller.reading() as uow:
        contract = uow.contracts.get(contract_id)
    found = contract.approvals if contract.proposal else contract.agreed_by
    items = tuple(ApprovalResource.of(each) for each in found)
    return Reply(Page[ApprovalResource](items=items, next_cursor=None).model_dump_json()).response


@router.post(
    "/contracts/{contract_id}/approvals",
    status_code=201,
    summary="Approve a contract",
    responses=answers(201, ContractResource, "Approved", 400, 404, 409, 412, 428, tagged=True),
)
def approved(change: Approves, contract_id: ContractId) -> Response:
    """If-Match names the version whose schedule was read. Whoever wrote it may not approve it, a
    key no more than a person."""

    def work(seen: int, uow: UnitOfWork) -> Contract:
        command = ApproveContract(by=change.by, contract_id=contract_id, seen=seen)
        return approve_contract(command, uow)

    return _answered(change, contract_id, work, status=201)


@router.post(
    "/contracts/{contract_id}/request-changes",
    summary="Send a contract back with a reason",
    responses=answers(200, ContractResource, "A draft again", 400, 404, 409, 412, 428, tagged=True),
)
def returned(change: Approves, contract_id: ContractId, said: ReasonBody) -> Response:
    """The deal's thread tells the reason to whoever submitted it."""

    def work(seen: int, uow: UnitOfWork) -> Contract:
        command = RequestContractChanges(
            by=change.by, contract_id=contract_id, seen=seen, reason=said.reason
        )
        return request_contract_changes(command, uow)

    return _answered(change, contract_id, work)


def _answered(
    change: KeyedRequest,
    contract_id: str,
    decide: Callable[[int, UnitOfWork], Contract],
    *,
    status: int = 200,
) -> Response:
    """Raises VersionNeeded, or ChangedSinceSeen for a version that nobody can have read."""
    seen = change.seen()
    if seen is None:
        raise VersionNeeded()

    change.caller.expect_active_owner()

    def work(uow: UnitOfWork) -> Reply:
        contract = uow.contracts.get(contract_id)
        if not 1 <= seen <= contract.sequence:
            raise contract_changed_since(uow, contract, seen)
        return shown(decide(seen, uow), status=status)

    return change.once(work)
