"""What France asks of an invoice between its companies from September 2026: rules BR-FR of AFNOR's
XP Z12-012, where an invoice of ours can break them."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jupiter_core.documents.einvoice.need import Need
from jupiter_core.documents.einvoice.party_numbers import buyer_numbers, seller_numbers
from jupiter_core.domain.content import Content
from jupiter_core.domain.registers import NUMBERS

_NUMBER = re.compile(r"[A-Za-z0-9+\-_/]{1,35}")
# fmt: off
_RATES = {
    Decimal(each) for each in (
        "0", "0.9", "1.05", "1.75", "2.1", "5.5", "7", "8.5", "9.2", "9.6", "10", "13", "19.6",
        "20", "20.6",
    )
}
# fmt: on
"""In percent, those of Corsica, the overseas departments and of earlier years too."""
_MOST_DECIMALS_OF_QUANTITY, _MOST_DECIMALS_OF_PRICE = 4, 6
_EURO = "EUR"
_A_RATE = "a rate that is in use in France"
_SIREN = NUMBERS["fr_siren"].scheme


def french_gaps(content: Content, number: str = "") -> Iterator[Need]:
    """Both parties are in France. Without a number, the invoice is a draft."""
    for path, whose, numbers, rule in (
        ("seller", "the seller's", seller_numbers(content), "BR-FR-10"),
        ("bill_to", "the customer's", buyer_numbers(content), "BR-FR-11"),
    ):
        registered = numbers.registration is not None and numbers.registration.scheme == _SIREN
        yield Need(f"{path}.tax_ids", f"{whose} SIREN, among its tax ids", rule, registered)
    yield from _addresses(content)
    for path, named in (("number", number), ("corrects", content.corrects)):
        if named and not _NUMBER.fullmatch(named):
            what = "invoice numbers of 35 letters, digits and + - _ / at most"
            yield Need(path, what, "BR-FR-02")
    if content.corrects:
        what = "the date of the invoice that is corrected"
        yield Need("corrects", what, "BR-FR-CO-05", content.preceding_date is not None)
    if content.currency != _EURO:
        said = content.tax_currency is not None and content.tax_currency.currency == _EURO
        yield Need("tax_currency", "the VAT in euro too", "BR-FR-CO-12", said)
    for n, line in enumerate(content.lines):
        if _decimals(line.quantity) > _MOST_DECIMALS_OF_QUANTITY:
            yield Need(
                f"lines[{n}].quantity", "quantities of four decimals at most", "BR-FR-DEC-02"
            )
        if _decimals(line.unit_price.decimal) > _MOST_DECIMALS_OF_PRICE:
            what = "unit prices of six decimals at most"
            yield Need(f"lines[{n}].unit_price", what, "BR-FR-DEC-03")
        if line.tax_rate not in _RATES:
            yield Need(f"lines[{n}].tax_rate", _A_RATE, "BR-FR-16")
    for n, each in enumerate(content.adjustments):
        if each.tax_rate is not None and each.tax_rate not in _RATES:
            yield Need(f"adjustments[{n}].tax_rate", _A_RATE, "BR-FR-16")


def _decimals(number: Decimal) -> int:
    """Those that say something: one of 1.50."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _addresses(content: Content) -> Iterator[Need]:
    found = (
        ("seller", "the seller's", content.seller.endpoint, "BR-FR-13"),
        ("bill_to", "the customer's", content.bill_to.endpoint, "BR-FR-12"),
    )
    for path, whose, endpoint, rule in found:
        what = f"{whose} electronic address in the French directory, such as 0225:552008443"
        yield Need(f"{path}.endpoint", what, rule, bool(endpoint))
