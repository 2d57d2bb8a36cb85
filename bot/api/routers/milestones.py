"""Milestones of contracts: their acceptance."""

from fastapi import APIRouter
from fastapi.responses import Response

from bot.api.context import Reply
from bot.api.described import answers
from bot.api.routers.contracts import ContractId, Writes, shown
from bot.api.schemas.milestone import AcceptanceBody
from jupiter_core.commands.milestones import AcceptMilestone, accept_milestone
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.resources.contract import ContractResource

router = APIRouter(tags=["Contracts"])


@router.post(
    "/contracts/{contract_id}/acceptances",
    summary="Accept a milestone of a contract",
    responses=answers(200, ContractResource, "Accepted", 400, 404, 409, 412, tagged=True),
)
def accepted(change: Writes, contract_id: ContractId, body: AcceptanceBody) -> Response:
    """A milestone of `schedule.pending` was accepted: its invoice is issued on that day, or today
    where that has passed. The contract's approval covers it; who said so, and when, is in its
    `acceptances`, and the event `contract.milestone_accepted` tells it. What your key did not draft
    needs `contracts:amend` too."""
    seen = change.seen_if_said()

    def work(uow: UnitOfWork) -> Reply:
        command = AcceptMilestone(
            by=change.by,
            contract_id=contract_id,
            expected_version=seen,
            line=body.line,
            part=body.part,
            on=body.on,
            note=body.note,
        )
        return shown(uow, accept_milestone(command, uow))

    return change.once(work)
