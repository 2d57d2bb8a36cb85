"""The versions of a contract, which are never changed."""

from fastapi import APIRouter
from fastapi.responses import Response

from bot.api.approval import versions_listed
from bot.api.described import answers
from bot.api.paging import Page
from bot.api.routers.contracts import ContractId, Reads, shown
from bot.api.routers.versions import Sequence
from jupiter_core.ports.subject import CONTRACT
from jupiter_core.queries.resources.contract import ContractResource
from jupiter_core.queries.resources.shapes import VersionResource
from jupiter_core.queries.resources.version import versions_of

router = APIRouter(tags=["Contract versions"])


@router.get(
    "/contracts/{contract_id}/versions",
    summary="List the versions of a contract",
    responses=answers(200, Page[VersionResource], "Oldest first, all of them", 404),
)
def listed(caller: Reads, contract_id: ContractId) -> Response:
    """Who changed what, when and why, from the first draft on."""
    with caller.reading() as uow:
        items = versions_of(uow, CONTRACT, contract_id)
    return versions_listed(items)


@router.get(
    "/contracts/{contract_id}/versions/{sequence}",
    summary="Read a contract as it was",
    responses=answers(200, ContractResource, "Whole, as it was then", 404, tagged=True),
)
def read(caller: Reads, contract_id: ContractId, sequence: Sequence) -> Response:
    with caller.reading() as uow:
        uow.contracts.get(contract_id)
        version = uow.versions.at(contract_id, sequence)
        return shown(uow, version.contract(), at=version.at).response
