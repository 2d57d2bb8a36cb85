"""Finance answers in the thread: over signed HTTP, button by button."""

from collections.abc import Iterator

import pytest

from jupiter_core.commands.amendment import AddPoNumber, add_po_number
from jupiter_core.domain.invoice import State
from tests.factories import FIONA, FRANK, SAM, WORKSPACE
from tests.harness.fakes import FakeStore
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import actions_of, shown

WANDA, NOAH = "U0WANDA", "U0NOAH"


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


def test_an_approver_presses_approve_and_the_invoice_is_issued(rig: SlackBot) -> None:
    invoice = rig.submitted()
    rig.deliver()
    rig.press(FIONA.id, "invoice_approve", rig.request())
    rig.wait()
    rig.deliver()
    after = rig.invoice(invoice.id)
    assert (after.state, after.number) == (State.ISSUED, "JUS-000001")
    assert after.approvals[0].by_name == "Fiona Chen"
    assert "is issued" in rig.thread()[-2]["text"]


@pytest.mark.parametrize(
    ("user", "sentence"),
    [
        (SAM.id, "someone else has to approve it"),
        (WANDA, "Only approvers can do this."),
        (NOAH, "Guests cannot"),
    ],
)
def test_who_may_not_approve_is_told_privately_in_the_thread(
    rig: SlackBot, user: str, sentence: str
) -> None:
    invoice = rig.submitted()
    rig.deliver()
    rig.press(user, "invoice_approve", rig.request())
    assert sentence in rig.told(user)
    assert len(rig.thread(FRANK.id)) == 3
    assert rig.invoice(invoice.id) == invoice


def test_a_drafter_cannot_approve_their_own_invoice_even_as_an_approver(rig: SlackBot) -> None:
    invoice = rig.submitted(by=FIONA)
    rig.deliver()
    rig.press(FIONA.id, "invoice_approve", rig.request())
    assert "someone else has to approve it" in rig.told(FIONA.id)
    assert rig.invoice(invoice.id) == invoice


def test_a_click_that_arrives_twice_counts_once(rig: SlackBot) -> None:
    invoice = rig.submitted()
    rig.deliver()
    rig.press(FIONA.id, "invoice_approve", rig.request())
    rig.wait()
    rig.redeliver("block_actions")
    rig.press(FIONA.id, "invoice_approve", rig.request())
    assert "cannot be approved now" in rig.told(FIONA.id)
    assert rig.invoice(invoice.id).number == "JUS-000001"
    with rig.store.read(WORKSPACE) as uow:
        assert [each.why for each in uow.versions.of(invoice.id)].count("invoice.issued") == 1


def test_a_button_for_what_has_changed_since_says_what_changed(rig: SlackBot) -> None:
    invoice = rig.submitted()
    rig.deliver()
    stale = rig.request()
    _add_po(rig, invoice.id)
    rig.press(FIONA.id, "invoice_approve", stale)
    assert "PO number added: 77" in rig.told(FIONA.id)
    assert rig.invoice(invoice.id).approvals == ()


def test_a_stale_request_for_changes_is_refused_before_anybody_writes(rig: SlackBot) -> None:
    invoice = rig.submitted()
    rig.deliver()
    stale = rig.request()
    _add_po(rig, invoice.id)
    rig.press(FIONA.id, "invoice_request_changes", stale)
    assert "has changed since" in rig.told(FIONA.id)
    assert rig.modals(FIONA.id) == []


def test_requested_changes_send_the_draft_back_with_the_reason_as_typed(rig: SlackBot) -> None:
    reason = "<!channel> *Net 30* please & <https://evil|soon>"
    invoice = rig.submitted()
    rig.deliver()
    rig.press(FIONA.id, "invoice_request_changes", rig.request())
    rig.fill(FIONA.id, "reason", reason)
    assert rig.submit(FIONA.id)["stack"] == []
    rig.deliver()
    assert rig.invoice(invoice.id).state is State.DRAFT
    told = rig.thread()[-1]
    assert reason in shown(told)
    assert "<!channel>" not in told["text"]
    assert actions_of(told) == ["invoice_edit"]
    assert actions_of(rig.thread()[1]) == []


def test_a_reason_sent_twice_is_told_once(rig: SlackBot) -> None:
    rig.submitted()
    rig.deliver()
    rig.press(FIONA.id, "invoice_request_changes", rig.request())
    rig.fill(FIONA.id, "reason", "Net 30")
    rig.submit(FIONA.id)
    rig.redeliver("view_submission")
    rig.deliver()
    said = [each for each in rig.thread() if "requested changes to" in each["text"]]
    assert len(said) == 1


@pytest.mark.parametrize("user", [SAM.id, NOAH])
def test_who_may_not_approve_is_not_asked_for_a_reason(rig: SlackBot, user: str) -> None:
    rig.submitted()
    rig.deliver()
    rig.press(user, "invoice_request_changes", rig.request())
    assert rig.told(user)
    assert rig.modals(user) == []


def test_an_approver_who_is_one_no_more_is_refused_on_the_field(rig: SlackBot) -> None:
    invoice = rig.submitted()
    rig.deliver()
    rig.press(FIONA.id, "invoice_request_changes", rig.request())
    rig.fill(FIONA.id, "reason", "Net 30")
    with rig.store.write(WORKSPACE) as uow:
        workspace = uow.workspace()
        policy = workspace.policy.model_copy(update={"approvers": (FRANK.id,)})
        uow.save_workspace(workspace.model_copy(update={"policy": policy}))
    assert "Only approvers" in rig.submit(FIONA.id)["errors"]["reason"]
    assert rig.invoice(invoice.id) == invoice


def test_two_are_needed_and_the_second_may_still_press_the_first_request() -> None:
    with a_rig(approvals_needed=2) as rig:
        invoice = rig.submitted()
        rig.deliver()
        for user in (FIONA.id, FRANK.id):
            rig.press(user, "invoice_approve", rig.request())
            rig.wait()
        assert rig.invoice(invoice.id).state is State.ISSUED


def test_an_invoice_of_another_workspace_is_not_found(rig: SlackBot) -> None:
    rig.submitted()
    rig.deliver()
    request = rig.request()
    assert isinstance(rig.store, FakeStore)
    moved = {("T0OTHER", key): row for (_, key), row in rig.store.tables.invoices.items()}
    rig.store.tables.invoices = moved
    rig.press(FIONA.id, "invoice_approve", request)
    assert "There is no invoice" in rig.told(FIONA.id)


def _add_po(rig: SlackBot, invoice_id: str) -> None:
    command = AddPoNumber(by=SAM, invoice_id=invoice_id, expected_version=None, po_number="77")
    with rig.store.write(WORKSPACE) as uow:
        add_po_number(command, uow, rig.ctx.renderer)
