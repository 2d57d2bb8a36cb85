"""Legal entities that send invoices, as they are now and as an invoice shows them."""

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, Field

from jupiter_core.domain.address import Address
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.consent import Consent
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.numbered import Numbered
from jupiter_core.domain.paper_template import (
    NO_FOOTER,
    USUAL_TEMPLATE,
    LegalFooter,
    PaperTemplate,
)
from jupiter_core.domain.party.tax_id import TaxId
from jupiter_core.domain.refusals import (
    BankDetailsUnconfirmed,
    InvalidColour,
    NoBankAccount,
)
from jupiter_core.domain.reminder_schedule import ReminderSchedule
from jupiter_core.domain.tax import NamedTax
from jupiter_core.domain.time_zone import day_in, time_zone_of


def colour_of(typed: str) -> str:
    """A colour as `#1a2b3c`. Raises InvalidColour."""
    colour = typed.strip().lower()
    if not re.fullmatch(r"#[0-9a-f]{6}", colour):
        raise InvalidColour(typed)
    return colour


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
