"""Any people doing anything in any order: refused or not, the promises are kept."""

from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, rule

from jupiter_core.commands.bank_details import (
    DecideBankDetails,
    ProposeBankDetails,
    decide_bank_details,
    propose_bank_details,
)
from jupiter_core.commands.link import ReplaceLink, replace_link
from jupiter_core.commands.parties import (
    SaveCustomer,
    SaveSenderProfile,
    save_customer,
    save_sender_profile,
)
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.approval import ApprovalPolicy, ApprovalRule
from jupiter_core.domain.credit_note import Part
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.workspace import Workspace
from tests.factories import (
    DANA,
    FIONA,
    FRANK,
    NOW,
    SAM,
    WORKSPACE,
    a_customer,
    a_line,
    a_sender_profile,
    a_us_bank,
)
from tests.harness.promises import expect_all_promises_kept
from tests.harness.workspace import MemoryWorkspace

OMAR = Actor(kind=ActorKind.SLACK_USER, id="U0OMAR", name="Omar Haddad")
POLICIES = tuple(
    ApprovalPolicy(
        approvers=approvers,
        rules=(ApprovalRule(at_least=Decimal(1000), currency="USD", approvals=2),),
    )
    for approvers in ((FIONA.id, FRANK.id, OMAR.id), (FRANK.id, OMAR.id))
)
ENTITIES = {"sender-us": "US", "sender-uk": "UK"}

people = st.sampled_from([SAM, FIONA, FRANK, OMAR])
approvers = st.sampled_from([FIONA, FRANK, OMAR])
entities = st.sampled_from(list(ENTITIES))
lags = st.sampled_from([0, 0, 0, 0, 0, 0, 0, 1, 2])
prices = st.sampled_from(["10.00", "1000.00", "999.99", "10.00", "-5.00"])
days = st.integers(-3, 2)
texts = st.sampled_from(["", "a", "b"])


class AnySequence(RuleBasedStateMachine):
    """Each rule is one press of a button by somebody who saw the invoice `lag` versions ago."""

    invoices = Bundle("invoices")

    def __init__(self) -> None:
        super().__init__()
        self.desk = MemoryWorkspace(POLICIES[0])
        with self.desk.writing() as uow:
            for entity, name in ENTITIES.items():
                uow.sender_profiles.save(_entity(entity, series=f"{name}-"))
        self.first = self._submitted(SAM, "10.00", 0, "sender-us")

    @rule(target=invoices, price=prices, entity=entities)
    def a_deal_without_trouble(self, price: str, entity: str) -> str:
        try:
            invoice = self._submitted(SAM, price, -1, entity)
        except Refusal:
            return self.first
        self.approve_by_all(invoice)
        return invoice

    @rule(target=invoices, by=people, price=prices, day=days, entity=entities)
    def submit(self, by: Actor, price: str, day: int, entity: str) -> str:
        try:
            return self._submitted(by, price, day, entity)
        except Refusal:
            return self.first

    @rule(invoice=invoices, by=people, lag=lags, price=prices, day=days, entity=entities)
    def revise(self, invoice: str, by: Actor, lag: int, price: str, day: int, entity: str) -> None:
        with suppress(Refusal):
            self.desk.revise(self._seen(invoice, lag), by, **_terms(price, day, entity))

    @rule(invoice=invoices, by=people, lag=lags)
    def approve(self, invoice: str, by: Actor, lag: int) -> None:
        with suppress(Refusal):
            self.desk.approve(self._seen(invoice, lag), by)

    @rule(invoice=invoices)
    def approve_by_all(self, invoice: str) -> None:
        for by in (FIONA, FRANK, OMAR):
            self.approve(invoice, by, 0)

    @rule(invoice=invoices, by=approvers, lag=lags)
    def ask_for_changes(self, invoice: str, by: Actor, lag: int) -> None:
        with suppress(Refusal):
            self.desk.ask_for_changes(self._seen(invoice, lag), by)

    @rule(invoice=invoices, by=people, lag=lags, po=texts)
    def add_po(self, invoice: str, by: Actor, lag: int, po: str) -> None:
        with suppress(Refusal):
            self.desk.add_po(self._seen(invoice, lag), po, by)

    @rule(invoice=invoices, lag=lags, po=texts, attention=texts)
    def amend(self, invoice: str, lag: int, po: str, attention: str) -> None:
        with suppress(Refusal):
            seen = self._seen(invoice, lag)
            self.desk.amend(seen, DANA, po_number=po, attention=attention)

    @rule(invoice=invoices, by=people, lag=lags, share=st.sampled_from([1, 2, 0, 1]))
    def pay(self, invoice: str, by: Actor, lag: int, share: int) -> None:
        seen = self._seen(invoice, lag)
        with suppress(Refusal):
            amount = Money(minor=seen.amount_due.minor * share // 2, currency="USD")
            self.desk.pay(seen, amount, by)

    @rule(target=invoices, invoice=invoices, by=people, lag=lags, net=st.sampled_from([0, 1, 500]))
    def credit(self, invoice: str, by: Actor, lag: int, net: int) -> str:
        part = Part(description="-", net=Money(minor=net, currency="USD")) if net else None
        try:
            return self.desk.credit(self._seen(invoice, lag), part, by).id
        except Refusal:
            return self.first

    @rule(invoice=invoices, by=people, lag=lags)
    def void(self, invoice: str, by: Actor, lag: int) -> None:
        with suppress(Refusal):
            self.desk.void(self._seen(invoice, lag), by)

    @rule(invoice=invoices, by=people, lag=lags)
    def replace_link(self, invoice: str, by: Actor, lag: int) -> None:
        seen = self._seen(invoice, lag).sequence
        with suppress(Refusal), self.desk.writing() as uow:
            replace_link(ReplaceLink(by=by, invoice_id=invoice, expected_version=seen), uow)

    @rule(by=people, attention=texts)
    def edit_customer(self, by: Actor, attention: str) -> None:
        command = SaveCustomer(by=by, customer=a_customer(attention=attention))
        with suppress(Refusal), self.desk.writing() as uow:
            save_customer(command, uow, self.desk.renderer)

    @rule(
        by=people,
        entity=entities,
        phone=texts,
        series=st.sampled_from(["US-", "us-", "UK-"]),
        back_dating=st.booleans(),
        time_zone=st.sampled_from(["America/Los_Angeles", "Pacific/Kiritimati"]),
    )
    def edit_profile(self, by: Actor, entity: str, **changes: object) -> None:
        command = SaveSenderProfile(by=by, profile=_entity(entity, **changes))
        with suppress(Refusal), self.desk.writing() as uow:
            save_sender_profile(command, uow, self.desk.renderer)

    @rule(by=people, entity=entities, account=texts)
    def propose_bank(self, by: Actor, entity: str, account: str) -> None:
        accounts = (a_us_bank().model_copy(update={"account_number": account}),)
        command = ProposeBankDetails(by=by, profile_id=entity, accounts=accounts)
        with suppress(Refusal), self.desk.writing() as uow:
            propose_bank_details(command, uow, self.desk.renderer)

    @rule(by=people, entity=entities, confirmed=st.booleans())
    def decide_bank(self, by: Actor, entity: str, confirmed: bool) -> None:
        with suppress(Refusal), self.desk.writing() as uow:
            profile = uow.sender_profiles.get(entity)
            accounts = profile.bank_proposal.accounts if profile.bank_proposal else ()
            command = DecideBankDetails(
                by=by, profile_id=entity, accounts=accounts, confirmed=confirmed
            )
            changed = decide_bank_details(command, uow)
            assert not confirmed or profile.bank_proposal is not None
            if confirmed and profile.bank_proposal:
                consent = profile.bank_proposal.consent
                assert consent.proposer != by.person
                assert (changed.bank_proposal is None) is (
                    consent.missing == 1 and consent.delay_hours == 0
                )

    @rule(policy=st.sampled_from(POLICIES))
    def change_policy(self, policy: ApprovalPolicy) -> None:
        with self.desk.writing() as uow:
            uow.save_workspace(Workspace(id=WORKSPACE, policy=policy))

    @rule(hours=st.sampled_from([0, 1, 9, 25]))
    def time_passes(self, hours: int) -> None:
        self.desk.clock.advance(hours=hours)
        self.desk.tick()
        assert self.desk.tick() == []

    def teardown(self) -> None:
        expect_all_promises_kept(self.desk)

    def _submitted(self, by: Actor, price: str, day: int, entity: str) -> str:
        return self.desk.submit(by, **_terms(price, day, entity)).id

    def _seen(self, invoice_id: str, lag: int) -> Invoice:
        versions = self.desk.versions(invoice_id)
        return versions[max(0, len(versions) - 1 - lag)].invoice()


def _entity(entity: str, **changes: object) -> SenderProfile:
    name = ENTITIES[entity]
    return a_sender_profile(id=entity, legal_name=f"Jupiter {name}", **changes)


def _terms(price: str, day: int, entity: str) -> dict[str, object]:
    return {
        "sender_profile_id": entity,
        "issue_date": NOW.date() + timedelta(days=day),
        "lines": (a_line(price=price),),
    }


TestAnySequence = AnySequence.TestCase
TestAnySequence.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
