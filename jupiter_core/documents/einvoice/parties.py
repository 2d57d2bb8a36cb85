"""Seller and buyer as EN 16931 sees them."""

import re
from collections.abc import Iterable, Sequence

from jupiter_core.documents.einvoice.model import Endpoint, PostalAddress, TradeParty
from jupiter_core.domain.address import Address
from jupiter_core.domain.party import BillTo, Seller, TaxId, TaxIdKind

VAT_KINDS = frozenset({TaxIdKind.EU_VAT, TaxIdKind.GB_VAT})
_ADDRESS_LINES = 3
_COUNTRIES = {"XK": "1A"}
"""Kosovo has a code of its own in the standard's list (rule BR-CL-14)."""
# fmt: off
_SCHEMES = frozenset({
    "0002", "0007", "0009", "0037", "0060", "0088", "0096", "0097", "0106", "0130", "0135",
    "0142", "0147", "0151", "0154", "0158", "0170", "0177", "0183", "0184", "0188", "0190",
    "0191", "0192", "0193", "0194", "0195", "0196", "0198", "0199", "0200", "0201", "0202",
    "0203", "0204", "0205", "0208", "0209", "0210", "0211", "0212", "0213", "0215", "0216",
    "0217", "0218", "0221", "0225", "0230", "0235", "0240", "0242", "0244",
    "0245", "0246", "0248", "9910", "9913", "9914", "9915", "9918", "9919", "9920", "9922",
    "9923", "9924", "9925", "9926", "9927", "9928", "9929", "9930", "9931", "9932", "9933",
    "9934", "9935", "9936", "9937", "9938", "9939", "9940", "9941", "9942", "9943", "9944",
    "9945", "9946", "9947", "9948", "9949", "9950", "9951", "9952", "9953", "9957", "9959",
    "AN", "AQ", "AS", "AU", "EM",
})
# fmt: on
"""The code list EAS (Electronic Address Scheme), as far as both standards have it."""


def seller_of(seller: Seller, *, outside: bool) -> TradeParty:
    """BG-4. A national tax number is its registration too: BT-30 and BT-32."""
    vat, other = _sorted_out(seller.tax_ids, outside=outside)
    return TradeParty(
        name=seller.legal_name,
        place=_place(seller.address, ()),
        ids=_values([*vat[1:], *other[1:]]) + _unplaced_vat(seller.tax_ids, outside=outside),
        registration=_first(other),
        vat=_first(vat),
        tax_number=_first(other),
        contact=seller.legal_name if seller.phone or seller.email else "",
        phone=seller.phone,
        email=seller.email,
        endpoint=endpoint_of(seller.endpoint),
    )


def buyer_of(bill_to: BillTo, attention: str, *, outside: bool) -> TradeParty:
    """BG-7, with the AP contact; `attention` is the worded line that stands in the address.

    The standard has room for one further identifier (BT-46).
    """
    vat, other = _sorted_out(bill_to.tax_ids, outside=outside)
    further = _unplaced_vat(bill_to.tax_ids, outside=outside) + _values([*vat[1:], *other[1:]])
    return TradeParty(
        name=bill_to.legal_name,
        place=_place(bill_to.address, [attention] if attention else []),
        ids=further[:1],
        registration=_first(other),
        vat=_first(vat),
        tax_number="",
        contact=bill_to.ap_contact.name,
        phone="",
        email=bill_to.ap_contact.email,
        endpoint=endpoint_of(bill_to.endpoint),
    )


def endpoint_of(typed: str) -> Endpoint | None:
    """An electronic address, `9930:DE136695976`; None where that is none in a known scheme."""
    scheme, _, identifier = typed.partition(":")
    if scheme not in _SCHEMES or not re.fullmatch(r"\S+", identifier):
        return None
    return Endpoint(scheme=scheme, id=identifier)


def _sorted_out(ids: Iterable[TaxId], *, outside: bool) -> tuple[list[TaxId], list[TaxId]]:
    """VAT ids, and the others. What is outside the scope of tax has no VAT ids (BR-O-02)."""
    vat = [each for each in ids if each.kind in VAT_KINDS and not outside]
    return vat, [each for each in ids if each.kind not in VAT_KINDS]


def _unplaced_vat(ids: Iterable[TaxId], *, outside: bool) -> tuple[str, ...]:
    """VAT ids that may not stand as such: plain identifiers of the party."""
    return _values([each for each in ids if outside and each.kind in VAT_KINDS])


def _first(ids: Sequence[TaxId]) -> str:
    return ids[0].value if ids else ""


def _values(ids: Iterable[TaxId]) -> tuple[str, ...]:
    return tuple(each.value for each in ids)


def _place(address: Address, further: Sequence[str]) -> PostalAddress:
    """What is more than three lines is joined in the third."""
    lines = [line for line in (*address.street.split("\n"), *further) if line]
    last = ", ".join(lines[_ADDRESS_LINES - 1 :])
    return PostalAddress(
        lines=(*lines[: _ADDRESS_LINES - 1], *([last] if last else [])),
        city=address.city,
        region=address.region,
        postal_code=address.postal_code,
        country=_COUNTRIES.get(address.country, address.country),
    )
