"""The shape of parties in request bodies: named by id, by external id, or described."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from bot.intake.documents.base import Document
from bot.intake.documents.party import CustomerBody, SenderProfileBody
from bot.intake.documents.values import ExternalId, Id


class ById(Document):
    id: Id


class ByExternalId(Document):
    external_id: ExternalId


def _way(said: Any) -> str:
    """In which of the three ways a party is named: only its own mistakes are told."""
    if isinstance(said, ById) or (isinstance(said, Mapping) and "id" in said):
        return "by id"
    if isinstance(said, ByExternalId) or (isinstance(said, Mapping) and [*said] == ["external_id"]):
        return "by external id"
    return "as described"


_Id = Annotated[ById, Tag("by id")]
_External = Annotated[ByExternalId, Tag("by external id")]
CustomerRef = Annotated[
    _Id | _External | Annotated[CustomerBody, Tag("as described")],
    Discriminator(_way),
    Field(
        description="By its id, by its external id, or described. A described one is looked up by "
        "its external id and name; it is created if neither is found, and never changed."
    ),
]
SenderRef = Annotated[
    _Id | _External | Annotated[SenderProfileBody, Tag("as described")],
    Discriminator(_way),
    Field(
        description="By its id, by its external id, or described, as a customer is. The bank "
        "accounts of a new one must be confirmed by a person before anything is approved."
    ),
]
