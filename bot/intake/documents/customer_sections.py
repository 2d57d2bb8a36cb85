"""The sections of a customer, each read and saved by itself."""

from typing import Annotated

from pydantic import ConfigDict

from bot.intake.documents.base import Document, spoken
from bot.intake.documents.certificates import Certificates
from bot.intake.documents.deal_defaults import DealDefaultsBody
from bot.intake.documents.mail_contact import MoreContacts
from bot.intake.documents.party import Language, Party, Reminders, SecondLanguage, delivery_of
from bot.intake.documents.party_parts import (
    AddressBody,
    ApContactBody,
    Attention,
    BuyerReference,
    CostCentre,
    Endpoint,
    LegalName,
    TaxIds,
    YesOrNo,
)
from bot.intake.documents.portal import Portal
from bot.intake.documents.references import ReferenceFields
from bot.intake.documents.ship_to import DeliveryAddress
from jupiter_core.domain.country_defaults import country_defaults
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.delivery import Delivery
from jupiter_core.domain.party import Customer, TaxId


def usual_number(customer: Customer) -> TaxId | None:
    """Their number of the kind that is asked for first in their country."""
    kind = usual_kind(customer.address.country)
    return next((each for each in customer.tax_ids if each.kind == kind), None)


def usual_kind(country: str) -> str:
    """The kind of number that is asked for first in a country."""
    return country_defaults(country).numbers[0].kind


def _language_in(country: str) -> str:
    """English for Japanese, which needs a font that not every installation has."""
    usual = country_defaults(country).language
    return "en" if usual == "ja" else usual


class Section(Document):
    """A part of a customer; what else the form has may be there."""

    model_config = ConfigDict(extra="ignore")

    def applied(self, customer: Customer) -> Customer:
        """The customer with this section as it is to be, all else as it was."""
        raise NotImplementedError


def _with_usual(customer: Customer, said: DealDefaultsBody | None, *parts: str) -> Customer:
    """With these parts of the usual deal as they are said, the others as they were."""
    known = customer.defaults or DealDefaults()
    new = (said.meant() if said else None) or DealDefaults()
    usual = known.model_copy(update={part: getattr(new, part) for part in parts})
    return customer.model_copy(update={"defaults": None if usual == DealDefaults() else usual})


class NameSection(Section, Party):
    """Who they are, and what nearly every customer needs. `tax_ids` is the usual number alone."""

    model_config = ConfigDict(extra="ignore")

    name: LegalName
    address: AddressBody
    ap_contact: ApContactBody = ApContactBody()
    defaults: DealDefaultsBody | None = None
    tax_ids: TaxIds = ()

    def applied(self, customer: Customer) -> Customer:
        """With these; the contact's name and other numbers stay."""
        said = {
            "name": self.name,
            "address": self.address.meant(),
            "ap_contact": customer.ap_contact.model_copy(update={"email": self.ap_contact.email}),
            "tax_ids": self._numbers(customer),
        }
        known = customer.model_copy(update=said)
        return _with_usual(known, self.defaults, "net_terms", "due_rule")

    def _numbers(self, customer: Customer) -> tuple[TaxId, ...]:
        """In place of the one that was shown, else before all others."""
        shown, said = usual_number(customer), [each.meant() for each in self.tax_ids]
        others = [each for each in customer.tax_ids if each != shown]
        place = customer.tax_ids.index(shown) if shown else 0
        new = [each for each in said if each not in others]
        return (*others[:place], *new, *others[place:])

    def made(self, customer_id: str) -> Customer:
        """A new customer, to whom invoices are written in the language of their country."""
        address = self.address.meant()
        language = _language_in(address.country)
        return self.applied(
            Customer(id=customer_id, name=self.name, address=address, language=language)
        )


class ContactsSection(Section):
    """The people in their accounts payable."""

    ap_contact: ApContactBody = ApContactBody()
    more_contacts: MoreContacts = ()
    attention: Attention = ""

    def applied(self, customer: Customer) -> Customer:
        """With these."""
        said = {
            "ap_contact": self.ap_contact.meant(),
            "more_contacts": tuple(each.meant() for each in self.more_contacts),
            "attention": self.attention,
        }
        return customer.model_copy(update=said)


class ReferencesSection(Section):
    """What their accounts payable wants on an invoice."""

    po_required: YesOrNo = False
    cost_centre: CostCentre = ""
    references: ReferenceFields = ()

    def applied(self, customer: Customer) -> Customer:
        """With these."""
        said = {
            "po_required": self.po_required,
            "cost_centre": self.cost_centre,
            "references": tuple(each.meant() for each in self.references),
        }
        return customer.model_copy(update=said)


class DeliverySection(Section):
    """Where they have it delivered."""

    ship_to: DeliveryAddress = None

    def applied(self, customer: Customer) -> Customer:
        """There, or at the billing address."""
        place = self.ship_to.meant() if self.ship_to else None
        return customer.model_copy(update={"ship_to": place})


class SendingSection(Section):
    """How invoices reach them."""

    delivery: Annotated[Delivery, spoken(delivery_of)] = Delivery.MAIL
    portal: Portal = None

    def applied(self, customer: Customer) -> Customer:
        """In this way."""
        pack = self.portal.meant() if self.portal else None
        return customer.model_copy(update={"delivery": self.delivery, "portal": pack})


class EInvoiceSection(Section):
    """What e-invoices name them by."""

    endpoint: Endpoint = ""
    buyer_reference: BuyerReference = ""

    def applied(self, customer: Customer) -> Customer:
        """By these."""
        return customer.model_copy(update=self.model_dump())


class TaxesSection(Section):
    """Their numbers, and what tax they are usually charged."""

    tax_ids: TaxIds = ()
    defaults: DealDefaultsBody | None = None
    certificates: Certificates = ()

    def applied(self, customer: Customer) -> Customer:
        """With these."""
        said = {
            "tax_ids": tuple(each.meant() for each in self.tax_ids),
            "certificates": tuple(each.meant() for each in self.certificates),
        }
        known = customer.model_copy(update=said)
        return _with_usual(known, self.defaults, "tax_rate", "tax_category")


class LanguageSection(Section):
    """What the paper is written in."""

    language: Language = "en"
    second_language: SecondLanguage = ""

    def applied(self, customer: Customer) -> Customer:
        """In these; a second one that is the first is none."""
        second = self.second_language or ""
        said = {"language": self.language, "second_language": second}
        if second == self.language:
            said["second_language"] = ""
        return customer.model_copy(update=said)


class DealSection(Section):
    """Who usually bills them, in what currency, and whether prices are entered with tax."""

    defaults: DealDefaultsBody | None = None

    def applied(self, customer: Customer) -> Customer:
        """With these."""
        return _with_usual(
            customer, self.defaults, "sender_profile_id", "currency", "prices_include_tax"
        )


class RemindersSection(Section):
    """What comes of an invoice that is not paid."""

    defaults: DealDefaultsBody | None = None
    reminders: Reminders = None

    def applied(self, customer: Customer) -> Customer:
        """With these."""
        reminders = self.reminders.meant() if self.reminders else None
        known = customer.model_copy(update={"reminders": reminders})
        return _with_usual(known, self.defaults, "late_fee")
