"""Peppol PINT: between parties of A-NZ, Japan or Singapore, the UBL keeps their rules."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from jupiter_core.documents.einvoice.embedding import cii_of, ubl_of
from jupiter_core.documents.einvoice.gaps import missing_for, missing_of_seller
from jupiter_core.documents.einvoice.model import Profile
from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.discount import Discount
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.party import TaxId
from jupiter_core.domain.tax_currency import TaxCurrency
from jupiter_core.domain.tax_sums import TaxRounding
from jupiter_core.domain.totals import LineItem, TaxCategory
from tests.factories import a_line, a_us_bank
from tests.jupiter_core.documents.einvoice.judges import complaints, schema_complaints
from tests.jupiter_core.documents.einvoice.nations import an_address, an_id
from tests.jupiter_core.documents.einvoice.pint_rules import PINT_RULES, broken_in_pint
from tests.jupiter_core.documents.einvoice.shapes import (
    a_french_buyer,
    a_german_seller,
    a_version,
    a_year,
    an_issued,
    in_euros,
)
from tests.jupiter_core.documents.einvoice.terms import Terms, spoilt

CURRENCIES = {"AU": "AUD", "NZ": "NZD", "JP": "JPY", "SG": "SGD", "MY": "MYR"}
RATES = {"AU": "10", "NZ": "15", "JP": "10", "SG": "9", "MY": "8"}
NUMBERS: dict[str, tuple[TaxId, ...]] = {
    "AU": (an_id("au_abn", "83 914 571 673"),),
    "NZ": (an_id("nz_gst", "49-098-576"), an_id("nz_nzbn", "9429041535110")),
    "JP": (an_id("jp_qualified", "T7000012050002"), an_id("jp_corporate", "7000012050002")),
    "SG": (an_id("other", "M2-1234567-8"), an_id("sg_uen", "198600294G")),
    "MY": (
        an_id("my_tin", "C20880050010"),
        an_id("my_brn", "201901000005"),
        an_id("my_sst", "W10-1808-32000001"),
    ),
}
ENDPOINTS = {
    "AU": "0151:83914571673",
    "NZ": "0088:9429041535110",
    "JP": "0188:7000012050002",
    "SG": "0195:SGUEN198600294G",
    "MY": "0230:C20880050010",
}


def charged(country: str, rate: str = "", category: TaxCategory | None = None) -> LineItem:
    rate = rate or ("0" if category else RATES[country])
    line = a_line("Platform", "3", "1000", CURRENCIES[country], rate)
    return a_year(line.model_copy(update={"tax_category": category}))


def within(country: str, there: str = "", /, **changes: Any) -> Invoice:
    """From it to itself, or to another country; `seller` and `bill_to` change its parties."""
    known: dict[str, Any] = {"address": an_address(country), "tax_ids": NUMBERS[country]}
    known["endpoint"] = ENDPOINTS[country]
    place = there or country
    theirs = {"address": an_address(place), "tax_ids": NUMBERS[place], "endpoint": ENDPOINTS[place]}
    currency = changes.pop("currency", CURRENCIES[country])
    lines = changes.pop("lines", (charged(country),))
    invoice = in_euros(
        *lines,
        seller=a_german_seller(**{**known, **changes.pop("seller", {})}),
        bill_to=a_french_buyer(**{**theirs, **changes.pop("bill_to", {})}),
        remit_to=a_us_bank().model_copy(update={"currency": currency}),
        currency=currency,
        **changes,
    )
    return an_issued(content=invoice.content, paid=Money.zero(currency))


ZERO, EXEMPT, OUTSIDE = TaxCategory.ZERO, TaxCategory.EXEMPT, TaxCategory.OUTSIDE
TEN_PERCENT = Adjustment(discount=Discount(percent=Decimal(10), reason="Loyalty"))
UNREGISTERED = {"tax_ids": NUMBERS["SG"][1:]}

ONE_CENT_LESS = TaxRounding(
    rate=Decimal(10), category=TaxCategory.STANDARD, difference=Money.of("-0.01", "USD")
)
RETURNED = charged("JP").model_copy(
    update={"discount": Discount(amount=Money.of("500", "JPY"), reason="Volume")}
)

SHAPES: dict[str, Invoice] = {
    **{f"within {country}": within(country) for country in CURRENCIES},
    **{
        f"outside the scope within {it}": within(it, lines=(charged(it, category=OUTSIDE),))
        for it in CURRENCIES
    },
    "from Australia to New Zealand": within("AU", "NZ"),
    "untaxed beside taxed": within("AU", lines=(charged("AU"), charged("AU", category=EXEMPT))),
    "zero-rated in Singapore": within("SG", lines=(charged("SG"), charged("SG", category=ZERO))),
    "who is not registered in Singapore": within(
        "SG", lines=(charged("SG", category=OUTSIDE),), seller=UNREGISTERED
    ),
    "Japan's reduced rate": within("JP", lines=(charged("JP"), charged("JP", "8"))),
    "sales tax beside service tax in Malaysia": within(
        "MY",
        lines=(charged("MY"), charged("MY", "10"), charged("MY", category=EXEMPT)),
        adjustments=(TEN_PERCENT,),
    ),
    "a credit note in Malaysia": within("MY", corrects="JMY-1", preceding_date=date(2026, 5, 4)),
    "a discount on the whole in Singapore": within("SG", adjustments=(TEN_PERCENT,)),
    "a discount on the whole in Japan": within(
        "JP", lines=(charged("JP"), charged("JP", "8")), adjustments=(TEN_PERCENT,)
    ),
    "a credit note": within("NZ", corrects="JNZ-1", preceding_date=date(2026, 5, 4)),
    "a credit note in Japan": within(
        "JP",
        lines=(charged("JP"), charged("JP", "8"), RETURNED),
        adjustments=(TEN_PERCENT,),
        corrects="JJP-1",
        preceding_date=date(2026, 5, 4),
    ),
    "a credit note in Singapore": within("SG", corrects="JSG-1", memo="Two seats were cancelled"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_keeps_the_rules_of_its_country(shape: str) -> None:
    invoice = SHAPES[shape]
    assert missing_for(invoice, Profile.PEPPOL) == ()
    xml = ubl_of(a_version(invoice))
    assert broken_in_pint(xml) == set()
    root = "CreditNote" if Terms(xml).text("BT-3") == "381" else "Invoice"
    assert schema_complaints(xml, root) == []
    assert complaints(cii_of(a_version(invoice))) == []


_SPOILT: dict[str, tuple[str, str, str | None, str | None]] = {
    "ibrp-001 specification": ("AU", "BT-24", "urn:peppol:pint:billing-1@jp-1", None),
    "ibrp-002 process": ("AU", "BT-23", "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0", None),
    "ibrp-005 decimals": ("NZ", "BT-109", "3000.005", None),
    "ibrp-016 account": ("AU", "BT-84", None, None),
    "ibrp-048 rates": ("AU", "BT-119", None, None),
    "ibrp-09 nothing charged": ("AU", "BT-118", "Z", None),
    "ibrp-cl-01 categories": ("SG", "BT-118", "S", None),
    "tax scheme": ("NZ", "scheme", "VAT", None),
    "ibr-001-aunz seller": ("AU", "BT-30", None, "0088"),
    "ibr-004-aunz buyer": ("NZ", "BT-47", None, None),
    "ibr-jp-01 registration number": ("JP", "BT-31", "7000012050002", None),
    "ibr-jp-06 whole yen": ("JP", "BT-117", "300.00", None),
    "ibrp-051 rounded share": ("JP", "BT-117", "299", None),
    "ibr-co-13 sums": ("JP", "BT-131", "2999", None),
    "ibrp-cl-02-jp type": ("JP", "BT-3", "381", None),
    "ibr-02-my seller": ("MY", "BT-30", None, None),
    "ibr-03-my buyer": ("MY", "BT-47", None, None),
    "ibr-04-my TIN": ("MY", "BT-32", None, None),
    "BR-105-GST-SG number": ("SG", "BT-31", None, None),
    "BR-106-GST-SG seller": ("SG", "BT-35", None, None),
    "BR-107-GST-SG buyer": ("SG", "BT-53", None, None),
    "BR-108-GST-SG uuid": ("SG", "UUID", "1", None),
    "BR-112-GST-SG register": ("SG", "BT-30", None, None),
    "BR-113-GST-SG currency": ("SG", "BT-5", "USD", None),
    "BR-NG-02-GST-SG": ("SG", "BT-118", "NG", None),
}
_TWICE = {
    "ibrp-003 reference": ("AU", "BT-10", "BT-13"),
    "ibrp-061 due": ("AU", "BT-9", "BT-20"),
    "ibrp-052 period": ("JP", "BG-14", "BG-26"),
}
"""What may stand at either of two places."""


@pytest.mark.parametrize("rule", _SPOILT)
def test_the_judge_finds_each_rule_broken_in_a_file_that_is_spoilt(rule: str) -> None:
    country, term, put, scheme = _SPOILT[rule]
    xml = ubl_of(a_version(within(country)))
    assert rule in broken_in_pint(spoilt(xml, term, put, scheme))


@pytest.mark.parametrize("rule", _TWICE)
def test_what_may_stand_at_two_places_is_missing_when_it_is_at_neither(rule: str) -> None:
    country, one, other = _TWICE[rule]
    xml = spoilt(ubl_of(a_version(within(country))), one)
    assert rule not in broken_in_pint(xml)
    assert rule in broken_in_pint(spoilt(xml, other))


def test_every_rule_of_the_judge_can_be_broken() -> None:
    assert {*_SPOILT, *_TWICE} == {*PINT_RULES}


IN_EURO = TaxCurrency(currency="EUR", rate=Decimal("0.2"), source="ECB", on=date(2026, 6, 1))
_REGISTRATION = "registration number (T and 13 digits)"
DOLLARS = a_year(a_line("Platform", "1", "1000", tax_rate="9"))
LACKING: dict[str, tuple[Invoice, str]] = {
    "no ABN of the seller": (
        within("AU", seller={"tax_ids": (an_id("other", "1"),)}),
        "Peppol PINT A-NZ needs the seller's ABN, among its tax ids.",
    ),
    "no NZBN of the customer": (
        within("NZ", bill_to={"tax_ids": NUMBERS["NZ"][:1]}),
        "Peppol PINT A-NZ needs the customer's NZBN, among its tax ids.",
    ),
    "no registration number": (
        within("JP", seller={"tax_ids": (an_id("other", "1"),)}),
        f"Peppol PINT JP needs the seller's {_REGISTRATION}, among its tax ids.",
    ),
    "no period": (
        within("JP", lines=(a_line("Platform", "1", "1000", "JPY", "10"),)),
        "Peppol PINT JP needs the service period of the lines.",
    ),
    "the rest of a tax in Japan": (
        within(
            "JP",
            currency="USD",
            lines=(a_year(a_line("Platform", "1", "1000", tax_rate="10")),),
            corrects="JJP-1",
            tax_rounding=(ONE_CENT_LESS,),
        ),
        "Peppol PINT JP needs a tax of the rate's share of the amount, rounded to a whole number.",
    ),
    "no TIN in Malaysia": (
        within("MY", seller={"tax_ids": NUMBERS["MY"][1:]}),
        "Peppol PINT MY needs the seller's TIN, among its tax ids.",
    ),
    "no BRN of the customer": (
        within("MY", bill_to={"tax_ids": NUMBERS["MY"][:1]}),
        "Peppol PINT MY needs the customer's BRN, among its tax ids.",
    ),
    "the tax in euro in Malaysia": (
        within("MY", tax_currency=IN_EURO),
        "Peppol PINT MY needs the tax in ringgit, if in another currency.",
    ),
    "a rate of neither tax": (
        within("MY", lines=(charged("MY", "7"),)),
        "Peppol PINT MY needs a rate of sales tax (5 or 10) or of service tax (6 or 8).",
    ),
    "zero-rated in Japan": (
        within("JP", lines=(charged("JP"), charged("JP", category=ZERO))),
        "Peppol PINT JP needs a tax category that is in use in the country.",
    ),
    "no postal code in Singapore": (
        within("SG", bill_to={"address": an_address("SG", postal_code="")}),
        "Peppol PINT SG needs the customer's postal code.",
    ),
    "no UEN": (
        within("SG", seller={"tax_ids": NUMBERS["SG"][:1]}),
        "Peppol PINT SG needs the seller's UEN, among its tax ids.",
    ),
    "dollars of another country": (
        within("SG", currency="USD", lines=(DOLLARS,)),
        "Peppol PINT SG needs SGD, in which GST is paid.",
    ),
}


@pytest.mark.parametrize("case", LACKING)
def test_what_the_country_needs_and_is_not_there_is_told(case: str) -> None:
    invoice, sentence = LACKING[case]
    assert [each.sentence for each in missing_for(invoice, Profile.PEPPOL)] == [sentence]


@pytest.mark.parametrize(
    ("country", "need"),
    [("AU", "ABN"), ("NZ", "NZBN"), ("SG", "UEN"), ("JP", _REGISTRATION)],
)
def test_a_seller_on_the_network_is_told_at_set_up_what_its_country_needs(
    country: str, need: str
) -> None:
    seller = within(country).content.seller
    assert missing_of_seller(seller) == ()
    bare = seller.model_copy(update={"tax_ids": (an_id("other", "1"),)})
    (told,) = missing_of_seller(bare)
    assert f"the seller's {need}, among its tax ids" in told.sentence
    assert missing_of_seller(bare.model_copy(update={"endpoint": ""})) == ()


def test_a_credit_note_in_japan_is_an_invoice_of_negative_amounts() -> None:
    """3 × 1,000 at 10% and at 8%, and 2,500 at 10%; 10% less: 7,650 with 495 and 216 of tax."""
    file = Terms(ubl_of(a_version(SHAPES["a credit note in Japan"])))
    assert file.text("BT-3") == "380"
    assert (file.text("BT-25"), file.day("BT-26")) == ("JJP-1", "2026-05-04")
    assert file.texts("BT-129") == ["-3", "-3", "-3"]
    assert file.texts("BT-146") == ["1000", "1000", "1000"]
    assert file.texts("BT-131") == ["-3000", "-3000", "-2500"]
    taxes = zip(file.texts("BT-116"), file.texts("BT-117"), strict=True)
    assert sorted(taxes) == [("-2700", "-216"), ("-4950", "-495")]
    assert (file.text("BT-107"), file.text("BT-109")) == ("-850", "-7650")
    assert (file.text("BT-110"), file.text("BT-115")) == ("-711", "-8361")
    elsewhere = Terms(ubl_of(a_version(SHAPES["a credit note in Singapore"])))
    assert (elsewhere.text("BT-3"), elsewhere.text("BT-131")) == ("381", "3000.00")


def test_malaysia_tells_sales_tax_from_service_tax_and_each_number_at_its_place() -> None:
    file = Terms(ubl_of(a_version(SHAPES["sales tax beside service tax in Malaysia"])))
    assert file.texts("BT-151") == ["SE", "SA", "E"]
    assert {*file.texts("BT-118")} == {"SE", "SA", "E"}
    assert file.texts("BT-30") == file.texts("BT-47") == ["201901000005"]
    assert (file.text("BT-31"), file.text("BT-32")) == ("W10-1808-32000001", "C20880050010")
    assert file.texts("BT-29") == []


def test_a_seller_in_malaysia_is_told_at_set_up_of_both_its_numbers() -> None:
    seller = within("MY").content.seller
    assert missing_of_seller(seller) == ()
    bare = seller.model_copy(update={"tax_ids": (an_id("other", "1"),)})
    told = [each.sentence for each in missing_of_seller(bare)]
    assert [each.partition("needs ")[2] for each in told] == [
        "the seller's BRN, among its tax ids.",
        "the seller's TIN, among its tax ids.",
    ]


def test_across_their_borders_the_file_is_the_european_one() -> None:
    xml = ubl_of(a_version(within("SG", "AU")))
    assert Terms(xml).text("BT-24").startswith("urn:cen.eu:en16931:2017#compliant#")
    assert complaints(xml) == []


def test_the_uuid_is_that_of_the_invoice_whenever_it_is_made() -> None:
    version = a_version(within("SG"))
    assert ubl_of(version) == ubl_of(version)
    assert len(Terms(ubl_of(version)).text("UUID")) == 36
