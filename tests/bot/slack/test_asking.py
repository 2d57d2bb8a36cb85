"""Whom the request for approval asks, how many have answered, and what it warns of."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.invoice import State
from tests.factories import FIONA, FRANK, NOW, WORKSPACE, a_line
from tests.harness.contract_deal import ContractDeal
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import actions_of, shown


@pytest.fixture
def two() -> Iterator[SlackBot]:
    """A workspace where an invoice needs the word of both approvers."""
    with a_rig(approvals_needed=2) as rig:
        yield rig


def test_who_has_approved_is_counted_and_asked_no_more(two: SlackBot) -> None:
    invoice = two.submitted()
    two.deliver()
    assert "0 of 2 approvals" in shown(two.request())
    two.press(FIONA.id, "invoice_approve", two.request())
    two.wait()
    two.deliver()
    request = two.request()
    assert "1 of 2 approvals: Fiona Chen" in shown(request)
    assert f"<@{FIONA.id}>" not in shown(request) + request["text"]
    assert f"<@{FRANK.id}>" in request["text"]
    two.press(FRANK.id, "invoice_approve", request)
    two.wait()
    two.deliver()
    assert two.invoice(invoice.id).state is State.ISSUED
    (closed,) = [each for each in two.thread() if "Approved by Fiona Chen" in shown(each)]
    assert "of 2 approvals" not in shown(closed)
    assert "Approved by Fiona Chen, Frank Weber" in shown(closed)


def test_who_has_approved_a_contract_is_counted_and_asked_no_more(two: SlackBot) -> None:
    deal = ContractDeal(two)
    two.deliver()
    two.press(FIONA.id, "contract_approve", deal.with_button("contract_approve"))
    two.wait()
    two.deliver()
    request = deal.with_button("contract_approve")
    assert "1 of 2 approvals: Fiona Chen" in shown(request)
    assert f"<@{FIONA.id}>" not in shown(request) + request["text"]
    two.press(FRANK.id, "contract_approve", request)
    two.wait()
    two.deliver()
    assert two.errors() == []
    assert "Approved by Fiona Chen, Frank Weber" in shown(deal.reply("Approved by"))
    assert "of 2 approvals" not in shown(deal.reply("Approved by"))


def test_what_a_change_of_a_contract_changes_stays_in_the_request_that_is_counted(
    two: SlackBot,
) -> None:
    with two.store.write(WORKSPACE) as uow:
        policy = ApprovalPolicy(approvers=(FIONA.id, FRANK.id), approvals=1)
        uow.save_workspace(uow.workspace().model_copy(update={"policy": policy}))
    deal = ContractDeal(two)
    deal.agreed()
    with two.store.write(WORKSPACE) as uow:
        policy = ApprovalPolicy(approvers=(FIONA.id, FRANK.id), approvals=2)
        uow.save_workspace(uow.workspace().model_copy(update={"policy": policy}))
    deal.revise(term_months=48)
    two.deliver()
    before = shown(deal.with_button("contract_approve"))
    assert "31 Dec 2029 → 31 Dec 2030" in before
    two.press(FIONA.id, "contract_approve", deal.with_button("contract_approve"))
    two.wait()
    two.deliver()
    assert "31 Dec 2029 → 31 Dec 2030" in shown(deal.with_button("contract_approve"))


def test_an_invoice_for_the_same_amount_within_a_month_is_said_to_whoever_approves() -> None:
    with a_rig() as rig:
        rig.issued()
        rig.submitted()
        rig.deliver()
        (request,) = [
            each
            for card in rig.channel()
            for each in rig.replies(card["ts"])
            if "invoice_approve" in actions_of(each)
        ]
        words = "May be a duplicate of JUS-000001, 22 November 2026: same customer, same amount"
        assert words in shown(request)
        assert words in request["text"]


@pytest.mark.parametrize(
    "other",
    [
        {"lines": (a_line(price="1"),)},
        {"issue_date": NOW.date() + timedelta(days=31)},
    ],
    ids=["another amount", "a month later"],
)
def test_another_amount_or_month_is_no_duplicate(other: dict[str, Any]) -> None:
    with a_rig() as rig:
        rig.issued()
        rig.submitted(**other)
        rig.deliver()
        assert "duplicate" not in str([rig.replies(each["ts"]) for each in rig.channel()])
