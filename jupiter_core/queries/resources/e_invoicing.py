"""What e-invoices to a customer need, as other systems read it."""

from collections.abc import Iterable

from pydantic import Field

from jupiter_core.domain.e_invoice_readiness import (
    EInvoiceReadiness,
    NeededField,
    NeedOf,
    StandardReadiness,
)
from jupiter_core.queries.resources.shapes import Resource


class NeededFieldResource(Resource):
    """One thing that a standard needs."""

    of: NeedOf
    path: str = Field(description="Its place in an invoice.", examples=["bill_to.buyer_reference"])
    what: str = Field(examples=["the customer's buyer reference"])
    there: bool

    @classmethod
    def of_field(cls, field: NeededField) -> "NeededFieldResource":
        return cls(of=field.of, path=field.path, what=field.what, there=field.there)


class StandardResource(Resource):
    """One way to write an e-invoice, and who takes it."""

    standard: str = Field(examples=["XRechnung 3.0"])
    purpose: str = Field(examples=["for German authorities"])
    complete: bool
    fields: tuple[NeededFieldResource, ...]

    @classmethod
    def of(cls, standard: StandardReadiness) -> "StandardResource":
        return cls(
            standard=standard.standard,
            purpose=standard.purpose,
            complete=not standard.missing,
            fields=tuple(NeededFieldResource.of_field(each) for each in standard.fields),
        )


class EntityEInvoicingResource(Resource):
    """From one legal entity. `notice` says what its country's law wants that is not made here."""

    sender_profile_id: str
    legal_name: str
    notice: str | None
    standards: tuple[StandardResource, ...]

    @classmethod
    def of(cls, readiness: EInvoiceReadiness) -> "EntityEInvoicingResource":
        return cls(
            sender_profile_id=readiness.sender_profile_id,
            legal_name=readiness.legal_name,
            notice=readiness.notice or None,
            standards=tuple(StandardResource.of(each) for each in readiness.standards),
        )


class EInvoicingResource(Resource):
    """Of one customer."""

    items: tuple[EntityEInvoicingResource, ...]

    @classmethod
    def of(cls, found: Iterable[EInvoiceReadiness]) -> "EInvoicingResource":
        return cls(items=tuple(EntityEInvoicingResource.of(each) for each in found))
