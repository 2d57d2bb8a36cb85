"""What Peppol needs of the parties of a country: its national rules, where an invoice can break
them. Those that no invoice of ours can break have no line here, though a test."""

from collections.abc import Iterator
from decimal import Decimal

from jupiter_core.documents.einvoice.countries import both_in, is_of
from jupiter_core.documents.einvoice.need import Need, delivery_needs
from jupiter_core.documents.einvoice.party_numbers import buyer_numbers, numbers_of_seller
from jupiter_core.documents.einvoice.payment import TO_ACCOUNT, payment_of
from jupiter_core.documents.einvoice.taxes import category_of, is_outside
from jupiter_core.domain.address import Address
from jupiter_core.domain.content import Content
from jupiter_core.domain.party import Seller
from jupiter_core.domain.totals import TaxCategory

_PARTS = {"street": "street", "city": "city", "postal_code": "postal code"}
_SWEDISH_RATES = {Decimal(25), Decimal(12), Decimal(6)}
Rules = dict[str, str]
"""The parts of an address that have to be there, and by which rule."""

_ITALIAN_ADDRESS: Rules = {"street": "IT-R-002", "city": "IT-R-003", "postal_code": "IT-R-004"}
_SELLERS_ADDRESS: dict[str, Rules] = {
    "IS": {"street": "IS-R-003", "postal_code": "IS-R-003"},
    "IT": _ITALIAN_ADDRESS,
    "NL": dict.fromkeys(_PARTS, "NL-R-002"),
}
_CUSTOMERS_ADDRESS: dict[str, Rules] = {
    "DE": {"city": "DE-R-008", "postal_code": "DE-R-009"},
    "IS": {"street": "IS-R-005", "postal_code": "IS-R-005"},
    "NL": dict.fromkeys(_PARTS, "NL-R-004"),
}
_SELLERS_NUMBER = {"DK": ("CVR number", "DK-R-002"), "IS": ("kennitala", "IS-R-002")}


def national_gaps(content: Content) -> Iterator[Need]:
    """By the country of the seller's address; of Greece and Italy, by the seller's VAT id too."""
    here = content.seller.address.country
    home, outside = both_in(content, here), is_outside(content.lines)
    yield from sellers_gaps(content.seller, home=home, outside=outside)
    if home:
        yield from _customers_gaps(content, here)
    if home and here == "DK":
        yield from _danish_account(content)
    if here == "SE" and numbers_of_seller(content.seller, outside=outside).vat.startswith("SE"):
        yield from _swedish_rates(content, outside=outside)


def sellers_gaps(seller: Seller, *, home: bool, outside: bool) -> Iterator[Need]:
    """What the seller has to have; `home` where the customer is in the same country."""
    here, numbers = seller.address.country, numbers_of_seller(seller, outside=outside)
    rules = dict(_SELLERS_ADDRESS.get(here, {}))
    if here == "DE" and home:
        yield from _german_contact(seller)
        rules = {"city": "DE-R-003", "postal_code": "DE-R-004"}
    if here in _SELLERS_NUMBER:
        name, rule = _SELLERS_NUMBER[here]
        what = f"the seller's {name}, among its tax ids"
        yield Need("seller.tax_ids", what, rule, numbers.registration is not None)
    if is_of("IT", numbers.vat, here):
        rules |= _ITALIAN_ADDRESS
    yield from _address(seller.address, "seller", "the seller's", rules)
    if is_of("GR", numbers.vat, here):
        yield from _greek()


def _customers_gaps(content: Content, here: str) -> Iterator[Need]:
    """Of a customer in the seller's country."""
    buyer = content.bill_to
    if here == "DE":
        what, referred = "the customer's buyer reference", bool(buyer.buyer_reference)
        yield Need("bill_to.buyer_reference", what, "DE-R-015", referred)
        yield from delivery_needs(content, "DE-R-010", "DE-R-011")
    if here == "IS":
        what = "the customer's kennitala, among its tax ids"
        registered = buyer_numbers(content).registration is not None
        yield Need("bill_to.tax_ids", what, "IS-R-004", registered)
    rules = _CUSTOMERS_ADDRESS.get(here, {})
    yield from _address(buyer.address, "bill_to", "the customer's", rules)


def _german_contact(seller: Seller) -> Iterator[Need]:
    yield Need("seller.phone", "the seller's telephone number", "DE-R-006", bool(seller.phone))
    yield Need("seller.email", "the seller's e-mail address", "DE-R-007", bool(seller.email))


def _danish_account(content: Content) -> Iterator[Need]:
    means = payment_of(content)
    if means and means.code == TO_ACCOUNT:
        known = bool(means.institution)
        yield Need("remit_to.bic", "the BIC of the account's bank", "DK-R-006", known)


def _swedish_rates(content: Content, *, outside: bool) -> Iterator[Need]:
    for n, line in enumerate(content.lines):
        charged = category_of(line, outside=outside) is TaxCategory.STANDARD
        if charged and line.tax_rate not in _SWEDISH_RATES:
            what = "a rate of 25, 12 or 6 percent where a Swedish seller charges VAT"
            yield Need(f"lines[{n}].tax_rate", what, "SE-R-006")


def _greek() -> Iterator[Need]:
    """Its number has to be made of six parts and its MARK to come from the tax authority: neither
    can be had here, so no file is written (GR-R-001 to GR-R-010)."""
    what = (
        "the MARK that the tax authority gives each invoice of a Greek seller (myDATA), and "
        "JupiterInvoice has no connection to it; send this invoice through a Greek provider"
    )
    yield Need("seller.address.country", what, "GR-R-001-1")


def _address(address: Address, party: str, whose: str, rules: Rules) -> Iterator[Need]:
    for part, rule in rules.items():
        there = bool(getattr(address, part))
        yield Need(f"{party}.address.{part}", f"{whose} {_PARTS[part]}", rule, there)
