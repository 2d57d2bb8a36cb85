"""The file to render: read strictly, every mistake at its path; and its three documents."""

import json
from base64 import b64encode
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from bot.intake.documents.invoice_file import LANGUAGES
from bot.intake.files.invoice import (
    example_invoice_file,
    read_invoice_file,
    rendered_files,
)
from jupiter_core.documents import languages
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.invoice import State
from jupiter_core.domain.refusals import ValidationErrors
from jupiter_core.domain.totals import TaxCategory
from jupiter_core.domain.version import Version

Path = tuple[str | int, ...]
REMOVED = object()


def a_file(*changes: tuple[Path, Any]) -> str:
    """The example, changed."""
    tree = json.loads(example_invoice_file())
    for path, value in changes:
        parent = tree
        for step in path[:-1]:
            parent = parent[step]
        if value is REMOVED:
            del parent[path[-1]]
        else:
            parent[path[-1]] = value
    return json.dumps(tree)


def read_invoice(text: str) -> Version:
    return read_invoice_file(text, PdfRenderer().logo)


def mistakes(text: str) -> dict[str | None, str]:
    """Sentences by path."""
    with pytest.raises(ValidationErrors) as refused:
        read_invoice(text)
    return {each.path: each.sentence for each in refused.value.refusals}


def test_all_three_documents_are_made_of_the_example() -> None:
    files, left_out = rendered_files(example_invoice_file(), PdfRenderer())
    assert left_out == {}
    assert files["invoice.pdf"].startswith(b"%PDF")
    attached = PdfReader(BytesIO(files["invoice.pdf"])).attachments
    assert attached["factur-x.xml"] == [files["invoice.cii.xml"]]
    assert b"<Invoice xmlns=" in files["invoice.ubl.xml"]


def test_the_same_file_gives_the_same_documents() -> None:
    once, again = (rendered_files(example_invoice_file(), PdfRenderer()) for _ in range(2))
    assert once == again


def test_a_file_is_read_as_an_issued_invoice() -> None:
    invoice = read_invoice(example_invoice_file()).invoice()
    content = invoice.content
    assert (invoice.state, invoice.number, invoice.revision) == (State.ISSUED, "JEU-000042", 1)
    assert str(invoice.total) == "1355000.00"
    assert str(content.due_date) == "2027-02-18"
    assert content.bill_to.address.street == "12 rue de la Paix\nBâtiment B"
    assert content.bill_to.po_required
    assert {line.category for line in content.lines} == {TaxCategory.REVERSE_CHARGE}
    assert content.lines[2].quantity == 1


@pytest.mark.parametrize(
    ("paid", "state"), [("1000.00", State.PARTIALLY_PAID), ("1355000.00", State.PAID)]
)
def test_what_is_paid_makes_the_state(paid: str, state: State) -> None:
    assert read_invoice(a_file((("paid",), paid))).invoice().state is state


def test_a_file_with_corrects_is_a_credit_note() -> None:
    files, _ = rendered_files(a_file((("corrects",), "JEU-000007")), PdfRenderer())
    assert b"<CreditNote xmlns=" in files["invoice.ubl.xml"]


def test_numbers_without_quotes_are_exact() -> None:
    text = a_file().replace('"1260000.00"', "1260000.10")
    assert str(read_invoice(text).invoice().content.lines[0].amount) == "1260000.10"


def test_every_mistake_is_said_at_once_at_its_path() -> None:
    found = mistakes(
        a_file(
            (("number",), ""),
            (("currency",), "EURO"),
            (("net_terms",), "forty-five"),
            (("issue_date",), "2027-13-01"),
            (("language",), "tlh"),
            (("paid",), -1),
            (("sender", "legal_name"), REMOVED),
            (("sender", "tax_ids", 0, "value"), "DE136695970"),
            (("sender", "colour"), "blue"),
            (("bank_account", "iban"), "DE89370400440532013001"),
            (("bank_account", "valid_since"), REMOVED),
            (("customer", "address", "country"), "QQ"),
            (("customer", "ap_contact", "email"), "nobody"),
            (("customer", "po_required"), "yes"),
            (("lines", 0, "unit_price"), "1.234567891"),
            (("lines", 1, "quantity"), 0),
            (("lines", 1, "tax_category"), "X"),
            (("lines", 2, "description"), REMOVED),
        )
    )
    assert set(found) == {
        "number",
        "currency",
        "net_terms",
        "issue_date",
        "language",
        "paid",
        "sender.legal_name",
        "sender.tax_ids[0].value",
        "sender.colour",
        "bank_account.iban",
        "bank_account.valid_since",
        "customer.address.country",
        "customer.ap_contact.email",
        "customer.po_required",
        "lines[0].unit_price",
        "lines[1].quantity",
        "lines[1].tax_category",
        "lines[2].description",
    }


def test_an_empty_object_says_all_that_is_needed() -> None:
    assert set(mistakes("{}")) == {
        "number",
        "issue_date",
        "net_terms",
        "currency",
        "sender",
        "bank_account",
        "customer",
        "lines",
    }


@pytest.mark.parametrize(
    "path", [("vat",), ("sender", "iban"), ("customer", "address", "zip"), ("lines", 0, "total")]
)
def test_an_unknown_key_is_refused(path: Path) -> None:
    place = ".".join(str(step) for step in path).replace(".0", "[0]")
    assert mistakes(a_file((path, "x")))[place].startswith("Unknown key.")


def test_a_repeated_key_is_refused() -> None:
    text = a_file().replace('"memo":', '"po_number": "1", "memo":')
    assert mistakes(text) == {"po_number": "This key is used twice."}


@pytest.mark.parametrize("text", ["", "{", "nothing", "[" * 100_000])
def test_what_is_no_json_is_refused(text: str) -> None:
    assert mistakes(text)[None].startswith("This file cannot be read")


@pytest.mark.parametrize("text", ["[]", "3", '"x"', "null"])
def test_what_is_no_object_is_refused(text: str) -> None:
    assert len(mistakes(text)) == 1


def test_an_invoice_below_zero_is_refused() -> None:
    assert "below zero" in next(
        iter(mistakes(a_file((("lines", 2, "unit_price"), "-9000000"))).values())
    )


def test_no_lines_are_refused() -> None:
    assert mistakes(a_file((("lines",), [])))["lines"].startswith("An invoice needs")


def test_more_paid_than_the_total_is_refused() -> None:
    assert set(mistakes(a_file((("paid",), "1355000.01")))) == {"paid"}


def test_a_total_beyond_all_amounts_is_refused() -> None:
    huge = [{"description": "x", "unit_price": "9000000000000.00"}] * 3
    assert len(mistakes(a_file((("lines",), huge)))) == 1


def test_a_character_that_no_font_has_is_named_at_its_path() -> None:
    text = a_file((("customer", "name"), "Ocean 🌊"), (("lines", 1, "description"), "Seats 🪑"))
    with pytest.raises(ValidationErrors) as refused:
        rendered_files(text, PdfRenderer())
    assert [each.path for each in refused.value.refusals] == [
        "customer.name",
        "lines[1].description",
    ]


@pytest.mark.parametrize(
    "logo",
    ["logo.png", "data:image/png;base64,AAAA", "data:image/png;base64,?", "data:text/plain,a"],
)
def test_a_logo_that_is_none_is_refused(logo: str) -> None:
    assert set(mistakes(a_file((("sender", "logo"), logo)))) == {"sender.logo"}


def test_a_logo_is_kept_as_the_paper_keeps_it() -> None:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0H2V1Z"/></svg>'
    )
    url = f"data:image/svg+xml;base64,{b64encode(drawing).decode()}"
    version = read_invoice(a_file((("sender", "logo"), url)))
    assert version.invoice().content.seller.logo == PdfRenderer().logo(drawing, "image/svg+xml")


def test_without_a_reference_the_ubl_is_left_out_with_the_reason_and_the_paper_goes_out() -> None:
    text = a_file((("po_number",), ""), (("customer", "buyer_reference"), ""))
    files, left_out = rendered_files(text, PdfRenderer())
    assert set(files) == {"invoice.pdf", "invoice.cii.xml"}
    (missing,) = left_out["invoice.ubl.xml"]
    assert missing.path == "po_number"
    assert str(missing).endswith("needs a PO number or the customer's buyer reference.")


def test_what_is_missing_is_named_at_its_path_in_the_file() -> None:
    text = a_file((("customer", "endpoint"), ""), (("sender", "tax_ids"), []))
    _, left_out = rendered_files(text, PdfRenderer())
    assert {each.path for each in left_out["invoice.ubl.xml"]} == {
        "sender.tax_ids",
        "customer.endpoint",
    }


def test_the_languages_of_the_file_are_those_of_the_paper() -> None:
    assert set(LANGUAGES) == set(languages.LANGUAGES)
