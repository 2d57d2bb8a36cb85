"""Invoices that wait for approval, as many as a round has clicks; approving one issues it."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import col

from bot.system import SystemClock, Ulids
from jupiter_core.commands.draft import InvoiceTerms, SubmitInvoice, submit_invoice
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.invoice import State
from jupiter_core.outbox.messages import EMAIL, SLACK
from jupiter_core.ports import UNTIL_RELEASED
from jupiter_core.store import Database
from jupiter_core.store.outbox import put_hold
from jupiter_core.store.tables import InvoiceRow
from tests.factories import A_SIGNER, DEAL_CHANNEL, SAM, WORKSPACE, a_line
from tests.harness.fake_renderer import FakeRenderer


def opened(url: str) -> Database:
    """Beside the process that is measured."""
    clock = SystemClock()
    return Database(url, clock, Ulids(clock), A_SIGNER)


def name_approvers(store: Database, people: int) -> None:
    """Who press, each their own."""
    with store.write(WORKSPACE) as uow:
        policy = ApprovalPolicy(approvers=tuple(f"U{n:04}" for n in range(people)))
        uow.save_workspace(uow.workspace().model_copy(update={"policy": policy}))


def submit(store: Database, count: int) -> list[str]:
    """The values of the buttons of so many new ones. Nobody is told of them: the messages of
    before would be sent while the approvals are measured."""
    made = []
    with store.engine.begin() as connection:
        for place in (SLACK, EMAIL):
            put_hold(connection, WORKSPACE, place, UNTIL_RELEASED)
    for _ in range(count):
        with store.write(WORKSPACE) as uow:
            invoice = submit_invoice(_COMMAND, uow, FakeRenderer())
            made.append(f"{invoice.id}:{invoice.sequence}")
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE outbox SET sent_at = not_before WHERE sent_at IS NULL")
        connection.exec_driver_sql("DELETE FROM outbox_holds")
    return made


def unsent(store: Database) -> int:
    """How many messages still wait."""
    return sum(each.waiting for each in store.outbox_depths())


def undecided(store: Database) -> int:
    """How many still wait. Counted by the database: who measures needs the processor for less than
    what is measured does."""
    pending = col(InvoiceRow.state) == State.PENDING_APPROVAL.value
    with store.engine.connect() as connection:
        counted = select(func.count()).select_from(InvoiceRow).where(pending)
        return int(connection.execute(counted).scalar_one())


_COMMAND = SubmitInvoice(
    by=SAM,
    deal_channel=DEAL_CHANNEL,
    terms=InvoiceTerms(
        customer_id="customer-acme",
        sender_profile_id="sender-us",
        currency="USD",
        net_terms=30,
        # A day that has begun at the entity too, at whatever hour this is measured.
        issue_date=datetime.now(UTC).date() - timedelta(days=1),
        lines=tuple(a_line(f"Platform module {n}", "10", "1234.50") for n in range(4)),
    ),
)
