"""What the timer brings was read by two people: who changed it, and somebody else."""

from collections.abc import Iterator

import pytest

from jupiter_core.commands.amendment import AddPoNumber, add_po_number
from jupiter_core.commands.approval import RequestChanges, request_changes
from jupiter_core.commands.contract import ReviseContract, revise_contract
from jupiter_core.commands.parties import (
    SaveCustomer,
    SaveSenderProfile,
    save_customer,
    save_sender_profile,
)
from jupiter_core.commands.po_number import AddContractPoNumber, add_contract_po_number
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.party import ApContact
from jupiter_core.domain.refusals import PaymentInstructions, SelfApproval, ValidationErrors
from jupiter_core.ports.subject import CONTRACT
from tests.attacks.content_world import ATTACKER, World
from tests.attacks.stores import KINDS, a_database
from tests.factories import FIONA, FRANK, SAM
from tests.harness.api_keys import an_api_key

ELSEWHERE = "Remit to DE89 3704 0044 0532 0130 00"


@pytest.fixture(params=KINDS)
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    with a_database(request.param, request) as (database, clock):
        yield World(database, clock)


def entity_becomes(world: World, by: Actor, **changes: object) -> None:
    with world.writing() as uow:
        changed = uow.sender_profiles.get("sender-us").model_copy(update=changes)
        save_sender_profile(SaveSenderProfile(by=by, profile=changed), uow, world.system.renderer)


def customer_becomes(world: World, by: Actor, **changes: object) -> None:
    with world.writing() as uow:
        changed = uow.customers.get("customer-acme").model_copy(update=changes)
        save_customer(SaveCustomer(by=by, customer=changed), uow, world.system.renderer)


def latest(world: World, contract: Contract) -> Invoice:
    return world.invoices(contract)[-1]


def revised(world: World, contract: Contract, by: Actor) -> Contract:
    with world.writing() as uow:
        now = uow.contracts.get(contract.id)
        terms = now.shown.terms.model_copy(update={"net_terms": 45})
        command = ReviseContract(
            by=by, contract_id=now.id, expected_version=now.sequence, terms=terms
        )
        return revise_contract(command, uow, world.system.renderer)


# Whoever changed a party is not the one who approves the difference


def test_who_changed_the_entity_does_not_approve_the_invoice_that_shows_it(world: World) -> None:
    contract = world.agreed()
    world.live_until(2027, 1, 1)
    entity_becomes(world, FIONA, phone="+1 415 555 6666")
    world.live_until(2027, 2, 1)
    held = latest(world, contract)
    assert held.state is State.PENDING_APPROVAL
    with pytest.raises(SelfApproval):
        world.approve(held, by=FIONA)
    assert world.approve(held, by=FRANK).state is State.ISSUED


def test_who_changed_the_customer_by_hand_or_by_key_does_not_either(world: World) -> None:
    contract = world.agreed()
    world.live_until(2027, 1, 1)
    key = an_api_key(world.store, Scope.CUSTOMERS_WRITE, by=FIONA).key.actor
    customer_becomes(world, key, ap_contact=ApContact(name="Dana Reyes", email=ATTACKER))
    world.live_until(2027, 2, 1)
    with pytest.raises(SelfApproval):
        world.approve(latest(world, contract), by=FIONA)
    assert world.approve(latest(world, contract), by=FRANK).state is State.ISSUED


def test_what_was_approved_since_makes_nobody_an_author_of_later_differences(world: World) -> None:
    contract = world.agreed()
    world.live_until(2027, 1, 1)
    entity_becomes(world, FIONA, phone="+1 415 555 6666")
    world.live_until(2027, 2, 1)
    world.approve(latest(world, contract), by=FRANK)
    customer_becomes(world, FRANK, attention="Accounts payable")
    world.live_until(2027, 3, 1)
    with pytest.raises(SelfApproval):
        world.approve(latest(world, contract), by=FRANK)
    assert world.approve(latest(world, contract), by=FIONA).state is State.ISSUED


# A change that waits touches nothing of what is agreed


@pytest.mark.parametrize("returned", [False, True])
def test_an_approvers_own_proposal_does_not_stop_what_they_had_agreed_to(
    world: World, returned: bool
) -> None:
    contract = world.agreed(by=FIONA)
    world.live_until(2027, 1, 1)
    proposed = revised(world, contract, by=FIONA)
    if returned:
        with world.writing() as uow:
            command = RequestChanges(
                by=FRANK, subject_id=contract.id, expected_version=proposed.sequence, reason="No."
            )
            request_changes(CONTRACT, command, uow)
    world.live_until(2027, 2, 1)
    assert latest(world, contract).state is State.ISSUED


def test_who_wrote_what_is_agreed_stays_its_author_while_others_propose(world: World) -> None:
    contract = world.agreed(by=FRANK)
    changed = revised(world, contract, by=FIONA)
    world.agree(changed, by=FRANK)
    with world.writing() as uow:
        now = uow.contracts.get(contract.id)
        terms = now.shown.terms.model_copy(update={"net_terms": 60})
        command = ReviseContract(
            by=SAM, contract_id=now.id, expected_version=now.sequence, terms=terms
        )
        revise_contract(command, uow, world.system.renderer)
    customer_becomes(world, SAM, attention="Accounts payable")
    world.live_until(2027, 1, 1)
    with pytest.raises(SelfApproval):
        world.approve(latest(world, contract), by=FIONA)


# A PO for all coming invoices is read by no approver


def test_no_payment_instructions_are_the_po_of_a_whole_contract(world: World) -> None:
    contract = world.agreed()
    world.live_until(2027, 1, 25)
    with pytest.raises(ValidationErrors) as refused, world.writing() as uow:
        now = uow.contracts.get(contract.id)
        command = AddContractPoNumber(
            by=SAM, contract_id=now.id, expected_version=now.sequence, po_number=ELSEWHERE
        )
        add_contract_po_number(command, uow, world.system.renderer)
    (refusal,) = refused.value.refusals
    assert isinstance(refusal, PaymentInstructions)
    assert refusal.path == "po_number"
    for invoice in world.invoices(contract):
        carried = AddPoNumber(
            by=SAM,
            invoice_id=invoice.id,
            expected_version=None,
            po_number=ELSEWHERE,
            for_contract=True,
        )
        with pytest.raises(ValidationErrors), world.writing() as uow:
            add_po_number(carried, uow, world.system.renderer)
    world.live_until(2027, 3, 1)
    assert not any(each.content.po_number for each in world.invoices(contract))


def test_an_account_number_comes_on_no_issued_invoice_by_a_correction(world: World) -> None:
    contract = world.agreed()
    world.live_until(2027, 1, 1)
    issued = world.invoices(contract)[0]
    command = AddPoNumber(by=SAM, invoice_id=issued.id, expected_version=None, po_number=ELSEWHERE)
    with pytest.raises(ValidationErrors) as refused, world.writing() as uow:
        add_po_number(command, uow, world.system.renderer)
    assert [each.path for each in refused.value.refusals] == ["po_number"]
