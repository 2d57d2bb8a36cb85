"""One person, all their keys, and any sequence of actions: an admin who is also an approver.

Whatever they do, customers go on paying where they paid, nobody gains or loses power, and nothing
is issued that no other person has approved.
"""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import date, timedelta

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from jupiter_core.commands.api_key import DecideScopes, decide_scopes
from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.bank_details import (
    DecideBankDetails,
    ProposeBankDetails,
    decide_bank_details,
    propose_bank_details,
)
from jupiter_core.commands.contract import (
    ReviseContract,
    SubmitContract,
    revise_contract,
    submit_contract,
)
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.commands.credit_note import DraftCreditNote, draft_credit_note
from jupiter_core.commands.draft import (
    ReviseInvoice,
    SubmitDraft,
    SubmitInvoice,
    revise_invoice,
    submit_draft,
    submit_invoice,
)
from jupiter_core.commands.identity import DecideIdentity, decide_identity
from jupiter_core.commands.parties import (
    SaveCustomer,
    SaveSenderProfile,
    save_customer,
    save_sender_profile,
)
from jupiter_core.commands.setup import SetupFile, apply_setup
from jupiter_core.commands.team import DecidePolicy, SaveTeam, decide_policy, save_team
from jupiter_core.commands.timer import tick
from jupiter_core.domain.actor import Actor, operator
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import Refusal
from jupiter_core.ports import UnitOfWork
from jupiter_core.store import Database
from tests.attacks.company import ELSEWHERE, MALLORY
from tests.factories import (
    A_SIGNER,
    DEAL_CHANNEL,
    FRANK,
    SAM,
    a_customer,
    a_line,
    a_sender_profile,
    a_us_bank,
)
from tests.harness.api_keys import an_api_key
from tests.harness.contracts import a_contract
from tests.harness.databases import fresh_url
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.workspace import MemoryWorkspace, terms

POLICY = ApprovalPolicy(approvers=(MALLORY.id, FRANK.id), bank_delay_hours=24)
POLICIES = (
    POLICY,
    ApprovalPolicy(approvers=(MALLORY.id,)),
    ApprovalPolicy(approvers=(MALLORY.id, FRANK.id, "U0PUPPET"), bank_delay_hours=0),
    ApprovalPolicy(),
)
SCOPES = (tuple(Scope), (Scope.INVOICES_APPROVE, Scope.CONTRACTS_APPROVE), (Scope.INVOICES_WRITE,))
ENTITIES = ("sender-us", "sender-new")
NAMES = ("Jupiter US Inc.", "Jupiter US, Inc", "Jupiter New Inc.")
me = st.integers(0, 3)
"""Themselves, or one of their keys."""
any_of = st.integers(0, 5)


class OnePerson(RuleBasedStateMachine):
    """Mallory is an admin and an approver; Frank does nothing, Sam once drafted an invoice."""

    def __init__(self, desk: MemoryWorkspace | None = None) -> None:
        super().__init__()
        self.desk = desk or MemoryWorkspace(POLICY)
        self.actors: list[Actor] = [MALLORY, operator(MALLORY.id)]
        self.desk.submit(SAM, lines=(a_line(price="100.00"),))

    # what they do

    @rule(scopes=st.sampled_from(SCOPES))
    def make_a_key(self, scopes: tuple[Scope, ...]) -> None:
        """As if it had all that it asks for: the scopes are tried apart."""
        with suppress(Refusal):
            self.actors.append(an_api_key(self.desk.store, *scopes, by=MALLORY).key.actor)

    @rule(by=me, which=any_of)
    def decide_scopes(self, by: int, which: int) -> None:
        with self._trying() as uow:
            keys = [each for each in uow.api_keys.all() if each.asked]
            if keys:
                key = keys[which % len(keys)]
                decide_scopes(DecideScopes(by=self._me(by), key_id=key.id, confirmed=True), uow)

    @rule(by=me, price=st.sampled_from(("1.00", "9000000.00")), entity=st.sampled_from(ENTITIES))
    def submit(self, by: int, price: str, entity: str) -> None:
        said = terms(lines=(a_line(price=price),), sender_profile_id=entity)
        with self._trying() as uow:
            command = SubmitInvoice(by=self._me(by), deal_channel=DEAL_CHANNEL, terms=said)
            submit_invoice(command, uow, self.desk.renderer)

    @rule(by=me, which=any_of, price=st.sampled_from(("1.00", "9000000.00")))
    def revise(self, by: int, which: int, price: str) -> None:
        with self._trying() as uow:
            invoice_id = self._invoice(uow, which)
            said = terms(lines=(a_line(price=price),))
            command = ReviseInvoice(
                by=self._me(by), invoice_id=invoice_id, expected_version=None, terms=said
            )
            revise_invoice(command, uow, self.desk.renderer)

    @rule(by=me, which=any_of)
    def submit_a_draft(self, by: int, which: int) -> None:
        with self._trying() as uow:
            command = SubmitDraft(
                by=self._me(by), invoice_id=self._invoice(uow, which), expected_version=None
            )
            submit_draft(command, uow)

    @rule(by=me, which=any_of)
    def approve(self, by: int, which: int) -> None:
        with self._trying() as uow:
            invoice = uow.invoices.get(self._invoice(uow, which))
            command = Approve(
                by=self._me(by), subject_id=invoice.id, expected_version=invoice.sequence
            )
            approve(command, uow)

    @rule(by=me, which=any_of)
    def credit(self, by: int, which: int) -> None:
        with self._trying() as uow:
            invoice = uow.invoices.get(self._invoice(uow, which))
            command = DraftCreditNote(
                by=self._me(by),
                invoice_id=invoice.id,
                expected_version=invoice.sequence,
                reason="-",
            )
            draft_credit_note(command, uow, self.desk.renderer)

    @rule(by=me)
    def submit_a_contract(self, by: int) -> None:
        with self._trying() as uow:
            command = SubmitContract(
                by=self._me(by),
                deal_channel=DEAL_CHANNEL,
                name="",
                customer_id="customer-acme",
                sender_profile_id="sender-us",
                terms=a_contract(),
            )
            submit_contract(command, uow, self.desk.renderer)

    @rule(by=me, which=any_of, months=st.sampled_from((12, 24)))
    def revise_a_contract(self, by: int, which: int, months: int) -> None:
        with self._trying() as uow:
            command = ReviseContract(
                by=self._me(by),
                contract_id=self._contract(uow, which),
                expected_version=None,
                terms=a_contract(term_months=months),
            )
            revise_contract(command, uow, self.desk.renderer)

    @rule(by=me, which=any_of)
    def approve_a_contract(self, by: int, which: int) -> None:
        with self._trying() as uow:
            contract = uow.contracts.get(self._contract(uow, which))
            command = Approve(
                by=self._me(by), subject_id=contract.id, expected_version=contract.sequence
            )
            approve_contract(command, uow)

    @rule(by=me, entity=st.sampled_from(ENTITIES))
    def propose_accounts(self, by: int, entity: str) -> None:
        with self._trying() as uow:
            command = ProposeBankDetails(by=self._me(by), profile_id=entity, accounts=(ELSEWHERE,))
            propose_bank_details(command, uow, self.desk.renderer)

    @rule(by=me, entity=st.sampled_from(ENTITIES), confirmed=st.booleans())
    def decide_accounts(self, by: int, entity: str, confirmed: bool) -> None:
        with self._trying() as uow:
            proposal = uow.sender_profiles.get(entity).bank_proposal
            command = DecideBankDetails(
                by=self._me(by),
                profile_id=entity,
                accounts=proposal.accounts if proposal else (),
                confirmed=confirmed,
            )
            decide_bank_details(command, uow)

    @rule(by=me, entity=st.sampled_from(ENTITIES), name=st.sampled_from(NAMES))
    def save_an_entity(self, by: int, entity: str, name: str) -> None:
        series = "JUS-" if entity == "sender-us" else "NEW-"
        profile = a_sender_profile(
            id=entity, legal_name=name, series=series, bank_accounts=(ELSEWHERE,)
        )
        with self._trying() as uow:
            save_sender_profile(
                SaveSenderProfile(by=self._me(by), profile=profile), uow, self.desk.renderer
            )

    @rule(by=me, entity=st.sampled_from(ENTITIES))
    def decide_a_name(self, by: int, entity: str) -> None:
        with self._trying() as uow:
            proposal = uow.sender_profiles.get(entity).identity_proposal
            if proposal:
                command = DecideIdentity(
                    by=self._me(by),
                    profile_id=entity,
                    legal_name=proposal.legal_name,
                    external_id=proposal.external_id,
                    confirmed=True,
                )
                decide_identity(command, uow)

    @rule(by=me, policy=st.sampled_from(POLICIES))
    def save_the_team(self, by: int, policy: ApprovalPolicy) -> None:
        with self._trying() as uow:
            save_team(SaveTeam(by=self._me(by), policy=policy, drafters=()), uow)

    @rule(by=me, is_admin=st.booleans())
    def decide_the_policy(self, by: int, is_admin: bool) -> None:
        with self._trying() as uow:
            proposal = uow.workspace().policy_proposal
            if proposal:
                command = DecidePolicy(
                    by=self._me(by), policy=proposal.policy, confirmed=True, is_admin=is_admin
                )
                decide_policy(command, uow)

    @rule(policy=st.sampled_from(POLICIES))
    def load_a_set_up_file(self, policy: ApprovalPolicy) -> None:
        team = SaveTeam(policy=policy, drafters=())
        profiles = (a_sender_profile(bank_accounts=(ELSEWHERE,)),)
        with self._trying() as uow:
            file = SetupFile(team=team, sender_profiles=profiles)
            apply_setup(file, uow, self.desk.renderer, operator(MALLORY.id))

    @rule(by=me, attention=st.sampled_from(("", "Floor 2")))
    def save_the_customer(self, by: int, attention: str) -> None:
        with self._trying() as uow:
            command = SaveCustomer(by=self._me(by), customer=a_customer(attention=attention))
            save_customer(command, uow, self.desk.renderer)

    @rule(days=st.sampled_from((0, 1, 8, 400)))
    def time_passes(self, days: int) -> None:
        self.desk.clock.advance(hours=24 * days)
        with self.desk.writing() as uow:
            tick(uow)

    # what never happens

    @invariant()
    def customers_pay_where_they_paid(self) -> None:
        with self.desk.reading() as uow:
            for profile in uow.sender_profiles.all():
                expected = (a_us_bank(),) if profile.id == "sender-us" else ()
                assert profile.bank_accounts == expected
            for invoice in self._issued(uow):
                assert invoice.content.remit_to == a_us_bank()

    @invariant()
    def the_power_is_where_it_was(self) -> None:
        with self.desk.reading() as uow:
            assert uow.workspace().policy == POLICY
            assert uow.workspace().appointments == ()

    @invariant()
    def nothing_is_issued_that_no_other_person_wrote_or_approved(self) -> None:
        """Mallory approves what Sam drafted: that is two people. What Mallory wrote stays."""
        with self.desk.reading() as uow:
            for invoice in self._issued(uow):
                people = {*invoice.writers, *(each.by for each in invoice.approvals)}
                assert people - {each.id for each in self.actors} - {MALLORY.id}
                assert MALLORY.id not in invoice.writers
                assert invoice.approvals

    def _issued(self, uow: UnitOfWork) -> list[Invoice]:
        return [each for each in map(uow.invoices.get, uow.invoices.ids()) if each.number]

    def _me(self, which: int) -> Actor:
        return self.actors[which % len(self.actors)]

    @staticmethod
    def _invoice(uow: UnitOfWork, which: int) -> str:
        ids = uow.invoices.ids()
        return ids[which % len(ids)]

    @staticmethod
    def _contract(uow: UnitOfWork, which: int) -> str:
        ids = uow.contracts.ids() or ["none"]
        return ids[which % len(ids)]

    @contextmanager
    def _trying(self) -> Iterator[UnitOfWork]:
        with suppress(Refusal), self.desk.writing() as uow:
            yield uow


TestOnePerson = OnePerson.TestCase
TestOnePerson.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


@pytest.mark.parametrize(
    ("kind", "examples"), [("sqlite", 6), pytest.param("postgresql", 3, marks=pytest.mark.postgres)]
)
def test_nor_does_one_person_on_a_real_store(
    kind: str, examples: int, request: pytest.FixtureRequest
) -> None:
    with ExitStack() as stack:

        class Stored(OnePerson):
            """In an empty database; that of the one before is closed."""

            def __init__(self) -> None:
                stack.close()
                clock = FixedClock()
                database = Database(fresh_url(kind, request), clock, CountingIds(), A_SIGNER)
                store = stack.enter_context(closing(database))
                super().__init__(MemoryWorkspace(POLICY, clock=clock, store=store))

        few = settings(
            max_examples=examples,
            stateful_step_count=30,
            deadline=None,
            phases=(Phase.reuse, Phase.generate),  # the fakes shrink what is found in a second
        )
        run_state_machine_as_test(Stored, settings=few)


def test_with_one_other_person_all_of_it_goes_on() -> None:
    """The model can fail: with Frank's word an invoice of Mallory's is issued."""
    desk = MemoryWorkspace(POLICY)
    invoice = desk.submit(MALLORY, issue_date=date(2026, 11, 22) - timedelta(days=1))
    assert desk.approve(invoice, FRANK).number == "JUS-000001"
