"""The builder's downloads: the files themselves, or the page that says what is missing."""

import csv
import io
import json

import pytest
from lxml import etree
from pypdf import PdfReader

from tests.harness.builder_client import BuilderClient, line


@pytest.fixture
def site() -> BuilderClient:
    return BuilderClient()


def test_the_pdf_is_that_of_an_issued_invoice_under_the_typed_number(site: BuilderClient) -> None:
    answer = site.post("/new/invoice.pdf", site.sent())
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith('attachment; filename="JEU-000042.pdf"')
    assert answer.headers["Cache-Control"] == "no-store"
    text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert "JEU-000042" in text
    assert "DRAFT" not in text.upper()


@pytest.mark.parametrize(
    ("path", "root"),
    [("/new/invoice.cii.xml", "CrossIndustryInvoice"), ("/new/invoice.ubl.xml", "Invoice")],
)
def test_the_e_invoices_are_xml(site: BuilderClient, path: str, root: str) -> None:
    answer = site.post(path, site.sent())
    assert answer.headers["content-type"] == "application/xml"
    assert etree.QName(etree.fromstring(answer.content)).localname == root


@pytest.mark.parametrize("name", ["invoice.pdf", "invoice.cii.xml", "invoice.ubl.xml"])
def test_what_is_not_whole_comes_back_with_its_mistakes_at_their_fields(
    site: BuilderClient, name: str
) -> None:
    sent = {**site.sent(number=""), **line(0, unit_price="dear")}
    answer = site.post(f"/new/{name}", sent)
    assert answer.status_code == 422
    assert '<a href="#number">Number</a>' in answer.text
    assert (
        '<a href="#lines-0-unit_price">Line 1: unit price: “dear” is not an amount' in answer.text
    )
    assert 'value="dear" autocomplete="off" aria-invalid="true"' in answer.text
    assert "Please check: " in answer.text


def test_what_only_the_e_invoice_lacks_is_said_and_the_pdf_can_be_had(site: BuilderClient) -> None:
    sent = site.sent(customer__endpoint="")
    answer = site.post("/new/invoice.ubl.xml", sent)
    assert answer.status_code == 422
    assert "The e-invoice can&#39;t be created yet." in answer.text
    assert site.post("/new/invoice.pdf", sent).status_code == 200


def test_a_hostile_number_names_a_harmless_file(site: BuilderClient) -> None:
    answer = site.post("/new/invoice.pdf", site.sent(number='../"a;b'))
    assert answer.headers["content-disposition"].startswith('attachment; filename="a-b.pdf"')


def test_a_contracts_schedule_is_json_and_csv(site: BuilderClient) -> None:
    sent = site.sent("contract")
    schedule = json.loads(site.post("/new/contract/schedule.json", sent).content)
    assert [each["total"] for each in schedule["invoices"]] == [
        "1345000.00",
        "1380000.00",
        "1417800.00",
    ]
    answer = site.post("/new/contract/schedule.csv", sent)
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["invoice_total"] for row in rows} == {"1345000.00", "1380000.00", "1417800.00"}


def test_the_pdf_of_any_invoice_of_a_contract_is_marked_as_a_draft(site: BuilderClient) -> None:
    answer = site.post("/new/contract/invoice.pdf", {**site.sent("contract"), "show": "2"})
    assert "-2-draft.pdf" in answer.headers["content-disposition"]
    text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert "DRAFT" in text.upper()
    assert "1,380,000.00" in text


def test_a_schedule_with_a_mistake_is_no_download(site: BuilderClient) -> None:
    sent = {**site.sent("contract"), **line(0, annual_price="dear")}
    for name in ("schedule.json", "schedule.csv"):
        answer = site.post(f"/new/contract/{name}", sent)
        assert answer.status_code == 422
        assert "The schedule can&#39;t be created yet." in answer.text
    empty = site.post("/new/contract/invoice.pdf", {"currency": "EUR"})
    assert empty.status_code == 422


def test_an_address_downloads_thirty_times_a_minute(site: BuilderClient) -> None:
    small = {"currency": "EUR"}
    statuses = {site.post("/new/contract/schedule.json", small).status_code for _ in range(30)}
    assert statuses == {422}
    answer = site.post("/new/invoice.pdf", site.sent())
    assert answer.status_code == 429
    assert "JEU-000042" in answer.text
    site.clock.advance(minutes=1)
    assert site.post("/new/invoice.pdf", site.sent()).status_code == 200
