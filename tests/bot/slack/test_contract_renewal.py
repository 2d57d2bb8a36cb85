"""A contract's renewal in Slack: asked in its thread, drafted in the builder, dismissed."""

from collections.abc import Iterator

import pytest

from jupiter_core.commands.contract import SubmitContractDraft, submit_contract_draft
from jupiter_core.domain.contract.contract import Contract, ContractState
from tests.factories import SAM, WORKSPACE
from tests.harness.contract_deal import NAME, ContractDeal
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import actions_of, shown

NOAH = "U0NOAH"


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


@pytest.fixture
def asked(rig: SlackBot) -> ContractDeal:
    """Three years from 2027, of which ninety days are left."""
    deal = ContractDeal(rig).agreed()
    deal.live_until(2029, 10, 2, 9)
    return deal


def renewals(rig: SlackBot) -> list[Contract]:
    with rig.store.read(WORKSPACE) as uow:
        return [each for each in map(uow.contracts.get, uow.contracts.ids()) if each.renews]


def test_the_thread_is_asked_and_the_builder_opens_with_the_next_term(
    rig: SlackBot, asked: ContractDeal
) -> None:
    question = asked.with_button("contract_renewal_dismiss")
    assert "ends on 31 Dec 2029. Renew it?" in shown(question)
    # 1,260,000 + 250 × 504 = 1,386,000; then twice × 1.05: 1,455,300
    assert "USD 4,296,600.00" in shown(question)
    rig.press(SAM.id, "contract_renew", question)
    assert "Acme Corporation 2030" in str(rig.modal(SAM.id)["blocks"])
    (draft,) = renewals(rig)
    assert (draft.state, draft.renews) == (ContractState.DRAFT, asked.contract_id)
    rig.press(SAM.id, "contract_renew", question)
    assert len(renewals(rig)) == 1
    rig.deliver()
    assert rig.errors() == []
    card = asked.rig.thread()[0]
    assert "Acme Corporation 2030" in shown(card)
    assert "contract_show_other" in actions_of(card)
    assert "contract_renew" not in actions_of(card)
    asked.reply(f"Sam Ortiz drafted the renewal of {NAME}: Acme Corporation 2030.")


def test_a_submitted_renewal_waits_for_approval_and_its_card_names_the_old_contract(
    rig: SlackBot, asked: ContractDeal
) -> None:
    rig.press(SAM.id, "contract_renew", asked.with_button("contract_renewal_dismiss"))
    assert rig.modal(SAM.id)
    (draft,) = renewals(rig)
    with rig.store.write(WORKSPACE) as uow:
        command = SubmitContractDraft(by=SAM, contract_id=draft.id, expected_version=None)
        assert submit_contract_draft(command, uow).state is ContractState.PENDING_APPROVAL
    rig.deliver()
    assert rig.errors() == []
    cards = [shown(each) for each in rig.channel() if "Renews" in shown(each)]
    assert any(NAME in each for each in cards)


def test_a_dismissal_asks_for_a_reason_and_tells_it(rig: SlackBot, asked: ContractDeal) -> None:
    rig.press(SAM.id, "contract_renewal_dismiss", asked.with_button("contract_renewal_dismiss"))
    rig.fill(SAM.id, "reason", "They go <elsewhere>")
    rig.submit(SAM.id)
    renewal = asked.contract.renewal
    assert renewal is not None
    assert renewal.dismissal is not None
    rig.deliver()
    assert rig.errors() == []
    assert "They go <elsewhere>" in shown(asked.reply(f"dismissed the renewal of {NAME}"))


def test_a_guest_renews_nothing(rig: SlackBot, asked: ContractDeal) -> None:
    question = asked.with_button("contract_renewal_dismiss")
    for action in ("contract_renew", "contract_renewal_dismiss"):
        rig.press(NOAH, action, question)
        assert {each["callback_id"] for each in rig.modals(NOAH)} <= {"refusal"}
    assert renewals(rig) == []
