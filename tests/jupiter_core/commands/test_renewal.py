"""A contract is renewed: proposed once by the timer, drafted or dismissed by people."""

from datetime import date

import pytest

from jupiter_core.commands.approval import Approve
from jupiter_core.commands.contract import SubmitContractDraft, submit_contract_draft
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.commands.contract_end import EndContract, end_contract
from jupiter_core.commands.renewal import (
    DismissRenewal,
    RenewContract,
    SetRenewalNotice,
    dismiss_renewal,
    renew_contract,
    set_renewal_notice,
)
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.refusals import (
    ChangedSinceSeen,
    NotInState,
    NotPermitted,
    OutOfRange,
    RenewedAlready,
    Required,
)
from jupiter_core.outbox.messages import MessageKind
from jupiter_core.queries.verify import verify
from tests.factories import FIONA, FRANK, SAM, WANDA, WORKSPACE
from tests.jupiter_core.commands.test_contract_life import Deal, Paper


@pytest.fixture
def deal() -> Deal:
    """Three years from 1 January 2027, agreed."""
    deal = Deal()
    deal.approve()
    return deal


def renew(deal: Deal, by: Actor = SAM, seen: int | None = None, name: str = "") -> Contract:
    command = RenewContract(by=by, contract_id=deal.id, expected_version=seen, name=name)
    with deal.store.write(WORKSPACE) as uow:
        return renew_contract(command, uow, Paper())


def dismiss(deal: Deal, by: Actor = SAM, reason: str = "They go elsewhere") -> Contract:
    command = DismissRenewal(by=by, contract_id=deal.id, expected_version=None, reason=reason)
    with deal.store.write(WORKSPACE) as uow:
        return dismiss_renewal(command, uow)


def end(deal: Deal, contract: Contract) -> None:
    command = EndContract(by=FIONA, contract_id=contract.id, expected_version=None, reason="x")
    with deal.store.write(WORKSPACE) as uow:
        end_contract(command, uow)


def proposals(deal: Deal) -> int:
    with deal.store.read(WORKSPACE) as uow:
        names = [each.name for each in uow.events.of(deal.id)]
    return names.count(EventName.CONTRACT_RENEWAL_PROPOSED)


def test_the_timer_proposes_it_once_ninety_days_before_the_end_where_the_entity_is(
    deal: Deal,
) -> None:
    deal.live_until(2029, 10, 2, 6)  # 1 October still in San Francisco
    assert proposals(deal) == 0
    deal.live_until(2029, 10, 2, 9)
    assert proposals(deal) == 1
    for day in (2, 3, 20):
        deal.live_until(2029, 10, day, 10)
    assert proposals(deal) == 1
    assert deal.contract.renewal is not None
    assert deal.contract.renewal.ends_on == date(2029, 12, 31)
    with deal.store.read(WORKSPACE) as uow:
        asked = uow.events.of(deal.id)[-1]
    letters = [each.message for each in deal.store.tables.letters.values()]
    assert [each.kind for each in letters if each.body.get("event_id") == asked.id] == [
        *(MessageKind.CONTRACT_CARD, MessageKind.CONTRACT_ANNOUNCEMENT),
    ]
    assert verify(deal.store, WORKSPACE) == []


def test_a_timer_that_was_away_beyond_the_end_proposes_nothing(deal: Deal) -> None:
    deal.live_until(2030, 1, 2)
    assert proposals(deal) == 0


def test_a_contract_may_have_a_notice_of_its_own(deal: Deal) -> None:
    command = SetRenewalNotice(by=SAM, contract_id=deal.id, expected_version=None, days=30)
    with deal.store.write(WORKSPACE) as uow:
        set_renewal_notice(command, uow)
    deal.live_until(2029, 12, 1, 6)
    assert proposals(deal) == 0
    deal.live_until(2029, 12, 1, 9)
    assert proposals(deal) == 1
    for days in (0, 366):
        wrong = command.model_copy(update={"days": days})
        with pytest.raises(OutOfRange) as caught, deal.store.write(WORKSPACE) as uow:
            set_renewal_notice(wrong, uow)
        assert caught.value.path == "days"


def test_the_workspace_says_how_long_before_the_end(deal: Deal) -> None:
    with deal.store.write(WORKSPACE) as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"renewal_notice_days": 120}))
    deal.live_until(2029, 9, 2, 9)
    assert proposals(deal) == 1


def test_a_renewal_is_a_draft_for_the_next_term_that_names_the_old_contract(deal: Deal) -> None:
    new = renew(deal)
    assert (new.state, new.name, new.renews) == (
        *(ContractState.DRAFT, "Acme Corporation 2030", deal.id),
    )
    assert (new.deal_channel, new.po_number) == (deal.contract.deal_channel, "")
    agreed = deal.contract.agreed
    assert agreed is not None
    assert new.shown.customer_id == agreed.customer_id
    assert new.shown.sender_profile_id == agreed.sender_profile_id
    assert (new.shown.terms.start_date, new.shown.terms.term_months) == (date(2030, 1, 1), 36)
    # 1,260,000 + 250 × 504 = 1,386,000, and × 1.05 in years 2 and 3: 1,455,300
    totals = [str(each.total) for each in new.shown.schedule.invoices]
    assert totals == ["1386000.00", "1455300.00", "1455300.00"]
    assert deal.contract.renewal is not None
    assert deal.contract.renewal.contract_id == new.id
    assert deal.contract.agreed == agreed


def test_a_renewal_is_approved_and_bills_like_any_contract(deal: Deal) -> None:
    new = renew(deal)
    with deal.store.write(WORKSPACE) as uow:
        command = SubmitContractDraft(by=SAM, contract_id=new.id, expected_version=new.sequence)
        pending = submit_contract_draft(command, uow)
        seen = pending.sequence
        approve_contract(Approve(by=FRANK, subject_id=new.id, expected_version=seen), uow)
    deal.live_until(2030, 1, 1, 12)
    with deal.store.read(WORKSPACE) as uow:
        (first,) = uow.invoices.of_contract(new.id)
    assert str(first.total) == "1386000.00"
    assert verify(deal.store, WORKSPACE) == []


def test_pressed_twice_there_is_one_renewal_and_a_withdrawn_one_makes_room(deal: Deal) -> None:
    seen = deal.contract.sequence
    first = renew(deal, seen=seen)
    with pytest.raises(ChangedSinceSeen):
        renew(deal, seen=seen)
    with pytest.raises(RenewedAlready, match="already renewed by Acme Corporation 2030"):
        renew(deal)
    with pytest.raises(RenewedAlready):
        dismiss(deal)
    end(deal, first)
    assert renew(deal, name="Acme, second term").renews == deal.id


def test_what_a_person_renewed_already_is_not_proposed(deal: Deal) -> None:
    new = renew(deal)
    deal.live_until(2029, 10, 2, 9)
    assert proposals(deal) == 0
    end(deal, new)
    deal.live_until(2029, 10, 3, 9)
    assert proposals(deal) == 1


def test_a_dismissal_has_a_reason_and_nobody_is_asked_again(deal: Deal) -> None:
    with pytest.raises(Required) as caught:
        dismiss(deal, reason=" ")
    assert caught.value.path == "reason"
    after = dismiss(deal)
    assert after.renewal is not None
    assert after.renewal.dismissal is not None
    assert (after.renewal.dismissal.reason, after.renewal.dismissal.by) == (
        *("They go elsewhere", SAM),
    )
    deal.live_until(2029, 11, 2, 9)
    assert proposals(deal) == 0
    assert renew(deal).renews == deal.id


def test_only_what_is_agreed_and_runs_is_renewed() -> None:
    deal = Deal()
    with pytest.raises(NotInState):
        renew(deal)
    deal.approve()
    end(deal, deal.contract)
    for press in (renew, dismiss):
        with pytest.raises(NotInState):
            press(deal)
    deal.live_until(2029, 10, 2, 9)
    assert proposals(deal) == 0


def test_who_may_not_draft_neither_renews_nor_dismisses(deal: Deal) -> None:
    with deal.store.write(WORKSPACE) as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"drafters": (SAM.id,)}))
    for press in (renew, dismiss):
        with pytest.raises(NotPermitted):
            press(deal, by=WANDA)
    assert deal.contract.renewal is None


def test_a_contract_that_nobody_renewed_is_spelled_as_it_always_was(deal: Deal) -> None:
    assert "renew" not in canonical_json(deal.contract)
