"""Line 4: a contract's approval covers who bills whom, to which account and mailbox."""

from collections.abc import Iterator

import pytest

from jupiter_core.commands.amendment import Amend, amend
from jupiter_core.commands.bank_details import (
    DecideBankDetails,
    ProposeBankDetails,
    decide_bank_details,
    propose_bank_details,
)
from jupiter_core.domain.contract.contract import ContractState
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.party import ApContact
from jupiter_core.domain.refusals import ChangedSinceSeen, SelfApproval
from tests.attacks.content_world import ATTACKER, World
from tests.attacks.stores import KINDS, a_database
from tests.factories import DANA, FIONA, FRANK, SAM, WANDA, a_us_bank


@pytest.fixture(params=KINDS)
def stored(request: pytest.FixtureRequest) -> Iterator[World]:
    with a_database(request.param, request) as (database, clock):
        yield World(database, clock)


@pytest.fixture
def world() -> World:
    return World()


def why(world: World, invoice: Invoice) -> str:
    (scheduled,) = world.events(invoice.id, EventName.INVOICE_SCHEDULED)
    return scheduled.words


def test_an_ap_email_that_a_key_changed_takes_the_next_invoice_out_of_the_timers_hands(
    stored: World,
) -> None:
    contract = stored.agreed()
    stored.live_until(2027, 1, 1)
    assert stored.mails == [("JUS-000001", "dana@acme.example")]
    stored.redirected()
    stored.live_until(2027, 3, 5)
    held = stored.invoices(contract)[1:]
    assert {each.state for each in held} == {State.PENDING_APPROVAL}
    assert f"AP e-mail: dana@acme.example → {ATTACKER}" in why(stored, held[-1])
    assert stored.mails == [("JUS-000001", "dana@acme.example")]


def test_one_approval_of_the_change_is_enough_for_all_later_months(stored: World) -> None:
    contract = stored.agreed()
    stored.live_until(2027, 1, 1)
    stored.redirected()
    stored.live_until(2027, 2, 1)
    held = stored.invoices(contract)[1]
    with pytest.raises(SelfApproval):
        stored.approve(held.model_copy(), by=SAM)
    assert stored.approve(held).state is State.ISSUED
    stored.live_until(2027, 3, 1)
    assert stored.invoices(contract)[2].state is State.ISSUED
    assert [address for _, address in stored.mails] == ["dana@acme.example", ATTACKER, ATTACKER]


def test_to_change_it_back_is_a_change_too(world: World) -> None:
    contract = world.agreed()
    world.live_until(2027, 1, 1)
    world.redirected()
    world.live_until(2027, 2, 1)
    world.approve(world.invoices(contract)[1])
    world.customer_becomes(ap_contact={"name": "Dana Reyes", "email": "dana@acme.example"})
    world.live_until(2027, 3, 1)
    assert world.invoices(contract)[2].state is State.PENDING_APPROVAL


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"attention": "Unit 7"}, "Attention line added: Unit 7"),
        ({"cost_centre": "CC-1"}, "Cost centre added: CC-1"),
        ({"name": "Acme Holdings"}, "Customer: Acme Corporation → Acme Holdings"),
    ],
)
def test_whatever_else_of_the_customer_was_changed_is_told_and_held(
    world: World, change: dict[str, str], told: str
) -> None:
    contract = world.agreed()
    world.customer_becomes(**change)
    world.live_until(2027, 1, 1)
    (held,) = world.invoices(contract)
    assert held.state is State.PENDING_APPROVAL
    assert told in why(world, held)
    assert world.mails == []


def test_a_telephone_of_the_seller_by_which_one_would_ask_back_is_held_too(world: World) -> None:
    contract = world.agreed()
    world.profile_becomes(phone="+1 415 555 6666")
    world.live_until(2027, 1, 1)
    (held,) = world.invoices(contract)
    assert held.state is State.PENDING_APPROVAL
    assert "Entity telephone: +1 415 555 0100 → +1 415 555 6666" in why(world, held)


def test_a_new_account_is_approved_once_more_where_money_follows_it(world: World) -> None:
    contract = world.agreed()
    moved = a_us_bank().model_copy(update={"account_number": "999999999999"})
    with world.writing() as uow:
        command = ProposeBankDetails(by=SAM, profile_id="sender-us", accounts=(moved,))
        propose_bank_details(command, uow, world.system.renderer)
    for person in (FIONA, FRANK):
        with world.writing() as uow:
            said = DecideBankDetails(
                by=person, profile_id="sender-us", accounts=(moved,), confirmed=True
            )
            decide_bank_details(said, uow)
    world.live_until(2027, 1, 1)
    (held,) = world.invoices(contract)
    assert held.state is State.PENDING_APPROVAL
    assert "000123456789" in why(world, held)
    assert "999999999999" in why(world, held)


def test_a_party_that_is_edited_while_a_contract_waits_voids_what_was_read(stored: World) -> None:
    read = stored.proposed()
    stored.redirected()
    with pytest.raises(ChangedSinceSeen, match=ATTACKER):
        stored.agree(read)
    with stored.reading() as uow:
        now = uow.contracts.get(read.id)
    assert now.state is ContractState.PENDING_APPROVAL
    asked = stored.events(read.id, EventName.CONTRACT_SUBMITTED)[-1]
    assert asked.note == "Acme Corporation was edited"
    assert f"AP e-mail: dana@acme.example → {ATTACKER}" in [each.words for each in asked.changes]
    with pytest.raises(SelfApproval):
        stored.agree(now, by=WANDA)
    assert stored.agree(now).state is ContractState.ACTIVE


def test_a_first_of_two_approvals_does_not_outlive_a_change_of_the_party(world: World) -> None:
    with world.writing() as uow:
        workspace = uow.workspace()
        policy = workspace.policy.model_copy(update={"approvals": 2})
        uow.save_workspace(workspace.model_copy(update={"policy": policy}))
    half = world.agree(world.proposed(), by=FIONA)
    assert len(half.approvals) == 1
    world.redirected()
    with world.reading() as uow:
        now = uow.contracts.get(half.id)
    assert (now.approvals, now.approvals_needed) == ((), 2)


def test_what_ap_corrects_on_one_invoice_neither_holds_nor_redirects_the_next(
    world: World,
) -> None:
    contract = world.agreed()
    world.live_until(2027, 1, 1)
    (first,) = world.invoices(contract)
    contact = ApContact(name="Mallory", email=ATTACKER)
    amendment = first.amendable().model_copy(update={"ap_contact": contact})
    with world.writing() as uow:
        command = Amend(
            by=DANA, invoice_id=first.id, expected_version=first.sequence, amendment=amendment
        )
        amend(command, uow, world.system.renderer)
    world.live_until(2027, 2, 1)
    second = world.invoices(contract)[1]
    assert second.state is State.ISSUED
    assert world.mails[-1] == ("JUS-000002", "dana@acme.example")


def without_parties(world: World) -> None:
    """The agreement as it was kept before approvals covered the parties."""
    with world.writing() as uow:
        (contract_id,) = uow.contracts.running()
        contract = uow.contracts.get(contract_id)
        assert contract.agreed
        agreed = contract.agreed.model_copy(update={"parties": None})
        before = contract.model_copy(update={"agreed": agreed, "sequence": contract.sequence + 1})
        version = uow.versions.of(contract_id)[-1]
        uow.contracts.save(before, version.model_copy(update={"sequence": before.sequence}))


def test_a_contract_of_before_asks_once_and_says_why(world: World) -> None:
    contract = world.agreed()
    without_parties(world)
    world.live_until(2027, 1, 1)
    (first,) = world.invoices(contract)
    assert first.state is State.PENDING_APPROVAL
    assert "before its approval covered" in why(world, first)
    world.approve(first)
    world.live_until(2027, 2, 1)
    assert world.invoices(contract)[1].state is State.ISSUED


def test_an_agreement_of_before_keeps_the_hash_that_its_approvals_name(world: World) -> None:
    agreed = world.agreed().agreed
    assert agreed
    old = agreed.model_copy(update={"parties": None})
    assert old.hash != agreed.hash
    assert "parties" not in old.model_dump(mode="json")
