"""Whose desk has what, over the fake store."""

from datetime import timedelta

import pytest

from jupiter_core.commands.bank_details import ProposeBankDetails, propose_bank_details
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.desk import DeskSection
from jupiter_core.domain.invoice import State
from jupiter_core.domain.readers import Readers
from jupiter_core.domain.workspace import Appointment
from jupiter_core.queries.desk import (
    desk_part,
    desk_parts,
    look_of,
    owed_to,
    to_approve_at_once,
)
from jupiter_core.queries.entity_sections import EntitySection, SectionState, unfinished_entity
from jupiter_core.queries.setup_checklist import SetupStep, setup_steps
from jupiter_core.queries.waiting_proposals import waiting_proposals
from tests.factories import FIONA, FRANK, NOW, SAM, WANDA, WORKSPACE, a_sender_profile
from tests.harness.fakes import FixedClock, a_fake_store
from tests.harness.workspace import MemoryWorkspace
from tests.jupiter_core.store.histories import a_draft_of
from tests.jupiter_core.store.test_desk import TODAY, due, issued

AR = "U0ARLO"


@pytest.fixture
def people() -> MemoryWorkspace:
    """Fiona and Frank approve, Arlo is AR; Sam and Frank each have an open invoice."""
    workspace = MemoryWorkspace()
    with workspace.writing() as uow:
        issued(uow, "sam's", due(TODAY))
        issued(uow, "frank's", due(TODAY), drafted_by=FRANK)
        a_draft_of(uow, "waits", state=State.PENDING_APPROVAL)
        uow.save_workspace(uow.workspace().model_copy(update={"receivables": (AR,)}))
    return workspace


def restrict(people: MemoryWorkspace, readers: Readers) -> None:
    with people.writing() as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"readers": readers}))


def sections(people: MemoryWorkspace, person: str) -> dict[DeskSection, int]:
    with people.reading() as uow:
        return {each.section: each.count for each in desk_parts(uow, look_of(uow, person))}


def test_an_approver_sees_what_waits_and_what_is_owed_to_everybody(
    people: MemoryWorkspace,
) -> None:
    found = sections(people, FIONA.id)
    assert (found[DeskSection.TO_APPROVE], found[DeskSection.DUE_SOON]) == (1, 2)


def test_what_can_be_approved_together_comes_whole_and_says_that_there_is_more(
    people: MemoryWorkspace,
) -> None:
    with people.writing() as uow:
        for n in range(120):
            a_draft_of(uow, f"waits {n}", state=State.PENDING_APPROVAL)
    with people.reading() as uow:
        look = look_of(uow, FIONA.id)
        some, more = to_approve_at_once(uow, look, 50)
        every, none_more = to_approve_at_once(uow, look, 121)
        nobody = to_approve_at_once(uow, look_of(uow, SAM.id), 50)
    assert (len(some), more, len({each.subject_id for each in every}), none_more) == (
        50,
        True,
        121,
        False,
    )
    assert nobody == ((), False)


def test_a_drafter_sees_their_own_and_nothing_to_approve(people: MemoryWorkspace) -> None:
    found = sections(people, SAM.id)
    assert DeskSection.TO_APPROVE not in found
    assert (found[DeskSection.DUE_SOON], found[DeskSection.SUBMITTED]) == (1, 1)


def test_a_section_for_approvers_is_empty_for_others_who_ask_for_it(
    people: MemoryWorkspace,
) -> None:
    with people.reading() as uow:
        part = desk_part(uow, look_of(uow, SAM.id), DeskSection.TO_APPROVE)
    assert (part.count, part.entries) == (0, ())


@pytest.mark.parametrize("readers", list(Readers))
def test_accounts_receivable_see_what_is_owed_to_everybody_and_approve_nothing(
    people: MemoryWorkspace, readers: Readers
) -> None:
    restrict(people, readers)
    found = sections(people, AR)
    assert found[DeskSection.DUE_SOON] == 2
    assert DeskSection.TO_APPROVE not in found


@pytest.mark.parametrize(("readers", "count"), [(Readers.EVERYONE, 2), (Readers.FINANCE, 1)])
def test_totals_are_of_what_somebody_may_read(
    people: MemoryWorkspace, readers: Readers, count: int
) -> None:
    restrict(people, readers)
    with people.reading() as uow:
        (owed,) = owed_to(uow, look_of(uow, SAM.id))
    assert owed.open_count == count


def propose(people: MemoryWorkspace) -> None:
    account = a_sender_profile().bank_accounts[0].model_copy(update={"account_number": "9876543"})
    command = ProposeBankDetails(by=FRANK, profile_id="sender-us", accounts=(account,))
    with people.writing() as uow:
        propose_bank_details(command, uow, people.renderer)


def waiting(people: MemoryWorkspace, person: str, *, is_admin: bool = False) -> int:
    with people.reading() as uow:
        return waiting_proposals(uow, person, is_admin=is_admin).count


def test_bank_details_wait_for_approvers_but_not_for_who_proposed_them(
    people: MemoryWorkspace,
) -> None:
    propose(people)
    assert waiting(people, FIONA.id) == 1
    assert waiting(people, FRANK.id) == 0
    assert waiting(people, WANDA.id, is_admin=True) == 0
    assert waiting(people, SAM.id) == 0


def test_whom_the_proposer_made_an_approver_lately_is_not_asked(people: MemoryWorkspace) -> None:
    propose(people)
    lately = Appointment(approver=FIONA.id, by=(FRANK.id,), at=NOW - timedelta(days=1))
    with people.writing() as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"appointments": (lately,)}))
    assert waiting(people, FIONA.id) == 0


def test_the_checklist_is_reckoned_of_what_is_there(people: MemoryWorkspace) -> None:
    empty = a_fake_store(FixedClock())
    with empty.read(WORKSPACE) as uow:
        assert not any(setup_steps(uow).values())
    with people.reading() as uow:
        assert all(setup_steps(uow).values())


def test_the_first_entity_with_an_open_section_is_named(people: MemoryWorkspace) -> None:
    with people.reading() as uow:
        assert unfinished_entity(uow) is None
    with people.writing() as uow:
        bare = a_sender_profile(bank_accounts=(), email="", logo="")
        uow.sender_profiles.save(bare)
        found = unfinished_entity(uow)
        assert found is not None
        open_ones = [each for each, state in found.states.items() if state is SectionState.OPEN]
        assert open_ones == [EntitySection.BANK, EntitySection.LOOK]
        uow.sender_profiles.save(bare.model_copy(update={"archived": True}))
        assert unfinished_entity(uow) is None


def test_one_approver_is_not_enough_for_bank_details(people: MemoryWorkspace) -> None:
    with people.writing() as uow:
        alone = uow.workspace().model_copy(update={"policy": ApprovalPolicy(approvers=(FIONA.id,))})
        uow.save_workspace(alone)
        assert not setup_steps(uow)[SetupStep.APPROVERS]
