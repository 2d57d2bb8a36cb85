"""Where a door tells a mistake elsewhere than it ought to, with the reason.

Each row is one door and one mistake. Whoever mends it removes the row: a test holds that every
row still differs.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Difference(NamedTuple):
    """`paths` are those at which the door tells it today."""

    paths: frozenset[str]
    reason: str


def _at(reason: str, *paths: str) -> Difference:
    return Difference(frozenset(paths), reason)


_TERM = "the form calls `term_months` `term`, since years may be typed there"
_PRICE = "one field, `price`, holds `annual_price` and `yearly_prices`"
_DISCOUNT = "the form calls `discount_percent` `discount`"
_DAYS = "`net_terms` is two fields: a choice, and the days where another number is wanted"
_FLAT = "the form of a customer is flat, without `address` and `ap_contact`"

_RAMP, _NO_PRICE = "a price for a year that is not there", "a yearly price that is none"

DIFFERENCES: Mapping[tuple[str, str], Difference] = {
    ("modal", "due before it is issued"): _at(_DAYS, "net_terms_days"),
    ("claim", "due before it is issued"): _at(_DAYS, "net_terms_days"),
    ("modal", "a country without a city"): _at(_FLAT, "city"),
    ("modal", "an e-mail address that is none"): _at(_FLAT, "ap_email"),
    ("modal", "a term of nothing"): _at(_TERM, "term"),
    ("line", "a term of nothing"): _at(_TERM, "term"),
    ("message", "a term of nothing"): _at(_TERM, "term"),
    ("claim", "a term of nothing"): _at(_TERM, "term"),
    ("page", "a term of nothing"): _at(_TERM, "term"),
    ("modal", _RAMP): _at(_PRICE, "price.l1"),
    ("page", _RAMP): _at(_PRICE, "lines[0].price"),
    ("modal", _NO_PRICE): _at(_PRICE, "price.l1"),
    ("page", _NO_PRICE): _at(_PRICE, "lines[0].price"),
    ("modal", "a discount of more than all"): _at(_DISCOUNT, "discount.l1"),
    ("page", "a discount of more than all"): _at(_DISCOUNT, "lines[0].discount"),
    ("page", "an unknown currency"): _at(
        "amounts are read in a stand-in for the currency, in which `$` is a mistake more",
        *("currency", "lines[0].unit_price"),
    ),
    ("page", "a day that the calendar lacks"): _at(
        "the bank account is in use from the issue date, so the day is told there once more",
        *("issue_date", "bank_account.bank_name"),
    ),
}
