"""An address and a bank account: each part is looked at, then the whole; all is told at once."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from bot.intake.errors import ErrorCollector
from jupiter_core.domain.address import Address
from jupiter_core.domain.bank import BankAccount, rules_of
from jupiter_core.domain.bank_schemes import scheme_named
from jupiter_core.domain.bank_schemes.scheme import OWN_PARTS
from jupiter_core.domain.cheque import (
    ADDRESS,
    PAYABLE_TO,
    Cheque,
    cheque_address,
    cheque_payee,
)
from jupiter_core.domain.money import known_currency
from jupiter_core.domain.refusals import InvalidAddress, Required
from jupiter_core.domain.text import line_of, paragraph_of

Typed = Mapping[str, str]

ADDRESS_PARTS = ("street", "city", "region", "postal_code", "country")
_PASSING = {"street": "-", "city": "-"}
ACCOUNT_PARTS = (
    "holder",
    "bank_name",
    "currency",
    "iban",
    "bic",
    "account_number",
    "routing_number",
    "scheme",
    "reference",
)
_DETAIL = "details."
MOST_ACCOUNTS = 10
MOST_TAX_IDS = 10
_NAME_LIMIT = 140
_REFERENCE_LIMIT = 100


def read_address(group: ErrorCollector, parts: Typed) -> Address | None:
    """The address of its `street`, `city` and so on, or None with its mistakes kept in `group`,
    whose paths are those of the address.

    One look at an address may tell of one part only: in place of a part that is wrong comes one
    that passes, and the rest is looked at again, so that all is told at once.
    """
    given = {part: parts.get(part, "") for part in ADDRESS_PARTS}
    group.part("street", lambda: paragraph_of(given["street"], "Street", 255))
    group.part("city", lambda: line_of(given["city"], "City", 100))
    group.part("region", lambda: line_of(given["region"], "Region", 100))
    group.part("postal_code", lambda: line_of(given["postal_code"], "Postal code", 20))
    group.part("country", lambda: _country_of(given["country"]))
    known: set[str] = set()
    while True:
        address = group.whole(partial(Address.checked, **given))
        wrong = {part for part in ADDRESS_PARTS if group.has(part)}
        if wrong == known:
            return None if wrong else address
        known, given = wrong, {**given, **{part: _PASSING.get(part, "") for part in wrong}}


def read_account(group: ErrorCollector, parts: Typed, today: date) -> BankAccount | None:
    """The account, in use from `today`, or None with its mistakes kept in `group`, whose paths are
    those of the account: `iban`, `details.sort_code`."""
    given = {part: parts.get(part, "") for part in ACCOUNT_PARTS}
    own = {part: given[part] for part in OWN_PARTS}
    group.part("holder", lambda: line_of(given["holder"], "Account holder", 140, required=True))
    group.part("bank_name", lambda: line_of(given["bank_name"], "Bank", 140, required=True))
    group.part("currency", lambda: _currency_of(given["currency"]))
    details = {path: text for path, text in parts.items() if path.startswith(_DETAIL)}
    for each in scheme_named(given["scheme"]).fields:
        group.part(each.path, partial(each.read, parts.get(each.path, "")))
    group.whole(lambda: rules_of(given["scheme"], {**own, **details}))
    cheque = _read_cheque(group, parts)
    named = {path.removeprefix(_DETAIL): text for path, text in details.items()}
    return group.whole(
        lambda: BankAccount.checked(**given, details=named, cheque=cheque, valid_since=today)
    )


def _read_cheque(group: ErrorCollector, parts: Typed) -> Cheque | None:
    payee, address = parts.get(PAYABLE_TO, ""), parts.get(ADDRESS, "")
    if payee.strip() or address.strip():
        group.part(PAYABLE_TO, lambda: cheque_payee(payee))
        group.part(ADDRESS, lambda: cheque_address(address))
    return group.whole(lambda: Cheque.checked(payee, address))


def _country_of(typed: str) -> str:
    country = typed.strip()
    if not country:
        raise Required("The country")
    if len(country) != 2 or not country.isascii():
        raise InvalidAddress("This is not a country code such as US, GB or DE (ISO 3166).")
    return country


def _currency_of(typed: str) -> str:
    return known_currency(line_of(typed, "Currency", 3, required=True))
