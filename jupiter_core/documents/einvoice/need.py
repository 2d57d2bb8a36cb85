"""One thing that a standard needs of an invoice."""

from collections.abc import Iterator
from typing import NamedTuple

from jupiter_core.domain.content import Content


class Need(NamedTuple):
    """Where it belongs in the invoice, what it is (completing “needs”), by which rule, and whether
    it is there."""

    path: str
    what: str
    rule: str
    met: bool = False


def delivery_needs(content: Content, city_rule: str, postal_code_rule: str) -> Iterator[Need]:
    """In Germany a delivery address, where there is one, has both."""
    if place := content.bill_to.ship_to:
        path, address = "bill_to.ship_to.address", place.address
        what = "the city of the delivery address"
        yield Need(f"{path}.city", what, city_rule, bool(address.city))
        what = "the postal code of the delivery address"
        yield Need(f"{path}.postal_code", what, postal_code_rule, bool(address.postal_code))
