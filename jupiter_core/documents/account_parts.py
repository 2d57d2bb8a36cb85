"""The parts of a bank account as the paper names and spells them."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from jupiter_core.documents.words import Wording, iban_in_fours
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.bank_schemes.labels import part_label, value_words
from jupiter_core.domain.bank_schemes.scheme import SchemeField

_IBANS = frozenset({"iban", "qr_iban"})
_NUMBERS = _IBANS | {"account_number"}
_LONG = frozenset({"bank_address", "intermediary_bank", "kana_name"})


class AccountPart(NamedTuple):
    """`is_number` marks what names the account itself; what `is_short` is never cut."""

    label: str
    value: str
    is_number: bool
    is_short: bool


def account_parts(bank: BankAccount, say: Wording) -> Iterator[AccountPart]:
    """In the order of its scheme."""
    labels = say.labels
    known = {
        "iban": labels.iban,
        "account_number": labels.account,
        "routing_number": labels.routing,
        "bic": labels.bic,
    }
    present = bank.by_name
    for field, value in bank.parts():
        own = say.in_each(partial(_own_label, field, present))
        label = own or known[field.name]
        name, is_iban = field.name, field.name in _IBANS
        shown = iban_in_fours(value) if is_iban else value_words(field, value, say.language)
        yield AccountPart(label, shown, name in _NUMBERS, name not in _LONG)


def _own_label(field: SchemeField, present: Mapping[str, str], say: Wording) -> str:
    return part_label(field, say.language, present)
