"""Portal files and ticking off over REST."""

import pytest

from jupiter_core.documents.pdf import PdfRenderer
from tests.harness.api_client import Json, System
from tests.harness.api_deals import issued

PORTAL = {"kind": "coupa", "supplier_number": "V-1", "our_id": "123456789", "their_id": "ACME:7"}


def with_portal(system: System, **portal: str) -> Json:
    """The invoice of a customer whose portal is set up over REST."""
    body = {
        "name": "Acme Corporation",
        "address": {"street": "1 Roadrunner Way", "city": "Phoenix", "country": "US"},
        "delivery": "portal",
        "portal": {**PORTAL, **portal},
    }
    path = "/customers/customer-acme"
    answer = system.call("PUT", path, body, if_match="*")
    assert answer.status_code == 200, answer.text
    assert answer.json()["portal"]["supplier_number"] == "V-1"
    return issued(system)


@pytest.fixture
def system() -> System:
    return System(renderer=PdfRenderer())


def test_an_issued_invoice_is_due_and_is_ticked_off_once(system: System) -> None:
    invoice = with_portal(system)
    assert invoice["upload"] == {
        "portal": "Coupa",
        "due": True,
        "by": None,
        "at": None,
        "version": None,
    }
    path = f"/invoices/{invoice['id']}"
    done = system.call("POST", f"{path}/mark-uploaded", if_match=f'"{invoice["sequence"]}"')
    assert done.status_code == 200, done.text
    assert done.json()["upload"]["due"] is False
    assert done.json()["upload"]["by"]["name"] == "API key The CRM"
    again = system.call("POST", f"{path}/mark-uploaded")
    assert (again.status_code, again.json()["code"]) == (409, "uploaded_already")
    stale = system.call("POST", f"{path}/undo-uploaded", if_match=f'"{invoice["sequence"]}"')
    assert stale.status_code == 412
    undone = system.call("POST", f"{path}/undo-uploaded")
    assert undone.json()["upload"]["due"] is True


def test_the_files_are_served_by_their_names(system: System) -> None:
    invoice = with_portal(system)
    path = f"/invoices/{invoice['id']}/portal-files"
    cxml = system.call("GET", f"{path}/cxml")
    assert cxml.headers["content-type"] == "application/xml"
    assert 'filename="JUS-000001-v1.cxml.xml"' in cxml.headers["content-disposition"]
    assert b'domain="ACME"' in cxml.content
    coupa = system.call("GET", f"{path}/coupa-csv?version=1")
    assert coupa.headers["content-type"].startswith("text/csv")
    assert b"V-1" in coupa.content
    assert system.call("GET", f"{path}/ariba-csv").status_code == 200
    assert system.call("GET", f"{path}/edifact").status_code == 422
    assert system.call("GET", f"{path}/cxml", key=system.other_key).status_code == 404


def test_a_draft_has_no_file_and_a_portal_without_ids_has_no_cxml(system: System) -> None:
    draft = system.made()
    answer = system.call("GET", f"/invoices/{draft['id']}/portal-files/coupa-csv")
    assert (answer.status_code, answer.json()["code"]) == (409, "nothing_to_upload")
    invoice = with_portal(system, their_id="")
    answer = system.call("GET", f"/invoices/{invoice['id']}/portal-files/cxml")
    assert (answer.status_code, answer.json()["code"]) == (409, "portal_ids_missing")
    assert system.call("POST", f"/invoices/{draft['id']}/mark-uploaded").status_code == 409
