"""Purchase orders over REST: recorded, drawn down, changed, closed."""

from hashlib import sha256

import pytest

from bot.api.examples import BODIES
from jupiter_core.commands.po_document import HandOverPo, hand_over_po
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.money import Money
from jupiter_core.domain.po_document import ReadOrder
from jupiter_core.domain.purchase_order import PoLine
from tests.factories import DANA, WORKSPACE
from tests.harness.api_client import System, pointers
from tests.harness.api_deals import issued, submitted
from tests.harness.api_keys import an_api_key
from tests.harness.po_files import a_pdf

ORDER = BODIES["record_a_purchase_order"]["For a year"]


@pytest.fixture
def system() -> System:
    return System()


def test_an_issued_invoice_draws_its_order_down(system: System) -> None:
    made = system.call("POST", "/purchase-orders", ORDER)
    assert made.status_code == 201, made.text
    assert (made.json()["drawn"], made.json()["left"]) == ("0.00", "1345000.00")
    invoice = issued(system)
    path = f"/invoices/{invoice['id']}"
    system.call("PATCH", path, {"po_number": "4500017342"}, if_match="*")
    read = system.call("GET", f"/purchase-orders/{made.json()['id']}").json()
    assert (read["drawn"], read["coming"], read["left"]) == ("1345000.00", "0.00", "0.00")
    (listed,) = system.call("GET", "/purchase-orders").json()["items"]
    assert listed == read


def test_a_line_of_an_order_has_a_unit(system: System) -> None:
    lines = [{"line": "10", "description": "Advice", "quantity": "12", "unit": "HUR"}]
    made = system.call("POST", "/purchase-orders", {**ORDER, "lines": lines})
    assert made.status_code == 201, made.text
    (line,) = made.json()["lines"]
    assert (line["quantity"], line["unit"]) == ("12", "HUR")
    path = f"/purchase-orders/{made.json()['id']}"
    days = {key: value for key, value in ORDER.items() if key != "customer_id"}
    days["lines"] = [{**lines[0], "unit": "DAY"}]
    after = system.call("PUT", path, days, if_match='"1"')
    assert (after.headers["ETag"], after.json()["lines"][0]["unit"]) == ('"2"', "DAY")
    wrong = system.call("POST", "/purchase-orders", {**ORDER, "lines": [{**lines[0], "unit": "X"}]})
    assert (wrong.status_code, list(pointers(wrong))) == (422, ["#/lines/0/unit"])


def test_an_order_without_units_is_written_as_it_always_was() -> None:
    assert "unit" not in PoLine(line="10").model_dump()


def test_a_change_names_the_version_that_it_saw(system: System) -> None:
    made = system.call("POST", "/purchase-orders", ORDER)
    path = f"/purchase-orders/{made.json()['id']}"
    wanted = {key: value for key, value in ORDER.items() if key != "customer_id"}
    closed = {**wanted, "closed": True}
    assert system.call("PUT", path, closed).status_code == 428
    assert system.call("PUT", path, closed, if_match='"7"').status_code == 412
    after = system.call("PUT", path, closed, if_match=made.headers["ETag"])
    assert (after.status_code, after.json()["closed"], after.headers["ETag"]) == (200, True, '"2"')
    same = system.call("PUT", path, closed, if_match='"2"')
    assert (same.status_code, same.headers["ETag"]) == (200, '"2"')


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"number": ""}, "#/number"),
        ({"amount": "-1.00"}, "#/amount"),
        ({"amount": "1.005"}, "#/amount"),
        ({"customer_id": "nobody"}, "#/customer_id"),
        ({"contract_id": "nothing"}, "#/contract_id"),
        ({"lines": [{"line": "10", "unit_price": "0.000000001"}]}, "#/lines/0/unit_price"),
        ({"lines": [{"line": " "}]}, "#/lines/0/line"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(
    system: System, change: dict[str, object], pointer: str
) -> None:
    answer = system.call("POST", "/purchase-orders", {**ORDER, **change})
    assert answer.status_code == 422, answer.text
    assert [*pointers(answer)] == [pointer]
    assert system.call("GET", "/purchase-orders").json()["items"] == []


def test_a_key_that_only_reads_records_none(system: System) -> None:
    key = an_api_key(system.store, Scope.INVOICES_READ)
    assert system.call("POST", "/purchase-orders", ORDER, key=key).status_code == 403
    assert system.call("GET", "/purchase-orders", key=key).status_code == 200


def test_a_line_may_name_a_po_of_its_own(system: System) -> None:
    lines = [
        {"description": "Seats", "unit_price": "10.00", "po_number": "4500-2"},
        {"description": "Platform", "unit_price": "90.00"},
    ]
    made = system.made(lines=lines, po_number="4500-1")
    assert [each["po_number"] for each in made["lines"]] == ["4500-2", ""]


def test_what_ap_uploaded_is_listed_and_downloaded_unchanged(system: System) -> None:
    invoice, other = issued(system), issued(system, external_id="crm-2")
    content = a_pdf("PO number: 4500017342")
    with system.store.write(WORKSPACE) as uow:
        command = HandOverPo(
            by=DANA,
            invoice_id=str(invoice["id"]),
            name='"; filename=evil.html <b>.pdf',
            content=content,
            read=ReadOrder(number="4500017342", amount=Money.of("5", "USD"), active=True),
        )
        document = hand_over_po(command, uow)
    path = f"/invoices/{invoice['id']}/po-documents"
    (listed,) = system.call("GET", path).json()["items"]
    assert listed["sha256"] == sha256(content).hexdigest()
    assert listed["read"] == {
        "number": "4500017342",
        "amount": "5.00",
        "currency": "USD",
        "valid_until": None,
    }
    assert (listed["media_type"], listed["active"]) == ("application/pdf", True)
    answer = system.call("GET", f"{path}/{document.id}")
    assert answer.content == content
    header = answer.headers["content-disposition"]
    assert header.startswith("attachment")
    assert header.count("filename=") == 1
    elsewhere = f"/invoices/{other['id']}/po-documents/{document.id}"
    assert system.call("GET", elsewhere).status_code == 404
    assert system.call("GET", "/invoices/01NOTHING/po-documents").status_code == 404


def test_whoever_approves_over_rest_reads_what_the_order_does_not_cover(system: System) -> None:
    system.call("POST", "/purchase-orders", {**ORDER, "amount": "1000000.00"})
    invoice = submitted(system, po_number="4500017342")
    read = system.call("GET", f"/invoices/{invoice['id']}").json()
    (warning,) = [each for each in read["warnings"] if each["code"] == "po_exceeded"]
    assert "exceeds the order by USD 345,000.00" in warning["detail"]
