"""The e-invoices behind a link: served where they can be made, said why where not."""

import pytest

from jupiter_core.domain.address import Address
from jupiter_core.domain.refusals import Required
from jupiter_core.domain.version import Version
from jupiter_core.ports import NoEInvoice
from tests.factories import a_content, a_draft
from tests.harness.link_client import LinkClient, PlainPaper, an_issued_site


def with_po() -> LinkClient:
    site = an_issued_site()
    site.client.post(site.link, data=site.form(po_number="4500017342"))
    return site


@pytest.mark.parametrize("suffix", ["cii", "ubl"])
@pytest.mark.parametrize("path", ["invoice", "v/2"])
def test_an_e_invoice_is_a_download_in_xml(suffix: str, path: str) -> None:
    site = with_po()
    answer = site.client.get(f"{site.link}/{path}.{suffix}.xml")
    assert answer.content == f"<{suffix}>JUS-000001 v2</{suffix}>".encode()
    assert answer.headers["content-type"] == "application/xml"
    named = f'attachment; filename="JUS-000001-v2.{suffix}.xml"'
    assert answer.headers["content-disposition"].startswith(named)


def test_an_e_invoice_is_kept_out_of_caches_and_search_as_the_pdf_is() -> None:
    site = an_issued_site()
    pdf, xml = (site.client.get(f"{site.link}/invoice.{each}") for each in ("pdf", "cii.xml"))
    for name in ("cache-control", "referrer-policy", "x-robots-tag", "x-content-type-options"):
        assert xml.headers[name] == pdf.headers[name]
    assert "default-src 'none'" in xml.headers["content-security-policy"]


def test_where_something_is_missing_the_answer_says_which() -> None:
    site = an_issued_site()
    for path in ("invoice", "v/1"):
        answer = site.client.get(f"{site.link}/{path}.ubl.xml")
        assert answer.status_code == 404
        assert "There is no UBL XML (Peppol) of JUS-000001, version 1" in answer.text
        assert "PO number is required." in answer.text


def test_the_page_offers_what_there_is_and_says_why_the_rest_is_not_there() -> None:
    site = an_issued_site()
    page = site.client.get(site.link).text
    assert f'{site.link}/invoice.cii.xml">Factur-X XML</a>' in page
    assert "UBL XML (Peppol): PO number is required." in page
    assert "invoice.ubl.xml" not in page


class NoVat(PlainPaper):
    """Its taxes are none that an e-invoice carries: a PO number would not help."""

    def ubl(self, version: Version) -> bytes:
        said = [Required("VAT").at("lines[0].taxes"), Required("A PO number").at("po_number")]
        raise NoEInvoice(said)


def test_nobody_is_asked_for_a_po_number_that_would_not_make_the_file() -> None:
    site = LinkClient(renderer=NoVat()).approve()
    assert "UBL XML (Peppol) is not available for this invoice." in site.client.get(site.link).text
    refused = site.client.get(f"{site.link}/invoice.ubl.xml").text
    assert "There is no UBL XML (Peppol) of JUS-000001, version 1" in refused
    assert "PO number is required." not in refused


def test_the_history_offers_only_what_can_be_made_of_each_version() -> None:
    site = with_po()
    page = site.client.get(site.link).text
    assert "/v/2.ubl.xml" in page
    assert "/v/1.cii.xml" in page
    assert "/v/1.ubl.xml" not in page


def test_versions_that_never_were_have_no_e_invoice() -> None:
    site = an_issued_site()
    for revision in ("0", "2", "x", "9" * 5000):
        assert site.client.get(f"{site.link}/v/{revision}.cii.xml").status_code == 404
    assert site.client.get("/i/nonsense/invoice.cii.xml").status_code == 404


def a_german_site(**bill_to: object) -> LinkClient:
    customer = a_content().bill_to.model_copy(
        update={"address": Address(street="Platz 1", city="Berlin", country="DE"), **bill_to}
    )
    return LinkClient(a_draft(content=a_content(bill_to=customer))).approve()


def test_a_german_customer_with_a_leitweg_id_is_offered_both_xrechnungen_of_each_version() -> None:
    site = a_german_site(buyer_reference="04011000-12345-03")
    page = site.client.get(site.link).text
    names = {"xrechnung.xml": "XRechnung (UBL)", "xrechnung-cii.xml": "XRechnung (CII)"}
    for suffix, name in names.items():
        assert f'{site.link}/invoice.{suffix}">{name}</a>' in page
        assert f'{site.link}/v/1.{suffix}">{name}</a>' in page
    assert ">ZUGFeRD XML</a>" in page
    for suffix, syntax in (("xrechnung.xml", "ubl"), ("xrechnung-cii.xml", "cii")):
        for path in ("invoice", "v/1"):
            answer = site.client.get(f"{site.link}/{path}.{suffix}")
            assert answer.content == f"<x-{syntax}>JUS-000001 v1</x-{syntax}>".encode()
            assert f'filename="JUS-000001-v1.{suffix}"' in answer.headers["content-disposition"]


class NoXRechnung(PlainPaper):
    def xrechnung(self, version: Version, *, in_cii: bool = False) -> bytes:
        raise NoEInvoice([Required("A telephone number").at("seller.phone")])


def test_why_there_is_no_xrechnung_is_said_once_and_to_nobody_who_has_no_use_for_it() -> None:
    site = an_issued_site()
    assert "XRechnung" not in site.client.get(site.link).text
    german = a_german_site(buyer_reference="04011000-12345-03")
    lacking = LinkClient(german.draft, renderer=NoXRechnung()).approve()
    page = lacking.client.get(lacking.link).text
    assert page.count("XRechnung") == 1
    assert "XRechnung (UBL) is not available for this invoice." in page
    refused = lacking.client.get(f"{lacking.link}/invoice.xrechnung-cii.xml")
    assert refused.status_code == 404
    assert "There is no XRechnung (CII) of JUS-000001, version 1" in refused.text
