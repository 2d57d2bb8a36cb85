"""The card of an invoice that comes from a contract, and what it says of the PO."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.simulator.blockkit.validate import valid_message_blocks
from bot.simulator.ids import Ids
from bot.slack.views.invoice.card import ScheduleNote, card
from jupiter_core.domain.invoice import State
from jupiter_core.domain.money import Money
from tests.factories import a_content, a_draft, a_recipient

TODAY = date(2026, 11, 22)
_IDS = Ids(lambda: 1.0)


@settings(max_examples=25, deadline=None)
@given(text=st.text(min_size=1, max_size=300), state=st.sampled_from(State))
def test_the_card_of_a_contracts_invoice_is_one_that_slack_takes(text: str, state: State) -> None:
    content = a_content(contract_name=text[:80], credit_balance=Money.of("25000", "USD"))
    invoice = a_draft(content=content, state=state, contract_id="01JC", contract_sequence=2)
    top, blocks = card(
        invoice,
        link="https://pay.example/i/1.s",
        recipient=a_recipient(),
        place=ScheduleNote(3, TODAY),
    )
    assert 0 < len(top) <= 4000
    assert valid_message_blocks(blocks, _IDS)


def test_the_card_of_a_contracts_invoice_says_its_place_and_when_it_goes_out() -> None:
    content = a_content(contract_name="Acme 2027", issue_date=date(2026, 11, 23))
    coming = a_draft(content=content, state=State.APPROVED, contract_id="01JC", contract_sequence=2)
    _, blocks = card(coming, link="", recipient=a_recipient(), place=ScheduleNote(3, TODAY))
    contexts = [each["elements"] for each in blocks if each["type"] == "context"]
    said = [each["text"] for row in contexts for each in row]
    assert said[0] == "Invoice 2 of 3 of Acme 2027"
    assert said[1].startswith("Will be issued on 23 Nov 2026, in 1 day (as of 22 Nov 2026)")


def test_an_invoice_that_is_no_contracts_can_not_be_held() -> None:
    _, blocks = card(a_draft(state=State.APPROVED), link="", recipient=a_recipient())
    assert "invoice_hold" not in str(blocks)


@pytest.mark.parametrize(
    ("required", "state", "words"),
    [
        (True, State.ISSUED, "Required, not received yet"),
        (False, State.ISSUED, "Not received yet"),
        (True, State.PAID, "None"),
    ],
)
def test_the_card_says_whether_the_customer_needs_a_po(
    required: bool, state: State, words: str
) -> None:
    content = a_content()
    bill_to = content.bill_to.model_copy(update={"po_required": required})
    content = content.model_copy(update={"bill_to": bill_to})
    _, blocks = card(a_draft(content=content, state=state), link="", recipient=a_recipient())
    facts = next(each for each in blocks if each["type"] == "rich_text" and "Total" in str(each))
    assert facts["elements"][0]["elements"][-1]["text"] == words
