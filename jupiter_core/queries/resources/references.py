"""References and delivery addresses as other systems read them."""

from pydantic import Field

from jupiter_core.domain.references import LABELS, ReferenceEntry, ReferenceField
from jupiter_core.domain.ship_to import ShipTo
from jupiter_core.queries.resources.shapes import AddressResource, Resource

_KEY = f"{', '.join(LABELS)}, or one of your own."
_LABEL = "The customer's own word for it; empty: the language's."


class ReferenceResource(Resource):
    """A reference as the invoice shows it; an empty value is missing."""

    key: str = Field(description=_KEY)
    label: str = Field(description=_LABEL)
    value: str
    required: bool

    @classmethod
    def of(cls, entry: ReferenceEntry) -> "ReferenceResource":
        return cls(key=entry.key, label=entry.label, value=entry.value, required=entry.required)


class ReferenceFieldResource(Resource):
    """A reference that the customer wants; `value` is what it usually is."""

    key: str = Field(description=_KEY)
    label: str = Field(description=_LABEL)
    value: str
    required: bool
    printed: bool = Field(description="Whether it is on the paper, or in files for systems only.")

    @classmethod
    def of(cls, field: ReferenceField) -> "ReferenceFieldResource":
        # Not `model_dump`, which leaves out what is as usual.
        return cls(
            key=field.key,
            label=field.label,
            value=field.value,
            required=field.required,
            printed=field.printed,
        )


class ShipToResource(Resource):
    """Where what is billed is delivered."""

    name: str
    code: str
    address: AddressResource

    @classmethod
    def of(cls, place: ShipTo) -> "ShipToResource":
        return cls(name=place.name, code=place.code, address=AddressResource.of(place.address))
