"""Checks of account numbers by what their countries publish. Each gives the canonical spelling or
raises InvalidIdentifier.

>>> clabe("032 180 000 118 359 719")
'032180000118359719'
>>> nz_account("01-902-0068389-00")
'01-0902-0068389-00'
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial
from uuid import UUID

from stdnum import luhn
from stdnum.br import cnpj, cpf
from stdnum.nz import bankaccount
from stdnum.sg import uen
from stdnum.util import clean

from jupiter_core.domain import identifiers
from jupiter_core.domain.refusals import InvalidEmail, InvalidIdentifier, TooLong, Unprintable
from jupiter_core.domain.text import cleaned, email_of, line_of

_CLABE_WEIGHTS = (3, 7, 1)
_SWISS = ("CH", "LI")
_KANA_LIMIT = 60
_KANA = re.compile(r"[ァ-ヺー0-9A-Z()「」.,\-/・¥ ]+")
_MOBILE = re.compile(r"\+55\d{10,11}", re.ASCII)


def clabe(typed: str) -> str:
    """Mexico's 18 digits; the last is 10 less the sum of the digits times 3, 7, 1, each modulo 10
    (Banco de México, CLABE)."""
    digits = clean(cleaned(typed), " -")
    if not re.fullmatch(r"\d{18}", digits, re.ASCII):
        raise InvalidIdentifier("CLABE", "it needs 18 digits")
    total = sum(int(digit) * _CLABE_WEIGHTS[at % 3] % 10 for at, digit in enumerate(digits[:17]))
    if int(digits[17]) != -total % 10:
        raise InvalidIdentifier("CLABE", "its check digit is wrong")
    return digits


def bankgiro(typed: str) -> str:
    """Sweden's seven or eight digits, the last of which is Luhn's (Bankgirot)."""
    digits = clean(cleaned(typed), " -")
    if not re.fullmatch(r"\d{7,8}", digits, re.ASCII):
        raise InvalidIdentifier("Bankgiro number", "it needs 7 or 8 digits")
    if not luhn.is_valid(digits):
        raise InvalidIdentifier("Bankgiro number", "its check digit is wrong")
    return digits


def nz_account(typed: str) -> str:
    """New Zealand's bank, branch, account and suffix, with the check of its bank."""
    value = identifiers.checked_number(
        lambda: bankaccount.format(bankaccount.validate(cleaned(typed))), "account number"
    )
    *parts, suffix = value.split("-")
    # Written with two digits unless it needs three.
    return "-".join((*parts, suffix.removeprefix("0")))


def paynow_uen(typed: str) -> str:
    """Singapore's Unique Entity Number; PayNow may add three characters to tell accounts apart."""
    value = clean(cleaned(typed), " -").upper()
    for number, suffix in ((value, ""), (value[:-3], value[-3:])):
        try:
            return identifiers.checked_number(partial(uen.validate, number), "UEN") + suffix
        except InvalidIdentifier:
            continue
    return identifiers.checked_number(lambda: uen.validate(value), "UEN")


def swiss_iban(typed: str) -> str:
    """An IBAN of Switzerland or Liechtenstein that is no QR-IBAN."""
    iban = _of_switzerland(typed, "IBAN")
    if is_qr_iban(iban):
        raise InvalidIdentifier("IBAN", "it is a QR-IBAN, which has a field of its own")
    return iban


def qr_iban(typed: str) -> str:
    """An IBAN whose institution (places 5 to 9) is between 30000 and 31999: SIX, QR-IID."""
    iban = _of_switzerland(typed, "QR-IBAN")
    if not is_qr_iban(iban):
        raise InvalidIdentifier("QR-IBAN", "its fifth to ninth digits must be from 30000 to 31999")
    return iban


def is_qr_iban(iban: str) -> bool:
    """Whether payments to it have a QR reference; `iban` is canonical."""
    return iban[:2] in _SWISS and "30000" <= iban[4:9] <= "31999"


def kana_name(typed: str) -> str:
    """The holder's name as Japanese banks match it: katakana, capitals, digits and a few signs.
    Half-width kana become full-width."""
    name = unicodedata.normalize("NFKC", line_of(typed, "Kana name", _KANA_LIMIT)).upper()
    if not _KANA.fullmatch(name):
        raise InvalidIdentifier("kana name", "it may have katakana, capital letters and digits")
    return name


def pix_key(typed: str) -> str:
    """Brazil's Pix key: an e-mail address, a mobile number, a CPF or CNPJ, or a random key (Banco
    Central do Brasil)."""
    key = line_of(typed, "Pix key", 77)
    if "@" in key:
        return _pix_email(key)
    compact = clean(key, " ()-")
    if _MOBILE.fullmatch(compact):
        return compact
    for check in (cnpj, cpf):
        if check.is_valid(key):
            return str(check.compact(key))
    try:
        return str(UUID(key))
    except ValueError:
        reason = "it must be an e-mail address, a number with +55, a CPF or CNPJ, or a random key"
        raise InvalidIdentifier("Pix key", reason) from None


def _pix_email(key: str) -> str:
    try:
        return email_of(key).lower()
    except (InvalidEmail, TooLong, Unprintable):
        raise InvalidIdentifier("Pix key", "its e-mail address is not one") from None


def _of_switzerland(typed: str, what: str) -> str:
    iban = identifiers.iban(typed)
    if iban[:2] not in _SWISS:
        raise InvalidIdentifier(what, "it must begin with CH or LI")
    return iban


CHECKS: Mapping[str, Callable[[str], str]] = {
    "iban": identifiers.iban,
    "bic": identifiers.bic,
    "aba": identifiers.routing_number,
    "clabe": clabe,
    "nz_account": nz_account,
    "bankgiro": bankgiro,
    "paynow_uen": paynow_uen,
    "swiss_iban": swiss_iban,
    "qr_iban": qr_iban,
    "kana_name": kana_name,
    "pix_key": pix_key,
}
"""By the names that the table of schemes says."""
