"""The company under attack: Fiona, Frank and Wanda approve, Sam drafts, Mallory is an admin.

On a real database, with the API before it. People in Slack act through the commands that their
buttons call; what the doors themselves do is attacked in tests of their own.
"""

from collections.abc import Iterator
from contextlib import closing

import pytest

from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.bank_details import DecideBankDetails, decide_bank_details
from jupiter_core.commands.draft import SubmitInvoice, submit_invoice
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.events import Event
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import Message
from jupiter_core.store import Database
from tests.factories import (
    A_SIGNER,
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
from tests.harness.api_client import OTHER, System
from tests.harness.databases import KINDS, fresh_url
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.workspace import terms

__all__ = ["company"]

MALLORY = Actor(kind=ActorKind.SLACK_USER, id="U0MALLORY", name="Mallory Quinn")
APPROVERS = (FIONA, FRANK, WANDA)
ELSEWHERE = a_us_bank().model_copy(update={"account_number": "666666"})


class Company(System):
    """`clock` is the database's and the API's."""

    def __init__(self, database: Database, clock: FixedClock) -> None:
        self.database = database
        super().__init__(store=database, clock=clock)

    def profile(self, profile_id: str = "sender-us") -> SenderProfile:
        with self.store.read(WORKSPACE) as uow:
            return uow.sender_profiles.get(profile_id)

    def account(self) -> str | None:
        """Where customers pay now."""
        return self.profile().bank_accounts[0].account_number

    def decide(
        self,
        by: Actor,
        *accounts: BankAccount,
        confirmed: bool = True,
        profile_id: str = "sender-us",
    ) -> SenderProfile:
        """Their press on Confirm or Cancel of these accounts, or of those that are proposed."""
        with self.store.write(WORKSPACE) as uow:
            proposal = uow.sender_profiles.get(profile_id).bank_proposal
            read = accounts or (proposal.accounts if proposal else ())
            command = DecideBankDetails(
                by=by, profile_id=profile_id, accounts=read, confirmed=confirmed
            )
            return decide_bank_details(command, uow)

    def submitted(self, by: Actor = SAM, **changes: object) -> Invoice:
        with self.store.write(WORKSPACE) as uow:
            command = SubmitInvoice(by=by, deal_channel=DEAL_CHANNEL, terms=terms(**changes))
            return submit_invoice(command, uow, self.renderer)

    def approve(self, invoice: Invoice, by: Actor) -> Invoice:
        with self.store.write(WORKSPACE) as uow:
            return approve(
                Approve(by=by, subject_id=invoice.id, expected_version=invoice.sequence), uow
            )

    def now(self, invoice: Invoice) -> Invoice:
        with self.store.read(WORKSPACE) as uow:
            return uow.invoices.get(invoice.id)

    def events(self, subject_id: str) -> list[Event]:
        with self.store.read(WORKSPACE) as uow:
            return uow.events.of(subject_id)

    def told(self) -> list[Message]:
        """What waits for people in Slack, and is sent with this."""
        now = self.clock.now()
        outbox, heard = self.database.outbox, []
        while claimed := outbox.claim(owner="test", now=now, lease_until=now, limit=50):
            for each in claimed:
                outbox.sent(each.id, owner="test", now=now, receipt={})
            heard += claimed
        return heard

    def people_told(self) -> set[str]:
        """The Slack user ids, and `admins` where all admins are told."""
        messages = self.told()
        people = {each.body["user_id"] for each in messages if each.kind == "direct"}
        return people | {"admins" for each in messages if each.kind == "admins"}

    def _set_up(self, workspace_id: str) -> None:
        policy = ApprovalPolicy(approvers=tuple(each.id for each in APPROVERS))
        with self.store.write(workspace_id) as uow:
            uow.save_workspace(Workspace(id=workspace_id, policy=policy))
            if workspace_id != OTHER:
                uow.sender_profiles.save(a_sender_profile())
                uow.customers.save(a_customer())


@pytest.fixture(params=KINDS)
def company(request: pytest.FixtureRequest) -> Iterator[Company]:
    clock, url = FixedClock(), fresh_url(request.param, request)
    with closing(Database(url, clock, CountingIds(), A_SIGNER)) as database:
        made = Company(database, clock)
        made.told()
        yield made
