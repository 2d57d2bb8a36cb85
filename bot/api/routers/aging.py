"""Aging: how old what is owed is."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from bot.api.context import Reply
from bot.api.described import answers
from bot.api.routers.invoices import Reads, Text
from jupiter_core.queries.aging import aging
from jupiter_core.queries.resources.aging import AgingResource

router = APIRouter(tags=["Collection"])


@router.get(
    "/aging",
    summary="Read the aging of receivables",
    responses=answers(200, AgingResource, "As it is now", 400, 404),
)
def read(
    caller: Reads,
    sender_profile: Annotated[Text, Query(description="The id of one legal entity.")] = "",
) -> Response:
    """By currency and by the days past due; with days sales outstanding, what was issued and paid
    lately, and what waits for a PO or for approval. Credit notes lower what is owed of their
    invoices and stand in no bucket."""
    with caller.reading() as uow:
        found = aging(uow, seller_id=sender_profile)
    return Reply(AgingResource.of(found).model_dump_json()).response
