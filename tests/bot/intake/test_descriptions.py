"""A description of several lines: the same at each door, and on each document."""

import json
from io import BytesIO
from typing import Any

import pytest
from lxml import etree
from pypdf import PdfReader

from bot.intake.contract.lines import contract_line_of
from bot.intake.documents.contract import Frame
from bot.intake.drafts.contract import ContractLineForm
from bot.intake.drafts.invoice import InvoiceForm, LineForm
from bot.intake.files.contract import read_contract
from bot.intake.files.invoice import (
    example_invoice_file,
    rendered_files,
    typed_invoice_version,
)
from bot.intake.invoice import line_item_of
from bot.intake.new.claimed import DraftParties, claimed_invoice
from bot.intake.new.invoice import sent_invoice
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.contract.lines import description_of
from jupiter_core.domain.refusals import Refusal
from tests.bot.api.test_contracts import a_contract
from tests.bot.intake.test_contract_file import PLATFORM, a_file
from tests.factories import a_content, a_draft, a_line
from tests.harness.api_client import Json, System, an_invoice, pointers
from tests.harness.builder_forms import a_form, with_line
from tests.harness.link_client import an_issued_site

TYPED = (
    " Platform,  Of\ufb01ce\u200b edition\r\n\u2022 250 seats\u00ad\n\n\n\n"
    "\u2022 Support\u2028Go-live \n"
)
KEPT = "Platform, Office edition\n\u2022 250 seats\n\n\u2022 Support\nGo-live"
TOO_LONG = "A description can have 1000 characters at most; this has 1001."


@pytest.fixture(scope="module")
def system() -> System:
    return System()


def by_slack(typed: str) -> str:
    line = LineForm(key="l1", description=typed, quantity="1", unit_price="10.00", tax_rate="0")
    return line_item_of(line, "USD").description


def by_slack_contract(typed: str) -> str:
    line = ContractLineForm(key="l1", kind="one_time", description=typed, amount="10.00")
    return contract_line_of(line, Frame("USD", None, None)).description


def by_contract_file(typed: str) -> str:
    return read_contract(a_file({**PLATFORM, "description": typed})).lines[0].description


def by_builder(typed: str) -> str:
    """A draft of the page, taken over into Slack's form."""
    new = InvoiceForm(sender_profile_id="first", currency="USD", issue_date="2026-11-22")
    filled = with_line(a_form(), 0, description=typed)
    return line_item_of(
        claimed_invoice(filled, new, DraftParties(None, None)).lines[0], "EUR"
    ).description


def by_builders_paper(typed: str) -> str:
    """What the page draws."""
    filled = with_line(a_form(), 0, description=typed)
    version = typed_invoice_version(sent_invoice(filled), PdfRenderer().logo)
    return version.invoice().content.lines[0].description


DOORS = [by_slack, by_slack_contract, by_contract_file, by_builders_paper]


def test_a_draft_of_the_page_keeps_them_in_slack() -> None:
    assert by_builder(TYPED) == KEPT


@pytest.mark.parametrize("door", DOORS)
def test_line_breaks_are_kept_and_what_is_unseen_taken_out(door: Any) -> None:
    assert door(TYPED) == KEPT
    assert door("x" * 1000) == "x" * 1000
    with pytest.raises(Refusal) as refused:
        door("x" * 1001)
    found = refused.value
    sentences = [str(each) for each in getattr(found, "refusals", [found])]
    assert sentences == [TOO_LONG]


def test_both_nouns_of_the_api_keep_them_too(system: System) -> None:
    body = an_invoice()
    body["lines"][0]["description"] = TYPED
    made = system.call("POST", "/invoices", body)
    assert made.json()["lines"][0]["description"] == KEPT

    contract = a_contract_body(TYPED)
    assert (
        system.call("POST", "/contracts", contract).json()["terms"]["lines"][0]["description"]
        == KEPT
    )


def test_both_nouns_of_the_api_say_alike_that_one_is_too_long(system: System) -> None:
    body = an_invoice()
    body["lines"][0]["description"] = "x" * 1001
    for path, sent in (("/invoices", body), ("/contracts", a_contract_body("x" * 1001))):
        answer = system.call("POST", path, sent)
        assert answer.status_code == 422
        assert pointers(answer)["#/lines/0/description"] == TOO_LONG


def a_contract_body(description: str) -> Json:
    return {**a_contract(), "lines": [{**PLATFORM, "description": description}]}


def test_paper_and_both_files_have_the_lines_as_they_were_typed() -> None:
    tree = json.loads(example_invoice_file())
    tree["lines"][0]["description"] = TYPED
    files, left_out = rendered_files(json.dumps(tree), PdfRenderer())
    assert left_out == {}
    page = PdfReader(BytesIO(files["invoice.pdf"])).pages[0].extract_text()
    lines = [line.strip() for line in page.splitlines()]
    first = next(n for n, line in enumerate(lines) if line.startswith("Platform, Office edition"))
    assert [line for line in lines[first + 1 :] if line][:3] == [
        "\u2022 250 seats",
        "\u2022 Support",
        "Go-live",
    ]
    for name, tag in (("invoice.cii.xml", "Name"), ("invoice.ubl.xml", "Name")):
        named = etree.fromstring(files[name]).iter("{*}" + tag)
        assert KEPT in [each.text for each in named]


def test_the_customers_page_shows_them() -> None:
    lines = (a_line(KEPT, "1", "10.00"),)
    site = an_issued_site(a_draft(content=a_content(lines=lines)))
    assert f'<span class="text">{KEPT}</span>' in site.client.get(site.link).text


def test_what_was_stored_before_is_read_as_it_stands() -> None:
    terms = read_contract(a_file({**PLATFORM, "description": "Platform"}))
    stored = json.loads(terms.model_dump_json())
    stored["lines"][0]["description"] = "Of\ufb01ce"
    assert type(terms).model_validate(stored).lines[0].description == "Of\ufb01ce"
    assert description_of("Of\ufb01ce") == "Office"
