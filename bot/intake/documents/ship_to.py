"""A customer's delivery address as JSON, and in a person's form, where all of it may stay empty."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from bot.intake.documents.base import Document, Notation, checked, reading
from bot.intake.documents.party_parts import AddressBody
from bot.intake.documents.values import Line
from jupiter_core.domain.ship_to import ShipTo, code_of, name_of


class ShipToBody(Document):
    """Where what is billed is delivered, if that is not the billing address."""

    name: Annotated[Line, AfterValidator(checked(name_of))] = ""
    code: Annotated[
        Line,
        AfterValidator(checked(code_of)),
        Field(description="What the customer calls the place: a plant, a store, a location code."),
    ] = ""
    address: AddressBody

    def meant(self) -> ShipTo:
        """As a customer has it."""
        return ShipTo(name=self.name, code=self.code, address=self.address.meant())


def _unless_empty(sent: Any) -> Any:
    """A person's form shows fields that may all stay empty."""
    if reading().notation is not Notation.PERSON or not isinstance(sent, Mapping):
        return sent
    return sent if _says_something(sent) else None


def _says_something(sent: Mapping[str, Any]) -> bool:
    return any(
        _says_something(each) if isinstance(each, Mapping) else str(each or "").strip()
        for each in sent.values()
    )


def _with_an_address(sent: Any) -> Any:
    """What a person left out of one is told at its parts."""
    if reading().notation is Notation.PERSON and isinstance(sent, Mapping):
        return {"address": {}, **sent}
    return sent


DeliveryAddress = Annotated[
    ShipToBody | None,
    BeforeValidator(_with_an_address),
    BeforeValidator(_unless_empty),
    Field(description="Null: the billing address."),
]
