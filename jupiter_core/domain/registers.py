"""What numbers a party may have: tax ids, and registration numbers with the scheme they are in.

A scheme is a code of ISO 6523 (the list ICD of the European e-invoice standard), by which software
knows in which register it finds a number. A number without one says only what it is called.
"""

from collections.abc import Callable
from typing import NamedTuple

from jupiter_core.domain import (
    company_numbers,
    identifiers,
    malaysian_numbers,
    overseas_numbers,
)
from jupiter_core.domain.text import line_of

_LIMIT = 50


class NumberKind(NamedTuple):
    """`label` stands before the number on paper, `name` in menus; `check` gives its canonical
    spelling, `shown` that of the paper. `scheme` and `country` are those of its register, empty
    where it has none."""

    label: str
    name: str
    check: Callable[[str], str]
    scheme: str = ""
    country: str = ""
    shown: Callable[[str], str] = str


def _tax_number(typed: str) -> str:
    """Any number. Raises Required, TooLong or Unprintable."""
    return line_of(typed, "Tax id", _LIMIT, required=True)


def _registration(typed: str) -> str:
    """Any number. Raises Required, TooLong or Unprintable."""
    return line_of(typed, "Registration number", _LIMIT, required=True)


# fmt: off
NUMBERS: dict[str, NumberKind] = {
    "eu_vat": NumberKind("VAT ID", "EU VAT number", identifiers.eu_vat),
    "gb_vat": NumberKind("VAT no.", "UK VAT number", identifiers.gb_vat),
    "ein": NumberKind("EIN", "EIN (United States)", identifiers.ein),
    "no_vat": NumberKind("VAT no.", "Norwegian VAT number", company_numbers.norwegian_vat),
    "ch_vat": NumberKind("VAT no.", "Swiss VAT number (MWST)", overseas_numbers.swiss_vat,
        shown=overseas_numbers.shown_swiss_vat),
    "au_abn": NumberKind(
        "ABN", "Australian business number", overseas_numbers.australian, "0151", "AU",
        overseas_numbers.shown_australian),
    "be_kbo": NumberKind(
        "KBO/BCE", "Belgian enterprise number", company_numbers.belgian, "0208", "BE"),
    "ca_gst": NumberKind("GST/HST no.", "Canadian GST/HST number", overseas_numbers.canadian_gst),
    "ch_uid": NumberKind("UID", "Swiss UID", overseas_numbers.swiss, "0183", "CH",
        overseas_numbers.shown_swiss),
    "dk_cvr": NumberKind("CVR", "Danish CVR number", company_numbers.cvr, "0184", "DK"),
    "fi_ytunnus": NumberKind(
        "Y-tunnus", "Finnish business ID", company_numbers.finnish, "0212", "FI"),
    "fr_siren": NumberKind("SIREN", "French SIREN", company_numbers.siren, "0002", "FR"),
    "fr_siret": NumberKind("SIRET", "French SIRET", company_numbers.siret, "0009"),
    "in_gstin": NumberKind("GSTIN", "Indian GSTIN", overseas_numbers.gstin),
    "is_kennitala": NumberKind(
        "Kennitala", "Icelandic kennitala", company_numbers.kennitala, "0196", "IS"),
    "jp_qualified": NumberKind("Registration no.", "Japanese registration number (T…)",
        overseas_numbers.qualified_issuer),
    "jp_corporate": NumberKind("Corporate no.", "Japanese corporate number",
        overseas_numbers.corporate_number, "0188", "JP"),
    "mx_rfc": NumberKind("RFC", "Mexican RFC", overseas_numbers.mexican),
    "my_brn": NumberKind("BRN", "Malaysian business registration number (BRN)",
        malaysian_numbers.business, country="MY"),
    "my_sst": NumberKind("SST no.", "Malaysian SST number",
        malaysian_numbers.sales_and_service_tax),
    "my_tin": NumberKind("TIN", "Malaysian TIN", malaysian_numbers.taxpayer),
    "nl_kvk": NumberKind("KVK", "Dutch KVK number", company_numbers.kvk, "0106", "NL"),
    "nl_oin": NumberKind("OIN", "Dutch OIN (authorities)", company_numbers.oin, "0190", "NL"),
    "no_orgnr": NumberKind(
        "Org. no.", "Norwegian organisation number", company_numbers.norwegian, "0192", "NO"),
    "nz_gst": NumberKind("GST no.", "New Zealand GST number", overseas_numbers.new_zealand_gst),
    "nz_nzbn": NumberKind("NZBN", "New Zealand business number",
        overseas_numbers.new_zealand_business, "0088", "NZ"),
    "se_orgnr": NumberKind(
        "Org. no.", "Swedish organisation number", company_numbers.swedish, "0007", "SE"),
    "sg_uen": NumberKind("UEN", "Singapore UEN", overseas_numbers.singaporean, "0195", "SG"),
    "gln": NumberKind("GLN", "GLN (GS1)", company_numbers.gln, "0088"),
    "lei": NumberKind("LEI", "LEI (ISO 17442)", company_numbers.legal_entity_identifier, "0199"),
    "registration": NumberKind("Reg. no.", "Other registration number (not checked)",
        _registration),
    "other": NumberKind("Tax ID", "Other tax id (not checked)", _tax_number),
}
# fmt: on
"""By the name of the kind on the wire, in the order of the menus."""
