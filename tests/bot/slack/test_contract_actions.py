"""The buttons of a contract, over signed HTTP."""

from collections.abc import Iterator

import pytest

from jupiter_core.domain.contract.contract import ContractState
from jupiter_core.domain.invoice import State
from tests.factories import FIONA, SAM
from tests.harness.contract_deal import ContractDeal, usd
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import actions_of, shown

NOAH = "U0NOAH"


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


@pytest.fixture
def deal(rig: SlackBot) -> ContractDeal:
    deal = ContractDeal(rig)
    rig.deliver()
    return deal


def test_finance_approves_in_the_thread(deal: ContractDeal) -> None:
    rig = deal.rig
    rig.press(FIONA.id, "contract_approve", deal.with_button("contract_approve"))
    rig.wait()
    rig.deliver()
    assert deal.contract.state is ContractState.ACTIVE
    assert "Fiona Chen approved the contract Acme Corporation 2027." in deal.replies()[-1]["text"]


def test_nobody_approves_what_they_proposed_and_no_guest_approves_anything(
    deal: ContractDeal,
) -> None:
    for user, words in ((SAM.id, "someone else has to approve"), (NOAH, "Guests cannot")):
        deal.rig.press(user, "contract_approve", deal.with_button("contract_approve"))
        assert words in deal.rig.told(user)
    assert deal.contract.state is ContractState.PENDING_APPROVAL


def test_an_approval_that_arrives_twice_counts_once(deal: ContractDeal) -> None:
    rig = deal.rig
    rig.press(FIONA.id, "contract_approve", deal.with_button("contract_approve"))
    rig.wait()
    rig.redeliver("block_actions")
    rig.deliver()
    assert deal.contract.revision == 1
    assert [each["text"] for each in rig.channel(FIONA.id) if each["ephemeral"]] == []


def test_an_approval_of_what_was_changed_meanwhile_is_told_privately(deal: ContractDeal) -> None:
    rig, request = deal.rig, deal.with_button("contract_approve")
    deal.revise(term_months=24)
    rig.press(FIONA.id, "contract_approve", request)
    assert "has changed since you opened it" in rig.told(FIONA.id)
    assert deal.contract.state is ContractState.PENDING_APPROVAL


def test_changes_are_asked_for_with_a_reason_by_approvers_only(deal: ContractDeal) -> None:
    rig, request = deal.rig, deal.with_button("contract_request_changes")
    rig.press(SAM.id, "contract_request_changes", request)
    assert "Only approvers" in rig.told(SAM.id)
    rig.press(FIONA.id, "contract_request_changes", request)
    rig.fill(FIONA.id, "reason", "Net *30* <please>")
    assert rig.submit(FIONA.id)["stack"] == []
    rig.deliver()
    assert deal.contract.state is ContractState.DRAFT
    assert "Net *30* <please>" in shown(deal.replies()[-1])


def test_a_held_invoice_waits_for_an_approval_in_the_contracts_thread(deal: ContractDeal) -> None:
    rig = deal.agreed().rig
    deal.live_until(2026, 12, 20)
    (invoice,) = deal.invoices
    rig.press(FIONA.id, "invoice_hold", deal.card_of(invoice))
    rig.wait()
    rig.deliver()
    assert "Fiona Chen put the draft for Acme Corporation on hold." in deal.replies()[-2]["text"]
    deal.live_until(2027, 1, 2)
    assert [each.state for each in deal.invoices] == [State.PENDING_APPROVAL]
    rig.press(FIONA.id, "invoice_approve", deal.with_button("invoice_approve"))
    rig.wait()
    deal.live_until(2027, 1, 2, 1)
    assert [each.state for each in deal.invoices] == [State.ISSUED]


def test_hold_is_for_finance_and_the_authors(deal: ContractDeal) -> None:
    deal.agreed()
    deal.live_until(2026, 12, 20)
    (invoice,) = deal.invoices
    deal.rig.press("U0WANDA", "invoice_hold", deal.card_of(invoice))
    assert "Approvers can" in deal.rig.told("U0WANDA")
    assert deal.invoices == [invoice]


def test_usage_is_drawn_told_and_makes_the_invoice_ask_for_itself(deal: ContractDeal) -> None:
    rig = deal.agreed().rig
    rig.press(SAM.id, "contract_usage", rig.card())
    rig.fill(SAM.id, "amount", "30,000.00")
    assert "USD 25,000.00 left" in rig.submit(SAM.id)["errors"]["amount"]
    rig.fill(SAM.id, "amount", "10,000.00")
    rig.fill(SAM.id, "note", "Overage in December")
    assert rig.submit(SAM.id)["stack"] == []
    rig.redeliver("view_submission")
    rig.deliver()
    assert deal.balance == usd("15000")
    assert "Sam Ortiz recorded usage. Usage credit has USD 15,000.00 left." in shown(
        deal.replies()[-1]
    )
    assert "USD 15,000.00 left" in shown(rig.card())
    deal.live_until(2026, 12, 20)
    asked = deal.reply("It needs separate approval.")
    assert "Its usage credit was drawn on meanwhile." in asked["text"]
    assert deal.with_button("invoice_approve")


def test_a_po_for_all_is_on_the_contract_and_on_what_comes(deal: ContractDeal) -> None:
    rig = deal.agreed().rig
    deal.live_until(2026, 12, 20)
    rig.press(SAM.id, "contract_po", rig.card())
    rig.fill(SAM.id, "po_number", "4500017342")
    assert rig.submit(SAM.id)["stack"] == []
    rig.deliver()
    told = "Sam Ortiz added PO number 4500017342. It applies to all upcoming invoices"
    assert told in deal.reply("added PO number")["text"]
    (invoice,) = deal.invoices
    assert invoice.content.po_number == "4500017342"
    assert invoice.state is State.APPROVED
    assert "4500017342" in shown(deal.card_of(invoice))


def test_a_po_that_cannot_be_printed_is_refused_on_its_field(deal: ContractDeal) -> None:
    rig = deal.agreed().rig
    rig.press(SAM.id, "contract_po", rig.card())
    rig.fill(SAM.id, "po_number", "45\u202e00")
    assert "cannot print" in rig.submit(SAM.id)["errors"]["po_number"]


def test_ending_says_what_will_not_be_issued_before_and_after(deal: ContractDeal) -> None:
    rig = deal.agreed().rig
    deal.live_until(2027, 12, 25)
    rig.press(FIONA.id, "contract_end", rig.card())
    assert "2 invoices, USD 2,772,000.00, will not be issued." in shown(rig.modal(FIONA.id))
    rig.fill(FIONA.id, "reason", "They left us")
    assert rig.submit(FIONA.id)["stack"] == []
    rig.deliver()
    ended = deal.reply("ended the contract")
    assert "2 invoices still to come, USD 2,772,000.00, will not be issued." in ended["text"]
    assert ended["subtype"] == "thread_broadcast"
    assert "They left us" in shown(ended)
    assert "Ended on 24 Dec 2027" in shown(rig.card())
    assert actions_of(rig.card()) == ["contract_show"]
    deal.live_until(2029, 6, 1)
    assert [each.state for each in deal.invoices] == [State.ISSUED, State.VOID]


def test_only_finance_and_the_authors_end_a_contract(deal: ContractDeal) -> None:
    rig = deal.agreed().rig
    rig.press("U0WANDA", "contract_end", rig.card())
    assert "Approvers can" in rig.told("U0WANDA")
    assert rig.modals("U0WANDA") == []


def test_a_contract_that_ends_while_it_waits_closes_its_request(deal: ContractDeal) -> None:
    rig, request = deal.rig, deal.with_button("contract_approve")
    rig.press(SAM.id, "contract_end", rig.card())
    rig.fill(SAM.id, "reason", "No deal")
    rig.submit(SAM.id)
    rig.deliver()
    closed = next(each for each in rig.thread() if each["ts"] == request["ts"])
    assert "Withdrawn: Sam Ortiz ended the contract." in shown(closed)
    assert actions_of(closed) == []


def test_what_was_sent_back_is_edited_from_the_thread(deal: ContractDeal) -> None:
    rig, request = deal.rig, deal.with_button("contract_request_changes")
    rig.press(FIONA.id, "contract_request_changes", request)
    rig.fill(FIONA.id, "reason", "Net 30")
    rig.submit(FIONA.id)
    rig.deliver()
    assert "contract_edit" in actions_of(rig.card())
    rig.press(SAM.id, "contract_edit", deal.replies()[-1])
    assert "Platform Enterprise" in shown(rig.modal(SAM.id))


def test_the_card_shows_two_buttons_and_keeps_the_rest_in_its_menu(deal: ContractDeal) -> None:
    deal.agreed()
    card = deal.rig.card()
    row = next(each["elements"] for each in card["blocks"] if each["type"] == "actions")
    assert [each["action_id"] for each in row] == [
        "contract_show",
        "contract_change",
        "contract_menu",
    ]
    assert [each["text"]["text"] for each in row[2]["options"]] == [
        "Record usage",
        "Add PO for all",
        "Change channel",
        "Renew",
        "End contract",
    ]
