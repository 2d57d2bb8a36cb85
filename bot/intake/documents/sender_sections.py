"""The sections of a legal entity, each read and saved by itself."""

from pydantic import ConfigDict

from bot.intake.documents.base import Document
from bot.intake.documents.deal_defaults import EntityDefaultsBody
from bot.intake.documents.listed_taxes import ListedTaxes
from bot.intake.documents.numbering import (
    CreditNotePattern,
    FirstCreditNote,
    FirstInvoice,
    NumberPattern,
    Series,
    first_of,
)
from bot.intake.documents.paper_template import LegalFooterBody, PaperTemplateBody
from bot.intake.documents.party import BackDating, Party, Reminders
from bot.intake.documents.party_parts import (
    AddressBody,
    Colour,
    Email,
    Endpoint,
    LegalName,
    Phone,
    TaxIds,
    TimeZone,
)
from jupiter_core.domain.country_defaults import country_defaults
from jupiter_core.domain.party import SenderProfile


class Section(Document):
    """A part of an entity; what else the form has may be there."""

    model_config = ConfigDict(extra="ignore")

    def applied(self, profile: SenderProfile) -> SenderProfile:
        """The entity with this section as it is to be, all else as it was."""
        raise NotImplementedError


class NameSection(Section, Party):
    """As it is registered."""

    legal_name: LegalName
    address: AddressBody

    def applied(self, profile: SenderProfile) -> SenderProfile:
        """With this name and address."""
        said = {"legal_name": self.legal_name, "address": self.address.meant()}
        return profile.model_copy(update=said)


class NewEntity(NameSection):
    """What a legal entity begins with."""

    series: Series
    time_zone: TimeZone

    def made(self, profile_id: str) -> SenderProfile:
        """With the usual deal of its country."""
        address = self.address.meant()
        return SenderProfile(
            id=profile_id,
            legal_name=self.legal_name,
            address=address,
            series=self.series,
            time_zone=self.time_zone,
            defaults=country_defaults(address.country).deal(),
        )


class NumbersSection(Section):
    """Under which numbers it is known."""

    tax_ids: TaxIds = ()
    endpoint: Endpoint = ""

    def applied(self, profile: SenderProfile) -> SenderProfile:
        """With these numbers."""
        tax_ids = tuple(each.meant() for each in self.tax_ids)
        return profile.model_copy(update={"tax_ids": tax_ids, "endpoint": self.endpoint})


class LookSection(Section):
    """Its colour, and how it is reached."""

    email: Email = ""
    phone: Phone = ""
    colour: Colour = "#1f3a5f"

    def applied(self, profile: SenderProfile) -> SenderProfile:
        """With these; the logo is another's affair."""
        return profile.model_copy(update=self.model_dump())


class PaperSection(Section):
    """How its invoices look, and what the law wants at their foot."""

    template: PaperTemplateBody = PaperTemplateBody()
    legal_footer: LegalFooterBody = LegalFooterBody()

    def applied(self, profile: SenderProfile) -> SenderProfile:
        """With these from now on."""
        said = {"template": self.template.meant(), "legal_footer": self.legal_footer.meant()}
        return profile.model_copy(update=said)


class NumberingSection(Section):
    """How its invoices and credit notes are numbered."""

    series: Series
    number_pattern: NumberPattern = ""
    first_number: FirstInvoice = None
    credit_note_number_pattern: CreditNotePattern = ""
    first_credit_note_number: FirstCreditNote = None

    def applied(self, profile: SenderProfile) -> SenderProfile:
        """With these numbers from now on."""
        firsts = {
            "first_number": first_of(self.first_number),
            "first_credit_note_number": first_of(self.first_credit_note_number),
        }
        return profile.model_copy(update={**self.model_dump(), **firsts})


class DealSection(Section):
    """Its usual deal, and the taxes that it charges by name."""

    defaults: EntityDefaultsBody = EntityDefaultsBody()
    taxes: ListedTaxes = ()

    def applied(self, profile: SenderProfile) -> SenderProfile:
        """With these."""
        taxes = tuple(each.meant() for each in self.taxes)
        return profile.model_copy(update={"defaults": self.defaults.meant(), "taxes": taxes})


class DatesSection(Section):
    """What days are its, and on which payment is reminded of."""

    time_zone: TimeZone
    back_dating: BackDating = False
    reminders: Reminders = None

    def applied(self, profile: SenderProfile) -> SenderProfile:
        """With these."""
        said = {
            "time_zone": self.time_zone,
            "back_dating": self.back_dating,
            "reminders": self.reminders.meant() if self.reminders else None,
        }
        return profile.model_copy(update=said)
