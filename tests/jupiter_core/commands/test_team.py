"""The workspace's own rules."""

import pytest

from jupiter_core.commands.team import DecidePolicy, SaveTeam, decide_policy, save_team
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.refusals import ValidationErrors
from jupiter_core.domain.workspace import Workspace
from tests.factories import FIONA, FRANK, SAM
from tests.harness.workspace import MemoryWorkspace


def _policy(**changes: object) -> ApprovalPolicy:
    return ApprovalPolicy.model_validate({"approvers": (FIONA.id, FRANK.id), **changes})


def _save(desk: MemoryWorkspace, policy: ApprovalPolicy, *drafters: str) -> Workspace:
    with desk.writing() as uow:
        return save_team(SaveTeam(policy=policy, drafters=drafters), uow)


def test_who_drafts_holds_at_once_and_another_policy_once_somebody_else_confirms_it() -> None:
    desk = MemoryWorkspace()
    saved = _save(desk, _policy(approvals=2), SAM.id)
    assert saved.may_draft(SAM.id)
    assert not saved.may_draft(FIONA.id)
    assert desk.submit().approvals_needed == 1
    with desk.writing() as uow:
        decide_policy(DecidePolicy(by=FIONA, policy=_policy(approvals=2), confirmed=True), uow)
    assert desk.submit().approvals_needed == 2


def test_the_first_policy_of_a_workspace_holds_at_once() -> None:
    desk = MemoryWorkspace(ApprovalPolicy())
    assert _save(desk, _policy()).policy == _policy()


def test_nobody_named_lets_everybody_draft() -> None:
    assert _save(MemoryWorkspace(), _policy()).may_draft("U0ANYBODY")


def test_more_approvals_than_approvers_are_refused_at_their_place() -> None:
    rules = ({"at_least": "1", "currency": "USD", "approvals": 3},)
    with pytest.raises(ValidationErrors) as mistakes:
        _save(MemoryWorkspace(), _policy(approvals=3, rules=rules))
    assert [each.path for each in mistakes.value.refusals] == ["approvals", "rules[0].approvals"]


def test_a_rule_is_of_a_legal_entity_that_is_there_or_is_made_next() -> None:
    of_one = {"at_least": "1", "currency": "USD", "approvals": 1, "sender_profile_id": "sender-x"}
    policy = _policy(rules=(of_one,))
    with pytest.raises(ValidationErrors, match="sender-x") as mistakes:
        _save(MemoryWorkspace(), policy)
    assert [each.path for each in mistakes.value.refusals] == ["rules[0].sender"]
    desk = MemoryWorkspace(ApprovalPolicy())
    with desk.writing() as uow:
        saved = save_team(SaveTeam(policy=policy, drafters=()), uow, coming=["sender-x"])
    assert saved.policy == policy
