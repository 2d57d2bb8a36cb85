"""The parts that resources share: amounts, people, addresses, tax ids, versions."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.address import Address
from jupiter_core.domain.cautions import Caution, CautionCode
from jupiter_core.domain.changes import Change
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.mail_contact import ContactRole, MailContact
from jupiter_core.domain.party import ApContact, TaxId
from jupiter_core.domain.registers import NUMBERS

Amount = Annotated[
    str,
    Field(
        pattern=r"^-?\d+(\.\d+)?$",
        examples=["1345000.00"],
        description="A decimal with as many digits after the point as its currency has.",
    ),
]
PaymentTermsText = Annotated[
    str,
    Field(
        examples=["30 days after month end"],
        description="When it is due, days and rule in one: `Net 45`, `Due on receipt`, "
        "`30 days after month end`, `45 days, then month end`, `15th of next month`, "
        "`Due 31 Mar 2027`.",
    ),
]
Currency = Annotated[str, Field(examples=["USD"], description="ISO 4217.")]


class Resource(Frozen):
    """Complete: a field that is empty is there all the same."""


class Who(Resource):
    """Who did something. `id` is a Slack user's, an API key's, or the AP's e-mail address.

    Of AP, `verified` says whether their contact's mailbox vouched for them; of others it is null.
    """

    kind: ActorKind
    id: str
    name: str
    verified: bool | None

    @classmethod
    def of(cls, actor: Actor) -> "Who":
        verified = actor.verified if actor.kind is ActorKind.AP else None
        return cls(kind=actor.kind, id=actor.id, name=actor.name, verified=verified)


class Difference(Resource):
    """One thing that differs between two versions, in the words of people; `old` or `new` is
    empty where there was or is nothing."""

    what: str
    old: str
    new: str

    @classmethod
    def of(cls, change: Change) -> "Difference":
        return cls(what=change.what, old=change.old, new=change.new)


class CautionResource(Resource):
    """What whoever submits or approves it has to know, since the paper does not say it."""

    code: CautionCode
    detail: str

    @classmethod
    def of(cls, caution: Caution) -> "CautionResource":
        return cls(code=caution.code, detail="\n".join((caution.words, *caution.lines)))


class AddressResource(Resource):
    """`country` is ISO 3166-1 alpha-2; a street may have several lines."""

    street: str
    city: str
    region: str
    postal_code: str
    country: str

    @classmethod
    def of(cls, address: Address) -> "AddressResource":
        return cls(**address.model_dump())


class WarningResource(Resource):
    """What is unusual in something and was taken all the same; `pointer` is into the resource."""

    pointer: str = Field(examples=["#/address/postal_code"])
    detail: str

    @classmethod
    def of_address(cls, address: Address) -> "tuple[WarningResource, ...]":
        """Of a party's address, empty where nothing is unusual."""
        return tuple(
            cls(pointer=f"#/address/{each.path}", detail=each.sentence) for each in address.advice()
        )


_KINDS = f"One of {', '.join(NUMBERS)}."


class TaxIdResource(Resource):
    kind: str = Field(description=_KINDS)
    value: str

    @classmethod
    def of(cls, tax_id: TaxId) -> "TaxIdResource":
        return cls(kind=tax_id.kind.value, value=tax_id.value)


class ApContactResource(Resource):
    """Whom to write to in accounts payable; either part may be empty."""

    name: str
    email: str

    @classmethod
    def of(cls, contact: ApContact) -> "ApContactResource":
        return cls(name=contact.name, email=contact.email)


class MailContactResource(Resource):
    """Who gets the mails beside the AP contact: written to, or sent a copy. An empty language is
    the invoice's."""

    name: str
    email: str
    role: ContactRole
    language: str

    @classmethod
    def of(cls, contact: MailContact) -> "MailContactResource":
        return cls(**contact.model_dump())


class VersionResource(Resource):
    """One state of an invoice or a contract. `sequence` counts every change; `version` is what
    people speak of: 0 before issue, 1 at issue, one more with each change of the paper."""

    sequence: int
    version: int
    at: datetime
    by: Who
    why: str = Field(description="The name of the event that made it.")
    note: str
    changes: tuple[Difference, ...] = Field(description="Against the one before.")
    hash: str = Field(description="SHA-256, chained to the version before.")
