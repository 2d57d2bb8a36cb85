"""Numbers of companies outside Europe's Economic Area, checked by the rules of their registers.

As in `company_numbers`, every function gives the canonical spelling, or raises InvalidIdentifier.

>>> qualified_issuer("T7000012050002")
'T7000012050002'
>>> swiss_vat("CHE-116.281.710 MWST")
'CHE116281710MWST'
"""

from stdnum.au import abn as au_abn
from stdnum.ca import bn as ca_bn
from stdnum.ch import uid as ch_uid
from stdnum.ch import vat as ch_vat
from stdnum.in_ import gstin as in_gstin
from stdnum.jp import cn as jp_cn
from stdnum.mx import rfc as mx_rfc
from stdnum.nz import ird as nz_ird
from stdnum.sg import uen as sg_uen

from jupiter_core.domain.company_numbers import gln
from jupiter_core.domain.identifiers import checked_number
from jupiter_core.domain.refusals import InvalidIdentifier

_NEW_ZEALAND = "94"
"""With which the numbers that GS1 gives there begin."""


def australian(typed: str) -> str:
    """Australian Business Number, 11 digits."""
    return checked_number(lambda: au_abn.validate(typed), "Australian Business Number")


def canadian_gst(typed: str) -> str:
    """GST/HST account of the Canada Revenue Agency: business number, RT, four digits."""
    number = checked_number(lambda: ca_bn.validate(typed.upper()), "GST/HST number")
    if number[9:11] != "RT":
        raise InvalidIdentifier("GST/HST number", "it must be like 123026635RT0001")
    return number


def corporate_number(typed: str) -> str:
    """Corporate number (houjin bangou) of Japan's National Tax Agency, 13 digits."""
    return checked_number(lambda: jp_cn.validate(typed), "corporate number")


def gstin(typed: str) -> str:
    """Goods and services tax identification number of India, 15 characters."""
    return checked_number(lambda: in_gstin.validate(typed.upper()), "GSTIN")


def mexican(typed: str) -> str:
    """Registro Federal de Contribuyentes, 12 characters of a company, 13 of a person."""
    return checked_number(lambda: mx_rfc.validate(typed.upper()), "RFC")


def new_zealand_business(typed: str) -> str:
    """New Zealand Business Number, which is a GLN of GS1 there."""
    number = gln(typed)
    if not number.startswith(_NEW_ZEALAND):
        raise InvalidIdentifier("NZBN", "it must begin with 94")
    return number


def new_zealand_gst(typed: str) -> str:
    """GST number in New Zealand: the number of its Inland Revenue, 8 or 9 digits."""
    return checked_number(lambda: nz_ird.validate(typed), "GST number")


def qualified_issuer(typed: str) -> str:
    """Registration number of a qualified invoice issuer in Japan: T and the corporate number, or
    13 digits of a person."""
    name, number = "registration number", typed.strip().upper().replace("-", "").replace(" ", "")
    if not number.startswith("T"):
        raise InvalidIdentifier(name, "it must be T and 13 digits")
    return f"T{checked_number(lambda: jp_cn.validate(number[1:]), name)}"


def singaporean(typed: str) -> str:
    """Unique entity number of Singapore, 9 or 10 characters."""
    return checked_number(lambda: sg_uen.validate(typed), "UEN")


def swiss(typed: str) -> str:
    """Unternehmens-Identifikationsnummer of Switzerland and Liechtenstein, CHE and 9 digits."""
    return checked_number(lambda: ch_uid.validate(typed), "UID")


def swiss_vat(typed: str) -> str:
    """The UID with MWST, TVA, IVA or TPV behind it."""
    return checked_number(lambda: ch_vat.validate(typed), "Swiss VAT number")


def shown_australian(number: str) -> str:
    """`83 914 571 673`."""
    return str(au_abn.format(number))


def shown_swiss(number: str) -> str:
    """`CHE-116.281.710`, as the register and the law write it."""
    return str(ch_uid.format(number))


def shown_swiss_vat(number: str) -> str:
    """`CHE-116.281.710 MWST`."""
    return str(ch_vat.format(number))
