"""The team in `/invoice setup`."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from tests.factories import FIONA, FRANK, SAM
from tests.harness.setup_client import ADMIN, SALES, SetupClient, a_stage


@pytest.fixture
def stage() -> Iterator[SetupClient]:
    with a_stage() as made:
        yield made


def editing(stage: SetupClient, user: str = ADMIN) -> None:
    stage.opened(user)
    stage.press("setup_edit_team", user=user)
    stage.view("setup_team_saved", user)


def test_an_admin_sets_who_approves_and_who_drafts(stage: SetupClient) -> None:
    editing(stage)
    stage.set("approvers", [FIONA.id, FRANK.id, ADMIN])
    stage.set("approvals", "1")
    stage.set("rules[0].at_least", "1,000,000.00")
    stage.set("rules[0].currency", "USD")
    stage.set("rules[0].approvals", "2")
    stage.set("drafters", [SAM.id])
    stage.set("receivables", [FIONA.id, SAM.id])
    assert stage.submit()["ok"]
    stage.showing("New approval rules are proposed.")
    assert stage.workspace().policy.approvers == (FIONA.id, FRANK.id)
    proposal = stage.workspace().policy_proposal
    assert proposal is not None
    policy = proposal.policy
    assert policy.approvers == (FIONA.id, FRANK.id, ADMIN)
    assert policy.rules[0].at_least == Decimal(1_000_000)
    assert stage.workspace().drafters == (SAM.id,)
    assert proposal.joining == (FIONA.id, SAM.id)
    assert stage.workspace().receivables == ()  # until a second person has confirmed them
    stage.showing("New accounts receivable are proposed.")


def test_more_approvals_than_approvers_are_refused_on_their_field(stage: SetupClient) -> None:
    editing(stage)
    stage.set("approvals", "3")
    stage.set("rules[0].at_least", "5")
    stage.set("rules[0].currency", "USD")
    stage.set("rules[0].approvals", "4")
    errors = stage.submit()["errors"]
    assert set(errors) == {"approvals", "rules[0].approvals"}


def test_half_a_rule_is_refused_on_what_it_lacks(stage: SetupClient) -> None:
    editing(stage)
    stage.set("approvals", "two")
    stage.set("rules[0].at_least", "-5")
    errors = stage.submit()["errors"]
    assert set(errors) == {
        "approvals",
        "rules[0].at_least",
        "rules[0].currency",
        "rules[0].approvals",
    }


def test_the_second_of_two_admins_is_told_what_changed_meanwhile(stage: SetupClient) -> None:
    stage.make_admin(SALES)
    editing(stage)
    editing(stage, SALES)
    stage.set("drafters", [SAM.id], SALES)
    assert stage.submit(SALES)["ok"]
    errors = stage.submit()["errors"]
    assert "who may draft is now “U0SAM”" in errors["approvers"]


def test_how_bank_details_change_is_set_within_bounds(stage: SetupClient) -> None:
    editing(stage)
    stage.set("bank_confirmations", "1")
    stage.set("bank_delay_hours", "169")
    stage.set("appointment_days", "none")
    errors = stage.submit()["errors"]
    assert set(errors) == {"bank_confirmations", "bank_delay_hours", "appointment_days"}
