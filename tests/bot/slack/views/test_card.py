"""The deal's card, state by state."""

from datetime import date
from typing import Any

import pytest

from bot.slack.views.invoice.card import card, status
from bot.slack.views.invoice.card_actions import offered
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from tests.factories import a_content, a_customer, a_draft, a_line, a_recipient
from tests.harness.slack_reading import actions_of, shown

LINK = "https://pay.example/i/1.signature"
BEFORE = ["invoice_edit", "invoice_add_po", "invoice_channel", "invoice_history", "invoice_more"]
CLOSED = ["invoice_view", "invoice_history", "invoice_more"]

AGAIN = ["invoice_reissue", "invoice_duplicate"]


def _issued(**changes: Any) -> Invoice:
    numbered = {"state": State.ISSUED, "number": "JUS-000001", "revision": 1}
    return a_draft(**{**numbered, **changes})


def _buttons(invoice: Invoice) -> list[str]:
    _, blocks = card(invoice, link=LINK, recipient=a_recipient())
    return actions_of({"blocks": blocks})


def _offered(invoice: Invoice) -> list[str]:
    return [each.id for each in offered(invoice)]


@pytest.mark.parametrize("state", [State.DRAFT, State.PENDING_APPROVAL, State.APPROVED])
def test_before_issue_it_can_be_edited_and_voided_and_has_no_link(state: State) -> None:
    assert _buttons(a_draft(state=state)) == BEFORE


def _in_need_of_po(*, required: bool, po_number: str = "") -> Invoice:
    buyer = a_customer().bill_to().model_copy(update={"po_required": required})
    return _issued(content=a_content(bill_to=buyer, po_number=po_number))


def test_an_issued_invoice_has_one_prominent_button_and_a_menu_of_five() -> None:
    invoice = _in_need_of_po(required=False)
    assert _buttons(invoice) == [
        "invoice_record_payment",
        "invoice_view",
        "invoice_add_po",
        "invoice_send_to_ap",
        "invoice_collection",
        "invoice_history",
        "invoice_more",
    ]
    _, blocks = card(invoice, link=LINK, recipient=a_recipient())
    styles = [each.get("style") for each in blocks[-1]["elements"]]
    assert styles == ["primary", None, None]


def test_an_issued_invoice_without_the_po_that_it_needs_asks_for_that_first() -> None:
    needs = _in_need_of_po(required=True)
    assert _buttons(needs)[:3] == ["invoice_add_po", "invoice_view", "invoice_record_payment"]
    has = _in_need_of_po(required=True, po_number="4500017342")
    assert _buttons(has)[0] == "invoice_record_payment"


def test_an_issued_invoice_offers_all_that_may_still_happen() -> None:
    assert _offered(_issued()) == [
        "invoice_add_po",
        "invoice_record_payment",
        "invoice_send_to_ap",
        "invoice_collection",
        "invoice_credit_note",
        "invoice_payments",
        "invoice_ap_contact",
        "invoice_e_invoice",
        "invoice_history",
        "invoice_channel",
        "invoice_replace_link",
        "invoice_void",
        *AGAIN,
    ]


def test_what_is_partly_paid_cannot_be_voided() -> None:
    assert "invoice_void" not in _offered(_issued(state=State.PARTIALLY_PAID))


def test_an_invoice_of_nothing_offers_no_payment_and_says_that_it_is_settled() -> None:
    nil = _issued(state=State.PAID, content=a_content(lines=(a_line(price="0.00"),)))
    assert status(nil) == "Settled, nothing to pay"
    assert _offered(nil) == [
        "invoice_send_to_ap",
        "invoice_e_invoice",
        "invoice_history",
        "invoice_replace_link",
        "invoice_void",
        *AGAIN,
    ]
    assert "due" not in shown({"blocks": card(nil, link=LINK, recipient=a_recipient())[1]})
    assert "invoice_void" not in _offered(nil.model_copy(update={"state": State.VOID}))


def test_what_is_void_can_only_be_looked_at() -> None:
    assert _buttons(_issued(state=State.VOID)) == ["invoice_view", *AGAIN, *CLOSED[1:]]
    assert _offered(_issued(state=State.VOID)) == [
        *("invoice_history", "invoice_replace_link", *AGAIN),
    ]


def test_what_is_paid_can_still_be_credited_and_sent() -> None:
    assert _offered(_issued(state=State.PAID)) == [
        "invoice_send_to_ap",
        "invoice_credit_note",
        "invoice_payments",
        "invoice_e_invoice",
        "invoice_history",
        "invoice_replace_link",
        *AGAIN,
    ]


def test_a_voided_draft_has_nothing_but_its_history() -> None:
    assert _buttons(a_draft(state=State.VOID)) == ["invoice_history"]


@pytest.mark.parametrize(
    ("invoice", "words"),
    [
        (a_draft(), "Draft"),
        (a_draft(reason="Net 30"), "Changes requested"),
        (a_draft(state=State.PENDING_APPROVAL), "Waiting for approval"),
        (
            a_draft(state=State.PENDING_APPROVAL, approvals_needed=2),
            "Waiting for approval, 0 of 2 given",
        ),
        (
            a_draft(state=State.APPROVED, content=a_content(issue_date=date(2027, 1, 1))),
            "Approved, to be issued on 1 Jan 2027",
        ),
        (_issued(), "Issued, due 6 Jan 2027"),
        (
            _issued(state=State.PARTIALLY_PAID, paid=Money.of("345000", "USD")),
            "Partly paid, USD 1,000,000.00 due 6 Jan 2027",
        ),
        (_issued(state=State.PAID), "Paid in full"),
        (_issued(state=State.VOID), "Void"),
    ],
)
def test_the_status_is_said_in_words_of_people(invoice: Invoice, words: str) -> None:
    assert status(invoice) == words


def test_the_notification_says_which_invoice_and_how_it_stands() -> None:
    text, _ = card(_issued(), link=LINK, recipient=a_recipient())
    assert text == "JUS-000001, Acme Corporation, USD 1,345,000.00: Issued, due 6 Jan 2027"


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 12, 29), "Issued, due 6 Jan 2027"),
        (date(2026, 12, 30), "Issued, due soon, on 6 Jan 2027"),
        (date(2027, 1, 6), "Issued, due soon, on 6 Jan 2027"),
        (date(2027, 1, 7), "Issued, overdue since 6 Jan 2027"),
        (None, "Issued, due 6 Jan 2027"),
    ],
)
def test_the_card_says_what_is_due_soon_and_what_is_overdue(today: date | None, words: str) -> None:
    invoice = _issued()
    assert invoice.content.due_date == date(2027, 1, 6)
    text, blocks = card(invoice, link=LINK, recipient=a_recipient(), today=today)
    assert text.endswith(f": {words}")
    assert words in shown({"blocks": blocks})


def test_what_is_settled_is_neither_due_soon_nor_overdue() -> None:
    for state in (State.PAID, State.VOID):
        late = status(_issued(state=state, paid=a_draft().total), date(2027, 2, 1))
        assert "due" not in late


def test_a_rest_is_overdue_with_its_amount() -> None:
    paid = _issued(state=State.PARTIALLY_PAID, paid=Money.of("45000.00", "USD"))
    left = paid.total.minor - 45_000_00
    words = status(paid, date(2027, 1, 7))
    assert words == f"Partly paid, USD {left / 100:,.2f} overdue since 6 Jan 2027"
