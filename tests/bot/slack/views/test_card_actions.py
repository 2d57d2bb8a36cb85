"""Who is offered what: the modal and the private card of one person, by the table of actions."""

import pytest

from bot.slack.views.contract import card as contract_card
from bot.slack.views.invoice.actions_modal import actions_modal, invoice_modal
from bot.slack.views.invoice.card import card
from bot.slack.views.invoice.card_actions import ACTIONS, IN_MENU, MORE, Viewer, offered
from bot.slack.views.menu import chosen_action
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.workspace import Workspace
from tests.factories import FIONA, SAM, WORKSPACE, a_content, a_draft, a_recipient
from tests.harness.slack_reading import actions_of, shown

LINK = "https://pay.example/i/1.signature"
ONLY_SAM_DRAFTS = Workspace(
    id=WORKSPACE, drafters=(SAM.id,), policy=ApprovalPolicy(approvers=(FIONA.id,))
)
DRAFTER = Viewer(SAM.id, ONLY_SAM_DRAFTS)
APPROVER = Viewer(FIONA.id, ONLY_SAM_DRAFTS)
READER = Viewer("U0WANDA", ONLY_SAM_DRAFTS)


def _issued() -> Invoice:
    return a_draft(state=State.ISSUED, number="JUS-000001", revision=1)


@pytest.mark.parametrize(
    ("viewer", "ids"),
    [
        (READER, ["invoice_view", "invoice_history"]),
        (
            DRAFTER,
            [
                "invoice_view",
                "invoice_add_po",
                "invoice_send_to_ap",
                "invoice_collection",
                "invoice_credit_note",
                "invoice_ap_contact",
                "invoice_e_invoice",
                "invoice_history",
                "invoice_channel",
                "invoice_replace_link",
                "invoice_duplicate",
            ],
        ),
        (
            APPROVER,
            [
                "invoice_view",
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
                "invoice_reissue",
                "invoice_void",
            ],
        ),
    ],
)
def test_the_modal_has_what_this_person_may_do_and_nothing_else(
    viewer: Viewer, ids: list[str]
) -> None:
    assert actions_of(actions_modal(_issued(), viewer, LINK)) == ids
    whole = invoice_modal(_issued(), viewer, link=LINK, recipient=a_recipient())
    assert actions_of(whole) == ids
    assert "USD 1,345,000.00" in shown(whole)


def test_of_an_invoice_of_another_system_nothing_is_offered_that_is_refused_then() -> None:
    content = a_content(carried_from="QuickBooks")
    carried = _issued().model_copy(update={"content": content})
    shown_to_all = {each.id for each in offered(carried)}
    assert shown_to_all == {
        "invoice_add_po",
        "invoice_record_payment",
        "invoice_send_to_ap",
        "invoice_collection",
        "invoice_payments",
        "invoice_ap_contact",
        "invoice_history",
        "invoice_channel",
        "invoice_replace_link",
        "invoice_void",
    }
    missing = {"invoice_credit_note", "invoice_duplicate", "invoice_reissue", "invoice_e_invoice"}
    assert {each.id for each in offered(_issued())} - shown_to_all == missing


def test_a_card_that_only_one_person_sees_has_no_button_that_they_may_not_use() -> None:
    _, blocks = card(_issued(), link=LINK, recipient=a_recipient(), viewer=READER)
    assert actions_of({"blocks": blocks}) == ["invoice_view", "invoice_history"]
    _, blocks = card(_issued(), link=LINK, recipient=a_recipient(), viewer=DRAFTER)
    assert "invoice_record_payment" not in actions_of({"blocks": blocks})


def test_void_is_red_and_stands_apart() -> None:
    view = actions_modal(_issued(), APPROVER, LINK)
    rows = [each["elements"] for each in view["blocks"] if each["type"] == "actions"]
    assert [each["action_id"] for each in rows[-1]] == ["invoice_void"]
    assert rows[-1][0]["style"] == "danger"
    assert not [each for row in rows[:-1] for each in row if each.get("style")]


def test_what_asks_first_is_in_the_modal_only_since_a_menu_cannot_ask() -> None:
    asking = {each.id for each in ACTIONS if each.confirm or each.danger}
    assert asking == {"invoice_e_invoice", "invoice_replace_link", "invoice_void"}
    for state in State:
        invoice = a_draft(state=state, number="JUS-000001", revision=1)
        _, blocks = card(invoice, link=LINK, recipient=a_recipient())
        assert not asking & set(actions_of({"blocks": blocks}))


@pytest.mark.parametrize("state", list(State))
def test_whatever_applies_is_on_the_card_or_behind_more_actions(state: State) -> None:
    invoice = a_draft(state=state, number="JUS-000001" if state in _NUMBERED else None)
    _, blocks = card(invoice, link=LINK, recipient=a_recipient())
    on_it = actions_of({"blocks": blocks})
    hidden = {each.id for each in offered(invoice)} - set(on_it)
    assert not hidden or MORE in on_it
    menus = [each for each in blocks[-1].get("elements", []) if each["type"] == "overflow"]
    assert all(2 <= len(each["options"]) <= 5 for each in menus)


_NUMBERED = {State.ISSUED, State.PARTIALLY_PAID, State.PAID, State.VOID}


def test_a_menu_entry_that_is_none_of_ours_is_nothing() -> None:
    assert chosen_action("invoice_void inv:1", IN_MENU) == ("invoice_void", "inv:1")
    assert chosen_action("invoice_more inv:1", IN_MENU) == ("invoice_more", "inv:1")
    assert chosen_action("home_setup inv:1", IN_MENU) is None
    assert chosen_action("", IN_MENU) is None
    assert chosen_action("contract_end con:1", contract_card.IN_MENU) == ("contract_end", "con:1")
    assert chosen_action("contract_approve con:1", contract_card.IN_MENU) is None
