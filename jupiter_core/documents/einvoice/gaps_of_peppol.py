"""What Peppol needs beside the European standard: references, addresses, national rules."""

from collections.abc import Iterator

from jupiter_core.documents.einvoice.countries import both_in
from jupiter_core.documents.einvoice.gaps_of_countries import national_gaps, sellers_gaps
from jupiter_core.documents.einvoice.need import Need
from jupiter_core.documents.einvoice.parties import endpoint_of
from jupiter_core.domain.content import Content
from jupiter_core.domain.electronic_address import PEPPOL_SCHEMES, electronic_address
from jupiter_core.domain.party import Seller
from jupiter_core.domain.refusals import InvalidIdentifier

_UNLISTED_CURRENCIES = {"XCG"}
"""Known to the European standard, and not yet to Peppol."""
_COMMON_RULES = {
    "0007": "PEPPOL-COMMON-R049",
    "0088": "PEPPOL-COMMON-R040",
    "0151": "PEPPOL-COMMON-R050",
    "0184": "PEPPOL-COMMON-R042",
    "0192": "PEPPOL-COMMON-R041",
    "0201": "PEPPOL-COMMON-R044",
    "0208": "PEPPOL-COMMON-R043",
    "0210": "PEPPOL-COMMON-R045",
    "0211": "PEPPOL-COMMON-R047",
}
"""What a number of each scheme looks like."""


def peppol_gaps(content: Content) -> Iterator[Need]:
    """Those of Peppol itself first. Within France its own specification asks for no reference."""
    if not both_in(content, "FR"):
        referred = bool(content.order or content.bill_to.buyer_reference)
        what = "a PO number or the customer's buyer reference"
        yield Need("po_number", what, "PEPPOL-EN16931-R003", referred)
    if content.currency in _UNLISTED_CURRENCIES:
        what = f"a currency of its list, and {content.currency} is not"
        yield Need("currency", what, "PEPPOL-EN16931-CL007")
    yield from _endpoint("seller", "the seller's", content.seller.endpoint, "R020")
    yield from _endpoint("bill_to", "the customer's", content.bill_to.endpoint, "R010")
    yield from national_gaps(content)


def peppol_gaps_of_seller(seller: Seller) -> Iterator[Need]:
    """What is missing whoever the customer is, and for customers in the seller's country."""
    yield from _endpoint("seller", "the seller's", seller.endpoint, "R020")
    yield from sellers_gaps(seller, home=True, outside=False)


def _endpoint(party: str, whose: str, kept: str, rule: str) -> Iterator[Need]:
    """What is in no scheme at all is told by the European standard already."""
    path, found = f"{party}.endpoint", endpoint_of(kept)
    what = f"{whose} electronic address on the network"
    yield Need(path, what, f"PEPPOL-EN16931-{rule}", bool(kept))
    if found and found.scheme not in PEPPOL_SCHEMES:
        what = (
            f"an electronic address on its network, such as 9930:DE136695976, instead of {whose} "
            f"“{kept}”"
        )
        yield Need(path, what, "PEPPOL-EN16931-CL008")
    elif found and _is_wrong(kept):
        what = f"{whose} electronic address with a valid number; the one in “{kept}” is not"
        yield Need(path, what, _COMMON_RULES[found.scheme])


def _is_wrong(kept: str) -> bool:
    try:
        return electronic_address(kept) != kept
    except InvalidIdentifier:
        return True
