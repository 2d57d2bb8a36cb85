"""Numbers under which registers know a company, each checked by the rules of its register.

Every function takes what was typed and gives the canonical spelling, or raises
InvalidIdentifier with the number's name and the reason.

>>> cvr("DK 13 58 56 28")
'13585628'
>>> norwegian_vat("NO 995 525 828 MVA")
'NO995525828MVA'
"""

import re

from stdnum import ean, lei
from stdnum.be import vat as be_vat
from stdnum.dk import cvr as dk_cvr
from stdnum.fi import ytunnus as fi_ytunnus
from stdnum.fr import siren as fr_siren
from stdnum.fr import siret as fr_siret
from stdnum.is_ import kennitala as is_kennitala
from stdnum.it import codicefiscale as it_codicefiscale
from stdnum.it import iva as it_iva
from stdnum.no import mva as no_mva
from stdnum.no import orgnr as no_orgnr
from stdnum.se import orgnr as se_orgnr
from stdnum.util import clean

from jupiter_core.domain.identifiers import checked_number
from jupiter_core.domain.refusals import InvalidIdentifier

_GLN_DIGITS = 13
_BELGIAN_MODULUS = 97
_NORWEGIAN = re.compile("[89]")
"""With which the organisation numbers of Norway begin."""


def gln(typed: str) -> str:
    """Global Location Number of GS1, 13 digits."""
    number = _digits(typed, _GLN_DIGITS, "GLN")
    return checked_number(lambda: ean.validate(number), "GLN")


def legal_entity_identifier(typed: str) -> str:
    """LEI by ISO 17442, 20 characters."""
    return checked_number(lambda: lei.validate(typed), "LEI")


def kvk(typed: str) -> str:
    """Number in the trade register of the Dutch chambers of commerce, 8 digits without a check."""
    return _digits(typed, 8, "KVK number")


def oin(typed: str) -> str:
    """Organisatie-identificatienummer of Dutch authorities, 20 digits without a check."""
    return _digits(typed, 20, "OIN")


def cvr(typed: str) -> str:
    """Number in the Danish central business register, 8 digits."""
    return checked_number(lambda: dk_cvr.validate(typed), "CVR number")


def swedish(typed: str) -> str:
    """Swedish organisationsnummer, 10 digits."""
    return checked_number(lambda: se_orgnr.validate(typed), "Swedish organisation number")


def norwegian(typed: str) -> str:
    """Norwegian organisasjonsnummer, 9 digits, the first an 8 or a 9."""
    name = "Norwegian organisation number"
    number = checked_number(lambda: no_orgnr.validate(typed), name)
    if not _NORWEGIAN.match(number):
        raise InvalidIdentifier(name, "it must begin with an 8 or a 9")
    return number


def norwegian_vat(typed: str) -> str:
    """The organisation number between NO and MVA, as it stands on Norwegian invoices."""
    number = checked_number(lambda: no_mva.validate(typed), "Norwegian VAT number")
    return f"NO{norwegian(number.removesuffix('MVA'))}MVA"


def kennitala(typed: str) -> str:
    """Icelandic identification number, 10 digits."""
    return checked_number(lambda: is_kennitala.validate(typed), "kennitala")


def belgian(typed: str) -> str:
    """Number of the Belgian Crossroads Bank for Enterprises, 10 digits.

    The last two are 97 less the remainder, so from 01 to 97; stdnum lets 00, 98 and 99 through.
    """
    name = "Belgian enterprise number"
    number = checked_number(lambda: be_vat.validate(typed), name)
    if not 1 <= int(number[-2:]) <= _BELGIAN_MODULUS:
        raise InvalidIdentifier(name, "its check digits are wrong")
    return number


def finnish(typed: str) -> str:
    """Finnish Y-tunnus, spelled 1234567-8."""
    return checked_number(
        lambda: fi_ytunnus.format(fi_ytunnus.validate(typed)), "Finnish business ID"
    )


def siren(typed: str) -> str:
    """Number of a French company in the Sirene register, 9 digits."""
    return checked_number(lambda: fr_siren.validate(typed), "SIREN")


def siret(typed: str) -> str:
    """Number of an establishment in the Sirene register: the company's SIREN and five digits."""
    return checked_number(lambda: fr_siret.validate(typed), "SIRET")


def ipa_code(typed: str) -> str:
    """Codice univoco ufficio of an Italian authority, 6 letters or digits."""
    code = typed.strip()
    if not re.fullmatch("[A-Za-z0-9]{6}", code):
        raise InvalidIdentifier("IPA code", "it must have six letters or digits")
    return code


def codice_fiscale(typed: str) -> str:
    """Italian tax code: 16 characters of a person, 11 digits of a company."""
    return checked_number(lambda: it_codicefiscale.validate(typed), "codice fiscale")


def partita_iva(typed: str) -> str:
    """Italian VAT number, with IT in front."""
    return "IT" + checked_number(lambda: it_iva.validate(typed), "Italian VAT number")


def _digits(typed: str, count: int, name: str) -> str:
    digits = clean(typed, " .-").strip()
    if not re.fullmatch(f"[0-9]{{{count}}}", digits):
        raise InvalidIdentifier(name, f"it must have {count} digits")
    return digits
