"""Rows of before there were owners and confirmations give nobody what two people would."""

import pytest

from jupiter_core.commands.api_key import DecideScopes, NameOwner, decide_scopes, name_owner
from jupiter_core.commands.bank_details import ProposeBankDetails, propose_bank_details
from jupiter_core.domain.actor import Actor, operator
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.events import EventName
from jupiter_core.domain.refusals import NamedByProposer, SecondPersonNeeded
from jupiter_core.domain.workspace import Appointment
from tests.attacks.company import ELSEWHERE, Company
from tests.attacks.test_01_keys import approved_by_key
from tests.factories import FIONA, FRANK, WANDA, WORKSPACE
from tests.harness.api_keys import an_api_key


def proposed_by_an_old_key(company: Company, maker: Actor) -> None:
    """As the migration leaves it: the key has its owner by now, and its old proposal names it
    alone."""
    key = an_api_key(company.store, Scope.SENDER_PROFILES_WRITE, by=maker).key
    by = key.actor.model_copy(update={"owner": ""})
    with company.store.write(WORKSPACE) as uow:
        command = ProposeBankDetails(by=by, profile_id="sender-us", accounts=(ELSEWHERE,))
        propose_bank_details(command, uow, company.renderer)


def test_the_owner_of_the_key_of_an_old_proposal_does_not_confirm_it(company: Company) -> None:
    proposed_by_an_old_key(company, FIONA)
    with pytest.raises(SecondPersonNeeded):
        company.decide(FIONA)
    company.decide(FRANK)
    waiting = company.decide(WANDA)
    assert waiting.bank_proposal
    assert waiting.bank_proposal.consent.is_complete


def test_nor_does_whom_that_owner_made_an_approver(company: Company) -> None:
    proposed_by_an_old_key(company, FIONA)
    with company.store.write(WORKSPACE) as uow:
        made = Appointment(approver=WANDA.id, by=(FIONA.id, FRANK.id), at=uow.now)
        uow.save_workspace(uow.workspace().model_copy(update={"appointments": (made,)}))
    with pytest.raises(NamedByProposer):
        company.decide(WANDA)


def test_the_owner_of_the_key_of_an_old_proposal_cancels_it(company: Company) -> None:
    proposed_by_an_old_key(company, FIONA)
    assert company.decide(FIONA, confirmed=False).bank_proposal is None


def test_an_owner_who_is_named_later_gives_an_old_key_no_approval(company: Company) -> None:
    old = an_api_key(company.store, Scope.INVOICES_READ, Scope.INVOICES_APPROVE, by=FIONA)
    with company.store.write(WORKSPACE) as uow:
        uow.api_keys.save(old.key.model_copy(update={"owner": ""}))
    company.told()
    with company.store.write(WORKSPACE) as uow:
        named = NameOwner(by=operator(FIONA.id), key_id=old.key.id, owner=FIONA.id)
        owned = name_owner(named, uow)
    assert owned.scopes == (Scope.INVOICES_READ,)
    assert company.people_told() >= {FIONA.id, FRANK.id, WANDA.id, "admins"}
    assert EventName.API_KEY_SCOPES_PROPOSED in [each.name for each in company.events(old.key.id)]
    invoice = company.submitted()
    assert approved_by_key(company, old, invoice.id, invoice.sequence)[0] == 403
    with company.store.write(WORKSPACE) as uow, pytest.raises(SecondPersonNeeded):
        decide_scopes(DecideScopes(by=FIONA, key_id=old.key.id, confirmed=True), uow)
    with company.store.write(WORKSPACE) as uow:
        decide_scopes(DecideScopes(by=FRANK, key_id=old.key.id, confirmed=True), uow)
    assert approved_by_key(company, old, invoice.id, invoice.sequence)[0] == 201


def test_whoever_made_an_old_key_does_not_confirm_its_scopes(company: Company) -> None:
    old = an_api_key(company.store, Scope.INVOICES_APPROVE, by=FRANK)
    with company.store.write(WORKSPACE) as uow:
        uow.api_keys.save(old.key.model_copy(update={"owner": ""}))
        command = NameOwner(by=operator(FIONA.id), key_id=old.key.id, owner=FIONA.id)
        name_owner(command, uow)
    with company.store.write(WORKSPACE) as uow, pytest.raises(SecondPersonNeeded):
        decide_scopes(DecideScopes(by=FRANK, key_id=old.key.id, confirmed=True), uow)
