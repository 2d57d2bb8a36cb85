"""Sender profiles: the legal entities that send invoices. Where they are paid, people decide."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from bot.api.bodies.parties import expect_tag, keep_sender, make_sender, propose_accounts
from bot.api.change import KeyedRequest, change, creation
from bot.api.context import Caller, Reply, caller
from bot.api.described import answers
from bot.api.paging import Page
from bot.api.routers.customers import PartyId
from bot.intake.documents.party import BankDetailsBody, SenderProfileBody, SenderProfileChange
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.party import SenderProfile
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.resources.party import SenderProfileResource, party_tag

Reads = Annotated[Caller, Depends(caller(Scope.SENDER_PROFILES_READ))]
Makes = Annotated[KeyedRequest, Depends(creation(Scope.SENDER_PROFILES_WRITE))]
Writes = Annotated[KeyedRequest, Depends(change(Scope.SENDER_PROFILES_WRITE))]

router = APIRouter(tags=["Sender profiles"])


@router.get(
    "/sender-profiles",
    summary="List sender profiles",
    responses=answers(200, Page[SenderProfileResource], "By legal name, all of them"),
)
def listed(caller: Reads) -> Response:
    with caller.reading() as uow:
        items = tuple(SenderProfileResource.of(each) for each in uow.sender_profiles.all())
    page = Page[SenderProfileResource](items=items, next_cursor=None)
    return Reply(page.model_dump_json()).response


@router.post(
    "/sender-profiles",
    status_code=201,
    summary="Create a sender profile",
    operation_id="make_a_sender_profile",
    responses=answers(
        201,
        SenderProfileResource,
        "Created; its bank details wait for confirmation",
        400,
        409,
        tagged=True,
    ),
)
def made(change: Makes, body: SenderProfileBody) -> Response:
    """Its bank accounts are proposed. Approvers confirm them in Slack, before anything that is to
    be paid to them can be approved."""

    def work(uow: UnitOfWork) -> Reply:
        return _shown(make_sender(body, uow, change.renderer, by=change.by), status=201)

    return change.once(work)


@router.get(
    "/sender-profiles/{profile_id}",
    summary="Read a sender profile",
    responses=answers(200, SenderProfileResource, "As it is now", 404, tagged=True),
)
def read(caller: Reads, profile_id: PartyId) -> Response:
    with caller.reading() as uow:
        return _shown(uow.sender_profiles.get(profile_id)).response


@router.put(
    "/sender-profiles/{profile_id}",
    summary="Change a sender profile",
    responses=answers(200, SenderProfileResource, "Changed", 400, 404, 409, 412, 428, tagged=True),
)
def changed(change: Writes, profile_id: PartyId, body: SenderProfileChange) -> Response:
    """All but its bank details and its logo. What is issued keeps the entity as it was."""
    change.expect_if_match()

    def work(uow: UnitOfWork) -> Reply:
        before = uow.sender_profiles.get(profile_id)
        expect_tag(change.tag(), before)
        return _shown(keep_sender(body, before, uow, change.renderer, by=change.by))

    return change.once(work)


@router.post(
    "/sender-profiles/{profile_id}/bank-details",
    status_code=202,
    summary="Propose bank details",
    responses=answers(
        202, SenderProfileResource, "Proposed; nothing has changed yet", 400, 404, 409, tagged=True
    ),
)
def proposed(change: Makes, profile_id: PartyId, body: BankDetailsBody) -> Response:
    """All accounts as they are to be. Every approver hears of it. As many of them as the policy
    wants confirm it in Slack, the key's owner not among them, and after the policy's delay it is in
    use; there is no other way."""

    def work(uow: UnitOfWork) -> Reply:
        profile = uow.sender_profiles.get(profile_id)
        return _shown(
            propose_accounts(body, profile, uow, change.renderer, by=change.by), status=202
        )

    return change.once(work)


def _shown(profile: SenderProfile, *, status: int = 200) -> Reply:
    body = SenderProfileResource.of(profile).model_dump_json()
    return Reply(body, status, (("ETag", f'"{party_tag(profile)}"'),))
