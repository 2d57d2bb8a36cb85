"""What a change of a contract would bill, before it is proposed."""

from fastapi import APIRouter
from fastapi.responses import Response

from bot.api.bodies.contract import priced
from bot.api.context import Reply
from bot.api.described import answers
from bot.api.routers.contracts import LINES_A_REQUEST, ContractId, Reads
from bot.api.schemas.contract import ContractChange
from jupiter_core.commands.contract import reproposed, terms_picked
from jupiter_core.domain.contract.scheduled import CreditMethod
from jupiter_core.queries.resources.schedule import ScheduleResource

router = APIRouter(tags=["Contracts"])


@router.post(
    "/contracts/{contract_id}/preview",
    summary="Preview a change of a contract",
    responses=answers(200, ScheduleResource, "As it would be proposed today", 400, 404, 409),
)
def previewed(caller: Reads, contract_id: ContractId, body: ContractChange) -> Response:
    """Stores nothing. Issued invoices are as they are; a line that a change adds says how its
    amount comes about. A large one counts as several requests."""
    terms = body.terms()
    caller.spend(terms.schedule_lines // LINES_A_REQUEST)
    method = body.credit_method or CreditMethod.NEXT_INVOICE
    with caller.reading() as uow:
        contract = uow.contracts.get(contract_id)
        picked = terms_picked(uow, contract, terms)
        proposal = priced(lambda: reproposed(uow, contract, picked, credit_method=method))
    return Reply(ScheduleResource.of(proposal.schedule).model_dump_json()).response
