"""Seller and buyer as EN 16931 sees them."""

from collections.abc import Sequence

from jupiter_core.documents.einvoice.model import Identifier, PostalAddress, TradeParty
from jupiter_core.documents.einvoice.party_numbers import buyer_numbers, seller_numbers
from jupiter_core.domain.address import Address
from jupiter_core.domain.content import Content
from jupiter_core.domain.electronic_address import SCHEMES

_ADDRESS_LINES = 3
_COUNTRIES = {"XK": "1A"}
"""Kosovo has a code of its own in the standard's list (rule BR-CL-14)."""


def seller_of(content: Content) -> TradeParty:
    """BG-4."""
    seller, numbers = content.seller, seller_numbers(content)
    return TradeParty(
        name=seller.legal_name,
        place=place_of(seller.address),
        ids=numbers.others,
        registration=numbers.registration,
        vat=numbers.vat,
        tax_number=numbers.tax_number,
        contact=seller.legal_name if seller.phone or seller.email else "",
        phone=seller.phone,
        email=seller.email,
        endpoint=endpoint_of(seller.endpoint),
    )


def buyer_of(content: Content, attention: str) -> TradeParty:
    """BG-7, with the AP contact; `attention` is the worded line that stands in the address.

    The standard has room for one further identifier (BT-46).
    """
    bill_to, numbers = content.bill_to, buyer_numbers(content)
    return TradeParty(
        name=bill_to.legal_name,
        place=place_of(bill_to.address, [attention] if attention else []),
        ids=numbers.others[:1],
        registration=numbers.registration,
        vat=numbers.vat,
        tax_number="",
        contact=bill_to.ap_contact.name,
        phone="",
        email=bill_to.ap_contact.email,
        endpoint=endpoint_of(bill_to.endpoint),
    )


def endpoint_of(kept: str) -> Identifier | None:
    """An electronic address, `9930:DE136695976`; None where that is none in a known scheme."""
    scheme, _, identifier = kept.partition(":")
    if scheme not in SCHEMES or not identifier or identifier.split() != [identifier]:
        return None
    return Identifier(scheme=scheme, id=identifier)


def place_of(address: Address, further: Sequence[str] = ()) -> PostalAddress:
    """What is more than three lines is joined in the third."""
    lines = [line for line in (*address.street.split("\n"), *further) if line]
    last = ", ".join(lines[_ADDRESS_LINES - 1 :])
    return PostalAddress(
        lines=(*lines[: _ADDRESS_LINES - 1], *([last] if last else [])),
        city=address.city,
        region=address.region,
        postal_code=address.postal_code,
        country=_COUNTRIES.get(address.country, address.country),
    )
