"""The judge of national rules finds each of them broken in a file that is spoilt."""

import re

import pytest

from jupiter_core.documents.einvoice.composition import einvoice_of
from jupiter_core.documents.einvoice.ubl import ubl
from jupiter_core.domain.invoice import Invoice
from tests.jupiter_core.documents.einvoice.national import RULES, broken
from tests.jupiter_core.documents.einvoice.nations import (
    a_trade,
    approved_for_f_tax,
    charged,
    from_greece,
    in_kroner,
)
from tests.jupiter_core.documents.einvoice.shapes import a_version

TAKEN_OUT: dict[str, tuple[Invoice, str]] = {
    "DE-R-001": (a_trade("DE", corrects="X-1"), "<cac:PaymentMeans>.*</cac:PaymentMeans>"),
    "DE-R-003": (a_trade("DE"), "<cbc:CityName>Capital</cbc:CityName>"),
    "DE-R-004": (a_trade("DE"), "<cbc:PostalZone>12345</cbc:PostalZone>"),
    "DE-R-005": (a_trade("DE"), "<cbc:Name>Jupiter EU GmbH</cbc:Name>\n(?=<cbc:Telephone>)"),
    "DE-R-006": (a_trade("DE"), "<cbc:Telephone>.*</cbc:Telephone>"),
    "DE-R-007": (a_trade("DE"), "<cbc:ElectronicMail>[^<]*</cbc:ElectronicMail>"),
    "DE-R-008": (a_trade("DE"), "<cbc:CityName>Capital</cbc:CityName>"),
    "DE-R-009": (a_trade("DE"), "<cbc:PostalZone>12345</cbc:PostalZone>"),
    "DE-R-010": (a_trade("DE"), "<cbc:CityName>Capital</cbc:CityName>"),
    "DE-R-011": (a_trade("DE"), "<cbc:PostalZone>12345</cbc:PostalZone>"),
    "DE-R-014": (
        a_trade("DE", lines=(charged("0"),)),
        "<cbc:Percent>0</cbc:Percent>\n(?=<cbc:TaxExemptionReasonCode>)",
    ),
    "DE-R-015": (a_trade("DE"), "<cbc:BuyerReference>.*</cbc:BuyerReference>"),
    "DE-R-016": (a_trade("DE"), "<cac:PartyTaxScheme>.*?</cac:PartyTaxScheme>"),
    "DE-R-023-1": (a_trade("DE"), "<cac:PayeeFinancialAccount>.*</cac:PayeeFinancialAccount>"),
    "NL-R-001": (a_trade("NL", corrects="X-1"), "<cac:BillingReference>.*</cac:BillingReference>"),
    "NL-R-002": (a_trade("NL"), "<cbc:StreetName>[^<]*</cbc:StreetName>"),
    "NL-R-003": (a_trade("NL"), ' schemeID="0106"'),
    "NL-R-004": (a_trade("NL"), "<cbc:StreetName>[^<]*</cbc:StreetName>"),
    "NL-R-005": (a_trade("NL"), ' schemeID="0106"'),
    "NL-R-007": (a_trade("NL"), "<cac:PaymentMeans>.*</cac:PaymentMeans>"),
    "DK-R-002": (a_trade("DK"), '<cbc:CompanyID schemeID="0184">[^<]*</cbc:CompanyID>'),
    "DK-R-006": (
        in_kroner(),
        "<cac:FinancialInstitutionBranch>.*</cac:FinancialInstitutionBranch>",
    ),
    "DK-R-014": (a_trade("DK"), ' schemeID="0184"'),
    "IT-R-002": (a_trade("IT"), "<cbc:StreetName>[^<]*</cbc:StreetName>"),
    "IT-R-003": (a_trade("IT"), "<cbc:CityName>[^<]*</cbc:CityName>"),
    "IT-R-004": (a_trade("IT"), "<cbc:PostalZone>[^<]*</cbc:PostalZone>"),
    "IS-R-002": (a_trade("IS"), ' schemeID="0196"'),
    "IS-R-003": (a_trade("IS"), "<cbc:PostalZone>[^<]*</cbc:PostalZone>"),
    "IS-R-004": (a_trade("IS"), ' schemeID="0196"'),
    "IS-R-005": (a_trade("IS"), "<cbc:PostalZone>[^<]*</cbc:PostalZone>"),
}
"""By rule: a file, and what it must not be without."""

_NUMBER = "<cac:PartyIdentification><cbc:ID>1</cbc:ID></cac:PartyIdentification>"
REPLACED: dict[str, tuple[Invoice, str, str]] = {
    "PEPPOL-EN16931-CL008": (a_trade("DE"), ' schemeID="9930"', ' schemeID="EM"'),
    "PEPPOL-COMMON-R040": (a_trade("DE"), '"9930">DE136695976', '"0088">7300010000002'),
    "PEPPOL-COMMON-R041": (a_trade("NO"), '"0192">995525828', '"0192">995525829'),
    "PEPPOL-COMMON-R042": (a_trade("DK"), '"0184">13585628', '"0184">1358562'),
    "PEPPOL-COMMON-R043": (a_trade("BE"), '"0208">0428759497', '"0208">0428759498'),
    "PEPPOL-COMMON-R044": (a_trade("DE"), '"9930">DE136695976', '"0201">UF5'),
    "PEPPOL-COMMON-R045": (a_trade("DE"), '"9930">DE136695976', '"0210">123'),
    "PEPPOL-COMMON-R047": (a_trade("DE"), '"9930">DE136695976', '"0211">IT00743110158'),
    "PEPPOL-COMMON-R049": (a_trade("SE"), '"0007">5560360793', '"0007">5560360794'),
    "PEPPOL-COMMON-R050": (a_trade("DE"), '"9930">DE136695976', '"0151">83914571674'),
    "NL-R-008": (a_trade("NL"), ">58</cbc:PaymentMeansCode>", ">42</cbc:PaymentMeansCode>"),
    "SE-R-001": (a_trade("SE"), ">SE556036079301<", ">SE5560360793<"),
    "SE-R-003": (a_trade("SE"), ">5560360793<", ">5560360794<"),
    "SE-R-005": (approved_for_f_tax(), "Godkänd för F-skatt", "12/345"),
    "SE-R-006": (a_trade("SE"), "<cbc:Percent>25<", "<cbc:Percent>19<"),
    "DK-R-005": (in_kroner(), ">42</cbc:PaymentMeansCode>", ">30</cbc:PaymentMeansCode>"),
    "DK-R-013": (a_trade("DK"), "<cac:PostalAddress>", f"{_NUMBER}<cac:PostalAddress>"),
    "DK-R-016": (in_kroner(corrects="X-1"), '"DKK">1250.00</cbc:Pay', '"DKK">-1.00</cbc:Pay'),
    "IT-R-001": (a_trade("IT"), ">00743110157<", ">12/345<"),
    "NO-R-001": (a_trade("NO"), "NO995525828MVA", "NO995525828"),
}
"""By rule: a file, what makes it right, and what would not."""

_GREEK = {f"GR-R-{each}" for each in ("001-1", "002", "003", "004-1", "005", "009")}


def _ubl(invoice: Invoice) -> str:
    return ubl(einvoice_of(a_version(invoice), invoice)).decode()


@pytest.mark.parametrize("rule", TAKEN_OUT)
def test_a_file_without_what_a_rule_wants_breaks_it(rule: str) -> None:
    invoice, needed = TAKEN_OUT[rule]
    xml = _ubl(invoice)
    assert rule not in broken(xml.encode())
    spoilt, count = re.subn(needed, "", xml, flags=re.DOTALL)
    assert count
    assert rule in broken(spoilt.encode())


@pytest.mark.parametrize("rule", REPLACED)
def test_a_file_with_the_wrong_thing_breaks_a_rule(rule: str) -> None:
    invoice, good, bad = REPLACED[rule]
    xml = _ubl(invoice)
    assert good in xml
    assert rule not in broken(xml.encode())
    assert rule in broken(xml.replace(good, bad).encode())


def test_a_greek_file_is_right_with_what_is_not_to_be_had_here() -> None:
    """So that each of those rules can be kept: what they ask for is put into the file by hand."""
    xml = _ubl(from_greece())
    assert {each for each in broken(xml.encode()) if each.startswith("GR-")} == _GREEK - {
        "GR-R-003"
    }
    name = "<cac:PartyName><cbc:Name>A</cbc:Name></cac:PartyName><cac:PostalAddress>"
    mark = "<cbc:ID>1</cbc:ID><cbc:DocumentDescription>##M.AR.K##</cbc:DocumentDescription>"
    mark = f"<cac:AdditionalDocumentReference>{mark}</cac:AdditionalDocumentReference>"
    for old, new in (
        ("JUS-000001", "094259216|22/11/2026|1|1.1|A|1"),
        ("<cac:PostalAddress>", name),
        ("<cac:AccountingSupplierParty>", f"{mark}<cac:AccountingSupplierParty>"),
        ('"9930">DE136695976', '"9933">094259216'),
    ):
        assert old in xml
        xml = xml.replace(old, new)
    assert not _GREEK & broken(xml.encode())
    assert "GR-R-003" in broken(xml.replace(">EL094259216<", ">GR094259216<").encode())


def test_every_rule_of_the_judge_can_be_broken() -> None:
    assert {*TAKEN_OUT, *REPLACED} | _GREEK == {*RULES}
