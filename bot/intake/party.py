"""Typed text into parties. A form and a file end here, so both are checked in the same way.

What was typed is a flat mapping from path to text: `legal_name`, `address.street`,
`tax_ids[0].kind`, `bank_accounts[0].iban`. A path that is absent counts as empty.
"""

import itertools
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from bot.intake.deal_defaults import read_deal_defaults
from bot.intake.errors import ErrorCollector
from bot.intake.notation.endpoint import endpoint_of
from bot.intake.refusals import NotAmong
from bot.wording.choices import LANGUAGES
from jupiter_core.domain import identifiers
from jupiter_core.domain.address import Address
from jupiter_core.domain.amendment import attention_of, cost_centre_of
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.money import known_currency
from jupiter_core.domain.party import (
    Customer,
    SenderProfile,
    TaxId,
    TaxIdKind,
    colour_of,
    series_of,
)
from jupiter_core.domain.refusals import AlreadyTaken, InvalidAddress, OutOfRange, Required
from jupiter_core.domain.text import email_of, line_of, paragraph_of
from jupiter_core.domain.time_zone import time_zone_of

Typed = Mapping[str, str]

ADDRESS_PARTS = ("street", "city", "region", "postal_code", "country")
ACCOUNT_PARTS = (
    "holder",
    "bank_name",
    "currency",
    "iban",
    "bic",
    "account_number",
    "routing_number",
)
MOST_ACCOUNTS = 10
MOST_TAX_IDS = 10
_NAME_LIMIT = 140
_REFERENCE_LIMIT = 100
_DEFAULT_LANGUAGE = "en"


def read_profile(typed: Typed, profile_id: str, today: date) -> SenderProfile:
    """A sender profile with the bank accounts that were typed, if any, and without a logo.

    Raises ValidationErrors.
    """
    checks = ErrorCollector()
    found = {
        "legal_name": checks.part("legal_name", lambda: _name_of(typed.get("legal_name", ""))),
        "address": _address(checks, typed),
        "tax_ids": read_tax_ids(checks, typed),
        "email": checks.part("email", lambda: _optional_email(typed.get("email", ""))),
        "phone": checks.part("phone", lambda: line_of(typed.get("phone", ""), "Telephone", 40)),
        "endpoint": checks.part("endpoint", lambda: endpoint_of(typed.get("endpoint", ""))),
        "colour": checks.part("colour", lambda: _colour_of(typed.get("colour", ""))),
        "series": checks.part("series", lambda: series_of(typed.get("series", ""))),
        "time_zone": checks.part("time_zone", lambda: _time_zone_of(typed.get("time_zone", ""))),
        "bank_accounts": read_accounts(checks, typed, today),
        "back_dating": typed.get("back_dating", "") == "true",
    }
    checks.expect_none()
    return SenderProfile.model_validate({"id": profile_id, **found})


def read_customer(typed: Typed, customer_id: str) -> Customer:
    """Raises ValidationErrors."""
    checks = ErrorCollector()
    found = {
        "name": checks.part("name", lambda: _name_of(typed.get("name", ""))),
        "address": _address(checks, typed),
        "tax_ids": read_tax_ids(checks, typed),
        "ap_contact": {
            "name": checks.part(
                "ap_contact.name",
                lambda: line_of(typed.get("ap_contact.name", ""), "AP contact", 140),
            ),
            "email": checks.part(
                "ap_contact.email", lambda: _optional_email(typed.get("ap_contact.email", ""))
            ),
        },
        "attention": checks.part("attention", lambda: attention_of(typed.get("attention", ""))),
        "cost_centre": checks.part(
            "cost_centre", lambda: cost_centre_of(typed.get("cost_centre", ""))
        ),
        "po_required": typed.get("po_required", "") == "true",
        "buyer_reference": checks.part(
            "buyer_reference", lambda: _reference_of(typed.get("buyer_reference", ""))
        ),
        "endpoint": checks.part("endpoint", lambda: endpoint_of(typed.get("endpoint", ""))),
        "language": checks.part("language", lambda: _language_of(typed.get("language", ""))),
        "defaults": read_deal_defaults(checks, typed),
    }
    checks.expect_none()
    return Customer.model_validate({"id": customer_id, **found})


def read_address(group: ErrorCollector, parts: Typed) -> Address | None:
    """The address of its `street`, `city` and so on, or None with its mistakes kept in `group`,
    whose paths are those of the address.

    One look at an address may tell of one part only: a part that is wrong is taken out, and the
    rest is looked at again, so that all is told at once.
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
        known, given = wrong, {**given, **dict.fromkeys(wrong, "")}


def read_tax_ids(checks: ErrorCollector, typed: Typed) -> tuple[TaxId, ...]:
    """Those that are all right; a pair of which nothing was typed is none."""
    prefixes = _at_most(checks, typed, "tax_ids", MOST_TAX_IDS)
    found = (_tax_id(checks.within(prefix), typed, prefix) for prefix in prefixes)
    return tuple(each for each in found if each)


def read_accounts(checks: ErrorCollector, typed: Typed, today: date) -> tuple[BankAccount, ...]:
    """Those that are all right, one a currency at most."""
    found: dict[str, BankAccount] = {}
    for prefix in _at_most(checks, typed, "bank_accounts", MOST_ACCOUNTS):
        account = read_account(checks, typed, today, prefix)
        if account and account.currency in found:
            taken = AlreadyTaken("bank account in", account.currency)
            checks.add(taken, f"{prefix}currency")
        elif account:
            found[account.currency] = account
    return tuple(found.values())


def read_account(
    checks: ErrorCollector, typed: Typed, today: date, prefix: str = ""
) -> BankAccount | None:
    """The account, in use from `today`, or None with its mistakes kept."""
    group = checks.within(prefix)
    given = {part: typed.get(prefix + part, "") for part in ACCOUNT_PARTS}
    group.part("holder", lambda: line_of(given["holder"], "Account holder", 140, required=True))
    group.part("bank_name", lambda: line_of(given["bank_name"], "Bank", 140, required=True))
    group.part("currency", lambda: _currency_of(given["currency"]))
    group.part("account_number", lambda: line_of(given["account_number"], "Account number", 34))
    for part, check in (
        ("iban", identifiers.iban),
        ("bic", identifiers.bic),
        ("routing_number", identifiers.routing_number),
    ):
        if given[part].strip():
            group.part(part, partial(check, given[part]))
    return group.whole(lambda: BankAccount.checked(**given, valid_since=today))


def items(typed: Typed, name: str) -> Iterator[str]:
    """The prefixes of a list's items: `tax_ids[0].`, `tax_ids[1].`, …"""
    for n in itertools.count():
        prefix = f"{name}[{n}]."
        if not any(path.startswith(prefix) for path in typed):
            return
        yield prefix


def _at_most(checks: ErrorCollector, typed: Typed, name: str, most: int) -> list[str]:
    """The prefixes of as many items as a form and a message can show."""
    prefixes = [*items(typed, name)]
    if len(prefixes) > most:
        checks.add(OutOfRange("The number of them", "0", str(most)), name)
    return prefixes[:most]


def _address(checks: ErrorCollector, typed: Typed) -> Address | None:
    parts = {part: typed.get(f"address.{part}", "") for part in ADDRESS_PARTS}
    return read_address(checks.within("address."), parts)


def _tax_id(group: ErrorCollector, typed: Typed, prefix: str) -> TaxId | None:
    kind, value = typed.get(f"{prefix}kind", "").strip(), typed.get(f"{prefix}value", "")
    if not kind and not value.strip():
        return None
    known = group.part("kind", lambda: _kind_of(kind))
    if not value.strip():
        group.add(Required("The number of the tax id"), "value")
        return None
    return group.part("value", lambda: TaxId.checked(known, value)) if known else None


def _kind_of(typed: str) -> TaxIdKind:
    if not typed:
        raise Required("The kind of tax id")
    if typed not in set(TaxIdKind):
        raise NotAmong(line_of(typed, "The kind of tax id", 30), ", ".join(TaxIdKind))
    return TaxIdKind(typed)


def _name_of(typed: str) -> str:
    return line_of(typed, "Legal name", _NAME_LIMIT, required=True)


def _reference_of(typed: str) -> str:
    return line_of(typed, "Buyer reference", _REFERENCE_LIMIT)


def _language_of(typed: str) -> str:
    """English where nothing is said."""
    language = typed.strip() or _DEFAULT_LANGUAGE
    if language not in LANGUAGES:
        raise NotAmong(line_of(language, "Language", 30), ", ".join(LANGUAGES))
    return language


def _country_of(typed: str) -> str:
    country = typed.strip()
    if not country:
        raise Required("The country")
    if len(country) != 2 or not country.isascii():
        raise InvalidAddress("This is not a country code such as US, GB or DE (ISO 3166).")
    return country


def _currency_of(typed: str) -> str:
    return known_currency(line_of(typed, "Currency", 3, required=True))


def _colour_of(typed: str) -> str:
    return colour_of(line_of(typed, "Colour", 20, required=True))


def _time_zone_of(typed: str) -> str:
    return time_zone_of(line_of(typed, "Time zone", 64, required=True))


def _optional_email(typed: str) -> str:
    return email_of(typed) if typed.strip() else ""
