"""Customers that pay invoices, as they are now and as an invoice addresses them."""

from pydantic import Field

from jupiter_core.domain.address import Address
from jupiter_core.domain.certificate import Certificate
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.delivery import Delivery
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.mail_contact import MailContact
from jupiter_core.domain.party.tax_id import TaxId
from jupiter_core.domain.portal import PortalPack
from jupiter_core.domain.references import ReferenceField
from jupiter_core.domain.reminder_schedule import ReminderSchedule
from jupiter_core.domain.ship_to import ShipTo


class ApContact(Frozen):
    """Whom to write to in the customer's accounts payable."""

    name: str = ""
    email: str = ""


class Customer(Frozen):
    """Who buys, as it is now. `name` is the exact legal name; `defaults` are those of a deal with
    them, where somebody set any. `reminders` take the place of the legal
    entity's. `references` are those that they want on an invoice, `certificates` those of their
    exemptions from tax."""

    id: str
    name: str
    address: Address
    tax_ids: tuple[TaxId, ...] = ()
    ap_contact: ApContact = ApContact()
    attention: str = ""
    cost_centre: str = ""
    po_required: bool = False
    buyer_reference: str = ""
    endpoint: str = ""
    language: str = "en"
    second_language: str = Field(default="", exclude_if=lambda code: not code)
    external_id: str = ""
    defaults: DealDefaults | None = Field(default=None, exclude_if=lambda said: said is None)
    delivery: Delivery = Field(default=Delivery.MAIL, exclude_if=lambda how: how is Delivery.MAIL)
    reminders: ReminderSchedule | None = Field(default=None, exclude_if=lambda said: said is None)
    more_contacts: tuple[MailContact, ...] = Field(default=(), exclude_if=lambda each: not each)
    certificates: tuple[Certificate, ...] = Field(default=(), exclude_if=lambda each: not each)
    references: tuple[ReferenceField, ...] = Field(default=(), exclude_if=lambda each: not each)
    ship_to: ShipTo | None = Field(default=None, exclude_if=lambda place: place is None)
    portal: PortalPack | None = Field(default=None, exclude_if=lambda pack: pack is None)

    def is_at_the_place_of(self, other: "Customer") -> bool:
        """In the same city of the same country."""
        one, two = self.address, other.address
        return (one.country, one.city.casefold()) == (two.country, two.city.casefold())

    def may_be(self, external_id: str) -> bool:
        """Whether another system may mean this one; nothing said is nothing against it."""
        return not (self.external_id and external_id) or self.external_id == external_id

    @property
    def place(self) -> str:
        """What tells it from another of its name: the city, or the country where that has none."""
        return self.address.city or self.address.country_name

    def bill_to(self) -> "BillTo":
        """Whom an invoice to this customer is addressed to, until somebody corrects it there."""
        return BillTo(
            customer_id=self.id,
            legal_name=self.name,
            address=self.address,
            tax_ids=self.tax_ids,
            ap_contact=self.ap_contact,
            attention=self.attention,
            cost_centre=self.cost_centre,
            po_required=self.po_required,
            buyer_reference=self.buyer_reference,
            endpoint=self.endpoint,
            more_contacts=self.more_contacts,
            references=self.references,
            ship_to=self.ship_to,
        )


class BillTo(Frozen):
    """A customer as one invoice addresses it."""

    customer_id: str
    legal_name: str
    address: Address
    tax_ids: tuple[TaxId, ...] = ()
    ap_contact: ApContact = ApContact()
    attention: str = ""
    cost_centre: str = ""
    po_required: bool = False
    buyer_reference: str = ""
    endpoint: str = ""
    more_contacts: tuple[MailContact, ...] = Field(default=(), exclude_if=lambda each: not each)
    references: tuple[ReferenceField, ...] = Field(default=(), exclude_if=lambda each: not each)
    ship_to: ShipTo | None = Field(default=None, exclude_if=lambda place: place is None)
