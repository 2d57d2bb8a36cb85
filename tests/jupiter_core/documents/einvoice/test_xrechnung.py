"""XRechnung 3.0 in both syntaxes: by the judge of its rules, and by the European ones."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from jupiter_core.documents.einvoice.dialects import FACTUR_X, XRECHNUNG
from jupiter_core.documents.einvoice.embedding import cii_of, xrechnung_of
from jupiter_core.documents.einvoice.gaps import missing_for
from jupiter_core.documents.einvoice.model import Profile
from jupiter_core.domain.early_payment import EarlyPayment
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.party import ApContact
from jupiter_core.domain.ship_to import ShipTo
from jupiter_core.domain.totals import TaxCategory
from jupiter_core.ports import NoEInvoice
from tests.jupiter_core.documents.einvoice.german import GERMAN_RULES, broken_in_germany, says_when
from tests.jupiter_core.documents.einvoice.judges import complaints
from tests.jupiter_core.documents.einvoice.nations import a_buyer, a_seller, a_trade, an_address
from tests.jupiter_core.documents.einvoice.shapes import (
    a_euro_line,
    a_version,
    a_year,
    in_dollars,
    on_a_day,
)
from tests.jupiter_core.documents.einvoice.terms import Terms, spoilt

AUTHORITY = a_buyer("DE", buyer_reference="991-33333TEST-33", endpoint="")
UNTAXED = a_year(a_euro_line(rate="0", category=TaxCategory.INTRA_COMMUNITY))
TWO_PERCENT = EarlyPayment(percent=Decimal(2), days=10)


def to_an_authority(country: str = "DE", /, **changes: Any) -> Invoice:
    return a_trade(country, "DE", **{"bill_to": AUTHORITY, **changes})


SHAPES = {
    "within Germany": to_an_authority(),
    "with a discount": to_an_authority(early_payment=TWO_PERCENT, net_terms=30),
    "from the Netherlands": to_an_authority("NL", lines=(UNTAXED,)),
    "a credit note": to_an_authority(corrects="X-1", preceding_date=date(2026, 5, 4)),
    "from America, outside the scope of tax": in_dollars(bill_to=AUTHORITY),
    "a total of zero": to_an_authority(
        lines=(a_euro_line(), a_euro_line("-1000.00", description="Usage credit"))
    ),
}


def both_syntaxes(invoice: Invoice) -> list[bytes]:
    version = a_version(invoice)
    return [xrechnung_of(version), xrechnung_of(version, in_cii=True)]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_keeps_the_german_and_the_european_rules(shape: str) -> None:
    assert missing_for(SHAPES[shape], Profile.XRECHNUNG) == ()
    for xml in both_syntaxes(SHAPES[shape]):
        assert broken_in_germany(xml) == set()
        # The rules of Factur-X take their own specification alone.
        as_factur_x = xml.replace(XRECHNUNG.specification.encode(), FACTUR_X.specification.encode())
        assert complaints(as_factur_x if Terms(xml).in_cii else xml) == []


_SPOILT: dict[str, tuple[str, str | None]] = {
    "BR-DE-1": ("BG-16", None),
    "BR-DE-2": ("BG-6", None),
    "BR-DE-3": ("BT-37", None),
    "BR-DE-4": ("BT-38", None),
    "BR-DE-5": ("BT-41", None),
    "BR-DE-6": ("BT-42", None),
    "BR-DE-7": ("BT-43", None),
    "BR-DE-8": ("BT-52", None),
    "BR-DE-9": ("BT-53", None),
    "BR-DE-10": ("BT-77", None),
    "BR-DE-11": ("BT-78", None),
    "BR-DE-14": ("BT-119", None),
    "BR-DE-15": ("BT-10", None),
    "BR-DE-16": ("BT-31", None),
    "BR-DE-17": ("BT-3", "386"),
    "BR-DE-18": ("BT-20", "30 Tage netto\n#SKONTO#TAGE=10#PROZENT=2#\n"),
    "BR-DE-19": ("BT-84", "DE89370400440532013001"),
    "BR-DE-21": ("BT-24", FACTUR_X.specification),
    "BR-DE-23-a": ("BG-17", None),
    "BR-DE-27": ("BT-42", "12"),
    "BR-DE-28": ("BT-43", "billing@localhost"),
    "PEPPOL-EN16931-R001": ("BT-23", None),
    "PEPPOL-EN16931-R010": ("BT-49", None),
    "PEPPOL-EN16931-R020": ("BT-34", None),
}


@pytest.mark.parametrize("rule", GERMAN_RULES)
def test_the_judge_finds_each_rule_broken_in_a_file_that_is_spoilt(rule: str) -> None:
    term, put = _SPOILT[rule]
    for xml in both_syntaxes(SHAPES["with a discount"]):
        assert rule in broken_in_germany(spoilt(xml, term, put))


def test_the_day_of_supply_that_german_law_asks_for_is_told() -> None:
    for xml in both_syntaxes(to_an_authority(lines=(on_a_day(a_euro_line()),))):
        assert says_when(Terms(xml))
        assert Terms(xml).day("BT-72") == "2026-06-03"
        without_period = spoilt(spoilt(xml, "BG-14"), "BG-26")
        assert says_when(Terms(without_period))
        assert not says_when(Terms(spoilt(without_period, "BT-72")))


def test_a_discount_without_an_end_of_line_is_none() -> None:
    spoilt_terms = "30 Tage netto\n#SKONTO#TAGE=10#PROZENT=2.00#"
    (xml, _) = both_syntaxes(SHAPES["with a discount"])
    assert "BR-DE-18" in broken_in_germany(spoilt(xml, "BT-20", spoilt_terms))


def test_the_discount_and_the_leitweg_id_are_at_their_places() -> None:
    for xml in both_syntaxes(SHAPES["with a discount"]):
        file = Terms(xml)
        assert file.texts("BT-20")[0].endswith("\n#SKONTO#TAGE=10#PROZENT=2.00#\n")
        assert file.texts("BT-10") == ["991-33333TEST-33"]


def test_who_is_on_no_network_is_reached_by_e_mail() -> None:
    for xml in both_syntaxes(to_an_authority(seller=a_seller("DE", endpoint=""))):
        file = Terms(xml)
        assert file.schemed("BT-34") == [("EM", "billing@jupiter.example")]
        assert file.schemed("BT-49") == [("EM", "ap@lumiere.example")]


A_BRANCH = ShipTo(name="Branch", address=an_address("DE", postal_code=""))
BAD: dict[str, tuple[Invoice, str]] = {
    "BR-DE-4": (
        to_an_authority(seller=a_seller("DE", address=an_address("DE", postal_code=""))),
        "the seller's postal code",
    ),
    "BR-DE-6": (
        to_an_authority(seller=a_seller("DE", phone="")),
        "the seller's telephone number",
    ),
    "BR-DE-8": (
        to_an_authority(
            bill_to=AUTHORITY.model_copy(update={"address": an_address("DE", city="")})
        ),
        "the customer's city",
    ),
    "BR-DE-11": (
        to_an_authority(bill_to=AUTHORITY.model_copy(update={"ship_to": A_BRANCH})),
        "the postal code of the delivery address",
    ),
    "BR-DE-15": (
        to_an_authority(bill_to=AUTHORITY.model_copy(update={"buyer_reference": ""})),
        "the customer's buyer reference: an authority's Leitweg-ID",
    ),
    "BR-DE-27": (
        to_an_authority(seller=a_seller("DE", phone="see the web")),
        "a telephone number of three digits at least",
    ),
    "PEPPOL-EN16931-R010": (
        to_an_authority(bill_to=AUTHORITY.model_copy(update={"ap_contact": ApContact()})),
        "the customer's electronic address, or the e-mail address of its AP",
    ),
}


@pytest.mark.parametrize("rule", BAD)
def test_what_an_authority_needs_and_is_not_there_is_told_in_words(rule: str) -> None:
    invoice, need = BAD[rule]
    with pytest.raises(NoEInvoice) as refused:
        xrechnung_of(a_version(invoice))
    assert [each.sentence for each in refused.value.refusals] == [f"XRechnung 3.0 needs {need}."]


def test_a_leitweg_id_with_wrong_check_digits_is_told_and_another_reference_is_not() -> None:
    wrong = AUTHORITY.model_copy(update={"buyer_reference": "991-33333TEST-34"})
    with pytest.raises(NoEInvoice, match="those of “991-33333TEST-34” are wrong"):
        xrechnung_of(a_version(to_an_authority(bill_to=wrong)))
    other = AUTHORITY.model_copy(update={"buyer_reference": "Projekt 7"})
    assert missing_for(to_an_authority(bill_to=other), Profile.XRECHNUNG) == ()


def test_xrechnung_is_for_customers_in_germany() -> None:
    with pytest.raises(NoEInvoice, match="needs a customer in Germany"):
        xrechnung_of(a_version(a_trade("NL")))


def test_factur_x_within_germany_stays_what_it_is() -> None:
    file = Terms(cii_of(a_version(SHAPES["with a discount"])))
    assert file.text("BT-24") == "urn:cen.eu:en16931:2017"
    assert "#" not in file.text("BT-20")


def test_money_without_an_iban_is_sent_by_account_number() -> None:
    dollars = in_dollars(bill_to=AUTHORITY, currency="USD", paid=Money.zero("USD"))
    assert Terms(xrechnung_of(a_version(dollars))).text("BT-81") == "30"
