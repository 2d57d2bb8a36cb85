"""What is typed into the fields of a bank account."""

from datetime import date
from typing import Any

from bot.intake.errors import ErrorCollector
from bot.intake.modals.values import typed_of
from bot.intake.party import read_account
from jupiter_core.domain import identifiers
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.refusals import InvalidIdentifier

Values = dict[str, dict[str, Any]]

PLAIN = "number"
"""The choice of a menu that stands for no payment reference but the invoice's number."""
BEFORE = "before"
"""The choice that stands for an account of before there were kinds."""
_AROUND = frozenset({"scheme", "holder", "currency", "reference"})
"""What has a value before anybody types."""


def account_texts(values: Values) -> dict[str, str]:
    """What stands in the fields, by path."""
    return dict(typed_of(values))


def parse_account(values: Values, today: date) -> BankAccount:
    """From the submitted view's `state.values`. Raises ValidationErrors, each at its block's id."""
    return _read(account_texts(values), today)


def read_first_account(values: Values, today: date) -> BankAccount | None:
    """None where nothing of it was typed; the bank's name may follow from the IBAN. Raises
    ValidationErrors, each at its block's id."""
    typed = account_texts(values)
    if not any(text.strip() for path, text in typed.items() if path not in _AROUND):
        return None
    if not typed.get("bank_name", "").strip() and typed.get("iban", "").strip():
        typed["bank_name"] = _bank_of(typed["iban"])
    return _read(typed, today)


def _read(typed: dict[str, str], today: date) -> BankAccount:
    errors = ErrorCollector()
    menus = {name: "" for name in ("scheme", "reference") if typed.get(name) in (PLAIN, BEFORE)}
    account = read_account(errors, {**typed, **menus}, today)
    errors.expect_none()
    return BankAccount.model_validate(account)


def _bank_of(iban: str) -> str:
    """Of an IBAN that is wrong, its mistake says enough: any name will do."""
    try:
        return identifiers.bank_name(identifiers.iban(iban)) or ""
    except InvalidIdentifier:
        return "?"
