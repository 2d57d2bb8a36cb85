"""Bank statements over REST: taken in once, read, booked, ignored, taken up again."""

import base64

import pytest

from jupiter_core.domain.api_key import Scope
from tests.factories import FIONA, SAM
from tests.harness.api_client import Json, System, pointers
from tests.harness.api_deals import issued
from tests.harness.api_keys import an_api_key
from tests.harness.statement_files import BAI2

ACCOUNT = "000123456789"
READABLE = "Date,Amount,Description\n2026-11-20,100.00,Payment of {number}\n2026-11-21,-2.00,Fee\n"


@pytest.fixture
def system() -> System:
    return System()


def a_file(text: str, **said: object) -> Json:
    content = base64.b64encode(text.encode()).decode()
    return {"file_name": "s.csv", "content": content, "account": ACCOUNT, **said}


def an_invoice(system: System) -> Json:
    return issued(system, lines=[{"description": "Seats", "unit_price": "100.00"}])


def taken(system: System, text: str, **said: object) -> Json:
    answer = system.call("POST", "/bank-statements", a_file(text, csv={}, **said))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def test_a_payment_that_came_in_is_proposed_and_booked(system: System) -> None:
    invoice = an_invoice(system)

    outcome = taken(system, READABLE.format(number=invoice["number"]))
    paid, fee = outcome["entries"]
    booked = system.call("POST", f"/bank-entries/{paid['id']}/booking", {})

    assert (outcome["again"], outcome["statements"][0]["added"]) == (False, 2)
    assert (paid["state"], paid["proposals"][0]["certainty"]) == ("proposed", "certain")
    assert paid["proposals"][0]["invoices"] == [
        {"invoice_id": invoice["id"], "number": invoice["number"], "amount": "100.00"}
    ]
    assert (fee["state"], fee["reason"]) == ("ignored", "Money that went out")
    assert booked.status_code == 200, booked.text
    assert booked.json()["state"] == "booked"
    after = system.call("GET", f"/invoices/{invoice['id']}").json()
    assert after["status"] == "paid"
    again = system.call("POST", f"/bank-entries/{paid['id']}/booking", {})
    assert (again.status_code, again.json()["code"]) == (409, "entry_settled")


def test_the_same_file_changes_nothing_and_a_dry_run_stores_nothing(system: System) -> None:
    text = READABLE.format(number="nothing")

    dry = taken(system, text, dry_run=True)
    assert system.call("GET", "/bank-entries").json()["items"] == []
    first = taken(system, text)
    second = taken(system, text)

    assert dry["statements"][0]["added"] == 2
    assert second["again"]
    assert [each["id"] for each in second["entries"]] == [each["id"] for each in first["entries"]]
    listed = system.call("GET", "/bank-entries?state=unmatched").json()["items"]
    assert [each["remittance"] for each in listed] == ["Payment of nothing"]


def test_how_a_csv_file_is_read_has_to_be_confirmed_once(system: System) -> None:
    doubtful = 'Date,Amount,Text\n03/04/2026,"1,234",x\n'

    asked = system.call("POST", "/bank-statements", a_file(doubtful))
    wrong = system.call(
        "POST", "/bank-statements", a_file(doubtful, csv={"columns": {"remittance": "Nothing"}})
    )
    said = {"columns": {"remittance": "Text"}, "decimal": ".", "dates": "mdy"}
    done = system.call("POST", "/bank-statements", a_file(doubtful, csv=said))
    later = system.call("POST", "/bank-statements", a_file(doubtful.replace("1,234", "5,000")))

    assert asked.status_code == wrong.status_code == 422
    assert "whether 1,234 is a thousand" in asked.json()["errors"][0]["detail"]
    assert list(pointers(wrong)) == ["#/csv/columns/remittance"]
    assert done.json()["entries"][0]["amount"] == "1234.00"
    assert done.json()["entries"][0]["booked_on"] == "2026-03-04"
    assert later.json()["entries"][0]["amount"] == "5000.00"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"content": "%%%"}, "/content"),
        ({"content": base64.b64encode(b"%PDF-1.7").decode()}, "/content"),
        ({"content": base64.b64encode(BAI2.encode()).decode()}, "/account"),
        (a_file(READABLE, csv={}, account="DE00"), "/account"),
        (a_file(READABLE, csv={}, account=""), "/account"),
        ({"content": "", "file_name": "x" * 300}, "/file_name"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_at_its_place(
    system: System, body: Json, pointer: str
) -> None:
    answer = system.call("POST", "/bank-statements", body)

    assert answer.status_code == 422
    assert list(pointers(answer)) == [f"#{pointer}"]
    assert system.call("GET", "/bank-entries").json()["items"] == []


def test_an_entry_is_booked_over_chosen_invoices_with_the_rest_settled(system: System) -> None:
    invoice = an_invoice(system)
    (entry,) = taken(system, "Date,Amount,Text\n2026-11-20,95.00,x\n")["entries"]
    place = f"/bank-entries/{entry['id']}/booking"
    body = {
        "invoices": [{"invoice_id": invoice["id"], "amount": "95.00"}],
        "settle_rest_as": "bank_fee",
        "reason": "Kept by their bank",
    }

    bad = {"invoices": [{"invoice_id": invoice["id"], "amount": "95.001"}]}
    assert list(pointers(system.call("POST", place, bad))) == ["#/invoices/0/amount"]
    assert system.call("POST", place, body).status_code == 200
    after = system.call("GET", f"/invoices/{invoice['id']}").json()
    assert after["status"] == "paid"


def test_an_entry_is_ignored_with_a_reason_and_taken_up_again(system: System) -> None:
    (entry,) = taken(system, "Date,Amount,Text\n2026-11-20,5.00,Interest\n")["entries"]
    place = f"/bank-entries/{entry['id']}"

    assert system.call("POST", f"{place}/ignoring", {"reason": ""}).status_code == 422
    ignored = system.call("POST", f"{place}/ignoring", {"reason": "Interest"}).json()
    assert (ignored["state"], ignored["reason"]) == ("ignored", "Interest")
    assert system.call("POST", f"{place}/reopening").json()["state"] == "unmatched"
    assert system.call("GET", place).json()["state"] == "unmatched"


def test_a_key_needs_the_scope_and_its_owner_the_right(system: System) -> None:
    reading = an_api_key(system.store, Scope.INVOICES_READ, name="Reads", by=FIONA)
    sales = an_api_key(system.store, Scope.PAYMENTS_WRITE, name="Sales", by=SAM)

    for key in (reading, sales):
        post = system.call("POST", "/bank-statements", a_file(READABLE, csv={}), key=key)
        assert post.status_code == 403, post.text
        assert system.call("GET", "/bank-entries", key=key).status_code == 403
