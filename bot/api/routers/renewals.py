"""Renewals of contracts: drafted, dismissed, and how long before the end they are proposed."""

from fastapi import APIRouter
from fastapi.responses import Response

from bot.api.bodies.contract import priced
from bot.api.context import Reply
from bot.api.described import answers
from bot.api.routers.contracts import ContractId, Writes, shown
from bot.api.schemas.invoice import ReasonBody
from bot.api.schemas.renewal import RenewalBody, RenewalNoticeBody
from jupiter_core.commands.record import as_seen
from jupiter_core.commands.renewal import (
    DismissRenewal,
    RenewContract,
    SetRenewalNotice,
    dismiss_renewal,
    renew_contract,
    set_renewal_notice,
)
from jupiter_core.domain.refusals import NothingChanged
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import CONTRACT
from jupiter_core.queries.resources.contract import ContractResource

router = APIRouter(tags=["Renewals"])


@router.post(
    "/contracts/{contract_id}/renewal",
    status_code=201,
    summary="Renew a contract",
    responses=answers(201, ContractResource, "The draft that follows it", 400, 404, 409, 412),
)
def renewed(change: Writes, contract_id: ContractId, body: RenewalBody) -> Response:
    """A draft that begins on the day after the old one's last, with the same parties, term, billing
    and net terms, and its subscriptions. A price that rose into the last contract year rises by the
    same percentage again; any other holds on. Fees and usage credits are not agreed again. Change
    it and submit it like any draft. What your key did not draft needs `contracts:amend` too."""
    seen = change.seen_if_said()

    def work(uow: UnitOfWork) -> Reply:
        command = RenewContract(
            by=change.by,
            contract_id=contract_id,
            expected_version=seen,
            name=body.name,
            po_number=body.po_number,
        )
        draft = priced(lambda: renew_contract(command, uow, change.renderer))
        return shown(uow, draft, status=201)

    return change.once(work)


@router.post(
    "/contracts/{contract_id}/renewal/dismiss",
    summary="Dismiss the renewal of a contract",
    responses=answers(200, ContractResource, "Dismissed", 400, 404, 409, 412, tagged=True),
)
def dismissed(change: Writes, contract_id: ContractId, body: ReasonBody) -> Response:
    """Nobody is asked again whether it is renewed; a person or a key still may."""
    seen = change.seen_if_said()

    def work(uow: UnitOfWork) -> Reply:
        command = DismissRenewal(
            by=change.by, contract_id=contract_id, expected_version=seen, reason=body.reason
        )
        return shown(uow, dismiss_renewal(command, uow))

    return change.once(work)


@router.put(
    "/contracts/{contract_id}/renewal-notice",
    summary="Set when the renewal of a contract is proposed",
    responses=answers(200, ContractResource, "Set", 400, 404, 409, 412, tagged=True),
)
def noticed(change: Writes, contract_id: ContractId, body: RenewalNoticeBody) -> Response:
    """So many days before its last. Without one of its own, a contract has the workspace's."""
    seen = change.seen_if_said()

    def work(uow: UnitOfWork) -> Reply:
        command = SetRenewalNotice(
            by=change.by, contract_id=contract_id, expected_version=seen, days=body.days
        )
        try:
            return shown(uow, set_renewal_notice(command, uow))
        except NothingChanged:
            return shown(uow, as_seen(uow, CONTRACT, contract_id, seen))

    return change.once(work)
