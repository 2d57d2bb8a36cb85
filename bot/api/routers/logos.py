"""Logos: the picture at the head of what a legal entity issues."""

from base64 import b64decode
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from bot.api.change import KeyedRequest, change
from bot.api.context import Caller, Reply, caller
from bot.api.described import answers
from bot.api.routers.customers import PartyId
from bot.intake.documents.logo import LogoBody
from bot.wording.disposition import disposition
from jupiter_core.commands.logo import SetLogo, set_logo
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import NotFound, placed
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.resources.party import SenderProfileResource, party_tag

PNG, SVG = "image/png", "image/svg+xml"
_NAMES = {PNG: "logo.png", SVG: "logo.svg"}
Reads = Annotated[Caller, Depends(caller(Scope.SENDER_PROFILES_READ))]
Writes = Annotated[KeyedRequest, Depends(change(Scope.SENDER_PROFILES_WRITE))]
_FILE = answers(200, None, "The picture as it is kept", 404)
_FILE[200]["content"] = {
    kind: {"schema": {"type": "string", "format": "binary"}} for kind in (PNG, SVG)
}
_PICTURE = answers(200, None, "The picture", 404)
_PICTURE[200]["content"] = {PNG: {"schema": {"type": "string", "format": "binary"}}}

router = APIRouter(tags=["Sender profiles"])


@router.put(
    "/sender-profiles/{profile_id}/logo",
    summary="Set the logo of a sender profile",
    responses=answers(200, SenderProfileResource, "Set", 400, 404, tagged=True),
)
def kept(change: Writes, profile_id: PartyId, body: LogoBody) -> Response:
    """On what is issued from now on; what is issued already looks as it did. Approvers and admins
    are told."""
    logo = placed("content", lambda: change.renderer.logo(body.decoded()))
    return change.once(lambda uow: _set(change, uow, profile_id, logo))


@router.delete(
    "/sender-profiles/{profile_id}/logo",
    summary="Remove the logo of a sender profile",
    responses=answers(200, SenderProfileResource, "Without a logo", 404, tagged=True),
)
def removed(change: Writes, profile_id: PartyId) -> Response:
    """From what is issued from now on."""
    return change.once(lambda uow: _set(change, uow, profile_id, ""))


@router.get(
    "/sender-profiles/{profile_id}/logo",
    summary="Download the logo of a sender profile",
    response_class=Response,
    responses=_FILE,
)
def downloaded(caller: Reads, profile_id: PartyId) -> Response:
    """A PNG or an SVG."""
    with caller.reading() as uow:
        profile = uow.sender_profiles.get(profile_id)
    if not profile.logo:
        raise NotFound("logo", profile.legal_name)
    head, _, content = profile.logo.partition(";base64,")
    kind = head.removeprefix("data:")
    headers = {
        "Content-Disposition": disposition(_NAMES.get(kind, "logo"), download=True),
        "X-Content-Type-Options": "nosniff",
    }
    return Response(b64decode(content), media_type=kind, headers=headers)


@router.get(
    "/sender-profiles/{profile_id}/preview",
    summary="Preview the invoices of a sender profile",
    response_class=Response,
    responses=_PICTURE,
)
def previewed(caller: Reads, profile_id: PartyId) -> Response:
    """A picture of the first page of a sample invoice, as it would look now."""
    with caller.reading() as uow:
        profile, now = uow.sender_profiles.get(profile_id), uow.now
    headers = {
        "Content-Disposition": disposition("preview.png", download=False),
        "X-Content-Type-Options": "nosniff",
    }
    return Response(caller.ctx.renderer.preview(profile, now), media_type=PNG, headers=headers)


def _set(change: KeyedRequest, uow: UnitOfWork, profile_id: str, logo: str) -> Reply:
    command = SetLogo(by=change.by, profile_id=profile_id, logo=logo)
    return _shown(set_logo(command, uow, change.renderer))


def _shown(profile: SenderProfile) -> Reply:
    body = SenderProfileResource.of(profile).model_dump_json()
    return Reply(body, 200, (("ETag", f'"{party_tag(profile)}"'),))
