"""Tax ids and registration numbers at the places that EN 16931 has for them.

Peppol lets a country say which register its companies are named by; a number of another one is
then a plain identifier of the party.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jupiter_core.documents.einvoice.countries import both_in, is_of
from jupiter_core.documents.einvoice.model import Identifier
from jupiter_core.documents.einvoice.taxes import is_outside
from jupiter_core.domain.content import Content
from jupiter_core.domain.party import Seller, TaxId, TaxIdKind
from jupiter_core.domain.registers import NUMBERS

_VAT = {TaxIdKind.EU_VAT, TaxIdKind.GB_VAT, TaxIdKind.NO_VAT, TaxIdKind.CH_VAT}
_TAX_NUMBERS = {
    TaxIdKind.EIN,
    TaxIdKind.AU_ABN,
    TaxIdKind.CA_GST,
    TaxIdKind.IN_GSTIN,
    TaxIdKind.JP_QUALIFIED,
    TaxIdKind.MX_RFC,
    TaxIdKind.MY_SST,
    TaxIdKind.MY_TIN,
    TaxIdKind.NZ_GST,
    TaxIdKind.OTHER,
}
_REGISTERS = {
    "DK": {TaxIdKind.DK_CVR},
    "IS": {TaxIdKind.IS_KENNITALA},
    "NL": {TaxIdKind.NL_KVK, TaxIdKind.NL_OIN},
    "SE": {TaxIdKind.SE_ORGNR},
}
"""Countries that take a registration number of these registers alone (DK-R-014, IS-R-002,
NL-R-003, SE-R-003)."""
_F_TAX = "godkänd för f-skatt"
"""What a Swedish company states instead of a tax number (SE-R-005)."""
_NORWEGIAN_REGISTER = "foretaksregisteret"
"""What most Norwegian companies state beside their number (NO-R-002)."""
_SIREN_DIGITS = 9
_ITALIAN = re.compile("[A-Z0-9]{11,16}")
"""A tax number in Italy (IT-R-001)."""


_TAX_NUMBER_WORDS = {
    "IT": "the seller's VAT id or codice fiscale",
    "SE": "the seller's VAT id, or “Godkänd för F-skatt” as its other tax id",
}


class PartyNumbers(NamedTuple):
    """`vat` is BT-31 or BT-48, `tax_number` BT-32 (only a seller has it), `registration` BT-30 or
    BT-47; `others` have no place of their own (BT-29 or BT-46)."""

    vat: str
    tax_number: str
    registration: Identifier | None
    others: tuple[Identifier, ...]


def seller_numbers(content: Content) -> PartyNumbers:
    """Where both parties are in Denmark, what is in no scheme is left out beside a registration
    number (DK-R-013)."""
    numbers = numbers_of_seller(content.seller, outside=is_outside(content.lines))
    return _schemed(numbers) if both_in(content, "DK") and numbers.registration else numbers


def buyer_numbers(content: Content) -> PartyNumbers:
    """The customer has no tax number beside its VAT id."""
    buyer = content.bill_to
    placed = _Placed(buyer.tax_ids, buyer.address.country, outside=is_outside(content.lines))
    numbers = placed.numbers(None)
    return _schemed(numbers) if both_in(content, "DK") else numbers


def numbers_of_seller(seller: Seller, *, outside: bool) -> PartyNumbers:
    """Whoever the customer is; `outside` says that all of it is outside the scope of tax."""
    placed = _Placed(seller.tax_ids, seller.address.country, outside=outside)
    return placed.numbers(placed.tax_number())


def _schemed(numbers: PartyNumbers) -> PartyNumbers:
    return numbers._replace(others=tuple(each for each in numbers.others if each.scheme))


def tax_number_words(content: Content) -> str:
    """What a seller of that country is asked for where it has neither VAT id nor tax number."""
    fallback = "the seller's VAT id or tax number"
    return _TAX_NUMBER_WORDS.get(content.seller.address.country, fallback)


class _Placed:
    """The numbers of one party. What is outside the scope of tax has no VAT ids (BR-O-02)."""

    def __init__(self, ids: Sequence[TaxId], country: str, *, outside: bool) -> None:
        vat = [each for each in ids if each.kind in _VAT and not outside]
        self._ids = ids
        self._country = country
        self.vat = vat[0] if vat else None
        self.registration = next(self._registrations(), None)
        self._french = self._siren()
        if self._french:
            self.registration = None

    def tax_number(self) -> TaxId | None:
        """A number of no register is a tax number and the registration too."""
        return next((each for each in self._ids if self._is_tax_number(each)), None)

    def numbers(self, tax_number: TaxId | None) -> PartyNumbers:
        """A party that would have no identifier at all is known by its tax number (BR-CO-26)."""
        placed = (self.vat, tax_number, self.registration)
        others = [_identifier(each) for each in self._ids if each not in placed]
        registration = _identifier(self.registration) if self.registration else None
        if self._french:
            registration = Identifier(NUMBERS[TaxIdKind.FR_SIREN.value].scheme, self._french)
        known = self.vat or registration or others
        if tax_number and not known and not _is_f_tax(tax_number):
            others = [_identifier(tax_number)]
        return PartyNumbers(
            vat=self.vat.value if self.vat else "",
            tax_number=tax_number.value if tax_number else "",
            registration=registration,
            others=tuple(others),
        )

    def _siren(self) -> str:
        """By which France knows companies (BR-FR-10): the nine last digits of a VAT id there, the
        nine first of a SIRET."""
        kept = self.registration
        if self._country != "FR" or (kept and kept.kind is TaxIdKind.FR_SIREN):
            return ""
        vat = (each.value[-_SIREN_DIGITS:] for each in self._ids if _is_french_vat(each))
        places = (each for each in self._ids if each.kind is TaxIdKind.FR_SIRET)
        return next(iter((*vat, *(each.value[:_SIREN_DIGITS] for each in places))), "")

    def _registrations(self) -> Iterator[TaxId]:
        """The best first: of the country's own register, of any other, a tax number."""
        numbers = [each for each in self._ids if each.kind not in _VAT]
        if self._country in _REGISTERS:
            yield from (each for each in numbers if each.kind in _REGISTERS[self._country])
            return
        yield from (each for each in numbers if self._is_at_home(each))
        yield from (each for each in numbers if each.kind is TaxIdKind.REGISTRATION)
        yield from (each for each in numbers if each.kind not in _TAX_NUMBERS)
        yield from numbers

    def _is_at_home(self, each: TaxId) -> bool:
        return NUMBERS[each.kind.value].country == self._country

    def _is_tax_number(self, each: TaxId) -> bool:
        if self._country == "NO" and each.value.casefold() == _NORWEGIAN_REGISTER:
            return True
        if each.kind not in _TAX_NUMBERS:
            return False
        if self._country == "SE" and not _is_f_tax(each):
            return False
        vat = self.vat.value if self.vat else ""
        italian = is_of("IT", vat, self._country) or self._country == "IT"
        return not italian or bool(_ITALIAN.fullmatch(each.value))


def _is_french_vat(each: TaxId) -> bool:
    return each.kind is TaxIdKind.EU_VAT and each.value.startswith("FR")


def _is_f_tax(each: TaxId) -> bool:
    return each.value.casefold() == _F_TAX


def _identifier(each: TaxId) -> Identifier:
    return Identifier(scheme=NUMBERS[each.kind.value].scheme, id=each.value)
