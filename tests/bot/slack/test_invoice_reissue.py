"""Void and reissue, credit and reissue, and Duplicate from the card, over signed HTTP."""

from collections.abc import Iterator

import pytest

from jupiter_core.commands.payment import RecordPayment, Share, record_payment
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from tests.factories import FIONA, SAM, WORKSPACE
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import actions_of, shown

NOAH = "U0NOAH"


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


def drafts(rig: SlackBot) -> list[Invoice]:
    with rig.store.read(WORKSPACE) as uow:
        found = [uow.invoices.get(each) for each in uow.invoices.ids()]
    return [each for each in found if each.content.replaces]


def test_one_press_voids_it_and_opens_the_new_draft(rig: SlackBot) -> None:
    old = rig.issued(memo="Year 1")
    rig.press(FIONA.id, "invoice_reissue", rig.card())
    assert "JUS-000001 becomes void" in shown(rig.modal(FIONA.id))
    rig.fill(FIONA.id, "reason", "The seats were counted twice")
    rig.submit(FIONA.id)
    assert rig.invoice(old.id).state is State.VOID
    (draft,) = drafts(rig)
    assert (draft.state, draft.content.memo) == (State.DRAFT, "Year 1")
    assert "USD 1,345,000.00" in shown(rig.modal(FIONA.id))
    rig.deliver()
    assert rig.errors() == []
    card = rig.card()
    assert "Replaced by" in shown(card)
    assert "invoice_reissue" not in actions_of(card)
    assert any("Fiona Chen drafted JUS-000001 anew" in shown(each) for each in rig.thread())


def test_what_was_paid_in_part_is_credited_and_the_credit_note_waits(rig: SlackBot) -> None:
    old = rig.issued()
    one = Money.of("1.00", "USD")
    command = RecordPayment(by=FIONA, amount=one, shares=(Share(invoice_id=old.id, amount=one),))
    with rig.store.write(WORKSPACE) as uow:
        record_payment(command, uow)
    rig.deliver()
    rig.press(SAM.id, "invoice_reissue", rig.card())
    assert "a credit note for everything that is left" in shown(rig.modal(SAM.id))
    rig.fill(SAM.id, "reason", "Wrong seats")
    rig.submit(SAM.id)
    with rig.store.read(WORKSPACE) as uow:
        (note,) = uow.invoices.credit_notes_before_issue("JUS-000001")
    assert note.state is State.PENDING_APPROVAL
    assert len(drafts(rig)) == 1
    rig.deliver()
    assert rig.errors() == []


def test_sales_ops_is_told_that_finance_voids(rig: SlackBot) -> None:
    old = rig.issued()
    rig.press(SAM.id, "invoice_reissue", rig.card())
    assert rig.modals(SAM.id) == []
    assert rig.invoice(old.id) == old


def test_a_reissue_needs_a_reason(rig: SlackBot) -> None:
    old = rig.issued()
    rig.press(FIONA.id, "invoice_reissue", rig.card())
    rig.fill(FIONA.id, "reason", "  ")
    answer = rig.submit(FIONA.id)
    assert "reason" in str(answer).lower()
    assert rig.invoice(old.id) == old


def test_duplicate_opens_a_form_of_its_own_without_the_po_number(rig: SlackBot) -> None:
    rig.issued(po_number="4500017342", memo="Year 1")
    rig.press(SAM.id, "invoice_duplicate", rig.card())
    assert "USD 1,345,000.00" in shown(rig.modal(SAM.id))
    with rig.store.read(WORKSPACE) as uow:
        (form,) = uow.forms.of(SAM.id)
    assert (form.invoice_id, form.values["po_number"], form.values["memo"]) == (None, "", "Year 1")
    assert form.values["issue_date"] == "2026-11-22"


def test_a_guest_duplicates_and_reissues_nothing(rig: SlackBot) -> None:
    old = rig.issued()
    for action in ("invoice_reissue", "invoice_duplicate"):
        rig.press(NOAH, action, rig.card())
        assert rig.modals(NOAH) == []
    assert rig.invoice(old.id) == old
