"""Parties' documents: a customer, and a legal entity with or without its bank accounts."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from bot.intake.documents.base import Document, Notation, checked, reading, spoken
from bot.intake.documents.certificates import Certificates
from bot.intake.documents.deal_defaults import DealDefaultsBody, EntityDefaultsBody
from bot.intake.documents.listed_taxes import ListedTaxes
from bot.intake.documents.mail_contact import MoreContacts
from bot.intake.documents.numbering import (
    CreditNotePattern,
    FirstCreditNote,
    FirstInvoice,
    NumberPattern,
    Series,
    first_of,
)
from bot.intake.documents.paper_template import LegalFooterBody, PaperTemplateBody
from bot.intake.documents.party_parts import (
    AccountBody,
    Accounts,
    AddressBody,
    ApContactBody,
    Attention,
    BuyerReference,
    Colour,
    CostCentre,
    Email,
    Endpoint,
    LegalName,
    Phone,
    TaxIds,
    TimeZone,
    YesOrNo,
    one_a_currency,
)
from bot.intake.documents.portal import Portal
from bot.intake.documents.references import ReferenceFields
from bot.intake.documents.reminders import ReminderScheduleBody
from bot.intake.documents.ship_to import DeliveryAddress
from bot.intake.documents.values import ExternalId
from bot.intake.refusals import NotAmong
from bot.wording.choices import LANGUAGES
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.delivery import Delivery
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.text import line_of


def _language_of(typed: str) -> str:
    if typed not in LANGUAGES:
        raise NotAmong(line_of(typed, "Language", 30), ", ".join(LANGUAGES))
    return typed


def _second_language_of(typed: str | None) -> str:
    """As it is read, null, it may be sent again."""
    return _language_of(typed) if typed and typed.strip() else ""


def delivery_of(typed: str) -> Delivery:
    """Raises NotAmong."""
    if typed not in set(Delivery):
        raise NotAmong(line_of(typed, "Delivery", 30), ", ".join(Delivery))
    return Delivery(typed)


class Party(Document):
    """What has an address."""

    @model_validator(mode="before")
    @classmethod
    def _with_an_address(cls, sent: Any) -> Any:
        """What a person left out of one is told at its parts."""
        if reading().notation is Notation.PERSON and isinstance(sent, Mapping):
            return {"address": {}, **sent}
        return sent


def _said(sent: Any) -> Any:
    """A form whose days are empty means the usual ones, if it means anything at all."""
    if reading().notation is not Notation.PERSON or not isinstance(sent, Mapping):
        return sent
    if str(sent.get("days", "")).strip():
        return sent
    return {"email": True} if str(sent.get("email", "")).lower() == "true" else None


Reminders = Annotated[
    ReminderScheduleBody | None,
    BeforeValidator(_said),
    Field(description="Where it is left out, the legal entity's, or the usual ones."),
]
Language = Annotated[str, Field(examples=sorted(LANGUAGES)), AfterValidator(checked(_language_of))]
SecondLanguage = Annotated[
    str | None,
    AfterValidator(checked(_second_language_of)),
    Field(description="Its words stand on the paper beside those of `language`."),
]
BackDating = Annotated[
    YesOrNo, Field(description="Let a person date an invoice on a day that has passed.")
]
Ignored = Annotated[
    tuple[Any, ...],
    Field(description="Of an answer; ignored, so that what was read may be sent again."),
]


class CustomerBody(Party):
    """A customer as it is to be. `name` is the exact legal name."""

    name: LegalName
    external_id: ExternalId | None = None
    address: AddressBody
    tax_ids: TaxIds = ()
    ap_contact: ApContactBody = ApContactBody()
    attention: Attention = ""
    cost_centre: CostCentre = ""
    po_required: YesOrNo = False
    buyer_reference: BuyerReference = ""
    endpoint: Annotated[Endpoint, Field(examples=["0088:5790000435975"])] = ""
    language: Language = "en"
    second_language: SecondLanguage = ""
    defaults: DealDefaultsBody | None = None
    delivery: Annotated[
        Delivery,
        spoken(delivery_of),
        Field(
            description="How what is issued reaches them: mailed to AP (`mail`), put on their "
            "`portal` by a person, who is told, or not sent (`none`)."
        ),
    ] = Delivery.MAIL
    reminders: Reminders = None
    more_contacts: MoreContacts = ()
    certificates: Certificates = ()
    references: ReferenceFields = ()
    ship_to: DeliveryAddress = None
    portal: Portal = None
    warnings: Ignored = ()

    def meant(self, customer_id: str) -> Customer:
        """The customer, under this id."""
        return Customer(
            id=customer_id,
            name=self.name,
            external_id=self.external_id or "",
            address=self.address.meant(),
            tax_ids=tuple(each.meant() for each in self.tax_ids),
            ap_contact=self.ap_contact.meant(),
            attention=self.attention,
            cost_centre=self.cost_centre,
            po_required=self.po_required,
            buyer_reference=self.buyer_reference,
            endpoint=self.endpoint,
            language=self.language,
            second_language=self.other_language,
            defaults=self.defaults.meant() if self.defaults else None,
            delivery=self.delivery,
            reminders=self.reminders.meant() if self.reminders else None,
            more_contacts=tuple(each.meant() for each in self.more_contacts),
            certificates=tuple(each.meant() for each in self.certificates),
            references=tuple(each.meant() for each in self.references),
            ship_to=self.ship_to.meant() if self.ship_to else None,
            portal=self.portal.meant() if self.portal else None,
        )

    @property
    def other_language(self) -> str:
        """The second language, where it is another than the first."""
        said = self.second_language or ""
        return "" if said == self.language else said


class SenderProfileChange(Party):
    """A legal entity as it is to be, all but its bank accounts."""

    legal_name: LegalName
    external_id: ExternalId | None = None
    address: AddressBody
    tax_ids: TaxIds = ()
    email: Email = ""
    phone: Phone = ""
    colour: Colour = "#1f3a5f"
    endpoint: Endpoint = ""
    series: Series
    number_pattern: NumberPattern = ""
    first_number: FirstInvoice = None
    credit_note_number_pattern: CreditNotePattern = ""
    first_credit_note_number: FirstCreditNote = None
    time_zone: TimeZone = "UTC"
    back_dating: BackDating = False
    defaults: EntityDefaultsBody | None = None
    reminders: Reminders = None
    taxes: ListedTaxes = ()
    template: PaperTemplateBody = PaperTemplateBody()
    legal_footer: LegalFooterBody = LegalFooterBody()
    warnings: Ignored = ()

    def meant(self, profile_id: str) -> SenderProfile:
        """The entity, under this id, without accounts and logo."""
        return SenderProfile(
            id=profile_id,
            legal_name=self.legal_name,
            external_id=self.external_id or "",
            address=self.address.meant(),
            tax_ids=tuple(each.meant() for each in self.tax_ids),
            email=self.email,
            phone=self.phone,
            colour=self.colour,
            endpoint=self.endpoint,
            series=self.series,
            number_pattern=self.number_pattern,
            first_number=first_of(self.first_number),
            credit_note_number_pattern=self.credit_note_number_pattern,
            first_credit_note_number=first_of(self.first_credit_note_number),
            time_zone=self.time_zone,
            back_dating=self.back_dating,
            defaults=self.defaults.meant() if self.defaults else None,
            reminders=self.reminders.meant() if self.reminders else None,
            taxes=tuple(each.meant() for each in self.taxes),
            template=self.template.meant(),
            legal_footer=self.legal_footer.meant(),
        )


class WithAccounts(SenderProfileChange):
    """A legal entity with its first bank accounts, one a currency."""

    bank_accounts: Annotated[tuple[AccountBody, ...], one_a_currency] = ()

    def meant_since(self, profile_id: str, since: date) -> SenderProfile:
        """The entity, its accounts in use from the day `since`."""
        accounts = tuple(each.meant(since) for each in self.bank_accounts)
        return self.meant(profile_id).model_copy(update={"bank_accounts": accounts})


class SenderProfileBody(WithAccounts):
    """A legal entity as it is to be. `bank_accounts` are proposed; a person confirms them."""

    bank_accounts: Accounts


class BankDetailsBody(Document):
    """All accounts of the entity as they are to be, one a currency."""

    bank_accounts: Accounts

    def accounts(self, since: date) -> tuple[BankAccount, ...]:
        """In use from the day `since`."""
        return tuple(each.meant(since) for each in self.bank_accounts)
