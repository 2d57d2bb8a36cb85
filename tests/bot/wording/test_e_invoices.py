"""What is said in a thread of an invoice's e-invoices."""

from bot.wording.e_invoices import FACTUR_X, PEPPOL, XRECHNUNG, standards_of, told, told_with_links
from jupiter_core.documents.einvoice.readiness import readiness_of
from jupiter_core.domain.e_invoice_readiness import EInvoiceReadiness
from tests.jupiter_core.documents.einvoice.nations import a_buyer, a_trade
from tests.jupiter_core.documents.einvoice.shapes import a_version
from tests.jupiter_core.documents.einvoice.test_france import within_france

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


def test_only_what_is_behind_the_customers_link_is_named_by_a_link() -> None:
    said = told_with_links("Files.", [FACTUR_X, XRECHNUNG], "https://x.example/i/t", GERMAN)
    assert said == "Files.\nFactur-X XML: https://x.example/i/t/v/1.cii.xml"


def test_what_french_law_needs_beside_the_file_is_said_with_it() -> None:
    lacking = within_france(bill_to={"tax_ids": ()})
    readiness = readiness_of(lacking.content)
    assert told(lacking, [FACTUR_X], {}, readiness).splitlines() == [
        "JUS-000001, version 1, e-invoice: Factur-X XML.",
        f"French e-invoicing, {LAW}, also needs: the customer's SIREN, among its tax ids.",
    ]
    complete = within_france()
    assert "also needs" not in told(complete, [FACTUR_X], {}, readiness_of(complete.content))
