"""Sender, bank account and customer of a file to render.

They are checked as what is typed into a form is; their paths begin with where they stand.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from bot.intake.errors import ErrorCollector
from bot.intake.files.invoice_logo import KeepLogo, kept_logo
from bot.intake.files.json_tree import Entry, Fields
from bot.intake.party import (
    ACCOUNT_PARTS,
    ADDRESS_PARTS,
    read_account,
    read_address,
    read_tax_ids,
)
from bot.intake.refusals import WrongShape
from jupiter_core.domain.address import Address
from jupiter_core.domain.amendment import attention_of, cost_centre_of
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.party import ApContact, BillTo, Seller, TaxId, colour_of
from jupiter_core.domain.terms import FIRST_ISSUE_DATE
from jupiter_core.domain.text import email_of, line_of
from jupiter_core.domain.time_zone import time_zone_of

T = TypeVar("T")

_SENDER = (
    "legal_name",
    "address",
    "tax_ids",
    "email",
    "phone",
    "colour",
    "logo",
    "endpoint",
    "time_zone",
)
_CUSTOMER = (
    "name",
    "address",
    "tax_ids",
    "ap_contact",
    "attention",
    "cost_centre",
    "po_required",
    "buyer_reference",
    "endpoint",
)
_COLOUR, _TIME_ZONE = "#1f3a5f", "UTC"


def read_sender(entry: Entry, keep_logo: KeepLogo) -> Seller:
    """What is a mistake has a harmless value in its place."""
    fields = entry.fields(*_SENDER)
    found: dict[str, Any] = {
        "profile_id": "file",
        "legal_name": fields.need("legal_name", "The legal name", _name) or "",
        "address": fields.need("address", "The address", _address),
        "tax_ids": _tax_ids(entry, fields.items("tax_ids")),
        "email": fields.get("email", _email) or "",
        "phone": line(fields, "phone", "Telephone", 40),
        "colour": fields.get("colour", lambda each: each.text(colour_of)) or _COLOUR,
        "logo": fields.get("logo", lambda e: e.text(lambda url: kept_logo(url, keep_logo))) or "",
        "endpoint": line(fields, "endpoint", "Electronic address", 100),
        "time_zone": fields.get("time_zone", lambda each: each.text(time_zone_of)) or _TIME_ZONE,
    }
    return Seller.model_construct(**found)


def read_customer(entry: Entry) -> BillTo:
    """The same for the customer."""
    fields = entry.fields(*_CUSTOMER)
    found: dict[str, Any] = {
        "customer_id": "file",
        "legal_name": fields.need("name", "The legal name", _name) or "",
        "address": fields.need("address", "The address", _address),
        "tax_ids": _tax_ids(entry, fields.items("tax_ids")),
        "ap_contact": fields.get("ap_contact", _ap_contact) or ApContact(),
        "attention": fields.get("attention", lambda each: each.text(attention_of)) or "",
        "cost_centre": fields.get("cost_centre", lambda each: each.text(cost_centre_of)) or "",
        "po_required": fields.get("po_required", _yes_or_no) or False,
        "buyer_reference": line(fields, "buyer_reference", "Buyer reference", 100),
        "endpoint": line(fields, "endpoint", "Electronic address", 100),
    }
    return BillTo.model_construct(**found)


def read_bank(entry: Entry) -> BankAccount | None:
    """The account, or None with its mistakes kept."""
    fields = entry.fields(*ACCOUNT_PARTS, "valid_since")
    since = fields.need("valid_since", "The day since which it is in use", Entry.day)
    typed = {part: fields.get(part, lambda each: each.text(str)) or "" for part in ACCOUNT_PARTS}
    return read_account(_below(entry), typed, since or FIRST_ISSUE_DATE)


def paragraph(entry: Entry, check: Callable[[str], T]) -> T | None:
    """A text that may have several lines, as `check` takes it."""
    value = entry.value
    if not isinstance(value, str):
        return entry.text(check)
    flat = Entry(value.replace("\n", " "), entry.path, entry.checks)
    return flat.text(lambda _: check(value))


def _address(entry: Entry) -> Address | None:
    fields = entry.fields(*ADDRESS_PARTS)
    typed = {part: fields.get(part, lambda each: paragraph(each, str)) for part in ADDRESS_PARTS}
    return read_address(_below(entry), {part: text or "" for part, text in typed.items()})


def _tax_ids(owner: Entry, entries: Sequence[Entry]) -> tuple[TaxId, ...]:
    typed: dict[str, str] = {}
    for n, entry in enumerate(entries):
        fields = entry.fields("kind", "value")
        for part, what in (("kind", "The kind of tax id"), ("value", "The number of the tax id")):
            typed[f"tax_ids[{n}].{part}"] = fields.need(part, what, _raw) or ""
    return read_tax_ids(_below(owner), typed)


def _ap_contact(entry: Entry) -> ApContact:
    fields = entry.fields("name", "email")
    email = fields.get("email", _email)
    return ApContact(name=line(fields, "name", "AP contact", 140), email=email or "")


def line(fields: Fields, key: str, what: str, most: int) -> str:
    """A text of one line that may be absent; `what` begins the sentence of a refusal."""

    def read(entry: Entry) -> str | None:
        return entry.text(lambda text: line_of(text, what, most))

    return fields.get(key, read) or ""


def _name(entry: Entry) -> str | None:
    return entry.text(lambda text: line_of(text, "Legal name", 140, required=True))


def _email(entry: Entry) -> str | None:
    return entry.text(lambda text: email_of(text) if text.strip() else "")


def _raw(entry: Entry) -> str | None:
    return entry.text(str)


def _yes_or_no(entry: Entry) -> bool | None:
    if isinstance(entry.value, bool):
        return entry.value
    entry.refuse(WrongShape("true or false, without quotes"))
    return None


def _below(entry: Entry) -> ErrorCollector:
    """ErrorCollector whose paths begin at `entry`."""
    return entry.checks.within(f"{entry.path}.")
