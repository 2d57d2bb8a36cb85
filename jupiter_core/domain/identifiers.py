"""Identifiers of banks and of taxpayers, each checked by its own standard.

Every function takes what was typed and gives the canonical spelling, or raises
InvalidIdentifier with the standard's name and the reason.

>>> iban("de89 3704 0044 0532 0130 00")
'DE89370400440532013000'
>>> routing_number("021 000 021")
'021000021'
"""

from collections.abc import Callable

from schwifty import BIC, IBAN
from schwifty import exceptions as bank_errors
from schwifty.registry import get_iban_spec
from stdnum import exceptions as number_errors
from stdnum.eu import vat as eu
from stdnum.gb import vat as gb
from stdnum.us import ein as us_ein
from stdnum.us import rtn as us_rtn
from stdnum.util import clean

from jupiter_core.domain.refusals import InvalidIdentifier
from jupiter_core.domain.text import cleaned

_BANK_REASONS: dict[type[Exception], str] = {
    bank_errors.InvalidChecksumDigits: "its check digits are wrong",
    bank_errors.InvalidBBANChecksum: "its national check digits are wrong",
    bank_errors.InvalidLength: "it has the wrong length",
    bank_errors.InvalidCountryCode: "its country code is not known",
    bank_errors.InvalidStructure: "it has a letter or a digit in the wrong place",
    bank_errors.InvalidBankCode: "its bank code is not known",
}
_NUMBER_REASONS: dict[type[Exception], str] = {
    number_errors.InvalidChecksum: "its check digit is wrong",
    number_errors.InvalidLength: "it has the wrong length",
    number_errors.InvalidFormat: "it has a letter or a digit in the wrong place",
    number_errors.InvalidComponent: "a part of it is not in use",
}


def iban(typed: str) -> str:
    """ISO 13616, without spaces."""
    return _bank(lambda: IBAN(cleaned(typed)).compact, "IBAN")


def bic(typed: str) -> str:
    """ISO 9362, eight or eleven characters."""
    return _bank(lambda: BIC(cleaned(typed)).compact, "BIC")


def has_ibans(country: str) -> bool:
    """Whether accounts of a country (ISO 3166-1 alpha-2) have an IBAN: SWIFT's registry."""
    try:
        get_iban_spec(country)
    except bank_errors.InvalidCountryCode:
        return False
    return True


def bank_name(canonical_iban: str) -> str | None:
    """The bank behind an IBAN, where the registry knows it."""
    bank = IBAN(canonical_iban).bank
    return str(bank.name) if bank else None


def routing_number(typed: str) -> str:
    """ABA routing transit number, nine digits."""
    return checked_number(
        lambda: us_rtn.validate(clean(cleaned(typed), " -")), "ABA routing number"
    )


def ein(typed: str) -> str:
    """US Employer Identification Number, spelled 12-3456789."""
    return checked_number(lambda: us_ein.format(us_ein.validate(cleaned(typed))), "EIN")


def eu_vat(typed: str) -> str:
    """VAT number of an EU member state, with its country prefix."""
    return checked_number(lambda: eu.validate(cleaned(typed)), "EU VAT number")


def gb_vat(typed: str) -> str:
    """UK VAT registration number, with GB in front, or with XI where that was typed: so numbers
    of Northern Ireland are written for its trade with the EU."""
    prefix = "XI" if cleaned(typed).strip().upper().startswith("XI") else "GB"
    return checked_number(lambda: prefix + gb.validate(cleaned(typed)), "UK VAT number")


def _bank(check: Callable[[], str], standard: str) -> str:
    try:
        return check()
    except bank_errors.SchwiftyException as error:
        raise InvalidIdentifier(standard, _reason(error, _BANK_REASONS)) from None


def checked_number(check: Callable[[], str], standard: str) -> str:
    """What a validator of stdnum gives. Raises InvalidIdentifier with the reason in words."""
    try:
        return check()
    except number_errors.ValidationError as error:
        raise InvalidIdentifier(standard, _reason(error, _NUMBER_REASONS)) from None


def _reason(error: Exception, reasons: dict[type[Exception], str]) -> str:
    for kind, reason in reasons.items():
        if isinstance(error, kind):
            return reason
    return "it does not follow the standard"
