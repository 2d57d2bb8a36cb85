"""The value of an index in Slack: asked for in the contract's thread, typed, proposed."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from jupiter_core.commands.approval import RequestChanges, request_changes
from jupiter_core.domain.contract.contract import ContractState
from jupiter_core.domain.contract.cpi import Indexation
from jupiter_core.domain.contract.milestone import Milestone, Milestones
from jupiter_core.domain.contract.terms import Subscription
from jupiter_core.ports.subject import CONTRACT
from tests.factories import FIONA, SAM, WORKSPACE
from tests.harness.contract_deal import ContractDeal, usd
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import actions_of, shown

PLATFORM = Subscription(
    description="Platform",
    annual_price=usd("120000"),
    indexation=Indexation(index="US CPI-U", base=Decimal("304.1"), cap=Decimal(5)),
)


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


def test_the_thread_asks_and_what_is_typed_waits_for_approval(rig: SlackBot) -> None:
    deal = ContractDeal(rig, lines=(PLATFORM,)).agreed()
    assert "US CPI-U: 304.1, cap 5%; year 2 waits for its value" in shown(deal.rig.thread()[0])
    deal.live_until(2027, 1, 1, 12)
    deal.live_until(2027, 12, 2, 12)
    question = deal.with_button("contract_index")
    assert "The value of US CPI-U for the invoice of Acme Corporation 2027 on 1 Jan 2028." in (
        shown(question)
    )
    rig.press(SAM.id, "contract_index", question)
    assert "Needed: the value for contract year 2, after 304.1." in str(rig.modal(SAM.id))
    rig.fill(SAM.id, "value", "much")
    rig.submit(SAM.id)
    assert "“much” is not a number" in str(rig.modal(SAM.id))
    rig.fill(SAM.id, "value", "312.3")
    rig.submit(SAM.id)
    rig.deliver()
    assert rig.errors() == []
    assert deal.contract.state is ContractState.PENDING_APPROVAL
    said = " ".join(shown(each) for each in deal.rig.thread())
    assert "(312.3 / 304.1 − 1) = 2.6965%" in said
    assert "contract_index" not in actions_of(deal.rig.thread()[0])


def test_while_a_change_waits_the_thread_hears_of_it_and_is_asked_once_it_is_sent_back(
    rig: SlackBot,
) -> None:
    deal = ContractDeal(rig, lines=(PLATFORM,)).agreed()
    deal.live_until(2027, 1, 1, 12)
    deal.revise(term_months=48, lines=(PLATFORM,))
    deal.live_until(2027, 12, 2, 12)
    note = deal.reply("The value of US CPI-U is needed for the invoice of Acme Corporation 2027")
    assert "A change of the contract is waiting for approval." in shown(note)
    assert "contract_index" not in actions_of(note)

    with rig.store.write(WORKSPACE) as uow:
        seen = deal.contract
        command = RequestChanges(
            by=FIONA, subject_id=seen.id, expected_version=seen.sequence, reason="Keep the term."
        )
        request_changes(CONTRACT, command, uow)
    deal.live_until(2027, 12, 2, 13)
    rig.press(SAM.id, "contract_index", deal.reply("The value of US CPI-U for the invoice"))
    assert "It replaces the change that was sent back." in str(rig.modal(SAM.id))
    rig.fill(SAM.id, "value", "312.3")
    rig.submit(SAM.id)
    rig.deliver()
    assert rig.errors() == []
    proposed = deal.contract.proposal
    assert proposed and proposed.terms.term_months == 36


def test_a_contract_billed_upfront_says_what_is_reckoned_later_and_asks_for_it_in_time(
    rig: SlackBot,
) -> None:
    deal = ContractDeal(rig, lines=(PLATFORM,), billing_frequency="upfront").agreed()
    told = shown(deal.rig.thread()[0])
    assert "Index difference, year 2" in told
    assert "to be reckoned for 1 Jan 2028, when US CPI-U is known (USD 120,000.00 billed" in told
    deal.live_until(2027, 1, 1, 12)
    deal.live_until(2027, 12, 2, 12)
    question = deal.with_button("contract_index")
    assert (
        "The value of US CPI-U for year 2 of Acme Corporation 2027, from 1 Jan 2028, which is "
        "billed already. The difference is billed, or credited, on its own."
    ) in shown(question)
    rig.press(SAM.id, "contract_index", question)
    rig.fill(SAM.id, "value", "312.3")
    rig.submit(SAM.id)
    rig.deliver()
    assert rig.errors() == []
    said = " ".join(shown(each) for each in deal.rig.thread())
    assert "1 Jan 2028: new, USD 3,235.80" in said
    assert "123,235.80 − 120,000.00" in said


def test_who_ends_a_contract_is_told_what_is_never_billed_then_and_so_is_the_thread(
    rig: SlackBot,
) -> None:
    project = Milestones(
        description="Implementation",
        amount=usd("50000"),
        parts=(Milestone(name="Go-live"),),
    )
    deal = ContractDeal(rig, lines=(PLATFORM, project), billing_frequency="upfront").agreed()
    deal.live_until(2027, 1, 1, 12)
    rig.press(FIONA.id, "contract_end", deal.rig.thread()[0])
    asked = str(rig.modal(FIONA.id))
    for each in (
        "Index difference of year 2, from 1 Jan 2028: US CPI-U isn't known (USD 120,000.00",
        "Index difference of year 3, from 1 Jan 2029",
        "USD 50,000.00 on acceptance of Go-live",
        "enter the index value or record the acceptance before you end the contract",
    ):
        assert each in asked
    rig.fill(FIONA.id, "reason", "They were bought.")
    rig.submit(FIONA.id)
    rig.deliver()
    assert rig.errors() == []
    told = shown(deal.reply("This will never be billed"))
    assert "Index difference of year 2, from 1 Jan 2028: US CPI-U isn't known" in told
    assert "USD 50,000.00 on acceptance of Go-live" in told
    card = shown(deal.rig.thread()[0])
    assert "Never billed" in card
    assert "to be reckoned" not in card
