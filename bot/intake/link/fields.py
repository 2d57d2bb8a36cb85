"""The fields of the customer's form: their names on the wire, and what people read beside them."""

from pydantic import ConfigDict, field_validator

from jupiter_core.domain.amendment import Amendment
from jupiter_core.domain.frozen import Frozen


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
COVERS_INVOICE, COVERS_CONTRACT = "invoice", "contract"
AMENDABLE = (PO_NUMBER, *ADDRESSEE, *ADDRESS)
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
        **amendment.address.model_dump(),
    }
