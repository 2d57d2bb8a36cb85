"""Line 3: changes of power take a second person and are heard by those who lose it."""

import pytest

from jupiter_core.commands.setup import SetupFile, apply_setup
from jupiter_core.commands.team import (
    DecidePolicy,
    Rhythm,
    SaveTeam,
    decide_policy,
    save_team,
)
from jupiter_core.domain.actor import Actor, operator
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.events import EventName
from jupiter_core.domain.refusals import NamedByProposer, NotFound, NotPermitted, SecondPersonNeeded
from jupiter_core.domain.workspace import Workspace
from tests.attacks.company import MALLORY, Company
from tests.factories import FIONA, FRANK, SAM, WANDA, WORKSPACE, a_line
from tests.harness.api_keys import an_api_key

COUP = ApprovalPolicy(approvers=(MALLORY.id, SAM.id), bank_delay_hours=0)
OLD = (FIONA.id, FRANK.id, WANDA.id)


def save(company: Company, policy: ApprovalPolicy, by: Actor = MALLORY) -> Workspace:
    with company.store.write(WORKSPACE) as uow:
        return save_team(SaveTeam(by=by, policy=policy, drafters=()), uow)


def decide(company: Company, by: Actor, policy: ApprovalPolicy = COUP, **said: bool) -> Workspace:
    command = DecidePolicy(by=by, policy=policy, **{"confirmed": True, **said})
    with company.store.write(WORKSPACE) as uow:
        return decide_policy(command, uow)


def policy_of(company: Company) -> ApprovalPolicy:
    with company.store.read(WORKSPACE) as uow:
        return uow.workspace().policy


def test_an_admin_alone_makes_nobody_an_approver_and_the_old_ones_hear_of_the_attempt(
    company: Company,
) -> None:
    assert save(company, COUP).policy.approvers == OLD
    assert company.people_told() >= {*OLD, MALLORY.id, SAM.id, "admins"}
    with pytest.raises(SecondPersonNeeded):
        decide(company, MALLORY, is_admin=True)
    assert policy_of(company).approvers == OLD


@pytest.mark.parametrize(
    "policy",
    [
        ApprovalPolicy(approvers=OLD, bank_delay_hours=0),
        ApprovalPolicy(approvers=OLD, bank_confirmations=3),
        ApprovalPolicy(approvers=OLD, appointment_days=1),
        ApprovalPolicy(approvers=OLD, approvals=2),
        ApprovalPolicy(approvers=(*OLD, MALLORY.id)),
        ApprovalPolicy(approvers=OLD[:1]),
    ],
    ids=["no delay", "confirmations", "appointments", "thresholds", "one more", "two less"],
)
def test_every_part_of_the_policy_takes_a_second_person(
    company: Company, policy: ApprovalPolicy
) -> None:
    before = policy_of(company)
    save(company, policy)
    assert policy_of(company) == before
    decide(company, FIONA, policy)
    assert policy_of(company) == policy


def receivables_of(company: Company) -> tuple[str, ...]:
    with company.store.read(WORKSPACE) as uow:
        return uow.workspace().receivables


def appoint(company: Company, *people: str, by: Actor = MALLORY) -> Workspace:
    """To accounts receivable, under the policy that there is."""
    command = SaveTeam(by=by, policy=policy_of(company), drafters=(), receivables=people)
    with company.store.write(WORKSPACE) as uow:
        return save_team(command, uow)


def test_an_admin_alone_lets_nobody_record_payments_and_takes_that_away_at_once(
    company: Company,
) -> None:
    policy = policy_of(company)
    assert appoint(company, MALLORY.id, SAM.id).receivables == ()
    assert company.people_told() >= {*OLD, MALLORY.id, SAM.id, "admins"}
    for by, refusal in ((MALLORY, SecondPersonNeeded), (FIONA, NotFound)):
        joining = (MALLORY.id, SAM.id) if by is MALLORY else (MALLORY.id,)
        command = DecidePolicy(by=by, policy=policy, joining=joining, confirmed=True, is_admin=True)
        with pytest.raises(refusal), company.store.write(WORKSPACE) as uow:
            decide_policy(command, uow)
    read = DecidePolicy(by=FIONA, policy=policy, joining=(MALLORY.id, SAM.id), confirmed=True)
    with company.store.write(WORKSPACE) as uow:
        decide_policy(read, uow)
    assert receivables_of(company) == (MALLORY.id, SAM.id)
    assert policy_of(company) == policy
    assert appoint(company, SAM.id).receivables == (SAM.id,)
    assert receivables_of(company) == (SAM.id,)


def test_the_same_accounts_receivable_proposed_again_are_one_proposal(company: Company) -> None:
    first = appoint(company, SAM.id).policy_proposal
    assert appoint(company, SAM.id).policy_proposal == first
    assert first is not None and first.joining == (SAM.id,)


def test_those_who_lose_their_power_hear_that_they_lost_it(company: Company) -> None:
    save(company, COUP)
    company.told()
    decide(company, FRANK)
    assert company.people_told() == {*OLD, MALLORY.id, SAM.id, "admins"}
    (proposed, changed) = company.events(WORKSPACE)
    assert (proposed.name, changed.name) == (EventName.POLICY_PROPOSED, EventName.POLICY_CHANGED)
    assert (proposed.by.id, changed.by.id) == (MALLORY.id, FRANK.id)
    approvers = next(each for each in changed.changes if each.what == "Approvers")
    assert approvers.old == ", ".join(OLD)
    assert approvers.new == f"{MALLORY.id}, {SAM.id}"


def test_who_may_neither_approve_nor_administrate_confirms_no_policy(company: Company) -> None:
    save(company, COUP)
    with pytest.raises(NotPermitted):
        decide(company, SAM)
    key = an_api_key(company.store, by=FIONA).key.actor
    with pytest.raises(NotPermitted):
        decide(company, key)
    with pytest.raises(NotPermitted):
        decide(company, operator(FIONA.id))


def test_an_appointed_friend_confirms_no_further_appointment_of_their_friend(
    company: Company,
) -> None:
    first = ApprovalPolicy(approvers=(*OLD, SAM.id))
    save(company, first)
    decide(company, FRANK, first)
    save(company, COUP)
    with pytest.raises(NamedByProposer):
        decide(company, SAM)


def test_a_confirmation_is_of_the_policy_that_was_read(company: Company) -> None:
    save(company, COUP)
    harmless = ApprovalPolicy(approvers=OLD, approvals=2)
    with pytest.raises(NotFound):
        decide(company, FRANK, harmless)
    save(company, harmless)
    with pytest.raises(NotFound):
        decide(company, FRANK, COUP)


def test_an_approver_discards_a_proposal_and_it_is_told(company: Company) -> None:
    save(company, COUP)
    company.told()
    decide(company, FIONA, confirmed=False)
    assert company.people_told() >= {*OLD, MALLORY.id, "admins"}
    assert company.events(WORKSPACE)[-1].name is EventName.POLICY_DISCARDED
    with pytest.raises(NotFound):
        decide(company, FRANK)


def test_who_drafts_and_the_timers_days_are_events_that_are_told(company: Company) -> None:
    with company.store.write(WORKSPACE) as uow:
        policy = uow.workspace().policy
        command = SaveTeam(
            by=MALLORY, policy=policy, drafters=(SAM.id,), rhythm=Rhythm(issue_lead_days=0)
        )
        save_team(command, uow)
    assert company.people_told() == {*OLD, "admins"}
    (event,) = company.events(WORKSPACE)
    assert event.name is EventName.WORKSPACE_CHANGED
    assert {each.what for each in event.changes} == {
        "Who may draft",
        "Days an invoice is shown before issue",
    }


def test_a_set_up_file_changes_no_policy_alone_and_is_an_event(company: Company) -> None:
    file = SetupFile(team=SaveTeam(policy=COUP, drafters=()))
    with company.store.write(WORKSPACE) as uow:
        (said,) = apply_setup(file, uow, company.renderer, operator(MALLORY.id))
    assert said.startswith("Proposed new team settings")
    assert policy_of(company).approvers == OLD
    with pytest.raises(SecondPersonNeeded):
        decide(company, MALLORY, is_admin=True)
    loaded = company.events(WORKSPACE)[-1]
    assert (loaded.name, loaded.by.owner) == (EventName.SETUP_APPLIED, MALLORY.id)
    with company.store.write(WORKSPACE) as uow:
        assert apply_setup(file, uow, company.renderer, operator(MALLORY.id)) == []


def test_a_threshold_that_is_only_proposed_counts_for_no_invoice(company: Company) -> None:
    lax = policy_of(company)
    with company.store.write(WORKSPACE) as uow:
        strict = lax.model_copy(update={"approvals": 2})
        uow.save_workspace(uow.workspace().model_copy(update={"policy": strict}))
    save(company, lax)
    invoice = company.submitted(lines=(a_line(price="9000000.00"),))
    assert company.approve(invoice, FIONA).number is None


def test_keys_are_events_that_their_owner_approvers_and_admins_hear_of(company: Company) -> None:
    key = an_api_key(company.store, by=MALLORY)
    assert company.people_told() == {*OLD, MALLORY.id, "admins"}
    (event,) = company.events(key.key.id)
    assert event.name is EventName.API_KEY_MADE
