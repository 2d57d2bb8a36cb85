"""An archived legal entity bills nothing new; what runs already goes on."""

from collections.abc import Callable

import pytest

from jupiter_core.commands.approval import Approve
from jupiter_core.commands.contract import (
    ReviseContract,
    SubmitContract,
    SubmitContractDraft,
    revise_contract,
    submit_contract,
    submit_contract_draft,
)
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.commands.draft import SubmitDraft, SubmitInvoice, submit_draft, submit_invoice
from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.refusals import EntityArchived
from tests.factories import DEAL_CHANNEL, FIONA, SAM, a_sender_profile
from tests.harness.contracts import a_contract, a_subscription
from tests.harness.workspace import MemoryWorkspace, terms


@pytest.fixture
def desk() -> MemoryWorkspace:
    return MemoryWorkspace()


def archive(desk: MemoryWorkspace) -> None:
    with desk.writing() as uow:
        other = a_sender_profile(id="sender-eu", legal_name="Jupiter EU GmbH", series="JEU-")
        uow.sender_profiles.save(other)
        uow.sender_profiles.save(a_sender_profile(archived=True))


def a_draft_of(desk: MemoryWorkspace, *, as_draft: bool = True) -> Invoice:
    with desk.writing() as uow:
        command = SubmitInvoice(by=SAM, deal_channel=DEAL_CHANNEL, terms=terms(), as_draft=as_draft)
        return submit_invoice(command, uow, desk.renderer)


def a_proposal(desk: MemoryWorkspace, *, as_draft: bool = False) -> Contract:
    with desk.writing() as uow:
        command = SubmitContract(
            by=SAM,
            deal_channel=DEAL_CHANNEL,
            name="Acme 2027",
            customer_id="customer-acme",
            sender_profile_id="sender-us",
            terms=the_terms(),
            as_draft=as_draft,
        )
        return submit_contract(command, uow, desk.renderer)


def the_terms(**changes: object) -> ContractTerms:
    return a_contract(a_subscription()).model_copy(update=changes)


def changed(desk: MemoryWorkspace, before: Contract) -> Contract:
    command = ReviseContract(
        by=SAM,
        contract_id=before.id,
        expected_version=before.sequence,
        terms=the_terms(net_terms=7),
    )
    with desk.writing() as uow:
        return revise_contract(command, uow, desk.renderer)


@pytest.mark.parametrize("as_draft", [True, False])
@pytest.mark.parametrize("new", [a_draft_of, a_proposal])
def test_nothing_new_is_drafted_or_submitted(
    desk: MemoryWorkspace, new: Callable[..., object], as_draft: bool
) -> None:
    archive(desk)
    with pytest.raises(EntityArchived) as refused:
        new(desk, as_draft=as_draft)
    assert refused.value.path == "sender_profile_id"
    assert refused.value.sentence == (
        "Jupiter US Inc. is archived, so nothing new is billed by it. Choose another entity."
    )
    with desk.reading() as uow:
        assert uow.invoices.ids() == uow.contracts.ids() == []


def test_a_draft_from_before_is_not_submitted_until_it_has_another_entity(
    desk: MemoryWorkspace,
) -> None:
    draft = a_draft_of(desk)
    archive(desk)
    command = SubmitDraft(by=SAM, invoice_id=draft.id, expected_version=draft.sequence)
    with pytest.raises(EntityArchived), desk.writing() as uow:
        submit_draft(command, uow)
    with pytest.raises(EntityArchived):
        desk.revise(draft)
    assert desk.now(draft) == draft
    submitted = desk.revise(draft, sender_profile_id="sender-eu")
    assert submitted.state is State.PENDING_APPROVAL
    assert submitted.content.seller.legal_name == "Jupiter EU GmbH"


def test_a_contract_that_nobody_agreed_to_is_not_submitted(desk: MemoryWorkspace) -> None:
    draft = a_proposal(desk, as_draft=True)
    archive(desk)
    command = SubmitContractDraft(by=SAM, contract_id=draft.id, expected_version=draft.sequence)
    with pytest.raises(EntityArchived), desk.writing() as uow:
        submit_contract_draft(command, uow)
    with pytest.raises(EntityArchived):
        changed(desk, draft)


def test_a_contract_that_runs_can_still_be_changed(desk: MemoryWorkspace) -> None:
    proposed = a_proposal(desk)
    approval = Approve(by=FIONA, subject_id=proposed.id, expected_version=proposed.sequence)
    with desk.writing() as uow:
        agreed = approve_contract(approval, uow)
    archive(desk)
    assert changed(desk, agreed).state is not ContractState.DRAFT


def test_what_was_issued_can_still_be_credited(desk: MemoryWorkspace) -> None:
    issued = desk.approve(desk.submit())
    archive(desk)
    assert desk.credit(issued).state is State.PENDING_APPROVAL
