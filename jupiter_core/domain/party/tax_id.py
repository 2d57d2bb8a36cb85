"""Tax ids and registration numbers of a party."""

from enum import StrEnum
from typing import Self

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.registers import NUMBERS


class TaxIdKind(StrEnum):
    """Tax ids and registration numbers; `registers` says of each what it is called, how it is
    checked and in which scheme it is. `registration` and `other` are any other number."""

    EIN = "ein"
    EU_VAT = "eu_vat"
    GB_VAT = "gb_vat"
    NO_VAT = "no_vat"
    CH_VAT = "ch_vat"
    AU_ABN = "au_abn"
    BE_KBO = "be_kbo"
    CA_GST = "ca_gst"
    CH_UID = "ch_uid"
    DK_CVR = "dk_cvr"
    FI_YTUNNUS = "fi_ytunnus"
    FR_SIREN = "fr_siren"
    FR_SIRET = "fr_siret"
    IN_GSTIN = "in_gstin"
    IS_KENNITALA = "is_kennitala"
    JP_QUALIFIED = "jp_qualified"
    JP_CORPORATE = "jp_corporate"
    MX_RFC = "mx_rfc"
    MY_BRN = "my_brn"
    MY_SST = "my_sst"
    MY_TIN = "my_tin"
    NL_KVK = "nl_kvk"
    NL_OIN = "nl_oin"
    NO_ORGNR = "no_orgnr"
    NZ_GST = "nz_gst"
    NZ_NZBN = "nz_nzbn"
    SE_ORGNR = "se_orgnr"
    SG_UEN = "sg_uen"
    GLN = "gln"
    LEI = "lei"
    REGISTRATION = "registration"
    OTHER = "other"

    @property
    def label(self) -> str:
        return NUMBERS[self.value].label


class TaxId(Frozen):
    """A tax number in its canonical spelling; make it with `checked`, for the fields alone verify
    nothing."""

    kind: TaxIdKind
    value: str

    @classmethod
    def checked(cls, kind: TaxIdKind, typed: str) -> Self:
        """With its canonical spelling. Raises InvalidIdentifier."""
        return cls(kind=kind, value=NUMBERS[kind.value].check(typed))
