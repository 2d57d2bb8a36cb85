"""What is typed into a customer's forms: the short one, and that of each section."""

from typing import Any

from bot.intake.documents.base import Notation
from bot.intake.documents.customer_sections import (
    ContactsSection,
    DealSection,
    DeliverySection,
    EInvoiceSection,
    LanguageSection,
    NameSection,
    ReferencesSection,
    RemindersSection,
    Section,
    SendingSection,
    TaxesSection,
    usual_kind,
)
from bot.intake.documents.deal_defaults import UNSAID
from bot.intake.documents.reading import required
from bot.intake.modals.numbers import told_at, typed_numbers
from bot.intake.modals.values import typed_of
from bot.intake.party import Typed
from bot.intake.party_form import tree_of
from jupiter_core.domain.party import Customer
from jupiter_core.queries.customer_sections import CustomerSection

Values = dict[str, dict[str, Any]]

TAX_NUMBER, MORE = "tax_number", "more"
"""The fields of the short form that are no path of a customer: their usual number, and whether
its sections are wanted next."""
_SECTIONS: dict[CustomerSection, type[Section]] = {
    CustomerSection.CONTACTS: ContactsSection,
    CustomerSection.REFERENCES: ReferencesSection,
    CustomerSection.DELIVERY: DeliverySection,
    CustomerSection.SENDING: SendingSection,
    CustomerSection.E_INVOICE: EInvoiceSection,
    CustomerSection.LANGUAGE: LanguageSection,
    CustomerSection.DEAL: DealSection,
    CustomerSection.REMINDERS: RemindersSection,
}


def read_new_customer(values: Values, customer_id: str) -> Customer:
    """Raises ValidationErrors, each at its block's id."""
    return _named(typed_of(values)).made(customer_id)


def read_customer_section(section: CustomerSection, values: Values, customer: Customer) -> Customer:
    """The customer with a section as typed. Raises ValidationErrors, each at its block's id."""
    typed = typed_of(values)
    if section is CustomerSection.NAME:
        return _named(typed).applied(customer)
    if section is CustomerSection.TAXES:
        return _with_taxes(typed, customer)
    return required(_SECTIONS[section], tree_of(_chosen(typed)), Notation.PERSON).applied(customer)


def wants_more(values: Values) -> bool:
    """Whether the sections are to come after the short form."""
    return typed_of(values).get(MORE) == "true"


def _chosen(typed: Typed) -> Typed:
    """Without a second language where none was chosen."""
    if typed.get("second_language") != UNSAID:
        return typed
    return {**typed, "second_language": ""}


def _named(typed: Typed) -> NameSection:
    """The tax number is of the kind that is asked for first in the country."""
    number = typed.get(TAX_NUMBER, "").strip()
    kind = usual_kind(typed.get("address.country", ""))
    pairs = [{"kind": kind, "value": number}] if number else []
    with told_at(lambda path: TAX_NUMBER if path.startswith("tax_ids") else path):
        return required(NameSection, {**tree_of(typed), "tax_ids": pairs}, Notation.PERSON)


def _with_taxes(typed: Typed, customer: Customer) -> Customer:
    numbers = typed_numbers(typed, customer)
    others = {path: text for path, text in typed.items() if not path.startswith("tax_ids[")}
    tree = {**tree_of(others), "tax_ids": numbers.pairs}
    with numbers.told_where_shown():
        return required(TaxesSection, tree, Notation.PERSON).applied(customer)
