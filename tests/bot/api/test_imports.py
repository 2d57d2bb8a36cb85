"""Files of other systems over REST: a dry run, the import, and what is refused."""

import base64

import pytest

from jupiter_core.domain.api_key import Scope
from tests.factories import FIONA, SAM
from tests.harness.api_client import Json, System, pointers
from tests.harness.api_keys import an_api_key

GLOBEX = (
    "Name,Customer ID,Street,City,Postcode,Country\nGlobex GmbH,g-1,Lindenweg 3,Berlin,10115,DE\n"
)
OPEN = (
    "Invoice Number,Customer,Invoice Date,Due Date,Amount Due,Currency\n"
    "INV-9,Acme Corporation,2026-08-01,2026-09-15,20.00,USD\n"
)


@pytest.fixture
def system() -> System:
    return System()


def a_file(text: str, kind: str = "customers", **said: object) -> Json:
    content = base64.b64encode(text.encode()).decode()
    return {"kind": kind, "file_name": "x.csv", "content": content, **said}


def test_it_is_a_dry_run_unless_it_is_said_otherwise(system: System) -> None:
    dry = system.call("POST", "/imports", a_file(GLOBEX)).json()
    listed = system.call("GET", "/customers?external_id=g-1").json()["items"]
    done = system.call("POST", "/imports", a_file(GLOBEX, dry_run=False, seal=dry["seal"])).json()
    again = system.call("POST", "/imports", a_file(GLOBEX, dry_run=False))

    assert (dry["dry_run"], dry["new"], dry["bad_cells"]) == (True, 1, [])
    assert listed == []
    assert (done["dry_run"], done["new"]) == (False, 1)
    assert (again.status_code, again.json()["code"]) == (409, "nothing_to_import")


def test_bad_cells_are_named_and_stop_all(system: System) -> None:
    text = GLOBEX + "Hooli,h-1,1 Way,Reno,,Nowhere\n"
    dry = system.call("POST", "/imports", a_file(text)).json()
    stopped = system.call("POST", "/imports", a_file(text, dry_run=False))
    done = system.call("POST", "/imports", a_file(text, dry_run=False, leave_out_bad_rows=True))

    (cell,) = dry["bad_cells"]
    assert (cell["row"], cell["column"], cell["value"]) == (3, "Country", "Nowhere")
    assert (stopped.status_code, stopped.json()["code"]) == (422, "bad_rows")
    assert (done.status_code, done.json()["bad_rows"]) == (201, 1)


def test_a_dry_run_that_is_out_of_date_is_no_word_for_another_import(system: System) -> None:
    seal = system.call("POST", "/imports", a_file(GLOBEX)).json()["seal"]
    other = GLOBEX.replace("Globex GmbH", "Globex AG")
    answer = system.call("POST", "/imports", a_file(other, dry_run=False, seal=seal))
    assert (answer.status_code, answer.json()["code"]) == (409, "plan_changed")


def test_open_invoices_need_an_approvers_key_that_may_approve(system: System) -> None:
    body = a_file(OPEN, "open_invoices", system="Sage", sender_profile="sender-us", dry_run=False)
    writer = an_api_key(system.store, Scope.CUSTOMERS_WRITE, by=FIONA)
    approver = an_api_key(
        system.store, Scope.CUSTOMERS_WRITE, Scope.INVOICES_APPROVE, Scope.INVOICES_READ, by=FIONA
    )
    drafter = an_api_key(system.store, Scope.CUSTOMERS_WRITE, Scope.INVOICES_APPROVE, by=SAM)

    refused = [system.call("POST", "/imports", body, key=key) for key in (writer, drafter)]
    done = system.call("POST", "/imports", body, key=approver)
    found = system.call("GET", "/invoices?number=INV-9", key=approver).json()["items"]

    assert [each.status_code for each in refused] == [403, 403]
    assert done.status_code == 201, done.text
    assert [each["number"] for each in found] == ["INV-9"]


@pytest.mark.parametrize("content", ["%%%", base64.b64encode(b"%PDF-1.7").decode()])
def test_what_is_no_table_is_told_at_the_content(system: System, content: str) -> None:
    answer = system.call("POST", "/imports", {"kind": "customers", "content": content})
    assert answer.status_code == 422
    assert list(pointers(answer)) == ["#/content"]
