"""What Peppol needs of the parties of a country: its national rules, where an invoice can break
them. Those that no invoice of ours can break have no line here, though a test."""

from collections.abc import Iterator
from decimal import Decimal

from jupiter_core.documents.einvoice.countries import both_in, is_of
from jupiter_core.documents.einvoice.need import Need
from jupiter_core.documents.einvoice.party_numbers import Numbers, buyer_numbers, seller_numbers
from jupiter_core.documents.einvoice.payment import payment_of
from jupiter_core.documents.einvoice.taxes import category_of, is_outside
from jupiter_core.domain.address import Address
from jupiter_core.domain.content import Content
from jupiter_core.domain.totals import TaxCategory

_PARTS = {"street": "street", "city": "city", "postal_code": "postal code"}
_SWEDISH_RATES = {Decimal(25), Decimal(12), Decimal(6)}
Rules = dict[str, str]
"""The parts of an address that have to be there, and by which rule."""


def national_gaps(content: Content) -> Iterator[Need]:
    """Of the country of the seller's address; of Greece and Italy, by the seller's VAT id."""
    here = content.seller.address.country
    both = both_in(content, here)
    if here == "DE" and both:
        yield from _german(content)
    if here == "DK":
        yield from _danish(content, both=both)
    if here == "IS":
        yield from _icelandic(content, both=both)
    if here == "NL":
        yield from _dutch(content, both=both)
    seller = seller_numbers(content)
    if here == "SE":
        yield from _swedish(content, seller)
    if is_of("IT", seller.vat, here) or here == "IT":
        rules = {"street": "IT-R-002", "city": "IT-R-003", "postal_code": "IT-R-004"}
        yield from _sellers_address(content, rules)
    if is_of("GR", seller.vat, here):
        yield from _greek()


def _german(content: Content) -> Iterator[Need]:
    if not content.bill_to.buyer_reference:
        yield Need("bill_to.buyer_reference", "the customer's buyer reference", "DE-R-015")
    if not content.seller.phone:
        yield Need("seller.phone", "the seller's telephone number", "DE-R-006")
    if not content.seller.email:
        yield Need("seller.email", "the seller's e-mail address", "DE-R-007")
    yield from _sellers_address(content, {"city": "DE-R-003", "postal_code": "DE-R-004"})
    yield from _buyers_address(content, {"city": "DE-R-008", "postal_code": "DE-R-009"})


def _danish(content: Content, *, both: bool) -> Iterator[Need]:
    if not seller_numbers(content).registration:
        what = "the seller's CVR number, among its tax ids"
        yield Need("seller.tax_ids", what, "DK-R-002")
    means = payment_of(content) if both else None
    if means and not means.institution and means.code == "42":
        yield Need("remit_to.bic", "the BIC of the account's bank", "DK-R-006")


def _icelandic(content: Content, *, both: bool) -> Iterator[Need]:
    if not seller_numbers(content).registration:
        what = "the seller's kennitala, among its tax ids"
        yield Need("seller.tax_ids", what, "IS-R-002")
    yield from _sellers_address(content, {"street": "IS-R-003", "postal_code": "IS-R-003"})
    if both:
        if not buyer_numbers(content).registration:
            what = "the customer's kennitala, among its tax ids"
            yield Need("bill_to.tax_ids", what, "IS-R-004")
        yield from _buyers_address(content, {"street": "IS-R-005", "postal_code": "IS-R-005"})


def _dutch(content: Content, *, both: bool) -> Iterator[Need]:
    yield from _sellers_address(content, dict.fromkeys(_PARTS, "NL-R-002"))
    if both:
        yield from _buyers_address(content, dict.fromkeys(_PARTS, "NL-R-004"))


def _swedish(content: Content, seller: Numbers) -> Iterator[Need]:
    if not seller.vat.startswith("SE"):
        return
    outside = is_outside(content.lines)
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


def _sellers_address(content: Content, rules: Rules) -> Iterator[Need]:
    return _address(content.seller.address, "seller", "the seller's", rules)


def _buyers_address(content: Content, rules: Rules) -> Iterator[Need]:
    return _address(content.bill_to.address, "bill_to", "the customer's", rules)


def _address(address: Address, party: str, whose: str, rules: Rules) -> Iterator[Need]:
    for part, rule in rules.items():
        if not getattr(address, part):
            yield Need(f"{party}.address.{part}", f"{whose} {_PARTS[part]}", rule)
