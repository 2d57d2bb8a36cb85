"""Sellers and customers of countries that have rules of their own on Peppol."""

from typing import Any

from jupiter_core.domain.address import Address
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.party import BillTo, Seller, TaxId, TaxIdKind
from jupiter_core.domain.totals import LineItem
from tests.factories import a_euro_bank, a_line
from tests.jupiter_core.documents.einvoice.shapes import (
    GERMAN_VAT,
    a_french_buyer,
    a_german_seller,
    in_euros,
)


def an_id(kind: str, value: str) -> TaxId:
    return TaxId.checked(TaxIdKind(kind), value)


def an_address(country: str, **changes: str) -> Address:
    whole = {"street": "Main Street 1", "city": "Capital", "postal_code": "12345"}
    return Address(country=country, **{**whole, **changes})


NUMBERS: dict[str, tuple[TaxId, ...]] = {
    "BE": (an_id("eu_vat", "BE0428759497"), an_id("be_kbo", "0428.759.497")),
    "DE": (GERMAN_VAT, an_id("registration", "HRB 12345")),
    "DK": (an_id("eu_vat", "DK13585628"), an_id("dk_cvr", "13585628")),
    "FI": (an_id("eu_vat", "FI20774740"), an_id("fi_ytunnus", "2077474-0")),
    "IS": (an_id("other", "VSK 12345"), an_id("is_kennitala", "450401-3150")),
    "IT": (an_id("eu_vat", "IT00743110157"), an_id("other", "00743110157")),
    "NL": (an_id("eu_vat", "NL004495445B01"), an_id("nl_kvk", "12345678")),
    "NO": (an_id("no_vat", "NO 995 525 828 MVA"), an_id("no_orgnr", "995 525 828")),
    "SE": (an_id("eu_vat", "SE556036079301"), an_id("se_orgnr", "556036-0793")),
}
"""What a company there has: its VAT number, and that of the register or the tax office."""

RATES = {
    "BE": "21", "DE": "19", "DK": "25", "FI": "25.5", "IS": "24", "IT": "22", "NL": "21",
    "NO": "25", "SE": "25",
}  # fmt: skip


def a_seller(country: str, **changes: Any) -> Seller:
    parts = {"address": an_address(country), "tax_ids": NUMBERS[country]}
    return a_german_seller(**{**parts, **changes})


def a_buyer(country: str, **changes: Any) -> BillTo:
    parts = {"address": an_address(country), "tax_ids": NUMBERS[country]}
    return a_french_buyer(**{**parts, **changes})


def a_trade(here: str, there: str = "", /, **changes: Any) -> Invoice:
    """Between two countries, or within one, at the seller's rate."""
    parts: dict[str, Any] = {
        "seller": a_seller(here),
        "bill_to": a_buyer(there or here),
        "lines": (charged(RATES[here]),),
    }
    parts |= changes
    return in_euros(*parts.pop("lines"), **parts)


def charged(rate: str, currency: str = "EUR") -> LineItem:
    return a_line("Platform Enterprise", "1", "1000.00", currency, rate)


def from_greece(address: str = "GR", **changes: Any) -> Invoice:
    """To the Netherlands, by a seller with a Greek VAT id."""
    ids = (an_id("eu_vat", "EL094259216"),)
    seller = a_seller("DE", address=an_address(address), tax_ids=ids)
    return a_trade("DE", "NL", seller=seller, **changes)


def approved_for_f_tax(**changes: Any) -> Invoice:
    """Within Sweden; the seller says so where others have a tax number."""
    ids = (*NUMBERS["SE"], an_id("other", "Godkänd för F-skatt"))
    return a_trade("SE", seller=a_seller("SE", tax_ids=ids), **changes)


def in_kroner(**changes: Any) -> Invoice:
    """Within Denmark, to a Danish account."""
    parts: dict[str, Any] = {
        "lines": (charged("25", "DKK"),),
        "currency": "DKK",
        "paid": Money.zero("DKK"),
        "remit_to": a_danish_bank(),
    }
    return a_trade("DK", **{**parts, **changes})


def a_danish_bank(**changes: Any) -> BankAccount:
    danish = {"iban": "DK5000400440116243", "bic": None, "currency": "DKK"}
    return a_euro_bank().model_copy(update={**danish, **changes})
