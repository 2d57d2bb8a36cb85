"""National rules of Peppol: what is written keeps them, by the judge and by the European rules."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupiter_core.documents.einvoice.cii import cii
from jupiter_core.documents.einvoice.composition import einvoice_of
from jupiter_core.documents.einvoice.embedding import cii_of, ubl_of
from jupiter_core.documents.einvoice.gaps import missing_for
from jupiter_core.documents.einvoice.model import Profile
from jupiter_core.documents.einvoice.ubl import ubl
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.totals import TaxCategory
from tests.jupiter_core.documents.einvoice.judges import complaints
from tests.jupiter_core.documents.einvoice.national import broken
from tests.jupiter_core.documents.einvoice.nations import (
    NUMBERS,
    a_buyer,
    a_danish_bank,
    a_seller,
    a_trade,
    an_address,
    an_id,
    approved_for_f_tax,
    charged,
    from_greece,
    in_kroner,
)
from tests.jupiter_core.documents.einvoice.shapes import (
    a_euro_line,
    a_version,
    a_year,
    in_dollars,
)

OUTSIDE = charged("0")
SUPPLIED = a_year(a_euro_line(rate="0", category=TaxCategory.INTRA_COMMUNITY))

SOUND: dict[str, Invoice] = {
    **{f"within {country}": a_trade(country) for country in NUMBERS},
    **{f"from {country} to DE": a_trade(country, "DE") for country in NUMBERS},
    **{f"a credit note within {it}": a_trade(it, corrects="X-1") for it in NUMBERS},
    **{f"outside the scope of tax within {it}": a_trade(it, lines=(OUTSIDE,)) for it in NUMBERS},
    "a supply within DE": a_trade("DE", lines=(SUPPLIED,)),
    "kroner within DK": in_kroner(),
    "kroner to a foreign bank": in_kroner(
        remit_to=a_danish_bank(iban="DE89370400440532013000", bic="COBADEFFXXX")
    ),
    "kroner to an account with a routing number": in_kroner(
        remit_to=a_danish_bank(iban=None, account_number="1234", routing_number="021000021")
    ),
    "a credit note in kroner": in_kroner(corrects="X-1"),
    "a Swede approved for F-tax": approved_for_f_tax(),
    "a Swede without a VAT id": a_trade(
        "SE",
        lines=(charged("0"), charged("25")),
        seller=a_seller("SE", tax_ids=(NUMBERS["SE"][1], an_id("other", "Godkänd för F-skatt"))),
    ),
    "numbers of other registers beside": a_trade(
        "NL",
        seller=a_seller(
            "NL",
            tax_ids=(an_id("gln", "7300010000001"), an_id("other", "12/345"), *NUMBERS["NL"]),
        ),
        bill_to=a_buyer("NL", tax_ids=(an_id("other", "87654321"), *NUMBERS["NL"])),
    ),
    "a number without a register in NL": a_trade(
        "NL", bill_to=a_buyer("NL", tax_ids=(an_id("other", "87654321"),))
    ),
    "an Italian with a REA number": a_trade(
        "IT", seller=a_seller("IT", tax_ids=(NUMBERS["IT"][0], an_id("other", "MI-1234567")))
    ),
    "numbers in no scheme within DK": a_trade(
        "DK", seller=a_seller("DK", tax_ids=(*NUMBERS["DK"], an_id("registration", "AB 12")))
    ),
}


@pytest.mark.parametrize("shape", SOUND)
def test_a_complete_invoice_keeps_the_rules_of_its_countries(shape: str) -> None:
    version = a_version(SOUND[shape])
    assert missing_for(SOUND[shape], Profile.PEPPOL) == ()
    assert broken(ubl_of(version)) == set()


@pytest.mark.parametrize("shape", SOUND)
def test_what_keeps_them_is_valid_by_the_european_rules_in_both_syntaxes(shape: str) -> None:
    version = a_version(SOUND[shape])
    assert complaints(ubl_of(version)) == []
    assert complaints(cii_of(version)) == []


BAD: dict[str, tuple[Invoice, str]] = {
    "DE-R-003": (
        a_trade("DE", seller=a_seller("DE", address=an_address("DE", city=""))),
        "the seller's city",
    ),
    "DE-R-004": (
        a_trade("DE", seller=a_seller("DE", address=an_address("DE", postal_code=""))),
        "the seller's postal code",
    ),
    "DE-R-006": (
        a_trade("DE", seller=a_seller("DE", phone="")),
        "the seller's telephone number",
    ),
    "DE-R-007": (a_trade("DE", seller=a_seller("DE", email="")), "the seller's e-mail address"),
    "DE-R-008": (
        a_trade("DE", bill_to=a_buyer("DE", address=an_address("DE", city=""))),
        "the customer's city",
    ),
    "DE-R-009": (
        a_trade("DE", bill_to=a_buyer("DE", address=an_address("DE", postal_code=""))),
        "the customer's postal code",
    ),
    "DE-R-015": (
        a_trade("DE", bill_to=a_buyer("DE", buyer_reference="")),
        "the customer's buyer reference",
    ),
    "NL-R-002": (
        a_trade("NL", "DE", seller=a_seller("NL", address=an_address("NL", street=""))),
        "the seller's street",
    ),
    "NL-R-004": (
        a_trade(
            "NL", bill_to=a_buyer("NL", address=an_address("NL", postal_code=""), attention="")
        ),
        "the customer's postal code",
    ),
    "SE-R-006": (
        a_trade("SE", lines=(charged("19"),)),
        "a rate of 25, 12 or 6 percent where a Swedish seller charges VAT",
    ),
    "DK-R-002": (
        a_trade("DK", "DE", seller=a_seller("DK", tax_ids=NUMBERS["DK"][:1])),
        "the seller's CVR number, among its tax ids",
    ),
    "DK-R-006": (
        in_kroner(remit_to=a_danish_bank(iban="DE89370400440532013000")),
        "the BIC of the account's bank",
    ),
    "IT-R-002": (
        a_trade("IT", "DE", seller=a_seller("IT", address=an_address("IT", street=""))),
        "the seller's street",
    ),
    "IT-R-003": (
        a_trade("IT", "DE", seller=a_seller("IT", address=an_address("IT", city=""))),
        "the seller's city",
    ),
    "IT-R-004": (
        a_trade("IT", "DE", seller=a_seller("IT", address=an_address("IT", postal_code=""))),
        "the seller's postal code",
    ),
    "IS-R-002": (
        a_trade("IS", "DE", seller=a_seller("IS", tax_ids=NUMBERS["IS"][:1])),
        "the seller's kennitala, among its tax ids",
    ),
    "IS-R-003": (
        a_trade("IS", "DE", seller=a_seller("IS", address=an_address("IS", postal_code=""))),
        "the seller's postal code",
    ),
    "IS-R-004": (
        a_trade("IS", bill_to=a_buyer("IS", tax_ids=NUMBERS["IS"][:1])),
        "the customer's kennitala, among its tax ids",
    ),
    "IS-R-005": (
        a_trade("IS", bill_to=a_buyer("IS", address=an_address("IS", postal_code=""))),
        "the customer's postal code",
    ),
}
"""By rule: an invoice that lacks one thing, and what its people are told."""


@pytest.mark.parametrize("rule", BAD)
def test_what_a_country_needs_and_is_not_there_is_told_in_words(rule: str) -> None:
    invoice, need = BAD[rule]
    told = [each.sentence for each in missing_for(invoice, Profile.PEPPOL)]
    assert told == [f"Peppol BIS Billing 3.0 needs {need}."]
    assert rule in broken(ubl(einvoice_of(a_version(invoice), invoice)))


@pytest.mark.parametrize("rule", BAD)
def test_what_a_country_needs_on_peppol_leaves_factur_x_alone(rule: str) -> None:
    invoice, _ = BAD[rule]
    assert missing_for(invoice, Profile.FACTUR_X) == ()
    assert complaints(cii(einvoice_of(a_version(invoice), invoice))) == []


@pytest.mark.parametrize(
    ("endpoint", "rule", "told"),
    [
        ("EM:ap@lumiere.example", "PEPPOL-EN16931-CL008", "on its network"),
        ("AN:O0013000001", "PEPPOL-EN16931-CL008", "on its network"),
        ("0088:7300010000002", "PEPPOL-COMMON-R040", "the one in “0088:7300010000002” is not"),
        ("0192:988077918", "PEPPOL-COMMON-R041", "with a valid number"),
        ("0184:1358562", "PEPPOL-COMMON-R042", "with a valid number"),
        ("0208:0428759498", "PEPPOL-COMMON-R043", "with a valid number"),
        ("0201:UF5", "PEPPOL-COMMON-R044", "with a valid number"),
        ("0210:123", "PEPPOL-COMMON-R045", "with a valid number"),
        ("0211:IT00743110158", "PEPPOL-COMMON-R047", "with a valid number"),
        ("0007:5560360794", "PEPPOL-COMMON-R049", "with a valid number"),
        ("0151:83914571674", "PEPPOL-COMMON-R050", "with a valid number"),
    ],
)
@pytest.mark.parametrize("party", ["seller", "bill_to"])
def test_an_electronic_address_that_the_network_refuses_is_told(
    endpoint: str, rule: str, told: str, party: str
) -> None:
    """Such as were kept before they were checked."""
    parties = {"seller": a_seller("FI"), "bill_to": a_buyer("FI")}
    changed: Any = parties[party].model_copy(update={"endpoint": endpoint})
    invoice = a_trade("FI", **{party: changed})
    (missing,) = missing_for(invoice, Profile.PEPPOL)
    assert missing.path == f"{party}.endpoint"
    assert told in missing.sentence
    assert broken(ubl(einvoice_of(a_version(invoice), invoice))) == {rule}
    assert missing_for(invoice, Profile.FACTUR_X) == ()


@pytest.mark.parametrize("address", ["GR", "DE"])
@pytest.mark.parametrize("corrects", ["", "X-1"])
def test_a_greek_seller_gets_no_peppol_file_since_its_mark_cannot_be_had(
    address: str, corrects: str
) -> None:
    invoice = from_greece(address, corrects=corrects)
    (missing,) = missing_for(invoice, Profile.PEPPOL)
    assert "MARK" in missing.sentence
    assert "Greek provider" in missing.sentence
    found = broken(ubl(einvoice_of(a_version(invoice), invoice)))
    assert {"GR-R-001-1", "GR-R-002", "GR-R-005", "GR-R-009"} <= found
    assert complaints(cii_of(a_version(invoice))) == []


def test_a_greek_customer_is_billed_as_any_other() -> None:
    greek = a_buyer("NL", address=an_address("GR"), tax_ids=(an_id("eu_vat", "EL094259216"),))
    invoice = a_trade("NL", bill_to=greek)
    assert missing_for(invoice, Profile.PEPPOL) == ()
    assert broken(ubl_of(a_version(invoice))) == set()


@pytest.mark.parametrize(
    ("country", "ids", "asked"),
    [
        ("SE", ("se_orgnr", "556036-0793"), "“Godkänd för F-skatt” as its other tax id"),
        ("IT", ("registration", "MI-1234567"), "codice fiscale"),
        ("NO", ("no_orgnr", "995525828"), "the seller's VAT id or tax number"),
    ],
)
def test_a_registration_number_is_no_tax_number(
    country: str, ids: tuple[str, str], asked: str
) -> None:
    seller = a_seller(country, tax_ids=(an_id(*ids),))
    (missing,) = missing_for(a_trade(country, seller=seller), Profile.PEPPOL)
    assert asked in missing.sentence
    assert missing.path == "seller.tax_ids"


_ids = st.lists(
    st.sampled_from(
        (
            *(each for ids in NUMBERS.values() for each in ids),
            an_id("gln", "7300010000001"),
            an_id("lei", "213800KUD8LAJWSQ9D15"),
            an_id("nl_oin", "00000001003214345000"),
            an_id("fr_siren", "552008443"),
            an_id("ein", "91-1144442"),
            an_id("other", "Godkänd för F-skatt"),
            an_id("eu_vat", "EL094259216"),
        )
    ),
    unique=True,
    max_size=4,
).map(tuple)
_endpoints = st.sampled_from(
    ["9930:DE136695976"] * 8 + ["EM:ap@lumiere.example", "0088:7300010000002", "0007:5560360793"]
)
_parts = st.fixed_dictionaries(
    {
        part: st.sampled_from(["Somewhere 1"] * 9 + [""])
        for part in ("street", "city", "postal_code")
    }
)


@st.composite
def _trades(draw: st.DrawFn) -> Invoice:
    here = draw(st.sampled_from(sorted(NUMBERS)))
    there = draw(st.sampled_from([here, here, *sorted(NUMBERS)]))
    currency = draw(st.sampled_from(["EUR", "DKK"]))
    seller, buyer = (
        {
            "address": an_address(country, **draw(_parts)),
            "tax_ids": tuple({*draw(_ids), *draw(st.sampled_from([NUMBERS[country], ()]))}),
            "endpoint": draw(_endpoints),
        }
        for country in (here, there)
    )
    return a_trade(
        here,
        there,
        seller=a_seller(here, **seller),
        bill_to=a_buyer(there, **buyer),
        lines=tuple(charged(draw(st.sampled_from(["0", "25", "19"])), currency) for _ in range(2)),
        currency=currency,
        paid=Money.zero(currency),
        remit_to=draw(st.sampled_from([a_danish_bank(), a_danish_bank(iban="NL91ABNA0417164300")])),
        corrects=draw(st.sampled_from(["", "X-1"])),
    )


@given(invoice=_trades())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_lacks_nothing_breaks_no_rule_of_any_country(invoice: Invoice) -> None:
    if not missing_for(invoice, Profile.PEPPOL):
        assert broken(ubl_of(a_version(invoice))) == set()


def test_a_danish_account_is_given_by_its_two_numbers() -> None:
    """DK50 0040 0440 1162 43: the bank is 0040, the account 0440116243."""
    xml = ubl_of(a_version(in_kroner())).decode()
    assert "<cbc:ID>0440116243</cbc:ID>" in xml
    assert "<cac:FinancialInstitutionBranch>\n<cbc:ID>0040</cbc:ID>" in xml
    assert "IBAN DK5000400440116243" in xml


def test_a_registration_number_carries_its_scheme_in_both_syntaxes() -> None:
    version = a_version(a_trade("NL"))
    assert '<cbc:CompanyID schemeID="0106">12345678</cbc:CompanyID>' in ubl_of(version).decode()
    assert '<ram:ID schemeID="0106">12345678</ram:ID>' in cii_of(version).decode()


def test_a_number_in_no_scheme_has_none_and_what_has_no_place_is_an_identifier() -> None:
    ids = (an_id("gln", "7300010000001"), an_id("registration", "HRB 12345"), *NUMBERS["DE"][:1])
    version = a_version(a_trade("DE", seller=a_seller("DE", tax_ids=ids)))
    xml = ubl_of(version).decode()
    assert "<cbc:CompanyID>HRB 12345</cbc:CompanyID>" in xml
    assert '<cbc:ID schemeID="0088">7300010000001</cbc:ID>' in xml
    assert '<ram:GlobalID schemeID="0088">7300010000001</ram:GlobalID>' in cii_of(version).decode()


def test_outside_germany_nothing_changes_for_credit_notes_and_untaxed_lines() -> None:
    xml = ubl_of(a_version(in_dollars(corrects="JUS-000001"))).decode()
    assert "PaymentMeans" not in xml
    assert "Percent" not in xml


def test_a_reissued_invoice_refers_to_the_one_before_it() -> None:
    version = a_version(in_dollars(replaces="JUS-000001"))
    ubl, cii = ("".join(each.decode().split()) for each in (ubl_of(version), cii_of(version)))
    of_ubl = "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>JUS-000001</cbc:ID>"
    assert of_ubl in ubl
    of_cii = "<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>JUS-000001<"
    assert of_cii in cii
