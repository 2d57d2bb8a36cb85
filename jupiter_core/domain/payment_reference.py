"""Structured payment references: what a payer's bank checks, made from an invoice's number alone.

A reference of digits has those of the number; what a kind has no room for falls away in front.

>>> payment_reference(ReferenceKind.RF, "JEU-000042")
'RF09JEU000042'
>>> shown_reference(ReferenceKind.BE, payment_reference(ReferenceKind.BE, "0909337554"))
'+++090/9337/55493+++'
"""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from stdnum import iso11649, luhn
from stdnum.be import ogm_vcs
from stdnum.ch import esr

from jupiter_core.domain.identifiers import has_ibans


class ReferenceKind(StrEnum):
    """Empty is the invoice's number as it is."""

    NUMBER = ""
    RF = "rf"
    BE = "be"
    FI = "fi"
    NO_MOD10 = "no_mod10"
    NO_MOD11 = "no_mod11"
    SE = "se"
    QRR = "qrr"


class _Rule(NamedTuple):
    """`country` has it alone, if it is said; `most` are the characters that the number may give."""

    title: str
    make: Callable[[str], str]
    most: int
    country: str = ""
    letters: bool = False


def _rf(text: str) -> str:
    """ISO 11649: check digits by ISO 7064 modulo 97-10, which `98 - n mod 97` gives."""
    values = "".join(str(int(each, 36)) for each in f"{text}RF00")
    return f"RF{98 - int(values) % 97:02d}{text}"


def _belgian(digits: str) -> str:
    """Ten digits and their remainder modulo 97, 97 instead of 0 (Febelfin)."""
    number = digits.zfill(10)
    return f"{number}{int(number) % 97 or 97:02d}"


def _finnish(digits: str) -> str:
    """Weights 7, 3, 1 from the right; the check digit fills up to ten (Finance Finland)."""
    number = digits.zfill(3)
    total = sum(int(each) * (7, 3, 1)[at % 3] for at, each in enumerate(reversed(number)))
    return f"{number}{-total % 10}"


def _kid_mod10(digits: str) -> str:
    """Luhn (Nets and Mastercard, KID)."""
    return f"{digits}{luhn.calc_check_digit(digits)}"


def _kid_mod11(digits: str) -> str:
    """Weights 2 to 7 from the right; a remainder of 10 is a dash (Nets and Mastercard, KID)."""
    total = sum(int(each) * (2 + at % 6) for at, each in enumerate(reversed(digits)))
    check = -total % 11
    return f"{digits}{'-' if check == 10 else check}"


def _swedish(digits: str) -> str:
    """A digit for the whole length, modulo ten, then Luhn (Bankgirot, OCR with length check)."""
    body = f"{digits}{(len(digits) + 2) % 10}"
    return f"{body}{luhn.calc_check_digit(body)}"


def _swiss(digits: str) -> str:
    """26 digits and their check digit modulo 10, recursive (SIX, QR reference)."""
    number = digits.zfill(26)
    return f"{number}{esr.calc_check_digit(number)}"


_RULES: Mapping[ReferenceKind, _Rule] = {
    ReferenceKind.RF: _Rule("RF creditor reference (ISO 11649)", _rf, 21, letters=True),
    ReferenceKind.BE: _Rule("Belgium: +++ structured communication", _belgian, 10, "BE"),
    ReferenceKind.FI: _Rule("Finland: viitenumero", _finnish, 19, "FI"),
    ReferenceKind.NO_MOD10: _Rule("Norway: KID, modulo 10", _kid_mod10, 24, "NO"),
    ReferenceKind.NO_MOD11: _Rule("Norway: KID, modulo 11", _kid_mod11, 24, "NO"),
    ReferenceKind.SE: _Rule("Sweden: OCR with length check", _swedish, 23, "SE"),
    ReferenceKind.QRR: _Rule("Switzerland: QR reference", _swiss, 26, "CH"),
}


def payment_reference(kind: ReferenceKind, number: str) -> str:
    """Without its spaces; the number itself where no reference is to be made of it."""
    rule = _RULES.get(kind)
    if rule is None:
        return number
    kept = re.sub(r"[^A-Z0-9]" if rule.letters else r"[^0-9]", "", number.upper())[-rule.most :]
    return rule.make(kept) if kept else number


def shown_reference(kind: ReferenceKind, reference: str) -> str:
    """As it is written on paper: `RF09 JEU0 0004 2`, `+++090/9337/55493+++`."""
    if kind is ReferenceKind.RF and iso11649.is_valid(reference):
        return " ".join(re.findall(".{1,4}", reference))
    if kind is ReferenceKind.BE and ogm_vcs.is_valid(reference):
        return f"+++{reference[:3]}/{reference[3:7]}/{reference[7:]}+++"
    if kind is ReferenceKind.QRR and len(reference) == 27:
        return " ".join((reference[:2], *re.findall(".{5}", reference[2:])))
    if kind is ReferenceKind.FI:
        return " ".join(re.findall(".{1,5}", reference[::-1]))[::-1]
    return reference


def reference_titles(country: str) -> dict[str, str]:
    """What an account in a country can have, by code, beside the plain number; `country` is empty
    where accounts have no IBAN."""
    return {
        kind.value: rule.title
        for kind, rule in _RULES.items()
        if (rule.country in ("", country) and has_ibans(country))
        or (rule.country == "CH" and country == "LI")
    }
