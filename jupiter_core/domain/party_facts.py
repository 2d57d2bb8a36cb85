"""What a reader is told of parties: labels and values, by which two moments are compared."""

from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.frozen import canonical_json, sha256_hex
from jupiter_core.domain.mail_contact import contacts_words
from jupiter_core.domain.numbering import FirstNumber
from jupiter_core.domain.paper_template import USUAL_TEMPLATE, LogoPlace
from jupiter_core.domain.parties import Parties
from jupiter_core.domain.party import Customer, Seller, SenderProfile
from jupiter_core.domain.tax import NamedTax, plain

AP_EMAIL = "AP e-mail"
"""What a change of the address is called to which mails go."""
MORE_CONTACTS = "More AP contacts"
"""What a change of those is called who get mails beside it."""


USUAL_ENTITY = "Usual legal entity"
BILL_TO_ADDRESS = "Bill-to address"
SHIP_TO, REFERENCES = "Delivery address", "References"


def party_facts(parties: Parties) -> dict[str, str]:
    """Who bills whom, and to which account, as it is printed."""
    bill_to, seller, bank = parties.bill_to, parties.seller, parties.remit_to
    return {
        "Legal entity": seller.legal_name,
        "Entity address": ", ".join(seller.address.lines()),
        "Entity e-mail": seller.email,
        "Entity telephone": seller.phone,
        "Entity tax ids": ", ".join(each.value for each in seller.tax_ids),
        "Bank account": " ".join(
            part
            for part in (
                *(bank.holder, bank.bank_name, bank.currency, bank.iban, bank.bic),
                *(bank.routing_number, bank.account_number),
                *(f"{each.name} {each.value}" for each in bank.details),
                f"reference {bank.reference.value}" if bank.reference else "",
                bank.cheque.words if bank.cheque else "",
            )
            if part
        ),
        "Customer": bill_to.legal_name,
        BILL_TO_ADDRESS: ", ".join(bill_to.address.lines()),
        "Customer tax ids": ", ".join(each.value for each in bill_to.tax_ids),
        "AP contact": bill_to.ap_contact.name,
        AP_EMAIL: bill_to.ap_contact.email,
        MORE_CONTACTS: contacts_words(bill_to.more_contacts),
        "Attention line": bill_to.attention,
        "Cost centre": bill_to.cost_centre,
        SHIP_TO: bill_to.ship_to.words if bill_to.ship_to else "",
    }


def unprinted_facts(parties: Parties) -> dict[str, str]:
    """What stands on no list of an invoice's changes, and can do harm all the same."""
    logo, bill_to = parties.seller.logo, parties.bill_to
    return {
        "Entity logo": sha256_hex(logo)[:8] if logo else "",
        "Entity electronic address": parties.seller.endpoint,
        **_look(parties.seller),
        "Buyer reference": bill_to.buyer_reference,
        "Customer electronic address": bill_to.endpoint,
        REFERENCES: "; ".join(each.words for each in bill_to.references),
    }


def _look(seller: Seller) -> dict[str, str]:
    template, footer = seller.template, seller.legal_footer
    return {
        "Entity's template": "" if template == USUAL_TEMPLATE else canonical_json(template),
        "Entity's legal footer": " · ".join(each for each in footer.model_dump().values() if each),
    }


def customer_facts(customer: Customer) -> dict[str, str]:
    """All fields of a customer that people change, empty ones as an empty text."""
    return {
        "Legal name": customer.name,
        "External id": customer.external_id,
        "Address": ", ".join(customer.address.lines()),
        "Tax ids": ", ".join(each.value for each in customer.tax_ids),
        "AP contact": customer.ap_contact.name,
        AP_EMAIL: customer.ap_contact.email,
        MORE_CONTACTS: contacts_words(customer.more_contacts),
        "Reminders": customer.reminders.words if customer.reminders else "",
        "Attention line": customer.attention,
        "Cost centre": customer.cost_centre,
        "Buyer reference": customer.buyer_reference,
        REFERENCES: "; ".join(each.words for each in customer.references),
        SHIP_TO: customer.ship_to.words if customer.ship_to else "",
        "Electronic address": customer.endpoint,
        "Language": customer.language,
        "Second language": customer.second_language,
        "PO required": "yes" if customer.po_required else "no",
        "Delivery": customer.delivery.value,
        "Exemption certificates": "; ".join(each.words for each in customer.certificates),
        "Portal": customer.portal.words if customer.portal else "",
        **_usual(customer.defaults or DealDefaults()),
    }


def _usual(defaults: DealDefaults) -> dict[str, str]:
    """An entity by its id."""
    rate, category, days = defaults.tax_rate, defaults.tax_category, defaults.net_terms
    rule = defaults.payment_terms if defaults.due_rule else None
    tax = ("" if rate is None else f"{plain(rate)}%", category.value if category else "")
    return {
        USUAL_ENTITY: defaults.sender_profile_id,
        "Usual currency": defaults.currency,
        "Usual payment terms": "" if days is None else rule.words if rule else f"Net {days}",
        "Usual late fee": defaults.late_fee.words if defaults.late_fee else "",
        "Usual tax": " ".join(each for each in tax if each),
        "Usual prices": defaults.prices_words,
    }


def _tax(tax: NamedTax) -> str:
    """`QST 9.975% (1234567890 TQ0001), on the taxes before it`."""
    number = f" ({tax.number})" if tax.number else ""
    return f"{tax.words}{number}{', on the taxes before it' if tax.compound else ''}"


def _first(number: FirstNumber | None) -> str:
    return str(number.count) if number else ""


def _paper(profile: SenderProfile) -> dict[str, str]:
    """How its papers look, and what stands at their foot."""
    template, footer = profile.template, profile.legal_footer
    hidden = ", ".join(each.value.replace("_", " ") for each in template.hidden)
    return {
        "Logo place": "" if template.logo_place is LogoPlace.LEFT else template.logo_place.value,
        "Columns left out": hidden,
        "Date of supply": "printed" if template.supply else "",
        "Introduction": template.intro,
        "Closing words": template.thanks,
        "Legal footer": " · ".join(each for each in footer.model_dump().values() if each),
    }


def profile_facts(profile: SenderProfile) -> dict[str, str]:
    """What people are told of an entity, but for its bank accounts and open proposals. The logo is
    shown by eight hex digits of its SHA-256."""
    return {
        "Legal name": profile.legal_name,
        "External id": profile.external_id,
        "Address": ", ".join(profile.address.lines()),
        "Tax ids": ", ".join(each.value for each in profile.tax_ids),
        "E-mail": profile.email,
        "Telephone": profile.phone,
        "Electronic address": profile.endpoint,
        "Number series": profile.series,
        "Number pattern": profile.number_pattern,
        "First number": _first(profile.first_number),
        "Credit note pattern": profile.credit_note_number_pattern,
        "First credit note number": _first(profile.first_credit_note_number),
        "Time zone": profile.time_zone,
        **_usual(profile.defaults or DealDefaults()),
        "Logo": sha256_hex(profile.logo)[:8] if profile.logo else "",
        "Taxes": "; ".join(_tax(each) for each in profile.taxes),
        "Back-dating": "allowed" if profile.back_dating else "",
        "Reminders": profile.reminders.words if profile.reminders else "",
        **_paper(profile),
        "Archived": "yes" if profile.archived else "",
    }
