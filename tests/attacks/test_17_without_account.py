"""An entity whose only account was cancelled, or is to go, keeps nobody from working."""

import pytest

from jupiter_core.commands.bank_details import ProposeBankDetails, propose_bank_details
from jupiter_core.commands.contract import SubmitContract, submit_contract
from jupiter_core.commands.parties import (
    SaveCustomer,
    SaveSenderProfile,
    save_customer,
    save_sender_profile,
)
from jupiter_core.commands.timer import tick
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import BankDetailsUnconfirmed, NoBankAccount
from tests.attacks.company import ELSEWHERE, MALLORY, Company
from tests.factories import (
    DEAL_CHANNEL,
    FIONA,
    FRANK,
    SAM,
    WANDA,
    WORKSPACE,
    a_customer,
    a_sender_profile,
    a_us_bank,
)
from tests.harness.contracts import a_contract


def save(company: Company, profile: SenderProfile) -> SenderProfile:
    with company.store.write(WORKSPACE) as uow:
        return save_sender_profile(
            SaveSenderProfile(by=MALLORY, profile=profile), uow, company.renderer
        )


def propose(company: Company, *accounts: object, profile_id: str = "sender-us") -> None:
    with company.store.write(WORKSPACE) as uow:
        command = ProposeBankDetails.model_validate(
            {"by": MALLORY, "profile_id": profile_id, "accounts": accounts}
        )
        propose_bank_details(command, uow, company.renderer)


def contract_of(company: Company, profile_id: str) -> Contract:
    with company.store.write(WORKSPACE) as uow:
        command = SubmitContract(
            by=SAM,
            deal_channel=DEAL_CHANNEL,
            name="Acme with a new entity",
            customer_id="customer-acme",
            sender_profile_id=profile_id,
            terms=a_contract(),
        )
        return submit_contract(command, uow, company.renderer)


def test_what_waits_for_a_cancelled_account_holds_up_no_other_change(company: Company) -> None:
    new = a_sender_profile(id="sender-new", legal_name="Callisto Inc.", series="CAL-")
    save(company, new)
    invoice = company.submitted(sender_profile_id="sender-new")
    contract = contract_of(company, "sender-new")
    company.decide(FIONA, confirmed=False, profile_id="sender-new")
    save(company, company.profile("sender-new").model_copy(update={"phone": "+1 415 555 0199"}))
    with company.store.write(WORKSPACE) as uow:
        customer = a_customer(attention="Accounts payable")
        save_customer(SaveCustomer(by=SAM, customer=customer), uow, company.renderer)
        tick(uow)
    with pytest.raises(BankDetailsUnconfirmed):
        company.approve(company.now(invoice), FIONA)
    propose(company, a_us_bank(), profile_id="sender-new")
    company.decide(FIONA, profile_id="sender-new")
    company.decide(FRANK, profile_id="sender-new")
    company.clock.advance(hours=24)
    with company.store.write(WORKSPACE) as uow:
        tick(uow)
        parties = uow.contracts.get(contract.id).shown.parties
    assert parties
    assert parties.seller.phone == "+1 415 555 0199"
    assert parties.bill_to.attention == "Accounts payable"
    assert company.now(invoice).content.seller.phone == "+1 415 555 0199"
    assert company.approve(company.now(invoice), WANDA).number


def test_nobody_proposes_that_there_be_no_account(company: Company) -> None:
    propose(company, ELSEWHERE)
    with pytest.raises(NoBankAccount):
        propose(company)
    waiting = company.profile().bank_proposal
    assert waiting
    assert waiting.accounts == (ELSEWHERE,)
