"""What other systems read: complete, exact, and without what is nobody's business."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.address import Address
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.content import Content
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.party import ApContact, BillTo, Customer, Seller, SenderProfile
from jupiter_core.domain.totals import LineItem
from jupiter_core.queries.resources.contract import ContractResource
from jupiter_core.queries.resources.invoice import (
    BillToResource,
    InvoiceResource,
    LineResource,
    RemitToResource,
    SellerResource,
)
from jupiter_core.queries.resources.party import (
    CustomerResource,
    SenderProfileResource,
    party_tag,
)
from jupiter_core.queries.resources.shapes import AddressResource, ApContactResource
from tests.factories import (
    NOW,
    SAM,
    a_content,
    a_customer,
    a_draft,
    a_line,
    a_sender_profile,
    a_us_bank,
)

AMOUNT = {"USD": r"-?\d+\.\d\d", "JPY": r"-?\d+", "KWD": r"-?\d+\.\d{3}"}
AMOUNTS = ("net", "tax", "total", "paid", "credited", "amount_due")


def an_invoice_in(currency: str) -> Invoice:
    """Of three units at a price, with tax, and a credit."""
    prices = {"USD": ("0.10", "-0.05"), "JPY": ("10", "-5"), "KWD": ("0.100", "-0.005")}
    price, credit = prices[currency]
    lines = (
        a_line(quantity="3", price=price, currency=currency, tax_rate="10"),
        a_line("Credit", price=credit, currency=currency, tax_rate="10"),
    )
    return a_draft(
        content=a_content(currency=currency, lines=lines),
        paid=Money.zero(currency),
    )


def read(invoice: Invoice, now: datetime = NOW, **said: Any) -> dict[str, Any]:
    """As JSON."""
    found = json.loads(canonical_json(InvoiceResource.of(invoice, now, **said)))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("currency", AMOUNT)
def test_amounts_are_decimals_with_the_digits_of_their_currency(currency: str) -> None:
    resource = read(an_invoice_in(currency))
    totals = resource["totals"]
    amounts = [totals[name] for name in AMOUNTS]
    amounts += [tax[name] for tax in totals["taxes"] for name in ("net", "tax")]
    amounts += [line[name] for line in resource["lines"] for name in ("unit_price", "amount")]
    for amount in amounts:
        assert isinstance(amount, str)
        assert re.fullmatch(AMOUNT[currency], amount)


def test_the_amounts_of_the_deal_are_its_amounts() -> None:
    totals = read(a_draft())["totals"]
    assert (totals["net"], totals["total"], totals["amount_due"]) == ("1345000.00",) * 3
    assert (totals["tax"], totals["paid"], totals["credited"]) == ("0.00",) * 3
    assert [line["amount"] for line in read(a_draft())["lines"]] == [
        "1200000.00",
        "120000.00",
        "50000.00",
        "-25000.00",
    ]


def test_no_number_anywhere_is_a_float() -> None:
    def floats(value: Any) -> list[float]:
        if isinstance(value, dict):
            return [each for part in value.values() for each in floats(part)]
        if isinstance(value, list):
            return [each for part in value for each in floats(part)]
        return [value] if isinstance(value, float) else []

    assert floats(read(an_invoice_in("KWD"))) == []


def test_a_draft_has_every_field_that_an_issued_invoice_has() -> None:
    issued = a_draft(
        state=State.ISSUED, number="JUS-000001", revision=1, issued_at=NOW, external_id="deal-1"
    )
    assert read(a_draft()).keys() == read(issued).keys()
    empty = ("number", "external_id", "corrects", "contract_id", "issued_at", "link")
    assert [read(a_draft())[name] for name in empty] == [None] * len(empty)
    assert read(issued)["issued_at"] == "2026-11-22T09:30:00Z"


COMPLETE: dict[str, tuple[type[Any], type[Any], dict[str, str | None]]] = {
    "customer": (Customer, CustomerResource, {}),
    "legal entity": (
        SenderProfile,
        SenderProfileResource,
        {
            "bank_proposal": "bank_details_pending",
            "logo": None,
            "identity_proposal": None,
            "former_names": None,
            "former_external_ids": None,
        },
    ),
    "customer on paper": (BillTo, BillToResource, {"endpoint": None, "references": None}),
    "legal entity on paper": (
        Seller,
        SellerResource,
        {
            "profile_id": "sender_profile_id",
            "logo": None,
            "colour": None,
            "series": None,
            "time_zone": None,
            "endpoint": None,
            "template": None,
            "legal_footer": None,
        },
    ),
    "bank account": (BankAccount, RemitToResource, {}),
    "address": (Address, AddressResource, {}),
    "ap contact": (ApContact, ApContactResource, {}),
    "line": (LineItem, LineResource, {"credit": None}),
    "content": (
        Content,
        InvoiceResource,
        {
            "made_with": None,
            "tax_rounding": "totals",
            "adjustments": "totals",
            "adjustments_with_tax": "totals",
            "tax_currency": "totals",
            "carried_from": "carried_over_from",
            "due_rule": "payment_terms",
        },
    ),
    "invoice": (
        Invoice,
        InvoiceResource,
        {
            "workspace_id": None,
            "content": None,
            "authors": None,
            "submitted_by": None,
            "settled_at": None,
            "mail_to": None,
            "state": "status",
            "revision": "version",
            "link_generation": None,
            "contract_revision": None,
            "contract_sequence": None,
            "paid": "totals",
            "credits": "totals",
        },
    ),
    "contract": (
        Contract,
        ContractResource,
        {
            "workspace_id": None,
            "customer_name": "customer",
            "seller_name": "sender",
            "proposal": "terms",
            "agreed": "agreed_schedule",
            "authors": None,
            "agreed_authors": None,
            "submitted_by": None,
            "agreed_by": "approvals",
            "po_proposal": None,
            "renewal": "renewal_proposed",
        },
    ),
}
"""The noun, how it is read, and what is called otherwise there, or (None) is not told."""


@pytest.mark.parametrize(("noun", "resource", "otherwise"), COMPLETE.values(), ids=COMPLETE)
def test_whatever_a_noun_has_is_read_or_is_left_out_on_purpose(
    noun: type[Any], resource: type[Any], otherwise: dict[str, str | None]
) -> None:
    names = {otherwise.get(name, name) for name in noun.model_fields} - {None}
    assert names <= set(resource.model_fields)


def test_an_invoice_is_overdue_on_the_day_of_its_entity() -> None:
    issued = a_draft(state=State.ISSUED, number="JUS-000001")
    assert issued.content.due_date == date(2027, 1, 6)
    midnight = datetime(2027, 1, 7, 8, tzinfo=UTC)
    assert not read(issued, midnight - timedelta(seconds=1))["overdue"]
    assert read(issued, midnight)["overdue"]


def test_a_link_is_there_where_it_is_given_and_nowhere_else() -> None:
    assert read(a_draft())["link"] is None
    assert read(a_draft(), link="https://pay.example/i/x")["link"] == "https://pay.example/i/x"


def test_a_po_is_pending_where_the_customer_needs_one_and_there_is_none() -> None:
    assert read(a_draft())["po_pending"]
    assert not read(a_draft(content=a_content(po_number="4500017342")))["po_pending"]
    relaxed = a_content(bill_to=a_customer(po_required=False).bill_to())
    assert not read(a_draft(content=relaxed))["po_pending"]


def test_a_key_stands_there_as_what_it_is() -> None:
    key = Actor(kind=ActorKind.API_KEY, id="key-1", name="API key The CRM")
    assert read(a_draft(drafted_by=key))["drafted_by"] == {
        "kind": "api_key",
        "id": "key-1",
        "name": "API key The CRM",
        "verified": None,
    }


def test_an_account_is_read_with_all_that_a_payer_needs() -> None:
    assert read(a_draft())["remit_to"] == {
        "holder": "Jupiter US Inc.",
        "bank_name": "First Example Bank",
        "currency": "USD",
        "iban": None,
        "bic": "CHASUS33",
        "account_number": "000123456789",
        "routing_number": "021000021",
        "scheme": "",
        "details": {},
        "reference": "",
        "cheque": None,
        "valid_since": "2025-03-01",
    }
    assert RemitToResource.of(a_us_bank()).valid_since == date(2025, 3, 1)


def test_hostile_text_is_read_as_it_was_typed() -> None:
    memo = '</script><b>&"\\\u2028 <!channel> 💶'
    assert read(a_draft(content=a_content(memo=memo)))["memo"] == memo


def test_whoever_drafted_it_is_named_without_their_e_mail() -> None:
    sam = SAM.model_copy(update={"email": "sam@jupiter.example"})
    assert "sam@jupiter.example" not in json.dumps(read(a_draft(drafted_by=sam)))


def test_every_change_of_a_party_gives_it_another_tag() -> None:
    tags = {
        party_tag(each)
        for each in (
            a_customer(),
            a_customer(attention="AP"),
            a_customer(external_id="0015g"),
            a_sender_profile(),
            a_sender_profile(archived=True),
        )
    }
    assert len(tags) == 5
    assert party_tag(a_customer()) == party_tag(a_customer())


@given(st.integers(-(10**12), 10**12), st.sampled_from(sorted(AMOUNT)))
def test_any_amount_reads_back_as_itself(minor: int, currency: str) -> None:
    money = Money(minor=minor, currency=currency)
    assert re.fullmatch(AMOUNT[currency], str(money))
    assert Money.of(str(money), currency) == money
