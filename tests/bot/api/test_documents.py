"""Documents over REST: the same bytes of a version each time, and every gap of an e-invoice."""

import io

import pytest
from lxml import etree
from pypdf import PdfReader

from jupiter_core.commands.link import ReplaceLink, replace_link
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.address import Address
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.version import Version
from tests.factories import FIONA, WORKSPACE, a_customer, a_sender_profile
from tests.harness.api_client import Json, System, pointers
from tests.harness.api_deals import MISSING, issued, stored
from tests.harness.api_keys import an_api_key

KINDS = ["pdf", "factur-x", "cii", "ubl"]
E_INVOICES = ["factur-x", "cii", "ubl"]


@pytest.fixture
def system() -> System:
    return System()


@pytest.fixture
def printing() -> System:
    """With the real paper, and electronic addresses for Peppol."""
    system = System(renderer=PdfRenderer())
    with system.store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile(endpoint="0088:7300010000001"))
        customer = a_customer(endpoint="0088:5790000435975", buyer_reference="AP-7")
        uow.customers.save(customer)
    return system


def path_of(made: Json, kind: str, query: str = "") -> str:
    return f"/invoices/{made['id']}/documents/{kind}{query}"


def versions(system: System, made: Json) -> list[Version]:
    with system.store.read(WORKSPACE) as uow:
        return uow.versions.of(made["id"])


def amended(system: System, made: Json) -> Json:
    path = f"/invoices/{made['id']}"
    return dict(system.call("PATCH", path, {"po_number": "4500017342"}, if_match="*").json())


def attached(pdf: bytes) -> dict[str, list[bytes]]:
    return dict(PdfReader(io.BytesIO(pdf)).attachments)


def test_the_real_pdf_has_the_invoice_inside_and_is_the_same_each_time(printing: System) -> None:
    made = issued(printing, po_number="1")
    first = printing.call("GET", path_of(made, "pdf"))
    assert first.status_code == 200
    assert first.headers["Content-Type"] == "application/pdf"
    assert first.headers["Content-Disposition"].startswith(
        'attachment; filename="JUS-000001-v1.pdf"'
    )
    assert first.content.startswith(b"%PDF-")
    assert printing.call("GET", path_of(made, "pdf")).content == first.content
    xml = printing.call("GET", path_of(made, "cii"))
    assert xml.headers["Content-Type"] == "application/xml"
    assert attached(first.content) == {"factur-x.xml": [xml.content]}
    assert printing.call("GET", path_of(made, "factur-x")).content == first.content


@pytest.mark.parametrize(
    ("kind", "root", "name"),
    [
        ("cii", "CrossIndustryInvoice", "JUS-000001-v1.cii.xml"),
        ("ubl", "Invoice", "JUS-000001-v1.ubl.xml"),
    ],
)
def test_the_xml_can_be_read_and_names_itself(
    printing: System, kind: str, root: str, name: str
) -> None:
    made = issued(printing, po_number="1")
    answer = printing.call("GET", path_of(made, kind))
    assert answer.status_code == 200, answer.text
    assert etree.QName(etree.fromstring(answer.content)).localname == root
    assert b"JUS-000001" in answer.content
    assert f'filename="{name}"' in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("query", "root", "name"),
    [
        ("", "Invoice", "JUS-000001-v1.xrechnung.ubl.xml"),
        ("?syntax=cii", "CrossIndustryInvoice", "JUS-000001-v1.xrechnung.cii.xml"),
    ],
)
def test_an_xrechnung_is_had_in_either_syntax(
    printing: System, query: str, root: str, name: str
) -> None:
    berlin = Address(street="Platz 1", city="Berlin", postal_code="10115", country="DE")
    with printing.store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile(phone="+1 415 555 0100"))
        uow.customers.save(a_customer(address=berlin, buyer_reference="991-33333TEST-33"))
    answer = printing.call("GET", path_of(issued(printing), "xrechnung", query))
    assert answer.status_code == 200, answer.text
    assert etree.QName(etree.fromstring(answer.content)).localname == root
    assert b"xrechnung_3.0" in answer.content
    assert f'filename="{name}"' in answer.headers["Content-Disposition"]


def test_an_xrechnung_for_a_customer_elsewhere_is_refused(printing: System) -> None:
    answer = printing.call("GET", path_of(issued(printing), "xrechnung"))
    assert answer.status_code == 409
    assert pointers(answer) == {
        "#/bill_to/address/country": "XRechnung 3.0 needs a customer in Germany."
    }


@pytest.mark.parametrize("kind", KINDS)
def test_old_versions_keep_their_documents(printing: System, kind: str) -> None:
    made = issued(printing, po_number="1")
    before = printing.call("GET", path_of(made, kind))
    amended(printing, made)
    now = printing.call("GET", path_of(made, kind))
    assert now.content != before.content
    assert "JUS-000001-v2." in now.headers["Content-Disposition"]
    old = printing.call("GET", path_of(made, kind, "?version=1"))
    assert old.content == before.content
    assert old.headers["ETag"] == before.headers["ETag"]
    same = printing.call("GET", path_of(made, kind, f"?sequence={made['sequence']}"))
    assert same.content == before.content


def test_a_draft_has_its_paper_by_sequence_and_no_version_yet(printing: System) -> None:
    made = printing.made()
    answer = printing.call("GET", path_of(made, "pdf"))
    assert answer.content.startswith(b"%PDF-")
    assert 'filename="DRAFT-Acme-Corporation.pdf"' in answer.headers["Content-Disposition"]
    assert attached(answer.content) == {}
    assert printing.call("GET", path_of(made, "pdf", "?sequence=1")).content == answer.content
    assert printing.call("GET", path_of(made, "pdf", "?version=1")).status_code == 404


@pytest.mark.parametrize("kind", E_INVOICES)
def test_a_draft_is_no_e_invoice_and_hears_why(printing: System, kind: str) -> None:
    answer = printing.call("GET", path_of(printing.made(), kind))
    assert (answer.status_code, answer.json()["code"]) == (409, "no_e_invoice")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "a number, which an invoice gets at issue" in pointers(answer)["#/number"]


def test_every_gap_is_told_at_its_place_in_the_invoice(printing: System) -> None:
    with printing.store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile())
        uow.customers.save(a_customer())
    answer = printing.call("GET", path_of(issued(printing), "ubl"))
    found = pointers(answer)
    assert answer.status_code == 409
    assert {"#/seller/endpoint", "#/bill_to/endpoint"} <= found.keys()
    assert not any("rule" in each or "PEPPOL" in each for each in found.values())


@pytest.mark.parametrize("kind", E_INVOICES)
def test_a_void_invoice_is_no_e_invoice(printing: System, kind: str) -> None:
    made = printing.made()
    printing.call("POST", f"/invoices/{made['id']}/void", {"reason": "Posted twice"})
    answer = printing.call("GET", path_of(made, kind))
    assert answer.status_code == 409
    assert "void" in answer.json()["errors"][0]["detail"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_is_tagged_with_the_hash_of_its_version(system: System, kind: str) -> None:
    made = issued(system)
    answer = system.call("GET", path_of(made, kind))
    first = next(each for each in versions(system, made) if each.revision == 1)
    tag = f'"{first.hash}"'
    assert answer.headers["ETag"] == tag
    assert answer.headers["Cache-Control"] == "private, no-cache"
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = system.call("GET", path_of(made, kind), if_none_match=known)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == tag
    other = system.call("GET", path_of(made, kind), if_none_match='"other"')
    assert (other.status_code, other.content) == (200, answer.content)


def test_a_change_of_the_paper_is_a_new_document_to_whoever_has_the_old_one(
    system: System,
) -> None:
    made = issued(system)
    tag = system.call("GET", path_of(made, "pdf")).headers["ETag"]
    amended(system, made)
    assert system.call("GET", path_of(made, "pdf"), if_none_match=tag).status_code == 200


def test_a_new_link_is_no_new_paper(system: System) -> None:
    made = issued(system)
    before = system.call("GET", path_of(made, "pdf"))
    with system.store.write(WORKSPACE) as uow:
        seen = stored(system, made["id"]).sequence
        replace_link(ReplaceLink(by=FIONA, invoice_id=made["id"], expected_version=seen), uow)
    assert system.call("GET", path_of(made, "pdf")).content == before.content


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("query", ["?version=2", "?sequence=99"])
def test_a_version_that_never_was_has_no_document(system: System, kind: str, query: str) -> None:
    answer = system.call("GET", path_of(issued(system), kind, query))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?version=0", 422),
        ("?version=x", 422),
        ("?sequence=-1", 422),
        ("?sequence=" + "9" * 30, 422),
        ("?version=1&sequence=1", 400),
    ],
)
def test_what_names_no_version_is_told_so(system: System, query: str, status: int) -> None:
    assert system.call("GET", path_of(issued(system), "pdf", query)).status_code == status


def test_there_is_no_document_of_another_kind(system: System) -> None:
    answer = system.call("GET", path_of(issued(system), "docx"))
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_customers_name_does_not_break_out_of_the_files_name(system: System) -> None:
    with system.store.write(WORKSPACE) as uow:
        uow.customers.save(a_customer(name='Ac"me\r\nX-Evil: 1 ü/../'))
    answer = system.call("GET", path_of(system.made(), "pdf"))
    assert answer.status_code == 200
    assert "X-Evil" not in answer.headers
    assert answer.headers["Content-Disposition"].count('"') == 2


@pytest.mark.parametrize("kind", KINDS)
def test_another_workspaces_documents_are_not_there(system: System, kind: str) -> None:
    ours = issued(system)
    for invoice_id in (ours["id"], MISSING):
        path = f"/invoices/{invoice_id}/documents/{kind}"
        answer = system.call("GET", path, key=system.other_key)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("kind", KINDS)
def test_documents_need_the_scope_for_invoices(system: System, kind: str) -> None:
    key = an_api_key(system.store, Scope.EVENTS_READ)
    assert system.call("GET", path_of(system.made(), kind), key=key).status_code == 403
