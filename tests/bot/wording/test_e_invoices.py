"""What is said in a thread of an invoice's e-invoices."""

from bot.wording.e_invoices import (
    FACTUR_X,
    PEPPOL,
    STANDARDS,
    XRECHNUNG,
    XRECHNUNGEN,
    name_for_customer,
    standards_of,
    told,
    told_with_links,
)
from jupiter_core.documents.einvoice.readiness import readiness_of
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.e_invoice_readiness import EInvoiceReadiness
from tests.jupiter_core.documents.einvoice.nations import a_buyer, a_trade
from tests.jupiter_core.documents.einvoice.shapes import a_version
from tests.jupiter_core.documents.einvoice.test_france import within_france
from tests.jupiter_core.documents.einvoice.test_pint import within

ALL = (*STANDARDS, *XRECHNUNGEN)
GERMAN = a_trade("DE")
LAW = "the law between companies in France from September 2026"
NOTHING = EInvoiceReadiness(sender_profile_id="", legal_name="", standards=())


def test_a_german_customer_with_a_reference_is_offered_an_xrechnung_and_no_other_is() -> None:
    assert standards_of(a_version(GERMAN)) == (FACTUR_X, PEPPOL, XRECHNUNG)
    bare = a_trade("DE", bill_to=a_buyer("DE", buyer_reference=""))
    for other in (bare, a_trade("NL")):
        assert standards_of(a_version(other)) == (FACTUR_X, PEPPOL)


def test_three_files_are_named_in_one_sentence() -> None:
    said = told(GERMAN, [FACTUR_X, PEPPOL, XRECHNUNG], {}, NOTHING)
    assert said == (
        "JUS-000001, version 1, e-invoice: Factur-X XML, UBL XML (Peppol) and XRechnung."
    )
    assert told(GERMAN, [FACTUR_X], {}, NOTHING).endswith("e-invoice: Factur-X XML.")


def test_each_file_is_named_with_its_link_where_none_could_be_shared() -> None:
    said = told_with_links("Files.", [FACTUR_X, XRECHNUNG], "https://x.example/i/t", GERMAN)
    assert said.splitlines() == [
        "Files.",
        "Factur-X XML: https://x.example/i/t/v/1.cii.xml",
        "XRechnung: https://x.example/i/t/v/1.xrechnung.xml",
    ]


def test_the_customer_reads_the_names_of_its_own_country() -> None:
    paper = PdfRenderer()

    def names(country: str) -> list[str]:
        return [name_for_customer(each, a_trade(country).content, paper) for each in ALL]

    xrechnung = ["XRechnung (UBL)", "XRechnung (CII)"]
    assert names("DE") == ["ZUGFeRD XML", "UBL XML (Peppol)", *xrechnung]
    assert names("NL") == ["Factur-X XML", "UBL XML (Peppol)", *xrechnung]
    japanese = name_for_customer(PEPPOL, within("JP").content, paper)
    assert japanese == "UBL XML (Peppol PINT JP)"


def test_what_french_law_needs_beside_the_file_is_said_with_it() -> None:
    lacking = within_france(bill_to={"tax_ids": ()})
    readiness = readiness_of(lacking.content)
    assert told(lacking, [FACTUR_X], {}, readiness).splitlines() == [
        "JUS-000001, version 1, e-invoice: Factur-X XML.",
        f"French e-invoicing, {LAW}, also needs: the customer's SIREN, among its tax ids.",
    ]
    complete = within_france()
    assert "also needs" not in told(complete, [FACTUR_X], {}, readiness_of(complete.content))
