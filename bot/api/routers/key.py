"""The key that asks, about itself."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from pydantic import Field

from bot.api.context import Caller, Reply, caller
from bot.api.described import answers
from jupiter_core.domain.api_key import ApiKey, Scope
from jupiter_core.queries.resources.shapes import Resource

router = APIRouter(tags=["Key"])


class KeyResource(Resource):
    """An API key. `hint` is its last four characters; the rest of it is not kept."""

    id: str
    name: str
    hint: str
    scopes: tuple[Scope, ...]
    workspace_id: str = Field(examples=["T0123456789"], description="The Slack team's id.")
    made_at: datetime
    owner: str = Field(description="The Slack user the key's actions count as.")
    expires_at: datetime | None
    allowed_addresses: tuple[str, ...] = Field(description="Empty: from anywhere.")

    @classmethod
    def of(cls, key: ApiKey, workspace_id: str) -> "KeyResource":
        kept = key.model_dump(include=set(cls.model_fields) - {"workspace_id"})
        return cls(**kept, workspace_id=workspace_id)


@router.get(
    "/key",
    summary="Read your own key",
    responses=answers(200, KeyResource, "The owner and scopes of the key"),
)
def read(caller: Annotated[Caller, Depends(caller())]) -> Response:
    """Any live key may ask this."""
    return Reply(KeyResource.of(caller.key, caller.workspace_id).model_dump_json()).response
