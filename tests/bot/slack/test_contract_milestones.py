"""The acceptance of a milestone in Slack: from the card, and from what the thread is asked."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from jupiter_core.domain.contract.milestone import Milestone, Milestones
from tests.factories import SAM
from tests.harness.contract_deal import ContractDeal, the_terms, usd
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import actions_of, shown

PROJECT = Milestones(
    description="Implementation",
    amount=usd("100000"),
    parts=(
        Milestone(name="Signature", percent=Decimal(40), on=date(2027, 2, 1)),
        Milestone(name="Go-live", expected_on=date(2027, 6, 30)),
    ),
)


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


def test_the_thread_asks_and_one_press_and_a_day_issue_the_invoice(rig: SlackBot) -> None:
    deal = ContractDeal(rig, lines=(*the_terms().lines, PROJECT)).agreed()
    card = deal.rig.thread()[0]
    assert "On acceptance of Go-live" in shown(card)
    assert "USD 60,000.00, expected 30 Jun 2027" in shown(card)
    assert "contract_accept" in actions_of(card)
    deal.live_until(2027, 2, 1, 12)
    deal.live_until(2027, 7, 1, 12)
    question = deal.with_button("contract_accept")
    assert "Go-live, USD 60,000.00, of Acme Corporation 2027, was expected on 30 Jun 2027." in (
        shown(question)
    )
    rig.press(SAM.id, "contract_accept", question)
    assert rig.modal(SAM.id)["title"]["text"] == "Record acceptance"
    rig.fill(SAM.id, "on", "2027-06-28")
    rig.fill(SAM.id, "note", "Signed by Dana")
    rig.submit(SAM.id)
    rig.deliver()
    assert rig.errors() == []
    invoices = [each for each in deal.invoices if each.number]
    assert [str(each.total) for each in invoices][-1] == "60000.00"
    assert invoices[-1].content.issue_date == date(2027, 7, 1)
    said = " ".join(shown(each) for each in deal.rig.thread())
    assert "Sam Ortiz recorded the acceptance of Go-live, USD 60,000.00" in said
    assert "Signed by Dana" in said
    assert "contract_accept" not in actions_of(deal.rig.thread()[0])
