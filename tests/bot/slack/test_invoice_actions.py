"""The card's buttons, over signed HTTP."""

from collections.abc import Iterator

import pytest

from jupiter_core.commands.amendment import AddPoNumber, add_po_number
from jupiter_core.domain.invoice import Invoice, State
from tests.factories import FIONA, SAM, WORKSPACE
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import shown

NOAH = "U0NOAH"


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


@pytest.fixture
def issued(rig: SlackBot) -> Invoice:
    return rig.issued()


def test_a_po_that_came_by_mail_is_added_from_the_card(rig: SlackBot, issued: Invoice) -> None:
    rig.press(SAM.id, "invoice_add_po", rig.card())
    rig.fill(SAM.id, "po_number", "4500017342")
    assert rig.submit(SAM.id)["stack"] == []
    rig.deliver()
    assert rig.invoice(issued.id).content.po_number == "4500017342"
    assert "Sam Ortiz added PO number 4500017342." in rig.channel()[-1]["text"]


def test_a_po_with_an_invisible_character_is_refused_on_its_field(
    rig: SlackBot, issued: Invoice
) -> None:
    rig.press(SAM.id, "invoice_add_po", rig.card())
    rig.fill(SAM.id, "po_number", "45\u202e00")
    assert "cannot print" in rig.submit(SAM.id)["errors"]["po_number"]
    assert rig.invoice(issued.id) == issued


def test_a_po_form_opened_before_another_po_came_is_refused_with_what_came(
    rig: SlackBot, issued: Invoice
) -> None:
    rig.press(SAM.id, "invoice_add_po", rig.card())
    rig.fill(SAM.id, "po_number", "2")
    _add_po(rig, issued, "1")
    assert "PO number added: 1" in rig.submit(SAM.id)["errors"]["po_number"]
    assert rig.invoice(issued.id).content.po_number == "1"


def test_a_stale_card_says_what_changed_and_opens_nothing(rig: SlackBot, issued: Invoice) -> None:
    card = rig.card()
    _add_po(rig, issued, "1")
    rig.press(SAM.id, "invoice_add_po", card)
    assert "has changed since you opened it" in rig.told(SAM.id)
    assert rig.modals(SAM.id) == []


def test_a_form_submitted_twice_counts_once(rig: SlackBot, issued: Invoice) -> None:
    rig.press(SAM.id, "invoice_add_po", rig.card())
    rig.fill(SAM.id, "po_number", "4500017342")
    rig.submit(SAM.id)
    rig.redeliver("view_submission")
    assert rig.invoice(issued.id).revision == 2


def test_the_payment_form_offers_what_is_due_and_records_it(rig: SlackBot, issued: Invoice) -> None:
    rig.press(FIONA.id, "invoice_record_payment", rig.card())
    held = rig.modal(FIONA.id)["state"]["values"]["amount"]["amount"]["value"]
    assert held == "1345000.00"
    rig.submit(FIONA.id)
    rig.deliver()
    assert rig.invoice(issued.id).state is State.PAID
    assert "is paid in full" in rig.channel()[-1]["text"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("a lot", "is not an amount"),
        ("1.001", "more decimals"),
        ("2,000,000.00", "is more than"),
        ("-1", "must be between USD 0.01 and USD 1,345,000.00"),
    ],
)
def test_a_payment_that_cannot_be_is_refused_on_its_field(
    rig: SlackBot, issued: Invoice, typed: str, sentence: str
) -> None:
    rig.press(FIONA.id, "invoice_record_payment", rig.card())
    rig.fill(FIONA.id, "amount", typed)
    assert sentence in rig.submit(FIONA.id)["errors"]["amount"]
    assert rig.invoice(issued.id) == issued


def test_only_finance_records_payments_and_voids_what_is_issued(
    rig: SlackBot, issued: Invoice
) -> None:
    for action_id in ("invoice_record_payment", "invoice_void"):
        rig.press(SAM.id, action_id, rig.card())
        assert "Approvers" in rig.told(SAM.id)
    assert rig.modals(SAM.id) == []


def test_void_asks_for_a_reason_and_tells_the_channel(rig: SlackBot, issued: Invoice) -> None:
    rig.press(FIONA.id, "invoice_void", rig.card())
    rig.fill(FIONA.id, "reason", "Billed twice")
    rig.submit(FIONA.id)
    rig.deliver()
    assert rig.invoice(issued.id).state is State.VOID
    assert "Billed twice" in shown(rig.channel()[-1])
    assert "Its number stays used." in rig.channel()[-1]["text"]


def test_a_drafter_may_void_a_draft_of_their_own(rig: SlackBot) -> None:
    draft = rig.submitted()
    rig.deliver()
    rig.press(SAM.id, "invoice_void", rig.card())
    rig.fill(SAM.id, "reason", "The deal is off")
    rig.submit(SAM.id)
    assert rig.invoice(draft.id).state is State.VOID


def test_a_new_link_kills_the_old_one_and_is_told_in_the_thread(
    rig: SlackBot, issued: Invoice
) -> None:
    rig.press(SAM.id, "invoice_replace_link", rig.card())
    rig.wait()
    rig.deliver()
    new = rig.ctx.links.url(rig.invoice(issued.id))
    assert new != rig.ctx.links.url(issued)
    assert new in rig.thread()[-1]["text"]


def test_a_click_on_replace_that_arrives_twice_replaces_once(
    rig: SlackBot, issued: Invoice
) -> None:
    rig.press(SAM.id, "invoice_replace_link", rig.card())
    rig.wait()
    rig.redeliver("block_actions")
    rig.press(SAM.id, "invoice_replace_link", rig.card())
    assert "has changed since" in rig.told(SAM.id)
    assert rig.invoice(issued.id).link_generation == issued.link_generation + 1


@pytest.mark.parametrize(
    "action_id",
    [
        "invoice_add_po",
        "invoice_record_payment",
        "invoice_void",
        "invoice_replace_link",
        "invoice_history",
    ],
)
def test_a_guest_may_press_nothing(rig: SlackBot, issued: Invoice, action_id: str) -> None:
    rig.press(NOAH, action_id, rig.card())
    assert "Guests cannot" in rig.told(NOAH)
    assert rig.modals(NOAH) == []
    assert rig.invoice(issued.id) == issued


def test_who_may_neither_draft_nor_approve_adds_no_po(rig: SlackBot, issued: Invoice) -> None:
    with rig.store.write(WORKSPACE) as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"drafters": (SAM.id,)}))
    rig.press("U0WANDA", "invoice_add_po", rig.card())
    assert "You may not add a PO number" in rig.told("U0WANDA")


def test_the_view_button_opens_the_customers_page(rig: SlackBot, issued: Invoice) -> None:
    rows = [each for each in rig.card()["blocks"] if each["type"] == "actions"]
    view = next(each for each in rows[0]["elements"] if each["action_id"] == "invoice_view")
    assert view["url"] == rig.ctx.links.url(issued)
    assert rig.press(SAM.id, "invoice_view", rig.card())["ok"]


def _add_po(rig: SlackBot, invoice: Invoice, po_number: str) -> None:
    command = AddPoNumber(
        by=FIONA, invoice_id=invoice.id, expected_version=None, po_number=po_number
    )
    with rig.store.write(WORKSPACE) as uow:
        add_po_number(command, uow, rig.ctx.renderer)
