"""Approvals of a contract: one covers its whole schedule."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from bot.api import approval
from bot.api.change import KeyedRequest, change
from bot.api.described import answers
from bot.api.paging import Page
from bot.api.routers.contracts import ContractId, Reads, shown
from bot.api.schemas.invoice import ReasonBody
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.domain.api_key import Scope
from jupiter_core.ports.subject import CONTRACT
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
    return approval.approvals_listed(found)


@router.post(
    "/contracts/{contract_id}/approvals",
    status_code=201,
    summary="Approve a contract",
    responses=answers(201, ContractResource, "Approved", 400, 404, 409, 412, 428, tagged=True),
)
def approved(change: Approves, contract_id: ContractId) -> Response:
    """If-Match names the version whose schedule was read. Whoever wrote it may not approve it, a
    key no more than a person."""
    return approval.approved(
        change,
        CONTRACT,
        contract_id,
        approve_contract,
        lambda uow, contract: shown(uow, contract, status=201),
    )


@router.post(
    "/contracts/{contract_id}/request-changes",
    summary="Request changes to a contract",
    operation_id="send_a_contract_back_with_a_reason",
    responses=answers(200, ContractResource, "Back in draft", 400, 404, 409, 412, 428, tagged=True),
)
def returned(change: Approves, contract_id: ContractId, body: ReasonBody) -> Response:
    """The deal's thread tells the reason to whoever submitted it."""
    return approval.returned(
        change,
        CONTRACT,
        contract_id,
        body.reason,
        lambda uow, contract: shown(uow, contract),
    )
