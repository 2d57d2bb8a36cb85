"""The menu of a card and its private modal, as people use them."""

from collections.abc import Iterator

import pytest

from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.invoice import Invoice, State
from tests.factories import DEAL_CHANNEL, FIONA, SAM, WORKSPACE
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import actions_of, shown


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


@pytest.fixture
def issued(rig: SlackBot) -> Invoice:
    with rig.store.write(WORKSPACE) as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"drafters": (SAM.id,)}))
    return rig.issued()


def test_an_entry_of_the_menu_is_its_button_pressed(rig: SlackBot, issued: Invoice) -> None:
    rig.press(SAM.id, "invoice_history", rig.card())
    assert rig.modal(SAM.id)["callback_id"] == "invoice_history_view"


def test_more_actions_shows_each_what_they_may_do(rig: SlackBot, issued: Invoice) -> None:
    rig.press("U0WANDA", "invoice_more", rig.card())
    assert actions_of(rig.modal("U0WANDA")) == ["invoice_view", "invoice_history"]
    rig.press(FIONA.id, "invoice_more", rig.card())
    assert "invoice_void" in actions_of(rig.modal(FIONA.id))


def test_a_form_takes_the_place_of_the_actions_and_works(rig: SlackBot, issued: Invoice) -> None:
    rig.press(FIONA.id, "invoice_more", rig.card())
    rig.press_in_view(FIONA.id, "invoice_void")
    rig.eventually(lambda: rig.modal(FIONA.id)["callback_id"] == "invoice_void_form")
    assert len(rig.modals(FIONA.id)) == 1
    rig.fill(FIONA.id, "reason", "Sent twice")
    assert rig.submit(FIONA.id)["stack"] == []
    assert rig.invoice(issued.id).state is State.VOID


def test_what_was_done_or_refused_is_said_in_the_modal(rig: SlackBot, issued: Invoice) -> None:
    rig.press(SAM.id, "invoice_more", rig.card())
    rig.press_in_view(SAM.id, "invoice_replace_link")
    rig.eventually(lambda: "Done" in shown(rig.modal(SAM.id)))
    assert rig.invoice(issued.id).link_generation == 1
    rig.press(FIONA.id, "invoice_more", rig.card())
    rig.modal(FIONA.id)
    with rig.store.write(WORKSPACE) as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"policy": ApprovalPolicy()}))
    rig.press_in_view(FIONA.id, "invoice_void")
    rig.eventually(lambda: "You may not void" in shown(rig.modal(FIONA.id)))


def test_show_opens_the_invoice_where_it_was_pressed(rig: SlackBot, issued: Invoice) -> None:
    show = {
        "type": "button",
        "action_id": "invoice_show",
        "value": issued.id,
        "text": {"type": "plain_text", "text": "Show"},
    }
    blocks = [{"type": "actions", "elements": [show]}]
    listed = rig.client.chat_postMessage(channel=DEAL_CHANNEL, text="A list", blocks=blocks)
    rig.press(SAM.id, "invoice_show", {"ts": listed["ts"], "blocks": blocks})
    view = rig.modal(SAM.id)
    assert view["callback_id"] == "invoice_shown"
    assert "Acme Corporation" in shown(view)
