"""Peppol PINT: the network's international model, as Australia and New Zealand, Japan, Malaysia and
Singapore specialise it. Between parties of one of them the UBL is written so; else as Peppol BIS
Billing 3.0.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from jupiter_core.documents.einvoice.adjustments import adjustment_categories
from jupiter_core.documents.einvoice.dialects import Dialect
from jupiter_core.documents.einvoice.model import DocumentType, ElectronicInvoice, TradeParty
from jupiter_core.documents.einvoice.need import Need
from jupiter_core.documents.einvoice.negated import as_negative_invoice
from jupiter_core.documents.einvoice.party_numbers import (
    PartyNumbers,
    buyer_numbers,
    numbers_of_seller,
    seller_numbers,
)
from jupiter_core.documents.einvoice.pint_japan import issuer_need, japanese_gaps
from jupiter_core.documents.einvoice.pint_malaysia import (
    SALES_TAX,
    malaysian_gaps,
    malaysian_seller,
    taxpayer_need,
)
from jupiter_core.documents.einvoice.taxes import category_of, is_outside
from jupiter_core.domain.address import Address
from jupiter_core.domain.content import Content
from jupiter_core.domain.party import Seller, TaxIdKind
from jupiter_core.domain.refusals import InvalidIdentifier
from jupiter_core.domain.registers import NUMBERS, NumberKind
from jupiter_core.domain.totals import TaxCategory

_PROCESS = "urn:peppol:bis:billing"


class PintCategory(StrEnum):
    """Tax categories that the European list has not: Japan's reduced rate, and Singapore's
    standard-rated, zero-rated and out-of-scope supplies, and those of who is not registered, and
    Malaysia's sales tax and service tax."""

    AA = "AA"
    SR = "SR"
    ZR = "ZR"
    OS = "OS"
    NG = "NG"
    SA = "SA"
    SE = "SE"


class Pint(NamedTuple):
    """`categories` are those that it has, by ours; `registers` the kind of number by which each
    country knows companies."""

    name: str
    dialect: Dialect
    categories: Mapping[TaxCategory, StrEnum]
    registers: Mapping[str, TaxIdKind]


def _dialect(code: str, tax: str) -> Dialect:
    return Dialect(f"urn:peppol:pint:billing-1@{code}", _PROCESS, tax)


_S, _Z, _E, _G, _O = (
    *(TaxCategory.STANDARD, TaxCategory.ZERO, TaxCategory.EXEMPT),
    *(TaxCategory.EXPORT, TaxCategory.OUTSIDE),
)
_A_NZ = Pint(
    "Peppol PINT A-NZ",
    _dialect("aunz-1", "GST"),
    {each: each for each in (_S, _Z, _E, _G, _O)},
    {"AU": TaxIdKind.AU_ABN, "NZ": TaxIdKind.NZ_NZBN},
)
_JP = Pint(
    "Peppol PINT JP",
    _dialect("jp-1", "VAT"),
    {each: each for each in (_S, _E, _G, _O)},
    {},
)
_SG = Pint(
    "Peppol PINT SG",
    _dialect("sg-1", "GST"),
    {
        _S: PintCategory.SR,
        _Z: PintCategory.ZR,
        _G: PintCategory.ZR,
        _O: PintCategory.OS,
    },
    {"SG": TaxIdKind.SG_UEN},
)
_MY = Pint(
    "Peppol PINT MY",
    _dialect("my-1", "VAT"),
    {_S: PintCategory.SE, _E: _E, _O: _O},
    {"MY": TaxIdKind.MY_BRN},
)
_BY_COUNTRY = {"AU": _A_NZ, "NZ": _A_NZ, "JP": _JP, "SG": _SG, "MY": _MY}
_REGISTERED = {
    "seller AU": "aligned-ibr-001-aunz",
    "seller NZ": "aligned-ibr-002-aunz",
    "bill_to AU": "aligned-ibr-004-aunz",
    "bill_to NZ": "aligned-ibr-005-aunz",
    "seller SG": "BR-112-GST-SG",
    "seller MY": "ibr-02-my",
    "bill_to MY": "ibr-03-my",
}
_JAPANS_REDUCED_RATE = Decimal(8)


def pint_of(content: Content) -> Pint | None:
    """None where the parties are not both in one of them."""
    seller = _BY_COUNTRY.get(content.seller.address.country)
    buyer = _BY_COUNTRY.get(content.bill_to.address.country)
    return seller if seller is buyer else None


def as_pint(
    invoice: ElectronicInvoice, pint: Pint, content: Content, subject: str
) -> ElectronicInvoice:
    """With the country's categories and the seller's tax number at its place; Japan has no credit
    notes, but invoices of negative amounts. `subject` tells the invoice from every other:
    Singapore's UUID (BR-108-GST-SG) is made of it."""
    seller = malaysian_seller(invoice.seller, content) if pint is _MY else _taxed(invoice.seller)

    def category(ours: TaxCategory, rate: Decimal | None) -> StrEnum:
        if pint is _JP and ours is _S and rate == _JAPANS_REDUCED_RATE:
            return PintCategory.AA
        if pint is _MY and ours is _S and rate in SALES_TAX:
            return PintCategory.SA
        if pint is _SG and ours is _O and not seller.vat:
            return PintCategory.NG
        return pint.categories[ours]

    if pint is _JP and invoice.kind is DocumentType.CREDIT_NOTE:
        invoice = as_negative_invoice(invoice)
    return replace(
        invoice,
        seller=seller,
        taxes=tuple(
            replace(each, category=category(TaxCategory(each.category), each.rate), reason_code="")
            for each in invoice.taxes
        ),
        lines=tuple(
            each._replace(category=category(TaxCategory(each.category), each.rate))
            for each in invoice.lines
        ),
        adjustments=tuple(
            replace(each, category=category(TaxCategory(each.category), each.rate))
            for each in invoice.adjustments
        ),
        uuid=str(uuid5(NAMESPACE_URL, subject)) if pint is _SG else "",
    )


def pint_gaps(content: Content, pint: Pint) -> Iterator[Need]:
    """What the specialisation asks for beside Peppol itself."""
    yield from _registered(content, pint)
    outside = is_outside(content.lines)
    for n, line in enumerate(content.lines):
        if category_of(line, outside=outside) not in pint.categories:
            what = "a tax category that is in use in the country"
            yield Need(f"lines[{n}].tax_category", what, "aligned-ibrp-cl-01")
    if not adjustment_categories(content) <= set(pint.categories):
        what = "discounts and charges in a tax category that is in use in the country"
        yield Need("adjustments", what, "aligned-ibrp-cl-01")
    if pint is _JP:
        yield from japanese_gaps(content)
    if pint is _MY:
        yield from malaysian_gaps(content)
    if pint is _SG and not outside:
        yield from _singaporean(content)


def pint_gaps_of_seller(seller: Seller) -> Iterator[Need]:
    """What it lacks for customers in its own country."""
    pint = _BY_COUNTRY.get(seller.address.country)
    if pint:
        numbers = numbers_of_seller(seller, outside=False)
        yield from _register("seller", "the seller's", pint, seller.address, numbers)
    if pint is _JP:
        yield issuer_need(seller)
    if pint is _MY:
        yield taxpayer_need(seller)


def _taxed(seller: TradeParty) -> TradeParty:
    """The number by which the tax is paid is the one of BT-31 there."""
    return replace(seller, vat=seller.vat or seller.tax_number, tax_number="")


def _registered(content: Content, pint: Pint) -> Iterator[Need]:
    sells, buys = content.seller.address, content.bill_to.address
    yield from _register("seller", "the seller's", pint, sells, seller_numbers(content))
    if pint in (_A_NZ, _MY):
        yield from _register("bill_to", "the customer's", pint, buys, buyer_numbers(content))


def _register(
    path: str, whose: str, pint: Pint, address: Address, numbers: PartyNumbers
) -> Iterator[Need]:
    kind = pint.registers.get(address.country)
    if kind:
        register, found = NUMBERS[kind.value], numbers.registration
        there = found is not None and found.scheme == register.scheme
        if found and not register.scheme:
            there = _is_right(register, found.id)
        what = f"{whose} {register.label}, among its tax ids"
        yield Need(f"{path}.tax_ids", what, _REGISTERED[f"{path} {address.country}"], there)


def _is_right(register: NumberKind, number: str) -> bool:
    """Of a register that has no scheme, by the form of its numbers."""
    try:
        return register.check(number) == number
    except InvalidIdentifier:
        return False


def _singaporean(content: Content) -> Iterator[Need]:
    """Of who is registered for GST."""
    yield from _addressed("seller", "the seller's", content.seller.address, "BR-106-GST-SG")
    yield from _addressed("bill_to", "the customer's", content.bill_to.address, "BR-107-GST-SG")
    if content.currency != "SGD":
        yield Need("currency", "SGD, in which GST is paid", "BR-113-GST-SG")


def _addressed(path: str, whose: str, address: Address, rule: str) -> Iterator[Need]:
    yield Need(f"{path}.address.street", f"{whose} street", rule, bool(address.street))
    code = bool(address.postal_code)
    yield Need(f"{path}.address.postal_code", f"{whose} postal code", rule, code)
