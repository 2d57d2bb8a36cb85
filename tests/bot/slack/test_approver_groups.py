"""Slack user groups whose members approve: chosen in the form, followed, and checked when used."""

from collections.abc import Iterator

import pytest

from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.approver_group import ApproverGroup
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import State
from tests.factories import FIONA, FRANK, SAM, WANDA, WORKSPACE
from tests.harness.fakes import FakeStore
from tests.harness.setup_client import SetupClient, a_stage
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import actions_of, shown

GROUP, RUTH, APPROVE = "S0FINANCE", "U0RUTH", "invoice_approve"
MEMBERS = (FIONA.id, FRANK.id)


@pytest.fixture
def stage() -> Iterator[SetupClient]:
    with a_stage() as made:
        yield made


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    """Wanda approves by name, Fiona and Frank as members of a group."""
    with a_rig() as rig:
        group = ApproverGroup(id=GROUP, handle="finance-approvers", members=MEMBERS)
        policy = ApprovalPolicy(approvers=(WANDA.id,), groups=(group,))
        with rig.store.write(WORKSPACE) as uow:
            workspace = uow.workspace()
            uow.save_workspace(workspace.model_copy(update={"policy": policy}))
        yield rig


def people(rig: SlackBot) -> tuple[str, ...]:
    with rig.store.read(WORKSPACE) as uow:
        return uow.workspace().policy.people


def changes(rig: SlackBot) -> list[str]:
    """What was told of changes of groups."""
    assert isinstance(rig.store, FakeStore)
    events = rig.store.tables.events.values()
    found = [each for each in events if each.name is EventName.APPROVER_GROUP_CHANGED]
    return [change.words for each in found for change in each.changes]


def requests(rig: SlackBot) -> list[dict[str, object]]:
    return [each for each in rig.thread() if APPROVE in actions_of(each)]


def state(rig: SlackBot, invoice_id: str) -> State:
    with rig.store.read(WORKSPACE) as uow:
        return uow.invoices.get(invoice_id).state


def test_an_admin_chooses_a_group_and_another_person_confirms_who_is_in_it(
    stage: SetupClient,
) -> None:
    stage.opened()
    stage.press("setup_edit_team")
    assert "@finance-approvers (2 members)" in shown(stage.view("setup_team_saved"))
    stage.set("groups", [GROUP])
    assert stage.submit()["ok"]
    stage.showing("New approval rules are proposed.")
    workspace = stage.workspace()
    assert workspace.policy.groups == ()
    assert workspace.policy_proposal is not None
    (group,) = workspace.policy_proposal.policy.groups
    assert (group.title, group.members) == ("@finance-approvers", MEMBERS)


def test_its_members_are_asked_and_approve(rig: SlackBot) -> None:
    invoice = rig.submitted()
    rig.deliver()
    asked = {each for each in people(rig) if any(APPROVE in actions_of(e) for e in _dm(rig, each))}
    assert asked == {WANDA.id, *MEMBERS}
    rig.press(FRANK.id, APPROVE, requests(rig)[-1])
    rig.eventually(lambda: state(rig, invoice.id) is not State.PENDING_APPROVAL)


def test_who_is_asked_about_within_their_press_approves_once_however_often_it_comes(
    rig: SlackBot,
) -> None:
    invoice = rig.submitted()
    rig.deliver()
    request = requests(rig)[-1]
    rig.usergroup(GROUP, users=[FRANK.id], silent=True)
    for _ in range(2):
        rig.press(FRANK.id, APPROVE, request)
        rig.eventually(lambda: state(rig, invoice.id) is not State.PENDING_APPROVAL)
        rig.wait_until_quiet()
    with rig.store.read(WORKSPACE) as uow:
        approved = [each.name for each in uow.events.of(invoice.id)]
    assert approved.count(EventName.INVOICE_APPROVED) == 1
    assert people(rig) == (WANDA.id, FRANK.id)


def _dm(rig: SlackBot, user: str) -> list[dict[str, object]]:
    ims = [e for e in rig._look("workspace")["channels"] if e["is_im"] and e["user"] == user]
    return [message for im in ims for message in rig.channel(user, im["id"])]


def test_who_joins_in_slack_approves_at_once_and_all_approvers_and_admins_hear_of_it(
    rig: SlackBot,
) -> None:
    rig.usergroup(GROUP, users=[*MEMBERS, RUTH])
    rig.eventually(lambda: RUTH in people(rig))
    rig.deliver()
    assert changes(rig) == [
        "Approver group @finance-approvers: U0FIONA, U0FRANK → U0FIONA, U0FRANK, U0RUTH"
    ]
    for user in (WANDA.id, FIONA.id, FRANK.id, RUTH):
        assert "Who may approve has changed" in shown(_dm(rig, user)[-1])
    invoice = rig.submitted()
    rig.deliver()
    rig.press(RUTH, APPROVE, requests(rig)[-1])
    rig.eventually(lambda: state(rig, invoice.id) is not State.PENDING_APPROVAL)


def test_but_confirms_nothing_for_the_days_of_a_new_approver_whoever_proposed_it(
    rig: SlackBot,
) -> None:
    rig.usergroup(GROUP, users=[*MEMBERS, RUTH])
    rig.eventually(lambda: RUTH in people(rig))
    with rig.store.read(WORKSPACE) as uow:
        workspace, now = uow.workspace(), uow.now
    assert workspace.appointed_lately(RUTH, SAM.id, now)
    assert not workspace.appointed_lately(FRANK.id, SAM.id, now)


def test_who_left_the_group_approves_no_more_though_the_event_of_it_was_lost(
    rig: SlackBot,
) -> None:
    invoice = rig.submitted()
    rig.deliver()
    rig.usergroup(GROUP, users=[FIONA.id], silent=True)
    rig.press(FRANK.id, APPROVE, requests(rig)[-1])
    assert "Only approvers can do this." in rig.told(FRANK.id)
    assert state(rig, invoice.id) is State.PENDING_APPROVAL
    assert people(rig) == (WANDA.id, FIONA.id)


def test_a_group_that_is_deleted_gives_nobody_power_and_admins_hear_that_it_is_empty(
    rig: SlackBot,
) -> None:
    rig.usergroup(GROUP, deleted=True)
    rig.eventually(lambda: people(rig) == (WANDA.id,))
    rig.deliver()
    assert changes(rig) == [
        "Approver group @finance-approvers: U0FIONA, U0FRANK → deleted in Slack"
    ]
    assert "Nobody is in @finance-approvers any more." in shown(_dm(rig, WANDA.id)[-1])
    assert "Who may approve has changed" in shown(_dm(rig, FRANK.id)[-1])


def test_an_event_of_a_group_that_approves_nothing_is_nothing(rig: SlackBot) -> None:
    rig.usergroup("S0OTHER", handle="sales", users=[SAM.id])
    rig.usergroup(GROUP, users=list(MEMBERS))
    assert rig.errors() == []
    assert changes(rig) == []
    assert people(rig) == (WANDA.id, *MEMBERS)


def test_where_slack_does_not_say_who_is_in_it_only_those_by_name_approve(rig: SlackBot) -> None:
    invoice = rig.submitted()
    rig.deliver()
    rig.fault("usergroups.list", "server_error")
    rig.press(FIONA.id, APPROVE, requests(rig)[-1])
    assert "couldn't confirm who is in the approver groups" in rig.told(FIONA.id)
    assert state(rig, invoice.id) is State.PENDING_APPROVAL
    rig.press(WANDA.id, APPROVE, requests(rig)[-1])
    rig.eventually(lambda: state(rig, invoice.id) is not State.PENDING_APPROVAL)


@pytest.mark.parametrize(("silent", "then"), [(True, (WANDA.id,)), (False, (WANDA.id, *MEMBERS))])
def test_a_group_that_a_file_named_is_read_when_somebody_acts_and_holds_up_nobody_else(
    rig: SlackBot, silent: bool, then: tuple[str, ...]
) -> None:
    with rig.store.write(WORKSPACE) as uow:
        workspace = uow.workspace()
        policy = ApprovalPolicy(approvers=(WANDA.id,), groups=(ApproverGroup(id=GROUP),))
        uow.save_workspace(workspace.model_copy(update={"policy": policy}))
    invoice = rig.submitted()
    rig.deliver()
    if silent:
        rig.fault("usergroups.list", "server_error")
    rig.press(WANDA.id, APPROVE, requests(rig)[-1])
    rig.eventually(lambda: state(rig, invoice.id) is not State.PENDING_APPROVAL)
    assert people(rig) == then
