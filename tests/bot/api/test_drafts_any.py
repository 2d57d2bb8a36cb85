"""Every field of a draft can be changed to any other valid value, as often as one likes."""

from decimal import Decimal
from typing import Any

import iso4217
from hypothesis import given, settings
from hypothesis import strategies as st

from jupiter_core.domain.money import minor_digits
from jupiter_core.domain.refusals import UnknownCurrency
from tests.factories import WORKSPACE, a_customer, a_euro_bank, a_sender_profile
from tests.harness.api_client import Json, System, an_invoice


def _is_money(code: str) -> bool:
    try:
        return minor_digits(code) <= 3
    except UnknownCurrency:
        return False


CURRENCIES = sorted(each.code for each in iso4217.Currency if _is_money(each.code))
texts = st.sampled_from(["", "4500017342", "Thank you.", "Zürich & Söhne"])


@st.composite
def lines(draw: st.DrawFn, currency: str) -> Json:
    minor = draw(st.integers(0, 10**9))
    return {
        "description": draw(st.sampled_from(["Platform", "Seats", "Onboarding"])),
        "quantity": draw(st.sampled_from(["1", "250", "0.5", "1.333333"])),
        "unit_price": str(Decimal(minor).scaleb(-minor_digits(currency))),
        "tax_rate": draw(st.sampled_from(["0", "19", "8.875"])),
    }


@st.composite
def bodies(draw: st.DrawFn) -> Json:
    currency = draw(st.sampled_from(CURRENCIES) | st.sampled_from(["USD", "EUR", "JPY", "KWD"]))
    return {
        "customer": {"id": draw(st.sampled_from(["customer-acme", "customer-globex"]))},
        "sender": {"id": draw(st.sampled_from(["sender-us", "sender-eu"]))},
        "currency": currency,
        "net_terms": draw(st.integers(0, 365)),
        "issue_date": draw(st.sampled_from(["2026-11-22", "2026-12-31", "2027-03-01"])),
        "po_number": draw(texts),
        "memo": draw(texts),
        "lines": draw(st.lists(lines(currency), min_size=1, max_size=4)),
    }


def a_system() -> System:
    system = System()
    with system.store.write(WORKSPACE) as uow:
        other = a_sender_profile(
            id="sender-eu",
            legal_name="Jupiter EU GmbH",
            series="JEU-",
            bank_accounts=(a_euro_bank(),),
        )
        uow.sender_profiles.save(other)
        uow.customers.save(a_customer(id="customer-globex", name="Globex Inc."))
    return system


def told(invoice: Json) -> Json:
    """What of an answer was in the body, spelled as the body spells it."""
    same = ("currency", "net_terms", "issue_date", "po_number", "memo")
    named = {name: invoice[name] for name in same}
    parts = ("description", "quantity", "unit_price", "tax_rate")
    rows = [{part: each[part] for part in parts} for each in invoice["lines"]]
    parties = {
        "customer": {"id": invoice["bill_to"]["customer_id"]},
        "sender": {"id": invoice["seller"]["sender_profile_id"]},
    }
    return {**named, **parties, "lines": rows}


def replaced(system: System, invoice: Json, body: Json) -> Json:
    path, seen = f"/invoices/{invoice['id']}", f'"{invoice["sequence"]}"'
    answer = system.call("PUT", path, body, if_match=seen)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


@settings(deadline=None, max_examples=25)
@given(st.lists(bodies(), min_size=1, max_size=4))
def test_a_draft_becomes_whatever_is_put(wanted: list[Json]) -> None:
    system = a_system()
    invoice = system.made()
    for body in wanted:
        invoice = replaced(system, invoice, body)
        assert told(invoice) == body
        assert Decimal(invoice["totals"]["paid"]) == 0
        assert invoice["totals"]["amount_due"] == invoice["totals"]["total"]


@settings(deadline=None, max_examples=25)
@given(bodies(), st.data())
def test_each_field_can_be_changed_by_itself(body: Json, data: st.DataObject) -> None:
    system = a_system()
    start: Json = data.draw(bodies())
    invoice = system.made(**start)
    for name in body:
        changes: dict[str, Any] = {name: body[name]}
        if name in ("currency", "lines"):  # an amount is in a currency: these two go together
            changes = {each: body[each] for each in ("currency", "lines")}
        start = {**start, **changes}
        invoice = replaced(system, invoice, start)
        assert told(invoice) == start


def test_a_draft_in_dollars_becomes_one_in_euros() -> None:
    system = a_system()
    invoice = replaced(system, system.made(), an_invoice(currency="EUR"))
    totals = invoice["totals"]
    assert (invoice["currency"], totals["total"], totals["paid"]) == ("EUR", "1345000.00", "0.00")
    history = system.call("GET", f"/invoices/{invoice['id']}/versions").json()
    assert {"what": "Currency", "old": "USD", "new": "EUR"} in history["items"][-1]["changes"]
