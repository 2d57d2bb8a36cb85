"""In which countries an e-invoice's parties are: each has rules of its own on Peppol."""

from jupiter_core.domain.content import Content

_VAT_PREFIXES = {"EL": "GR", "XI": "GB"}
"""Those that are no country's code."""


def both_in(content: Content, country: str) -> bool:
    """Whether seller and customer have their address in `country`."""
    return {content.seller.address.country, content.bill_to.address.country} == {country}


def to_germany(content: Content) -> bool:
    """Whether the customer is there: XRechnung asks the same of every seller."""
    return content.bill_to.address.country == "DE"


def is_of(country: str, vat: str, address: str) -> bool:
    """Whether a party's invoices follow the tax rules of `country`: by its VAT id, else by its
    address."""
    found = vat[:2].upper() or address
    return _VAT_PREFIXES.get(found, found) == country
