"""Every small form: a silent Slack before it begins, a refusal, a second press."""

from dataclasses import dataclass, field

import pytest

from bot.slack import quick_calls
from tests.factories import FIONA, SAM, WORKSPACE
from tests.harness import patience
from tests.harness.contract_deal import ContractDeal
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import Json, actions_of

SILENT = "Slack couldn't confirm who you are, so nothing was done"


@dataclass(frozen=True)
class SmallForm:
    """The button that opens it, who presses it, and what they type."""

    button: str
    by: str = SAM.id
    typed: dict[str, str] = field(default_factory=dict)


OF_INVOICES = (
    SmallForm("invoice_request_changes", FIONA.id, {"reason": "Another PO"}),
    SmallForm("invoice_add_po", typed={"po_number": "4500017342"}),
    SmallForm("invoice_ap_contact", typed={"ap_email": "ap.invoices@acme.example"}),
    SmallForm("invoice_record_payment", FIONA.id, {"amount": "10"}),
    SmallForm("invoice_credit_note", typed={"reason": "Delivered late"}),
    SmallForm("invoice_void", FIONA.id, {"reason": "Twice"}),
)
OF_CONTRACTS = (
    SmallForm("contract_request_changes", FIONA.id, {"reason": "Another term"}),
    SmallForm("contract_po", typed={"po_number": "4500017342"}),
    SmallForm("contract_usage", typed={"amount": "10"}),
    SmallForm("contract_end", FIONA.id, {"reason": "Sold"}),
)


def test_a_form_of_an_invoice_is_taken_once_and_only_when_slack_knows_who_sent_it() -> None:
    with a_rig() as rig:
        rig.issued()
        rig.submitted()
        for form in OF_INVOICES:
            _taken_once(rig, form)


def test_a_form_of_a_contract_is_taken_once_and_only_when_slack_knows_who_sent_it() -> None:
    with a_rig() as rig:
        ContractDeal(rig).agreed().revise(term_months=48)
        for form in OF_CONTRACTS:
            _taken_once(rig, form)


def _taken_once(rig: SlackBot, form: SmallForm) -> None:
    """Slack is silent, then says that they are a guest, then knows them; then all arrives again."""
    rig.deliver()
    rig.press(form.by, form.button, _with_button(rig, form.button))
    rig.modal(form.by)
    for name, value in form.typed.items():
        rig.fill(form.by, name, value)
    rig.fault("users.info", "error", error="fatal_error")
    assert SILENT in _said(rig.submit(form.by))
    rig.account(form.by, is_restricted=True)
    assert "Guests cannot" in _said(rig.submit(form.by))
    rig.account(form.by, is_restricted=False)
    before = _sequences(rig)
    assert rig.submit(form.by)["stack"] == []
    after = _sequences(rig)
    assert after != before
    assert rig.redelivered("view_submission")["ok"]
    assert _sequences(rig) == after
    assert _direct(rig, form.by) == []


def test_two_calls_that_are_given_up_leave_time_for_the_answer_to_a_form() -> None:
    assert 2 * patience.A_CALL < 3


def test_where_slack_takes_long_to_say_who_somebody_is_the_form_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Slack waits three seconds, and says that it has trouble connecting; and the PO is kept."""
    with a_rig() as rig:
        issued = rig.issued()
        rig.press(SAM.id, "invoice_add_po", rig.card())
        rig.fill(SAM.id, "po_number", "4500017342")
        rig.fault("users.info", "slow", seconds=1)
        with monkeypatch.context() as hurried:
            hurried.setattr(quick_calls, "SECONDS", 0.1)
            assert SILENT in _said(rig.submit(SAM.id))
        assert rig.invoice(issued.id) == issued
        assert rig.submit(SAM.id)["stack"] == []
        assert rig.invoice(issued.id).content.po_number == "4500017342"


def _said(answer: Json) -> str:
    return " ".join(answer.get("errors", {}).values()) or str(answer)


def _with_button(rig: SlackBot, button: str) -> Json:
    """The last message that has it, in the channel or in a thread; else the last card behind
    whose menu it is."""
    threads = [each for each in rig.channel() if each.get("reply_count")]
    replies = [reply for each in threads for reply in rig.replies(each["ts"])]
    messages = (*rig.channel(), *replies)
    of_issued = button in {"invoice_ap_contact", "invoice_credit_note"}
    there = "invoice_view" if of_issued else "invoice_more"
    behind = [each for each in messages if there in actions_of(each)]
    return ([each for each in messages if button in actions_of(each)] or behind)[-1]


def _sequences(rig: SlackBot) -> list[tuple[str, int]]:
    with rig.store.read(WORKSPACE) as uow:
        invoices = [(each, uow.invoices.get(each).sequence) for each in uow.invoices.ids()]
        contracts = [(each, uow.contracts.get(each).sequence) for each in uow.contracts.ids()]
        used = [("used", len(uow.ledger.of(each))) for each, _ in contracts]
        return [*invoices, *contracts, *used]


def _direct(rig: SlackBot, user: str) -> list[Json]:
    """What the bot said to somebody alone about something that went wrong."""
    try:
        told = rig.direct_messages(user)[1]
    except StopIteration:
        return []
    return [each for each in told if "went wrong" in each["text"] or "There is no" in each["text"]]
