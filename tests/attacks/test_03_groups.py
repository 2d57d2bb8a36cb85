"""Line 3, of user groups: naming one takes a second person, and nobody widens it unseen."""

import pytest

from jupiter_core.commands.approver_groups import NoteGroups, note_groups
from jupiter_core.commands.team import DecidePolicy, SaveTeam, decide_policy, save_team
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.approver_group import MOST_MEMBERS, ApproverGroup
from jupiter_core.domain.refusals import NotFound, SecondPersonNeeded, ValidationErrors
from jupiter_core.domain.workspace import Workspace
from tests.attacks.company import MALLORY, Company
from tests.factories import FIONA, FRANK, SAM, WANDA, WORKSPACE

OLD = (FIONA.id, FRANK.id, WANDA.id)
NAMED = ApprovalPolicy(approvers=OLD, groups=(ApproverGroup(id="S0GANG"),))
GANG = ApproverGroup(id="S0GANG", handle="gang", members=(SAM.id,))


def save(company: Company, *slack: ApproverGroup, by: Actor = MALLORY) -> Workspace:
    command = SaveTeam(by=by, policy=NAMED, drafters=(), slack_groups=slack)
    with company.store.write(WORKSPACE) as uow:
        return save_team(command, uow)


def note(company: Company, *slack: ApproverGroup) -> bool:
    with company.store.write(WORKSPACE) as uow:
        return note_groups(NoteGroups(groups=slack), uow)


def workspace_of(company: Company) -> Workspace:
    with company.store.read(WORKSPACE) as uow:
        return uow.workspace()


def confirmed(company: Company, by: Actor, policy: ApprovalPolicy, **said: bool) -> Workspace:
    with company.store.write(WORKSPACE) as uow:
        return decide_policy(DecidePolicy(by=by, policy=policy, confirmed=True, **said), uow)


def proposed(company: Company) -> ApprovalPolicy:
    proposal = workspace_of(company).policy_proposal
    assert proposal is not None
    return proposal.policy


def test_an_admin_alone_gives_no_group_the_power(company: Company) -> None:
    save(company, GANG)
    assert workspace_of(company).policy.people == OLD
    assert company.people_told() >= {*OLD, SAM.id, "admins"}
    with pytest.raises(SecondPersonNeeded):
        confirmed(company, MALLORY, proposed(company), is_admin=True)
    assert confirmed(company, FIONA, proposed(company)).policy.people == (*OLD, SAM.id)


def test_a_group_that_was_widened_after_it_was_read_is_not_what_was_confirmed(
    company: Company,
) -> None:
    save(company, GANG)
    read = proposed(company)
    note(company, GANG.model_copy(update={"members": (SAM.id, MALLORY.id)}))
    with pytest.raises(NotFound):
        confirmed(company, FIONA, read)
    assert workspace_of(company).policy.people == OLD


def test_whoever_was_in_it_when_it_was_named_counts_as_appointed_by_those_who_named_it(
    company: Company,
) -> None:
    save(company, GANG)
    confirmed(company, FIONA, proposed(company))
    workspace = workspace_of(company)
    (appointed,) = [each for each in workspace.appointments if each.approver == SAM.id]
    assert set(appointed.by) == {MALLORY.id, FIONA.id}


def test_members_in_a_form_are_slack_s_and_not_what_was_sent(company: Company) -> None:
    forged = ApproverGroup(id="S0GANG", handle="gang", members=(MALLORY.id,))
    policy = ApprovalPolicy(approvers=OLD, groups=(forged,))
    with company.store.write(WORKSPACE) as uow:
        save_team(SaveTeam(by=MALLORY, policy=policy, drafters=(), slack_groups=(GANG,)), uow)
    assert [each.members for each in proposed(company).groups] == [(SAM.id,)]


def test_a_group_that_slack_does_not_have_or_that_is_too_large_is_refused(company: Company) -> None:
    crowd = tuple(f"U{n}" for n in range(MOST_MEMBERS + 1))
    for slack in ((), (GANG.model_copy(update={"members": crowd}),)):
        with pytest.raises(ValidationErrors) as refused:
            save(company, *slack)
        assert [each.path for each in refused.value.refusals] == ["groups"]


def test_of_a_group_that_grows_too_large_nobody_new_counts_and_who_left_is_out(
    company: Company,
) -> None:
    save(company, GANG.model_copy(update={"members": (SAM.id, MALLORY.id)}))
    confirmed(company, FIONA, proposed(company))
    crowd = tuple(f"U{n}" for n in range(MOST_MEMBERS + 1))
    note(company, GANG.model_copy(update={"members": (SAM.id, *crowd)}))
    assert workspace_of(company).policy.people == (*OLD, SAM.id)


def test_the_same_news_twice_is_told_once(company: Company) -> None:
    save(company, GANG)
    confirmed(company, FIONA, proposed(company))
    assert note(company)
    assert not note(company)
    assert workspace_of(company).policy.groups[0].gone
    assert note(company, GANG)
    (appointed,) = [e for e in workspace_of(company).appointments if e.approver == SAM.id]
    assert appointed.by == ()


def test_a_set_up_file_that_says_nothing_of_groups_takes_none_away(company: Company) -> None:
    save(company, GANG)
    confirmed(company, FIONA, proposed(company))
    policy = workspace_of(company).policy.model_copy(update={"groups": ()})
    with company.store.write(WORKSPACE) as uow:
        save_team(SaveTeam(policy=policy, drafters=(), keeps_groups=True), uow)
    workspace = workspace_of(company)
    assert (workspace.policy.people, workspace.policy_proposal) == ((*OLD, SAM.id), None)
