"""The parties of an invoice: legal entities that send it, customers that pay it."""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field

from jupiter_core.domain.address import Address
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.certificate import Certificate
from jupiter_core.domain.consent import Consent
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.delivery import Delivery
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.mail_contact import MailContact
from jupiter_core.domain.numbered import Numbered
from jupiter_core.domain.paper_template import (
    NO_FOOTER,
    USUAL_TEMPLATE,
    LegalFooter,
    PaperTemplate,
)
from jupiter_core.domain.portal import PortalPack
from jupiter_core.domain.references import ReferenceField
from jupiter_core.domain.refusals import (
    BankDetailsUnconfirmed,
    InvalidColour,
    NoBankAccount,
)
from jupiter_core.domain.registers import NUMBERS
from jupiter_core.domain.reminder_schedule import ReminderSchedule
from jupiter_core.domain.ship_to import ShipTo
from jupiter_core.domain.tax import NamedTax
from jupiter_core.domain.text import line_of
from jupiter_core.domain.time_zone import day_in, time_zone_of

EXTERNAL_ID_LIMIT = 255


def external_id_of(typed: str) -> str:
    """What another system calls something: a CRM's id. Raises TooLong or Unprintable."""
    return line_of(typed, "External id", EXTERNAL_ID_LIMIT)


class TaxIdKind(StrEnum):
    """Tax ids and registration numbers; `registers` says of each what it is called, how it is
    checked and in which scheme it is. `registration` and `other` are any other number."""

    EIN = "ein"
    EU_VAT = "eu_vat"
    GB_VAT = "gb_vat"
    NO_VAT = "no_vat"
    CH_VAT = "ch_vat"
    AU_ABN = "au_abn"
    BE_KBO = "be_kbo"
    CA_GST = "ca_gst"
    CH_UID = "ch_uid"
    DK_CVR = "dk_cvr"
    FI_YTUNNUS = "fi_ytunnus"
    FR_SIREN = "fr_siren"
    FR_SIRET = "fr_siret"
    IN_GSTIN = "in_gstin"
    IS_KENNITALA = "is_kennitala"
    JP_QUALIFIED = "jp_qualified"
    JP_CORPORATE = "jp_corporate"
    MX_RFC = "mx_rfc"
    MY_BRN = "my_brn"
    MY_SST = "my_sst"
    MY_TIN = "my_tin"
    NL_KVK = "nl_kvk"
    NL_OIN = "nl_oin"
    NO_ORGNR = "no_orgnr"
    NZ_GST = "nz_gst"
    NZ_NZBN = "nz_nzbn"
    SE_ORGNR = "se_orgnr"
    SG_UEN = "sg_uen"
    GLN = "gln"
    LEI = "lei"
    REGISTRATION = "registration"
    OTHER = "other"

    @property
    def label(self) -> str:
        return NUMBERS[self.value].label


class TaxId(Frozen):
    """A tax number in its canonical spelling; make it with `checked`, for the fields alone verify
    nothing."""

    kind: TaxIdKind
    value: str

    @classmethod
    def checked(cls, kind: TaxIdKind, typed: str) -> Self:
        """With its canonical spelling. Raises InvalidIdentifier."""
        return cls(kind=kind, value=NUMBERS[kind.value].check(typed))


def colour_of(typed: str) -> str:
    """A colour as `#1a2b3c`. Raises InvalidColour."""
    colour = typed.strip().lower()
    if not re.fullmatch(r"#[0-9a-f]{6}", colour):
        raise InvalidColour(typed)
    return colour


class ApContact(Frozen):
    """Whom to write to in the customer's accounts payable."""

    name: str = ""
    email: str = ""


class BankProposal(Frozen):
    """New bank details that wait for other people, and then for their delay to be over."""

    accounts: tuple[BankAccount, ...]
    consent: Consent


class IdentityProposal(Frozen):
    """A legal name or an external id by which an entity would look like another one."""

    legal_name: str
    external_id: str
    like: str
    consent: Consent


class SenderProfile(Numbered):
    """A legal entity that sends invoices, as it is now.

    `bank_accounts` is never empty once the profile is used; an invoice takes the first one in
    its own currency, else the first. `logo` is a `data:` URL as the paper keeps it, or empty;
    `endpoint` its electronic address on the Peppol network as `scheme:id` (`9930:DE136695976`).
    The former names and external ids are those that it gave up. `back_dating` lets a person date
    an invoice on a day that has passed. `defaults` are those of a deal that nobody said otherwise
    for: currency, terms, and the tax of a customer in the entity's own country. Without
    `reminders` its schedule is the usual one. `taxes` are those that it charges by name, from
    which a person picks for a line; a value-added tax is none of them. `template` and
    `legal_footer` are of its papers.
    """

    id: str
    legal_name: str
    address: Address
    tax_ids: tuple[TaxId, ...] = ()
    email: str = ""
    phone: str = ""
    colour: Annotated[str, AfterValidator(colour_of)] = "#1f3a5f"
    logo: str = ""
    endpoint: str = ""
    time_zone: Annotated[str, AfterValidator(time_zone_of)] = "UTC"
    bank_accounts: tuple[BankAccount, ...] = ()
    bank_proposal: BankProposal | None = None
    identity_proposal: IdentityProposal | None = None
    former_names: tuple[str, ...] = ()
    former_external_ids: tuple[str, ...] = ()
    archived: bool = False
    external_id: str = ""
    back_dating: bool = Field(default=False, exclude_if=lambda allowed: not allowed)
    defaults: DealDefaults | None = Field(default=None, exclude_if=lambda said: said is None)
    reminders: ReminderSchedule | None = Field(default=None, exclude_if=lambda said: said is None)
    taxes: tuple[NamedTax, ...] = Field(default=(), exclude_if=lambda each: not each)
    template: PaperTemplate = Field(default=USUAL_TEMPLATE, exclude_if=USUAL_TEMPLATE.__eq__)
    legal_footer: LegalFooter = Field(default=NO_FOOTER, exclude_if=NO_FOOTER.__eq__)

    def account_for(self, currency: str) -> BankAccount:
        """Where an invoice in `currency` is to be paid: where nobody confirmed anything yet, as
        it is proposed. Raises NoBankAccount."""
        proposed = self.bank_proposal.accounts if self.bank_proposal else ()
        accounts = self.bank_accounts or proposed
        if not accounts:
            raise NoBankAccount(self.legal_name)
        return next((each for each in accounts if each.currency == currency), accounts[0])

    def today(self, now: datetime) -> date:
        return day_in(self.time_zone, now)

    @property
    def has_account(self) -> bool:
        """Whether it is known where it is to be paid, be it only as a proposal."""
        return bool(self.bank_accounts or self.bank_proposal)

    def expect_confirmed(self) -> None:
        """Raises BankDetailsUnconfirmed while no person has confirmed where it is to be paid."""
        if not self.bank_accounts:
            raise BankDetailsUnconfirmed(self.legal_name)

    def seller(self) -> "Seller":
        """What of this profile stands on an invoice."""
        return Seller(
            profile_id=self.id,
            legal_name=self.legal_name,
            address=self.address,
            tax_ids=self.tax_ids,
            email=self.email,
            phone=self.phone,
            colour=self.colour,
            logo=self.logo,
            endpoint=self.endpoint,
            time_zone=self.time_zone,
            template=self.template,
            legal_footer=self.legal_footer,
        )


class Seller(Frozen):
    """A sender profile as one invoice shows it."""

    profile_id: str
    legal_name: str
    address: Address
    tax_ids: tuple[TaxId, ...] = ()
    email: str = ""
    phone: str = ""
    colour: str
    logo: str = ""
    endpoint: str = ""
    time_zone: str
    template: PaperTemplate = Field(default=USUAL_TEMPLATE, exclude_if=USUAL_TEMPLATE.__eq__)
    legal_footer: LegalFooter = Field(default=NO_FOOTER, exclude_if=NO_FOOTER.__eq__)

    def today(self, now: datetime) -> date:
        return day_in(self.time_zone, now)


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
