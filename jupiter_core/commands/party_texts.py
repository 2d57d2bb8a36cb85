"""What of the parties was typed freely and is printed: each text at its path, with its name."""

from collections.abc import Iterable

from jupiter_core.domain.address import Address
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.party import Customer, SenderProfile, TaxId
from jupiter_core.domain.references import ReferenceField
from jupiter_core.domain.ship_to import ShipTo

Texts = dict[str, tuple[str, str]]


def texts_of_profile(profile: SenderProfile) -> Texts:
    """Of a legal entity."""
    return {
        "legal_name": ("Legal name", profile.legal_name),
        **_texts_of_address(profile.address),
        **_texts_of_tax_ids(profile.tax_ids),
        "email": ("E-mail", profile.email),
        "phone": ("Telephone", profile.phone),
        "series": ("Number series", profile.series),
        "number_pattern": ("Number pattern", profile.number_pattern),
        "credit_note_number_pattern": (
            "Credit note pattern",
            profile.credit_note_number_pattern,
        ),
        **_texts_of_paper(profile),
        **texts_of_accounts("bank_accounts", profile.bank_accounts),
    }


def _texts_of_paper(profile: SenderProfile) -> Texts:
    template = profile.template
    footer = profile.legal_footer.model_dump()
    return {
        "template.intro": ("Introduction", template.intro),
        "template.thanks": ("Closing words", template.thanks),
        **{f"legal_footer.{part}": ("Legal footer", text) for part, text in footer.items()},
    }


def texts_of_customer(customer: Customer) -> Texts:
    """Of a customer."""
    return {
        "name": ("Legal name", customer.name),
        **_texts_of_address(customer.address),
        **_texts_of_tax_ids(customer.tax_ids),
        "ap_contact.name": ("AP contact", customer.ap_contact.name),
        "ap_contact.email": ("AP e-mail", customer.ap_contact.email),
        "attention": ("Attention line", customer.attention),
        "cost_centre": ("Cost centre", customer.cost_centre),
        "buyer_reference": ("Buyer reference", customer.buyer_reference),
        **texts_of_references(customer.references),
        **(_texts_of_ship_to(customer.ship_to) if customer.ship_to else {}),
    }


def texts_of_references(fields: Iterable[ReferenceField]) -> Texts:
    """What a customer calls them, and what they usually are."""
    return {
        f"references[{n}].value": (each.name, f"{each.label} {each.value}")
        for n, each in enumerate(fields)
    }


def _texts_of_ship_to(place: ShipTo) -> Texts:
    of_address = _texts_of_address(place.address).items()
    return {
        "ship_to.name": ("Name at the delivery address", f"{place.name} {place.code}"),
        **{f"ship_to.{path}": text for path, text in of_address},
    }


def _texts_of_address(address: Address) -> Texts:
    return {
        "address.street": ("Street", address.street),
        "address.city": ("City", address.city),
        "address.region": ("Region", address.region),
        "address.postal_code": ("Postal code", address.postal_code),
    }


def _texts_of_tax_ids(tax_ids: Iterable[TaxId]) -> Texts:
    return {f"tax_ids[{n}].value": ("Tax id", each.value) for n, each in enumerate(tax_ids)}


def texts_of_accounts(path: str, accounts: Iterable[BankAccount]) -> Texts:
    """What of bank accounts was typed freely; `path` is that of their list."""
    return {
        f"{path}[{n}].{part}": (label, text)
        for n, each in enumerate(accounts)
        for part, label, text in (
            ("holder", "Account holder", each.holder),
            ("bank_name", "Bank", each.bank_name),
            *((field.path, field.label, value) for field, value in each.parts()),
            *each.cheque_texts(),
        )
    }
