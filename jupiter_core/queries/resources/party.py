"""Customers and legal entities as other systems read them."""

import hashlib

from pydantic import Field

from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.delivery import Delivery
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.numbering import FirstNumber
from jupiter_core.domain.paper_template import (
    LegalFooter,
    LogoPlace,
    PaperColumn,
    PaperTemplate,
)
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.reminder_schedule import ReminderSchedule
from jupiter_core.domain.totals import TaxCategory, plain
from jupiter_core.queries.resources.invoice import RemitToResource
from jupiter_core.queries.resources.portal import PortalResource
from jupiter_core.queries.resources.references import (
    ReferenceFieldResource,
    ShipToResource,
)
from jupiter_core.queries.resources.shapes import (
    AddressResource,
    ApContactResource,
    MailContactResource,
    PaymentTermsText,
    Resource,
    TaxIdResource,
    WarningResource,
)
from jupiter_core.queries.resources.sums import CertificateResource, ListedTaxResource

USUAL_PRICES = Field(
    default=None,
    exclude_if=lambda said: said is None,
    description="Whether prices of a deal are entered with tax; left out where nothing was set.",
)


class DealDefaultsResource(Resource):
    """What a deal with them has where nobody says another; null where nothing was set."""

    sender_profile_id: str | None
    currency: str | None
    net_terms: int | None
    payment_terms: PaymentTermsText = Field(default="", exclude_if=lambda terms: not terms)
    late_fee: str = Field(default="", exclude_if=lambda fee: not fee)
    tax_rate: str | None
    tax_category: TaxCategory | None
    prices_include_tax: bool | None = USUAL_PRICES

    @classmethod
    def of(cls, defaults: DealDefaults) -> "DealDefaultsResource":
        rate = defaults.tax_rate
        return cls(
            sender_profile_id=defaults.sender_profile_id or None,
            currency=defaults.currency or None,
            net_terms=defaults.net_terms,
            payment_terms=_words(defaults),
            late_fee=defaults.late_fee.words if defaults.late_fee else "",
            tax_rate=None if rate is None else plain(rate),
            tax_category=defaults.tax_category,
            prices_include_tax=defaults.prices_include_tax,
        )


class EntityDefaultsResource(Resource):
    """What a deal of an entity has where nobody says another; the tax is that of customers in the
    entity's own country."""

    currency: str | None
    net_terms: int | None
    payment_terms: PaymentTermsText = Field(default="", exclude_if=lambda terms: not terms)
    late_fee: str = Field(default="", exclude_if=lambda fee: not fee)
    tax_rate: str | None
    prices_include_tax: bool | None = USUAL_PRICES

    @classmethod
    def of(cls, defaults: DealDefaults) -> "EntityDefaultsResource":
        rate = defaults.tax_rate
        return cls(
            currency=defaults.currency or None,
            net_terms=defaults.net_terms,
            payment_terms=_words(defaults),
            late_fee=defaults.late_fee.words if defaults.late_fee else "",
            tax_rate=None if rate is None else plain(rate),
            prices_include_tax=defaults.prices_include_tax,
        )


def _words(defaults: DealDefaults) -> str:
    """Empty where days alone say it."""
    terms = defaults.payment_terms
    return terms.words if terms and terms.rule else ""


class CustomerResource(Resource):
    """Who buys, as of now; an issued invoice keeps what it was issued with."""

    id: str
    external_id: str | None
    name: str
    address: AddressResource
    tax_ids: tuple[TaxIdResource, ...]
    ap_contact: ApContactResource
    more_contacts: tuple[MailContactResource, ...]
    attention: str
    cost_centre: str
    po_required: bool
    buyer_reference: str
    endpoint: str = Field(description="The electronic address on the Peppol network, scheme:id.")
    language: str
    second_language: str | None = Field(description="Printed beside the first one.")
    defaults: DealDefaultsResource | None
    delivery: Delivery
    reminders: ReminderSchedule | None
    certificates: tuple[CertificateResource, ...] = Field(
        description="Of their exemptions from tax."
    )
    references: tuple[ReferenceFieldResource, ...]
    ship_to: ShipToResource | None
    portal: PortalResource | None
    warnings: tuple[WarningResource, ...] = Field(description="Of its address, as it is stored.")

    @classmethod
    def of(cls, customer: Customer) -> "CustomerResource":
        return cls(
            id=customer.id,
            external_id=customer.external_id or None,
            name=customer.name,
            address=AddressResource.of(customer.address),
            tax_ids=tuple(TaxIdResource.of(each) for each in customer.tax_ids),
            ap_contact=ApContactResource.of(customer.ap_contact),
            more_contacts=tuple(MailContactResource.of(each) for each in customer.more_contacts),
            attention=customer.attention,
            cost_centre=customer.cost_centre,
            po_required=customer.po_required,
            buyer_reference=customer.buyer_reference,
            endpoint=customer.endpoint,
            language=customer.language,
            second_language=customer.second_language or None,
            defaults=DealDefaultsResource.of(customer.defaults) if customer.defaults else None,
            delivery=customer.delivery,
            reminders=customer.reminders,
            certificates=CertificateResource.all_of(customer.certificates),
            references=tuple(ReferenceFieldResource.of(each) for each in customer.references),
            ship_to=ShipToResource.of(customer.ship_to) if customer.ship_to else None,
            portal=PortalResource.of(customer.portal) if customer.portal else None,
            warnings=WarningResource.of_address(customer.address),
        )


class PaperTemplateResource(Resource):
    """How its papers look; `columns` are what a line shows beside its description and amount."""

    logo_place: LogoPlace
    columns: tuple[PaperColumn, ...]
    supply: bool = Field(
        description="Whether the date of supply or service period of all lines is printed."
    )
    intro: str
    thanks: str

    @classmethod
    def of(cls, template: PaperTemplate) -> "PaperTemplateResource":
        return cls(
            logo_place=template.logo_place,
            columns=template.columns,
            supply=template.supply,
            intro=template.intro,
            thanks=template.thanks,
        )


class SenderProfileResource(Resource):
    """A legal entity that sends invoices, as of now.

    `bank_details_pending` says that new bank details wait for a second person.
    """

    id: str
    external_id: str | None
    legal_name: str
    address: AddressResource
    tax_ids: tuple[TaxIdResource, ...]
    email: str
    phone: str
    colour: str
    endpoint: str
    series: str
    number_pattern: str = Field(description="Empty: the series and six digits.")
    first_number: int | None = Field(description="Where counting began, if not at 1.")
    credit_note_number_pattern: str = Field(
        description="Empty: as invoices, with a C before the count."
    )
    first_credit_note_number: int | None
    time_zone: str
    bank_accounts: tuple[RemitToResource, ...]
    bank_details_pending: bool
    back_dating: bool = Field(
        description="Whether an invoice may keep an issue date that has passed."
    )
    defaults: EntityDefaultsResource | None
    reminders: ReminderSchedule | None
    template: PaperTemplateResource
    legal_footer: LegalFooter
    archived: bool
    taxes: tuple[ListedTaxResource, ...] = Field(description="Those that it charges by name.")
    warnings: tuple[WarningResource, ...] = Field(description="Of its address, as it is stored.")

    @classmethod
    def of(cls, profile: SenderProfile) -> "SenderProfileResource":
        return cls(
            id=profile.id,
            external_id=profile.external_id or None,
            legal_name=profile.legal_name,
            address=AddressResource.of(profile.address),
            tax_ids=tuple(TaxIdResource.of(each) for each in profile.tax_ids),
            email=profile.email,
            phone=profile.phone,
            colour=profile.colour,
            endpoint=profile.endpoint,
            series=profile.series,
            number_pattern=profile.number_pattern,
            first_number=_count(profile.first_number),
            credit_note_number_pattern=profile.credit_note_number_pattern,
            first_credit_note_number=_count(profile.first_credit_note_number),
            time_zone=profile.time_zone,
            bank_accounts=tuple(RemitToResource.of(each) for each in profile.bank_accounts),
            bank_details_pending=profile.bank_proposal is not None,
            back_dating=profile.back_dating,
            defaults=EntityDefaultsResource.of(profile.defaults) if profile.defaults else None,
            reminders=profile.reminders,
            template=PaperTemplateResource.of(profile.template),
            legal_footer=profile.legal_footer,
            archived=profile.archived,
            taxes=tuple(ListedTaxResource.of(each) for each in profile.taxes),
            warnings=WarningResource.of_address(profile.address),
        )


def _count(first: FirstNumber | None) -> int | None:
    return first.count if first else None


def party_tag(party: Customer | SenderProfile) -> str:
    """Another one with each change; parties have no sequence of their own."""
    return hashlib.sha256(canonical_json(party).encode()).hexdigest()[:16]
