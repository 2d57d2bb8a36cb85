"""The product catalogue over REST, and lines of invoices that are filled from it."""

from typing import Any

import pytest

from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.events import EventName
from tests.factories import WORKSPACE, a_customer
from tests.harness.api_client import Json, System, pointers

SEAT: Json = {
    "name": "Analytics seat",
    "code": "SEAT",
    "description": "Analytics seat, one year",
    "prices": [{"currency": "USD", "unit_price": "480.00"}],
    "tax_rate": "7",
    "entity_taxes": [{"sender_profile_id": "sender-us", "tax_rate": "8.875"}],
}
HOSTILE = ["<script>alert(1)</script>", "<!channel> *x*", "Robert'); DROP TABLE products; --"]


@pytest.fixture
def system() -> System:
    return System()


def made(system: System, **changes: Any) -> Json:
    answer = system.call("POST", "/products", {**SEAT, **changes})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def names(system: System, query: str) -> list[str]:
    found = system.call("GET", f"/products?{query}").json()["items"]
    return [each["name"] for each in found]


def first_line(system: System, line: Json, **changes: Any) -> Json:
    return dict(system.made(lines=[line], **changes)["lines"][0])


def mistakes(system: System, *lines: Json, **changes: Any) -> dict[str, str]:
    body = {
        "customer": {"id": "customer-acme"},
        "sender": {"id": "sender-us"},
        "currency": "USD",
        "lines": lines,
        **changes,
    }
    answer = system.call("POST", "/invoices", body)
    assert answer.status_code == 422, answer.text
    return pointers(answer)


def test_what_is_read_may_be_sent_again_and_changes_nothing(system: System) -> None:
    product = made(system)
    path = f"/products/{product['id']}"
    read = system.call("GET", path)
    body = {name: value for name, value in read.json().items() if name != "id"}
    again = system.call("PUT", path, body, if_match=read.headers["ETag"])
    assert (again.status_code, again.json()) == (200, product)
    assert again.headers["ETag"] == read.headers["ETag"]
    with system.store.read(WORKSPACE) as uow:
        (event,) = uow.events.of(product["id"])
    assert event.name is EventName.PRODUCT_CREATED


def test_the_same_request_again_makes_no_second_product(system: System) -> None:
    first = system.call("POST", "/products", SEAT, idempotency_key="k-1")
    again = system.call("POST", "/products", SEAT, idempotency_key="k-1")
    assert (again.status_code, again.json()) == (201, first.json())
    twice = system.call("POST", "/products", SEAT)
    assert (twice.status_code, [*pointers(twice)]) == (409, ["#/code"])


@pytest.mark.parametrize(("tag", "status"), [(None, 428), ('"7"', 412), ("7", 400), ("*", 200)])
def test_a_change_says_what_it_saw(system: System, tag: str | None, status: int) -> None:
    path = f"/products/{made(system)['id']}"
    headers = {"if_match": tag} if tag is not None else {}
    answer = system.call("PUT", path, {**SEAT, "retired": True}, **headers)
    assert answer.status_code == status, answer.text
    assert system.call("GET", path).json()["retired"] is (status == 200)


def test_lists_are_searched_paged_and_found_by_code(system: System) -> None:
    for number in range(4):
        made(system, name=f"Seat {number}", code=f"S-{number}", retired=number == 3)
    first = system.call("GET", "/products?q=seat&limit=3").json()
    rest = system.call("GET", f"/products?q=seat&limit=3&cursor={first['next_cursor']}").json()
    assert {each["code"] for each in (*first["items"], *rest["items"])} == {
        "S-0",
        "S-1",
        "S-2",
        "S-3",
    }
    assert rest["next_cursor"] is None
    assert names(system, "code=s-3") == ["Seat 3"]
    assert names(system, "code=s-3&q=other") == names(system, "code=none") == []


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_text_and_nothing_else(system: System, name: str) -> None:
    made(system, name=name)
    assert names(system, "") == [name]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"name": ""}, "#/name"),
        ({"code": "a b"}, "#/code"),
        ({"prices": [{"currency": "USD", "unit_price": "1.000000001"}]}, "#/prices/0/unit_price"),
        ({"prices": [{"currency": "XXX", "unit_price": "1"}]}, "#/prices/0/currency"),
        ({"prices": [*SEAT["prices"], *SEAT["prices"]]}, "#/prices/1/currency"),
        ({"tax_rate": "101"}, "#/tax_rate"),
        ({"tax_rate": "7", "tax_category": "AE"}, "#/tax_rate"),
        ({"tax_rate": None, "tax_category": "S"}, "#/tax_rate"),
        (
            {"entity_taxes": [{"sender_profile_id": "nobody", "tax_rate": "7"}]},
            "#/entity_taxes/0/sender_profile_id",
        ),
        ({"entity_taxes": [{"sender_profile_id": "sender-us"}]}, "#/entity_taxes/0/tax_rate"),
        ({"colour": "red"}, "#/colour"),
    ],
)
def test_each_mistake_is_told_at_its_place(
    system: System, changes: dict[str, Any], place: str
) -> None:
    answer = system.call("POST", "/products", {**SEAT, **changes})
    assert answer.status_code == 422, answer.text
    assert pointers(answer).keys() == {place}
    assert names(system, "") == []


def test_a_key_without_the_scope_reads_and_writes_nothing(system: System) -> None:
    product = made(system)
    other = System(Scope.INVOICES_WRITE, store=system.store)
    for method, path, body in (
        ("GET", "/products", None),
        ("GET", f"/products/{product['id']}", None),
        ("POST", "/products", {**SEAT, "code": "X"}),
        ("PUT", f"/products/{product['id']}", SEAT),
    ):
        assert other.call(method, path, body, if_match="*").status_code == 403
    assert len(names(system, "")) == 1


def test_a_line_takes_description_price_and_tax_of_its_product(system: System) -> None:
    product = made(system)
    for named in ({"code": "seat"}, {"id": product["id"]}):
        line = first_line(system, {"product": named, "quantity": "250"})
        assert line["description"] == "Analytics seat, one year"
        assert line["unit_price"] == "480.00"
        assert line["amount"] == "120000.00"
        assert line["tax_rate"] == "8.875"


def test_what_the_line_says_goes_before_the_product(system: System) -> None:
    made(system)
    said = {"description": "Seats", "unit_price": "0.00", "tax_rate": "0"}
    line = first_line(system, {"product": {"code": "SEAT"}, **said})
    assert (line["description"], line["unit_price"], line["tax_rate"]) == (
        "Seats",
        "0.00",
        "0",
    )


def test_a_product_without_tax_leaves_the_customers_usual_one(system: System) -> None:
    made(system, tax_rate=None, entity_taxes=[])
    with system.store.write(WORKSPACE) as uow:
        usual = {"tax_rate": "5"}
        customer = a_customer().model_dump(mode="json")
        uow.customers.save(type(a_customer()).model_validate({**customer, "defaults": usual}))
    assert first_line(system, {"product": {"code": "SEAT"}})["tax_rate"] == "5"


def test_a_customer_who_is_charged_no_tax_is_charged_none(system: System) -> None:
    made(system)
    with system.store.write(WORKSPACE) as uow:
        usual = {"tax_rate": "0", "tax_category": "AE"}
        customer = a_customer().model_dump(mode="json")
        uow.customers.save(type(a_customer()).model_validate({**customer, "defaults": usual}))
    line = first_line(system, {"product": {"code": "SEAT"}})
    assert (line["tax_rate"], line["tax_category"]) == ("0", "AE")


def test_a_later_change_of_the_catalogue_changes_no_invoice(system: System) -> None:
    product = made(system)
    invoice = system.made(lines=[{"product": {"code": "SEAT"}}])
    changed = {**SEAT, "name": "Other", "description": "", "prices": [], "retired": True}
    answer = system.call("PUT", f"/products/{product['id']}", changed, if_match="*")
    assert answer.status_code == 200
    assert system.call("GET", f"/invoices/{invoice['id']}").json() == invoice


def test_an_invoice_that_is_changed_takes_products_too(system: System) -> None:
    made(system)
    invoice = system.made()
    body = {
        "customer": {"id": "customer-acme"},
        "sender": {"id": "sender-us"},
        "currency": "USD",
        "lines": [{"product": {"code": "SEAT"}, "quantity": "2"}],
    }
    answer = system.call("PUT", f"/invoices/{invoice['id']}", body, if_match="*")
    assert answer.status_code == 200, answer.text
    assert answer.json()["lines"][0]["amount"] == "960.00"
    assert answer.json()["lines"][0]["tax_rate"] == "8.875"


def test_what_a_line_cannot_have_of_a_product_is_told_at_the_line(system: System) -> None:
    made(system)
    made(system, name="Classic", code="OLD", retired=True)
    seat = {"product": {"code": "SEAT"}}
    told = mistakes(system, seat, {"product": {"code": "NONE"}}, {"product": {"code": "OLD"}}, {})
    assert told == {
        "#/lines/3/description": "A description is required.",
        "#/lines/3/unit_price": "A price is required.",
    }
    told = mistakes(system, seat, {"product": {"code": "NONE"}}, {"product": {"code": "OLD"}})
    assert told == {
        "#/lines/1/product": "There is no product with the code “NONE” here.",
        "#/lines/2/product": "Classic (OLD) is retired. Choose another product.",
    }
    (place,) = mistakes(system, seat, currency="EUR").items()
    sentence = (
        "Analytics seat (SEAT) has no price in EUR. Enter a unit price, or add one to the "
        "catalogue (prices there: USD)."
    )
    assert place == ("#/lines/0/unit_price", sentence)
    assert [*mistakes(system, {"product": {}})] == ["#/lines/0/product/code"]


def test_nobody_bills_a_product_of_another_workspace(system: System) -> None:
    product = made(system)
    theirs = system.call(
        "POST",
        "/invoices",
        {
            "customer": {"id": "customer-acme"},
            "sender": {"id": "sender-us"},
            "currency": "USD",
            "lines": [{"product": {"id": product["id"]}}],
        },
        key=system.other_key,
    )
    assert (theirs.status_code, [*pointers(theirs)]) == (422, ["#/lines/0/product"])


LISTED = {"currency": "USD", "unit_price": "480.00", "list_price": "600.00"}


def test_a_list_price_is_read_and_fills_in_lines_that_do_not_say_one(system: System) -> None:
    product = made(system, prices=[LISTED])
    assert product["prices"] == [LISTED]
    seat = {"product": {"code": "SEAT"}}

    def prices(**said: Any) -> tuple[str, str | None]:
        line = first_line(system, {**seat, **said})
        return line["unit_price"], line["list_price"]

    assert prices() == ("480.00", "600.00")
    assert prices(unit_price="450.00") == ("450.00", "600.00")
    assert prices(unit_price="600.00") == ("600.00", None)
    assert prices(list_price="500.00") == ("480.00", "500.00")
    assert prices(list_price=None) == ("480.00", None)


@pytest.mark.parametrize("listed", ["480.00", "-1", "lots", "0.123456789"])
def test_a_list_price_that_is_none_is_told_at_its_place(system: System, listed: str) -> None:
    wrong = {**SEAT, "prices": [{**LISTED, "list_price": listed}]}
    answer = system.call("POST", "/products", wrong)
    assert (answer.status_code, [*pointers(answer)]) == (422, ["#/prices/0/list_price"])
