"""Tax forms: what a legal entity hands to its customers, such as a W-9."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from bot.api.change import KeyedRequest, change
from bot.api.context import Caller, Reply, caller
from bot.api.described import answers
from bot.api.paging import Page
from bot.api.routers.customers import PartyId
from bot.api.routers.documents import PDF
from bot.intake.documents.tax_form import TaxFormBody
from bot.wording.disposition import disposition
from jupiter_core.commands.tax_form import KeepTaxForm, keep_tax_form
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.resources.tax_form import TaxFormResource

Reads = Annotated[Caller, Depends(caller(Scope.SENDER_PROFILES_READ))]
Writes = Annotated[KeyedRequest, Depends(change(Scope.SENDER_PROFILES_WRITE))]
_FILE = answers(200, None, "The PDF", 404)
_FILE[200]["content"] = {PDF: {"schema": {"type": "string", "format": "binary"}}}

router = APIRouter(tags=["Sender profiles"])


@router.get(
    "/sender-profiles/{profile_id}/tax-forms",
    summary="List the tax forms of a legal entity",
    responses=answers(200, Page[TaxFormResource], "Latest first; the first one counts", 404),
)
def listed(caller: Reads, profile_id: PartyId) -> Response:
    with caller.reading() as uow:
        forms = uow.tax_forms.of(uow.sender_profiles.get(profile_id).id)
    items = tuple(TaxFormResource.of(each) for each in reversed(forms))
    return Reply(Page[TaxFormResource](items=items, next_cursor=None).model_dump_json()).response


@router.put(
    "/sender-profiles/{profile_id}/tax-form",
    summary="Keep the tax form of a legal entity",
    responses=answers(200, TaxFormResource, "Kept", 400, 404),
)
def kept(change: Writes, profile_id: PartyId, body: TaxFormBody) -> Response:
    """A PDF of up to 700 kB, which customers download on the page of their invoices. It takes the
    place of the one before, which stays listed. Only approvers' keys may."""

    def work(uow: UnitOfWork) -> Reply:
        command = KeepTaxForm(
            by=change.by, profile_id=profile_id, name=body.name, content=body.decoded()
        )
        return Reply(TaxFormResource.of(keep_tax_form(command, uow)).model_dump_json())

    return change.once(work)


@router.get(
    "/sender-profiles/{profile_id}/tax-form",
    summary="Download the tax form of a legal entity",
    response_class=Response,
    responses=_FILE,
)
def downloaded(caller: Reads, profile_id: PartyId) -> Response:
    """The latest one."""
    with caller.reading() as uow:
        forms = uow.tax_forms.of(uow.sender_profiles.get(profile_id).id)
        if not forms:
            raise NotFound("tax form", profile_id)
        content = uow.tax_forms.content(forms[-1].id)
    headers = {"Content-Disposition": disposition(forms[-1].name, download=True)}
    return Response(content, media_type=PDF, headers=headers)
