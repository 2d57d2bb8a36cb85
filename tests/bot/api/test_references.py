"""References and delivery addresses over REST."""

from tests.harness.api_client import System, pointers
from tests.harness.api_deals import issued

CUSTOMER = {
    "name": "Globex GmbH",
    "address": {"street": "Lindenweg 3", "city": "Berlin", "postal_code": "10115", "country": "DE"},
    "references": [
        {"key": "gl_code", "required": True},
        {"label": "Batch No.", "value": "B-1", "printed": False},
    ],
    "ship_to": {
        "name": "Werk 2",
        "code": "W2",
        "address": {"street": "Hafen 9", "city": "Bremen", "postal_code": "28195", "country": "DE"},
    },
}


def test_a_customer_says_which_references_they_want_and_an_invoice_has_them() -> None:
    system = System()
    made = system.call("POST", "/customers", CUSTOMER)
    assert made.status_code == 201, made.text
    customer = made.json()
    assert [each["key"] for each in customer["references"]] == ["gl_code", "batch_no"]
    assert customer["references"][0] == {
        "key": "gl_code",
        "label": "",
        "value": "",
        "required": True,
        "printed": True,
    }
    same = {**CUSTOMER, "references": customer["references"], "ship_to": customer["ship_to"]}
    assert system.call("PUT", f"/customers/{customer['id']}", same, if_match="*").json() == customer
    invoice = system.made(
        customer={"id": customer["id"]},
        references=[{"key": "gl_code", "value": "6400"}],
        lines=[{"description": "Seats", "unit_price": "5.00", "po_line": "10"}],
    )
    assert [(each["key"], each["value"]) for each in invoice["references"]] == [
        ("gl_code", "6400"),
        ("batch_no", "B-1"),
    ]
    assert invoice["lines"][0]["po_line"] == "10"
    assert invoice["bill_to"]["ship_to"]["code"] == "W2"


def test_what_is_required_is_refused_at_submit_at_its_place() -> None:
    system = System()
    customer = system.call("POST", "/customers", CUSTOMER).json()
    draft = system.made(customer={"id": customer["id"]})
    assert [each["code"] for each in draft["warnings"]] == ["references_missing"]
    path = f"/invoices/{draft['id']}/submit"
    answer = system.call("POST", path, {"deal_channel": "C0ACME"}, if_match='"1"')
    assert answer.status_code == 422
    assert answer.json()["code"] == "references_required"
    assert answer.json()["detail"] == (
        "Globex GmbH takes no invoice without these references: GL code."
    )
    assert system.call("GET", f"/invoices/{draft['id']}").json()["status"] == "draft"


def test_references_are_amended_after_issue() -> None:
    system = System()
    invoice = issued(system, references=[{"label": "Work order", "value": "W1"}])
    body = {"references": [{"label": "Work order", "value": "W2"}]}
    answer = system.call("PATCH", f"/invoices/{invoice['id']}", body, if_match="*")
    assert answer.status_code == 200, answer.text
    changed = answer.json()
    assert (changed["number"], changed["version"]) == (invoice["number"], 2)
    assert changed["references"][0]["value"] == "W2"


def test_two_of_one_name_and_one_without_any_are_refused() -> None:
    system = System()
    twice = [{"key": "project", "value": "1"}, {"label": "Project", "value": "2"}]
    body = {**CUSTOMER, "references": [*twice, {"value": "3"}]}
    answer = system.call("POST", "/customers", body)
    assert answer.status_code == 422
    assert "#/references/2/key" in pointers(answer)
    answer = system.call("POST", "/customers", {**CUSTOMER, "references": twice})
    assert list(pointers(answer)) == ["#/references/1/key"]
