"""Bank accounts: complete, checked, refused at the part that is wrong."""

from datetime import date
from typing import Any

import pytest

from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import NoBankAccount, Refusal
from tests.factories import a_euro_bank, a_sender_profile, a_us_bank

TYPED: dict[str, Any] = {
    "holder": "Jupiter US Inc.",
    "bank_name": "First Example Bank",
    "currency": "usd",
    "iban": "",
    "bic": "chasus33",
    "account_number": "000123456789",
    "routing_number": "021 000 021",
    "valid_since": date(2025, 3, 1),
}


def test_an_account_is_kept_in_its_canonical_spelling() -> None:
    assert BankAccount.checked(**TYPED) == a_us_bank()


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"account_number": "", "routing_number": ""}, "iban"),
        ({"routing_number": " "}, "routing_number"),
        ({"routing_number": "021000022"}, "routing_number"),
        ({"iban": "DE89"}, "iban"),
        ({"bic": "X"}, "bic"),
        ({"holder": ""}, "holder"),
        ({"bank_name": " "}, "bank_name"),
        ({"holder": "x" * 141}, "holder"),
        ({"bank_name": "\u202e"}, "bank_name"),
        ({"account_number": "1" * 35}, "account_number"),
        ({"currency": "XXX"}, "currency"),
    ],
)
def test_what_is_wrong_is_refused_at_its_place(changes: dict[str, str], path: str) -> None:
    with pytest.raises(Refusal) as refusal:
        BankAccount.checked(**{**TYPED, **changes})
    assert refusal.value.path == path


def test_two_accounts_are_the_same_whatever_their_dates() -> None:
    later = a_us_bank().model_copy(update={"valid_since": date(2026, 1, 1)})
    assert a_us_bank().same_account(later)
    assert not a_us_bank().same_account(a_euro_bank())


def test_an_invoice_is_paid_to_the_account_in_its_currency_or_to_the_first() -> None:
    profile = a_sender_profile(bank_accounts=(a_us_bank(), a_euro_bank()))
    assert profile.account_for("EUR") == a_euro_bank()
    assert profile.account_for("JPY") == a_us_bank()


def test_an_entity_without_an_account_cannot_bill() -> None:
    profile: SenderProfile = a_sender_profile(bank_accounts=())
    with pytest.raises(NoBankAccount):
        profile.account_for("USD")
