"""The fields of the customer's form: their names on the wire, and what people read beside them."""

import re

from pydantic import ConfigDict, field_validator

from jupiter_core.domain.amendment import Amendment
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.references import Reference

MOST_ON_PAGE = 12
_OF_REFERENCE = re.compile(r"references\[(\d+)\]\.value")


class FormField(Frozen):
    """`kind` is an input type, `textarea` or `country`; `autocomplete` HTML's token."""

    name: str
    label: str
    hint: str = ""
    kind: str = "text"
    autocomplete: str = "off"


WHO = (
    FormField(name="name", label="Your name", autocomplete="name"),
    FormField(name="email", label="Your work e-mail", kind="email", autocomplete="email"),
)
PO_NUMBER = FormField(name="po_number", label="PO number")
ADDRESSEE = (
    FormField(
        name="attention", label="Attention line", hint="Printed above the address: a team, a name."
    ),
    FormField(name="cost_centre", label="Cost centre"),
    FormField(name="ap_name", label="AP contact: name"),
    FormField(
        name="ap_email",
        label="AP contact: e-mail",
        hint="Where questions about this invoice go. A new address is confirmed by us first.",
        kind="email",
    ),
)
ADDRESS = (
    FormField(
        name="street", label="Street", kind="textarea", autocomplete="billing street-address"
    ),
    FormField(name="city", label="City", autocomplete="billing address-level2"),
    FormField(name="region", label="State or region", autocomplete="billing address-level1"),
    FormField(name="postal_code", label="Postal code", autocomplete="billing postal-code"),
    FormField(name="country", label="Country", kind="country", autocomplete="billing country"),
)
REFERENCES = tuple(
    FormField(name=f"reference_{n}", label=f"Reference {n + 1}") for n in range(MOST_ON_PAGE)
)
"""A field for each of the invoice's references, in their order; their own names are shown."""
COVERS_INVOICE, COVERS_CONTRACT = "invoice", "contract"
AMENDABLE = (PO_NUMBER, *REFERENCES, *ADDRESSEE, *ADDRESS)
ALL = (*WHO, *AMENDABLE)
LABELS = {field.name: field.label for field in ALL}
ADDRESS_NAMES = frozenset(field.name for field in ADDRESS)


class LinkForm(Frozen):
    """A form as it was sent, nothing judged yet. `form` says which one: `po` or `all`; `covers`
    what the PO number is for: this `invoice`, or the coming ones of its `contract` too."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    form: str = "all"
    seen: str = ""
    nonce: str = ""
    covers: str = COVERS_INVOICE
    name: str = ""
    email: str = ""
    po_number: str = ""
    reference_0: str = ""
    reference_1: str = ""
    reference_2: str = ""
    reference_3: str = ""
    reference_4: str = ""
    reference_5: str = ""
    reference_6: str = ""
    reference_7: str = ""
    reference_8: str = ""
    reference_9: str = ""
    reference_10: str = ""
    reference_11: str = ""
    ap_name: str = ""
    ap_email: str = ""
    attention: str = ""
    cost_centre: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""

    @field_validator("*")
    @classmethod
    def _one_kind_of_line_end(cls, text: str) -> str:
        return text.replace("\r\n", "\n")

    @property
    def for_contract(self) -> bool:
        return self.covers == COVERS_CONTRACT

    def value(self, name: str) -> str:
        return str(getattr(self, name))

    def values(self) -> dict[str, str]:
        """Of the fields that people fill in."""
        return {field.name: self.value(field.name) for field in ALL}


def spelled(amendment: Amendment) -> dict[str, str]:
    """An amendable part as the form shows it: a text for each field of AMENDABLE."""
    return {
        "po_number": amendment.po_number,
        "ap_name": amendment.ap_contact.name,
        "ap_email": amendment.ap_contact.email,
        "attention": amendment.attention,
        "cost_centre": amendment.cost_centre,
        **_references(amendment),
        **amendment.address.model_dump(),
    }


def _references(amendment: Amendment) -> dict[str, str]:
    known = (amendment.references or ())[:MOST_ON_PAGE]
    values = (*(each.value for each in known), *("" for _ in REFERENCES))
    return {field.name: value for field, value in zip(REFERENCES, values, strict=False)}


def field_of_path(path: str) -> str:
    """The field in which what stands at a path of an amendment is typed.

    >>> field_of_path("references[2].value"), field_of_path("city")
    ('reference_2', 'city')
    """
    found = _OF_REFERENCE.fullmatch(path)
    return f"reference_{found[1]}" if found else path


def reference_in(name: str, amendment: Amendment) -> Reference | None:
    """The reference that a field is of; None for another field."""
    place = name.removeprefix("reference_")
    known = amendment.references or ()
    return known[int(place)] if place.isdigit() and int(place) < len(known) else None
