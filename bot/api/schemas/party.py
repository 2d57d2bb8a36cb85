"""The shape of parties in request bodies: named by id, by external id, or described."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from bot.api.schemas.values import Body, ExternalId, Flag, Id, Short
from bot.wording.choices import LANGUAGES
from jupiter_core.domain.party import TaxIdKind


class AddressBody(Body):
    """A street may have several lines; which parts are needed is for the country to say."""

    street: Short = ""
    city: Short = ""
    region: Short = ""
    postal_code: Short = ""
    country: Annotated[str, Field(min_length=2, max_length=2, examples=["US"])]


class TaxIdBody(Body):
    kind: TaxIdKind
    value: Short


class ApContactBody(Body):
    name: Short = ""
    email: Short = ""


class AccountBody(Body):
    """An IBAN with its BIC, or an account number with its ABA routing number."""

    holder: Short
    bank_name: Short
    currency: Annotated[str, Field(examples=["USD"])]
    iban: Short = ""
    bic: Short = ""
    account_number: Short = ""
    routing_number: Short = ""


class CustomerBody(Body):
    """A customer as it is to be. `name` is the exact legal name."""

    name: Short
    external_id: ExternalId | None = None
    address: AddressBody
    tax_ids: tuple[TaxIdBody, ...] = ()
    ap_contact: ApContactBody = ApContactBody()
    attention: Short = ""
    cost_centre: Short = ""
    po_required: Flag = False
    buyer_reference: Short = ""
    endpoint: Annotated[Short, Field(examples=["0088:5790000435975"])] = ""
    language: Annotated[str, Field(examples=sorted(LANGUAGES))] = "en"


class SenderProfileChange(Body):
    """A legal entity as it is to be, all but its bank accounts."""

    legal_name: Short
    external_id: ExternalId | None = None
    address: AddressBody
    tax_ids: tuple[TaxIdBody, ...] = ()
    email: Short = ""
    phone: Short = ""
    colour: Annotated[str, Field(examples=["#1f3a5f"])] = "#1f3a5f"
    endpoint: Short = ""
    series: Annotated[str, Field(examples=["JUS-"])]
    time_zone: Annotated[str, Field(examples=["America/New_York"])] = "UTC"


class SenderProfileBody(SenderProfileChange):
    """A legal entity as it is to be. `bank_accounts` are proposed; a person confirms them."""

    bank_accounts: Annotated[tuple[AccountBody, ...], Field(min_length=1, max_length=10)]


class BankDetailsBody(Body):
    """All accounts of the entity as they are to be, one a currency."""

    bank_accounts: Annotated[tuple[AccountBody, ...], Field(min_length=1, max_length=10)]


class ById(Body):
    id: Id


class ByExternalId(Body):
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
