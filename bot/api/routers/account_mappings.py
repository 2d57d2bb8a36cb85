"""Account mappings: the ledger accounts on which a legal entity's journal is posted."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from bot.api.change import KeyedRequest, change
from bot.api.context import Caller, Reply, caller
from bot.api.described import answers
from bot.api.routers.customers import PartyId
from bot.intake.documents.account_mapping import AccountMappingBody
from jupiter_core.commands.account_mapping import NameLedgerAccounts, name_ledger_accounts
from jupiter_core.domain.accounting.mapping import AccountMapping
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.refusals import ChangedSinceSeen, NotFound
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.resources.account_mapping import AccountMappingResource, mapping_tag

Reads = Annotated[Caller, Depends(caller(Scope.SENDER_PROFILES_READ))]
Writes = Annotated[KeyedRequest, Depends(change(Scope.SENDER_PROFILES_WRITE))]

router = APIRouter(tags=["Exports"])


@router.get(
    "/account-mappings/{profile_id}",
    summary="Read the ledger accounts of a legal entity",
    responses=answers(200, AccountMappingResource, "As they are now", 404, tagged=True),
)
def read(caller: Reads, profile_id: PartyId) -> Response:
    with caller.reading() as uow:
        mapping = uow.account_mappings.find(uow.sender_profiles.get(profile_id).id)
    if mapping is None:
        raise NotFound("account mapping", profile_id)
    return _shown(mapping).response


@router.put(
    "/account-mappings/{profile_id}",
    summary="Name the ledger accounts of a legal entity",
    responses=answers(200, AccountMappingResource, "Named", 400, 404, 412, tagged=True),
)
def named(change: Writes, profile_id: PartyId, body: AccountMappingBody) -> Response:
    """All of them, as they are to be. Only approvers' keys may. With `datev`, accounts are
    numbers."""
    tag = change.tag()

    def work(uow: UnitOfWork) -> Reply:
        before = uow.account_mappings.find(uow.sender_profiles.get(profile_id).id)
        if tag is not None and tag != (mapping_tag(before) if before else ""):
            raise ChangedSinceSeen("the account mapping", "somebody changed it", 0, 0)
        command = NameLedgerAccounts(by=change.by, mapping=body.meant(profile_id))
        return _shown(name_ledger_accounts(command, uow))

    return change.once(work)


def _shown(mapping: AccountMapping) -> Reply:
    body = AccountMappingResource.of(mapping).model_dump_json()
    return Reply(body, headers=(("ETag", f'"{mapping_tag(mapping)}"'),))
