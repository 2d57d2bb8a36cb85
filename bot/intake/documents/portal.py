"""A customer's portal as JSON, and in a person's form, where no kind means none."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from bot.intake.documents.base import Document, Notation, checked, reading, spoken
from bot.intake.documents.deal_defaults import UNSAID
from bot.intake.documents.values import Line
from bot.intake.refusals import NotAmong
from jupiter_core.domain.portal import PortalKind, PortalPack, number_of_portal, portal_name_of
from jupiter_core.domain.text import key_of, line_of

_NAMES = {
    **{each.value: each for each in PortalKind},
    "sap business network": PortalKind.ARIBA,
    "sap ariba": PortalKind.ARIBA,
    "ariba network": PortalKind.ARIBA,
    "tungsten network": PortalKind.TUNGSTEN,
}
Number = Annotated[Line, AfterValidator(checked(number_of_portal))]


def _kind_of(typed: str) -> PortalKind:
    """Raises NotAmong."""
    found = _NAMES.get(key_of(line_of(typed, "Portal", 60)))
    if found is None:
        raise NotAmong(line_of(typed, "Portal", 60), ", ".join(PortalKind))
    return found


class PortalBody(Document):
    """The portal on which a customer takes invoices; what is issued to them is then due there."""

    kind: Annotated[PortalKind, spoken(_kind_of)]
    name: Annotated[
        Line,
        AfterValidator(checked(portal_name_of)),
        Field(description="Of another portal, or what the customer calls theirs."),
    ] = ""
    supplier_number: Annotated[Number, Field(description="What the customer calls you.")] = ""
    our_id: Annotated[
        Number,
        Field(
            examples=["AN01000000001"],
            description="Yours on the network: an ANID, a DUNS number, or `domain:id`.",
        ),
    ] = ""
    their_id: Annotated[Number, Field(description="The customer's on the network.")] = ""

    def meant(self) -> PortalPack:
        """As a customer has it."""
        return PortalPack(**self.model_dump())


def _unless_none(sent: Any) -> Any:
    """A person's menu has a choice for none."""
    if reading().notation is not Notation.PERSON or not isinstance(sent, Mapping):
        return sent
    return None if str(sent.get("kind", "")).strip() in {"", UNSAID} else sent


Portal = Annotated[PortalBody | None, BeforeValidator(_unless_none)]
