"""The index that a contract's prices follow: its values."""

from fastapi import APIRouter
from fastapi.responses import Response

from bot.api.bodies.contract import priced
from bot.api.context import Reply
from bot.api.described import answers
from bot.api.routers.contracts import ContractId, Writes, shown
from bot.api.schemas.index_value import IndexValueEntered
from jupiter_core.commands.index_value import EnterIndexValue, enter_index_value
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.resources.contract import ContractResource

router = APIRouter(tags=["Contracts"])


@router.post(
    "/contracts/{contract_id}/index-values",
    summary="Enter the index of a contract",
    responses=answers(200, ContractResource, "Proposed", 400, 404, 409, 412, tagged=True),
)
def entered(change: Writes, contract_id: ContractId, body: IndexValueEntered) -> Response:
    """The value for the first contract year that waits for it. It is a change that others approve;
    the invoice of that year waits until then. What your key did not draft needs
    `contracts:amend` too."""
    seen = change.seen_if_said()

    def work(uow: UnitOfWork) -> Reply:
        command = EnterIndexValue(
            by=change.by,
            contract_id=contract_id,
            expected_version=seen,
            index=body.index,
            value=body.value,
        )
        return shown(uow, priced(lambda: enter_index_value(command, uow, change.renderer)))

    return change.once(work)
