"""Drafts that another system makes: kept as drafts, without a channel, under a name of its own."""

from typing import Any

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
from jupiter_core.commands.contract_end import EndContract, end_contract
from jupiter_core.commands.draft import (
    ReviseInvoice,
    SubmitDraft,
    SubmitInvoice,
    revise_invoice,
    submit_draft,
    submit_invoice,
)
from jupiter_core.commands.parties import (
    SaveCustomer,
    SaveSenderProfile,
    save_customer,
    save_sender_profile,
)
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import NotInScope, Scope
from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.refusals import (
    AlreadyTaken,
    ChangedSinceSeen,
    NothingChanged,
    NotInState,
    NotPermitted,
    Required,
    TooLong,
)
from tests.factories import DEAL_CHANNEL, FIONA, SAM, a_customer, a_sender_profile
from tests.harness.api_keys import an_api_key
from tests.harness.contracts import a_contract
from tests.harness.workspace import MemoryWorkspace, terms

ELSEWHERE = "C0ELSEWHERE"


class Crm(MemoryWorkspace):
    """A desk at which a CRM's key drafts."""

    def __init__(self) -> None:
        super().__init__()
        self.key = an_api_key(self.store).key.actor
        self.tables.letters.clear()  # what finance heard of the key

    def draft(self, by: Actor | None = None, **changes: Any) -> Invoice:
        given = {"deal_channel": "", "as_draft": True, "terms": terms(), **changes}
        with self.writing() as uow:
            command = SubmitInvoice.model_validate({"by": by or self.key, **given})
            return submit_invoice(command, uow, self.renderer)

    def submit_draft(self, seen: Invoice, channel: str = "") -> Invoice:
        command = SubmitDraft(
            by=self.key, invoice_id=seen.id, expected_version=seen.sequence, deal_channel=channel
        )
        with self.writing() as uow:
            return submit_draft(command, uow)

    def edit(self, seen: Invoice, *, as_draft: bool = True, **changes: object) -> Invoice:
        command = ReviseInvoice(
            by=self.key,
            invoice_id=seen.id,
            expected_version=seen.sequence,
            terms=terms(**changes),
            as_draft=as_draft,
        )
        with self.writing() as uow:
            return revise_invoice(command, uow, self.renderer)

    def contract(self, by: Actor | None = None, **changes: Any) -> Contract:
        given = {
            "by": by or self.key,
            "deal_channel": "",
            "name": "",
            "customer_id": "customer-acme",
            "sender_profile_id": "sender-us",
            "terms": a_contract(),
            "as_draft": True,
            **changes,
        }
        with self.writing() as uow:
            return submit_contract(SubmitContract.model_validate(given), uow, self.renderer)

    def submit_contract(self, seen: Contract, channel: str = "") -> Contract:
        command = SubmitContractDraft(
            by=self.key, contract_id=seen.id, expected_version=seen.sequence, deal_channel=channel
        )
        with self.writing() as uow:
            return submit_contract_draft(command, uow)

    def edit_contract(
        self, seen: Contract, *, as_draft: bool = False, **changes: object
    ) -> Contract:
        command = ReviseContract(
            by=self.key,
            contract_id=seen.id,
            expected_version=seen.sequence,
            terms=a_contract(**changes),
            as_draft=as_draft,
        )
        with self.writing() as uow:
            return revise_contract(command, uow, self.renderer)


def test_a_draft_is_kept_without_a_channel_and_told_to_nobody() -> None:
    crm = Crm()
    draft = crm.draft()
    assert (draft.state, draft.sequence, draft.deal_channel) == (State.DRAFT, 1, "")
    assert crm.messages() == []
    assert [each.name for each in crm.events(draft.id)] == [EventName.INVOICE_CREATED]


def test_a_draft_is_submitted_into_the_channel_that_is_named_then() -> None:
    crm = Crm()
    submitted = crm.submit_draft(crm.draft(), DEAL_CHANNEL)
    assert (submitted.state, submitted.deal_channel) == (State.PENDING_APPROVAL, DEAL_CHANNEL)
    assert submitted.submitted_by == crm.key.person
    assert [each.kind for each in crm.messages()] == [
        *("card", "approval_request", "document"),
        *("ask_approver", "ask_approver"),
    ]


def test_a_draft_with_a_channel_is_submitted_there_or_in_another() -> None:
    crm = Crm()
    there = crm.submit_draft(crm.draft(deal_channel=DEAL_CHANNEL))
    assert there.deal_channel == DEAL_CHANNEL
    moved = crm.submit_draft(crm.draft(deal_channel=DEAL_CHANNEL), ELSEWHERE)
    assert moved.deal_channel == ELSEWHERE


def test_nothing_is_submitted_without_a_channel() -> None:
    crm = Crm()
    draft = crm.draft()
    with pytest.raises(Required) as refusal:
        crm.submit_draft(draft)
    assert refusal.value.path == "deal_channel"
    for _ in range(2):
        with pytest.raises(Required):
            crm.draft(as_draft=False)
    with pytest.raises(Required):
        crm.edit(draft, as_draft=False)
    with pytest.raises(Required):
        crm.edit(draft, as_draft=False, memo="Changed")
    assert crm.now(draft) == draft
    with crm.reading() as uow:
        assert uow.invoices.ids() == [draft.id]


def test_a_draft_is_submitted_once_and_as_it_was_seen() -> None:
    crm = Crm()
    draft = crm.draft(deal_channel=DEAL_CHANNEL)
    edited = crm.edit(draft, memo="Changed")
    with pytest.raises(ChangedSinceSeen):
        crm.submit_draft(draft)
    submitted = crm.submit_draft(edited)
    with pytest.raises(NotInState):
        crm.submit_draft(submitted)


def test_a_draft_that_is_edited_as_a_draft_stays_one() -> None:
    crm = Crm()
    edited = crm.edit(crm.draft(), memo="Changed")
    assert (edited.state, edited.content.memo, edited.sequence) == (State.DRAFT, "Changed", 2)
    with pytest.raises(NothingChanged):
        crm.edit(edited, memo="Changed")


def test_what_waits_for_approval_goes_on_waiting_when_it_is_edited_as_a_draft() -> None:
    crm = Crm()
    pending = crm.submit_draft(crm.draft(), DEAL_CHANNEL)
    edited = crm.edit(pending, memo="Changed")
    assert (edited.state, edited.approvals) == (State.PENDING_APPROVAL, ())


def test_a_key_without_the_scope_drafts_nothing() -> None:
    crm = Crm()
    reader = an_api_key(crm.store, Scope.INVOICES_READ, Scope.CONTRACTS_WRITE).key.actor
    with pytest.raises(NotInScope):
        crm.draft(reader)
    biller = an_api_key(crm.store, Scope.INVOICES_WRITE, Scope.CONTRACTS_READ).key.actor
    with pytest.raises(NotInScope):
        crm.contract(biller)


def test_one_deal_of_the_crm_is_one_invoice_until_that_is_void() -> None:
    crm = Crm()
    first = crm.draft(external_id=" hubspot:42 ")
    assert first.external_id == "hubspot:42"
    with pytest.raises(AlreadyTaken) as refusal:
        crm.draft(external_id="hubspot:42")
    assert refusal.value.path == "external_id"
    crm.void(first, by=crm.key)
    assert crm.draft(external_id="hubspot:42").id != first.id


def test_an_external_id_outlives_every_change() -> None:
    crm = Crm()
    draft = crm.draft(external_id="hubspot:42")
    issued = crm.approve(crm.submit_draft(crm.edit(draft, memo="Changed"), DEAL_CHANNEL))
    paid = crm.pay(crm.add_po(issued, "4500017342"), issued.total)
    assert paid.external_id == "hubspot:42"


def test_an_external_id_that_is_too_long_is_refused_at_its_place() -> None:
    crm = Crm()
    for make in (crm.draft, crm.contract):
        with pytest.raises(TooLong) as refusal:
            make(external_id="x" * 256)
        assert refusal.value.path == "external_id"


def test_a_contract_is_kept_as_a_draft_and_told_to_nobody() -> None:
    crm = Crm()
    draft = crm.contract(external_id="hubspot:42")
    assert (draft.state, draft.name) == (ContractState.DRAFT, "Acme Corporation 2027")
    assert crm.messages() == []
    submitted = crm.submit_contract(draft, DEAL_CHANNEL)
    assert submitted.state is ContractState.PENDING_APPROVAL
    assert [each.kind for each in crm.messages()] == [
        *("contract_card", "contract_request"),
        *("ask_approver", "ask_approver"),
    ]
    assert submitted.external_id == "hubspot:42"
    with pytest.raises(NotInState):
        crm.submit_contract(submitted)


def test_no_contract_is_submitted_without_a_channel() -> None:
    crm = Crm()
    draft = crm.contract()
    with pytest.raises(Required) as refusal:
        crm.submit_contract(draft)
    assert refusal.value.path == "deal_channel"
    with pytest.raises(Required):
        crm.contract(as_draft=False)
    with pytest.raises(Required):
        crm.edit_contract(draft, net_terms=30)
    with crm.reading() as uow:
        assert [uow.contracts.get(each) for each in uow.contracts.ids()] == [draft]


def test_a_contract_draft_that_is_edited_as_a_draft_stays_one() -> None:
    crm = Crm()
    draft = crm.contract(SAM, deal_channel=DEAL_CHANNEL)
    edited = crm.edit_contract(draft, as_draft=True, net_terms=30)
    assert (edited.state, edited.shown.terms.net_terms) == (ContractState.DRAFT, 30)
    assert edited.authors == (SAM.id, crm.key.person)
    assert crm.events(draft.id)[-1].name is EventName.CONTRACT_EDITED
    assert crm.messages() == []
    with pytest.raises(NothingChanged):
        crm.edit_contract(edited, as_draft=True, net_terms=30)


def test_a_contract_that_waits_goes_on_waiting_when_it_is_edited_as_a_draft() -> None:
    crm = Crm()
    pending = crm.submit_contract(crm.contract(), DEAL_CHANNEL)
    edited = crm.edit_contract(pending, as_draft=True, net_terms=30)
    assert edited.state is ContractState.PENDING_APPROVAL


def test_what_happens_to_a_draft_before_it_is_submitted_is_told_to_nobody_in_slack() -> None:
    crm = Crm()
    draft = crm.draft(deal_channel=DEAL_CHANNEL)
    crm.void(crm.edit(draft, memo="Changed"), by=crm.key)
    assert crm.messages() == []


def test_a_contract_draft_is_submitted_as_it_was_seen() -> None:
    crm = Crm()
    draft = crm.contract(deal_channel=DEAL_CHANNEL)
    crm.edit_contract(draft, net_terms=30)
    with pytest.raises(ChangedSinceSeen):
        crm.submit_contract(draft)


def test_one_deal_of_the_crm_is_one_contract_until_that_is_withdrawn() -> None:
    crm = Crm()
    first = crm.contract(external_id="hubspot:42")
    with pytest.raises(AlreadyTaken) as refusal:
        crm.contract(external_id="hubspot:42")
    assert refusal.value.path == "external_id"
    command = EndContract(
        by=crm.key, contract_id=first.id, expected_version=first.sequence, reason="Lost"
    )
    with crm.writing() as uow:
        end_contract(command, uow)
    assert crm.contract(external_id="hubspot:42").id != first.id


def test_what_people_have_agreed_to_no_key_ends_also_the_one_that_wrote_it() -> None:
    crm = Crm()
    draft = crm.contract(deal_channel=DEAL_CHANNEL)
    pending = crm.submit_contract(draft)
    with crm.writing() as uow:
        yes = Approve(by=FIONA, subject_id=pending.id, expected_version=pending.sequence)
        agreed = approve_contract(yes, uow)
    command = EndContract(
        by=crm.key, contract_id=agreed.id, expected_version=agreed.sequence, reason="Lost"
    )
    with pytest.raises(NotPermitted), crm.writing() as uow:
        end_contract(command, uow)
    by_finance = command.model_copy(update={"by": FIONA})
    with crm.writing() as uow:
        assert end_contract(by_finance, uow).state is ContractState.ENDED


def test_a_customers_external_id_outlives_an_edit_that_does_not_say_it() -> None:
    crm = Crm()
    with crm.writing() as uow:
        given = SaveCustomer(by=crm.key, customer=a_customer(external_id="0015g"))
        save_customer(given, uow, crm.renderer)
        edited = SaveCustomer(by=SAM, customer=a_customer(attention="Accounts payable"))
        kept = save_customer(edited, uow, crm.renderer)
        assert (kept.external_id, kept.attention) == ("0015g", "Accounts payable")
        assert uow.customers.find_external("0015g") == kept
        with pytest.raises(AlreadyTaken) as refusal:
            another = a_customer(id="second", name="Second", external_id="0015g")
            save_customer(SaveCustomer(by=crm.key, customer=another), uow, crm.renderer)
    assert refusal.value.path == "external_id"


def test_an_entitys_external_id_outlives_an_edit_that_does_not_say_it() -> None:
    crm = Crm()
    with crm.writing() as uow:
        given = SaveSenderProfile(by=crm.key, profile=a_sender_profile(external_id="us"))
        save_sender_profile(given, uow, crm.renderer)
        edited = SaveSenderProfile(by=SAM, profile=a_sender_profile(phone="+1 415 555 0199"))
        save_sender_profile(edited, uow, crm.renderer)
        found = uow.sender_profiles.find_external("us")
        assert found is not None
        assert found.phone == "+1 415 555 0199"
        with pytest.raises(AlreadyTaken) as refusal:
            another = a_sender_profile(id="b", legal_name="B", series="B-", external_id="us")
            save_sender_profile(SaveSenderProfile(by=SAM, profile=another), uow, crm.renderer)
    assert refusal.value.path == "external_id"
