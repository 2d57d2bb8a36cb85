"""Line 2: where customers pay changes by a proposer, two people of the policy, and a day."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest

from jupiter_core.commands.bank_details import (
    ProposeBankDetails,
    profiles_with_due_accounts,
    propose_bank_details,
    take_accounts_into_use,
)
from jupiter_core.commands.identity import (
    DecideIdentity,
    decide_identity,
    profiles_with_due_names,
    take_name_into_use,
)
from jupiter_core.commands.parties import SaveSenderProfile, save_sender_profile
from jupiter_core.commands.setup import SetupFile, apply_setup
from jupiter_core.commands.team import DecidePolicy, SaveTeam, decide_policy, save_team
from jupiter_core.domain.actor import Actor, operator
from jupiter_core.domain.events import EventName
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import (
    AlreadyConfirmed,
    BankDetailsUnconfirmed,
    NamedByProposer,
    NotFound,
    NotPermitted,
    ProposalConfirmed,
    Refusal,
    SecondPersonNeeded,
)
from tests.attacks.company import ELSEWHERE, MALLORY, Company
from tests.factories import FIONA, FRANK, SAM, WANDA, WORKSPACE, a_euro_bank, a_sender_profile

OURS = "000123456789"


def propose(company: Company, by: Actor = MALLORY) -> None:
    with company.store.write(WORKSPACE) as uow:
        command = ProposeBankDetails(by=by, profile_id="sender-us", accounts=(ELSEWHERE,))
        propose_bank_details(command, uow, company.renderer)


def timer(company: Company) -> int:
    with company.store.write(WORKSPACE) as uow:
        accounts = sum(take_accounts_into_use(uow, e) for e in profiles_with_due_accounts(uow))
        return accounts + sum(take_name_into_use(uow, e) for e in profiles_with_due_names(uow))


def save(company: Company, profile: SenderProfile, by: Actor = MALLORY) -> SenderProfile:
    with company.store.write(WORKSPACE) as uow:
        return save_sender_profile(SaveSenderProfile(by=by, profile=profile), uow, company.renderer)


def test_the_proposer_and_one_more_are_not_enough(company: Company) -> None:
    propose(company, by=FIONA)
    company.decide(FRANK)
    with pytest.raises(SecondPersonNeeded):
        company.decide(FIONA)
    with pytest.raises(AlreadyConfirmed):
        company.decide(FRANK)
    company.clock.advance(hours=1000)
    assert timer(company) == 0
    assert company.account() == OURS


def test_an_admin_who_is_no_approver_is_not_one_of_the_two(company: Company) -> None:
    propose(company, by=FIONA)
    with pytest.raises(NotPermitted):
        company.decide(MALLORY)


def test_two_of_the_policy_and_a_day_later_it_is_in_use(company: Company) -> None:
    propose(company)
    company.decide(FIONA)
    waiting = company.decide(FRANK)
    assert waiting.bank_proposal is not None
    assert waiting.bank_proposal.consent.takes_effect_at == datetime(
        2026, 11, 23, 9, 30, tzinfo=UTC
    )
    company.clock.advance(hours=23.99)
    assert (timer(company), company.account()) == (0, OURS)
    company.clock.advance(hours=0.01)
    assert (timer(company), company.account()) == (1, "666666")
    assert timer(company) == 0
    assert company.profile().bank_accounts[0].valid_since == date(2026, 11, 23)


def test_any_approver_cancels_it_while_its_day_is_running(company: Company) -> None:
    propose(company)
    company.decide(FIONA)
    company.decide(FRANK)
    company.told()
    company.decide(WANDA, confirmed=False)
    assert company.people_told() == {FIONA.id, FRANK.id, WANDA.id, MALLORY.id, "admins"}
    company.clock.advance(hours=48)
    assert (timer(company), company.account()) == (0, OURS)
    with pytest.raises(NotFound):
        company.decide(FIONA, ELSEWHERE)


def test_nobody_slips_other_accounts_under_a_confirmed_proposal(company: Company) -> None:
    propose(company)
    company.decide(FIONA)
    company.decide(FRANK)
    with company.store.write(WORKSPACE) as uow, pytest.raises(ProposalConfirmed):
        other = ELSEWHERE.model_copy(update={"account_number": "777"})
        command = ProposeBankDetails(by=MALLORY, profile_id="sender-us", accounts=(other,))
        propose_bank_details(command, uow, company.renderer)


def test_a_confirmation_is_of_the_accounts_that_were_read(company: Company) -> None:
    propose(company)
    company.decide(FIONA)
    with company.store.write(WORKSPACE) as uow:
        other = ELSEWHERE.model_copy(update={"account_number": "777"})
        command = ProposeBankDetails(by=MALLORY, profile_id="sender-us", accounts=(other,))
        propose_bank_details(command, uow, company.renderer)
    with pytest.raises(NotFound):
        company.decide(FRANK, ELSEWHERE)
    company.decide(FRANK)
    proposal = company.profile().bank_proposal
    assert proposal is not None
    assert [each.by for each in proposal.consent.confirmations] == [FRANK.id]


def test_both_who_confirm_at_once_count_once_each(company: Company) -> None:
    propose(company)

    def press(by: Actor) -> str:
        try:
            company.decide(by, ELSEWHERE)
        except Refusal as refusal:
            return type(refusal).__name__
        return "confirmed"

    with ThreadPoolExecutor(4) as threads:
        said = list(threads.map(press, (FIONA, FRANK, FIONA, FRANK)))
    assert sorted(said) == ["AlreadyConfirmed", "AlreadyConfirmed", "confirmed", "confirmed"]
    proposal = company.profile().bank_proposal
    assert proposal is not None
    assert {each.by for each in proposal.consent.confirmations} == {FIONA.id, FRANK.id}
    assert company.account() == OURS


def test_everybody_hears_of_it_with_the_invoices_that_show_the_old_account(
    company: Company,
) -> None:
    issued = company.approve(company.submitted(), FIONA)
    company.told()
    propose(company)
    assert company.people_told() == {FIONA.id, FRANK.id, WANDA.id, MALLORY.id, "admins"}
    company.decide(FIONA)
    company.decide(FRANK)
    company.clock.advance(hours=24)
    timer(company)
    events = company.events("sender-us")
    assert [each.name for each in events] == [
        EventName.BANK_DETAILS_PROPOSED,
        EventName.BANK_DETAILS_CONFIRMED,
        EventName.BANK_DETAILS_CONFIRMED,
        EventName.BANK_DETAILS_CHANGED,
    ]
    named = f"Open invoices that show the old account: {issued.number}."
    assert {each.note for each in events} == {named}
    assert company.now(issued).content.remit_to.account_number == OURS


def named_by_mallory(company: Company) -> None:
    """Sam is an approver now, by a proposal of Mallory's that Frank confirmed."""
    with company.store.write(WORKSPACE) as uow:
        policy = uow.workspace().policy
        wider = policy.model_copy(update={"approvers": (*policy.approvers, SAM.id)})
        save_team(SaveTeam(by=MALLORY, policy=wider, drafters=()), uow)
        decide_policy(DecidePolicy(by=FRANK, policy=wider, confirmed=True), uow)


def test_a_proposer_brings_no_confirmer_along(company: Company) -> None:
    named_by_mallory(company)
    propose(company, by=MALLORY)
    company.decide(FIONA)
    with pytest.raises(NamedByProposer, match="7 days ago or less"):
        company.decide(SAM)
    company.clock.advance(hours=7 * 24)
    company.decide(SAM)


def test_whoever_confirmed_the_appointment_brought_them_along_too(company: Company) -> None:
    named_by_mallory(company)
    propose(company, by=FRANK)
    with pytest.raises(NamedByProposer):
        company.decide(SAM)
    company.decide(WANDA)


@pytest.mark.parametrize("ctx", ["the form", "the set-up file", "the API"])
def test_the_first_account_of_a_new_entity_waits_for_two_people_too(
    company: Company, ctx: str
) -> None:
    new = a_sender_profile(
        id="sender-eu", legal_name="Jupiter EU GmbH", series="JEU-", bank_accounts=(a_euro_bank(),)
    )
    if ctx == "the form":
        save(company, new)
    elif ctx == "the set-up file":
        with company.store.write(WORKSPACE) as uow:
            file = SetupFile(sender_profiles=(new,))
            apply_setup(file, uow, company.renderer, operator(MALLORY.id))
    else:
        address = {"street": "Unter den Linden 1", "city": "Berlin", "postal_code": "10117"}
        body = {
            "legal_name": new.legal_name,
            "address": {**address, "country": "DE"},
            "series": new.series,
            "bank_accounts": [
                {
                    "holder": "Jupiter EU GmbH",
                    "bank_name": "Commerzbank",
                    "currency": "EUR",
                    "iban": "DE89370400440532013000",
                    "bic": "COBADEFFXXX",
                }
            ],
        }
        made = company.call("POST", "/sender-profiles", body)
        assert made.status_code == 201, made.text
        new = new.model_copy(update={"id": made.json()["id"]})
    assert company.profile(new.id).bank_accounts == ()
    invoice = company.submitted(sender_profile_id=new.id)
    with pytest.raises(BankDetailsUnconfirmed):
        company.approve(invoice, FIONA)
    others = [each for each in (FIONA, FRANK, WANDA) if each.id != _proposer(company, new.id)]
    company.decide(others[0], profile_id=new.id)
    with pytest.raises(BankDetailsUnconfirmed):
        company.approve(invoice, FIONA)
    company.decide(others[1], profile_id=new.id)
    assert company.profile(new.id).bank_accounts == ()
    company.clock.advance(hours=24)
    timer(company)
    assert company.profile(new.id).bank_accounts[0].iban == "DE89370400440532013000"


def _proposer(company: Company, profile_id: str) -> str:
    proposal = company.profile(profile_id).bank_proposal
    assert proposal is not None
    return proposal.consent.proposer


def test_the_operator_who_loads_a_set_up_file_confirms_nothing_of_it(company: Company) -> None:
    changed = a_sender_profile(bank_accounts=(ELSEWHERE,))
    with company.store.write(WORKSPACE) as uow:
        file = SetupFile(sender_profiles=(changed,))
        apply_setup(file, uow, company.renderer, operator(FIONA.id))
    with pytest.raises(SecondPersonNeeded):
        company.decide(FIONA)
    with pytest.raises(NotPermitted):
        company.decide(operator(FRANK.id))
    assert company.account() == OURS


LOOK_ALIKES = [
    "Jupiter US, Inc.",
    "JUPITER US INC",
    "Jupiter  US  lnc.",
    "Jupitеr US Inc.",  # a Cyrillic е
    "Jupiter US Inc․",
]


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_no_entity_is_made_to_look_like_another_by_one_person(company: Company, name: str) -> None:
    save(company, a_sender_profile(id="other", legal_name="Jovian Ltd", series="JOV-"))
    saved = save(company, a_sender_profile(id="other", legal_name=name, series="JOV-"))
    assert saved.legal_name == "Jovian Ltd"
    assert saved.identity_proposal is not None
    assert saved.identity_proposal.like == "Jupiter US Inc."
    assert company.profile("other").legal_name == "Jovian Ltd"


def test_a_name_that_another_entity_had_waits_for_two_people_and_a_day(company: Company) -> None:
    save(company, a_sender_profile(legal_name="Jupiter America Inc."), by=FIONA)
    save(company, a_sender_profile(id="other", legal_name="Jovian Ltd", series="JOV-"))
    wanted = a_sender_profile(id="other", legal_name="Jupiter US Inc.", series="JOV-")
    assert save(company, wanted).legal_name == "Jovian Ltd"

    def confirm(by: Actor) -> None:
        with company.store.write(WORKSPACE) as uow:
            command = DecideIdentity(
                by=by,
                profile_id="other",
                legal_name="Jupiter US Inc.",
                external_id="",
                confirmed=True,
            )
            decide_identity(command, uow)

    with pytest.raises(SecondPersonNeeded):
        confirm(MALLORY)
    with pytest.raises(NotPermitted):
        confirm(SAM)
    confirm(FIONA)
    confirm(FRANK)
    assert company.profile("other").legal_name == "Jovian Ltd"
    company.clock.advance(hours=24)
    timer(company)
    assert company.profile("other").legal_name == "Jupiter US Inc."
    assert company.profile("other").former_names == ("Jovian Ltd",)


def test_an_external_id_that_another_entity_had_is_not_taken_by_one_person(
    company: Company,
) -> None:
    save(company, a_sender_profile(external_id="erp-us"), by=FIONA)
    save(company, a_sender_profile(external_id="erp-america"), by=FIONA)
    save(company, a_sender_profile(id="other", legal_name="Jovian Ltd", series="JOV-"))
    other = a_sender_profile(
        id="other", legal_name="Jovian Ltd", series="JOV-", external_id="erp-us"
    )
    assert save(company, other).external_id == ""
    with company.store.read(WORKSPACE) as uow:
        assert uow.sender_profiles.find_external("erp-us") is None


def test_a_new_entity_that_looks_like_another_is_told_as_such(company: Company) -> None:
    save(company, a_sender_profile(id="new", legal_name="Jupiter US, Inc", series="JU2-"))
    created, proposed = company.events("new")
    assert created.name is EventName.SENDER_PROFILE_CREATED
    assert proposed.name is EventName.BANK_DETAILS_PROPOSED
    assert "It looks like Jupiter US Inc." in created.note
    assert proposed.note == created.note
