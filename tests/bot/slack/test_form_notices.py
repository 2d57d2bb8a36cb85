"""What a form says before it is submitted: duplicates, another customer, nobody who approves."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from bot.intake.drafts.invoice import InvoiceForm, LineForm
from bot.slack.form_notices import notices
from bot.slack.forms import keep
from jupiter_core.commands.approval import expect_approvable
from jupiter_core.commands.draft import InvoiceTerms, SubmitInvoice, submit_invoice
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.readers import Readers
from jupiter_core.domain.refusals import NobodyApproves
from jupiter_core.domain.totals import LineItem
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import UnitOfWork
from tests.factories import (
    DEAL_CHANNEL,
    FIONA,
    FRANK,
    SAM,
    WORKSPACE,
    a_customer,
    a_sender_profile,
)
from tests.harness.fakes import FixedClock, a_fake_store
from tests.harness.slack_bot import TypedPaper

DOUBLE = "May be a duplicate of"


@pytest.fixture
def uow() -> Iterator[UnitOfWork]:
    """Acme and Globex; Fiona billed Acme USD 1,200.00 on 10 November, in the deal's channel."""
    with a_fake_store(FixedClock()).write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile())
        uow.customers.save(a_customer())
        uow.customers.save(a_customer(id="customer-globex", name="Globex GmbH"))
        policy = ApprovalPolicy(approvers=(FIONA.id, FRANK.id))
        uow.save_workspace(Workspace(id=WORKSPACE, policy=policy))
        made(uow)
        yield uow


def made(uow: UnitOfWork, by: object = FIONA, day: date = date(2026, 11, 10)) -> Invoice:
    line = LineItem(description="Platform", quantity=Decimal(1), unit_price=Money.of("1200", "USD"))
    terms = InvoiceTerms(
        customer_id="customer-acme",
        sender_profile_id="sender-us",
        currency="USD",
        net_terms=30,
        issue_date=day,
        lines=(line,),
    )
    command = SubmitInvoice.model_validate({"by": by, "deal_channel": DEAL_CHANNEL, "terms": terms})
    return submit_invoice(command, uow, TypedPaper())


def said(uow: UnitOfWork, **changes: object) -> str:
    """What Sam's form says: by default, for the same amount ten days later, from elsewhere."""
    given = {
        "customer_id": "customer-acme",
        "customer_name": "Acme Corporation",
        "currency": "USD",
        "issue_date": "2026-11-20",
        "deal_channel": "C0ELSEWHERE",
        "lines": (LineForm(key="l1", description="x", quantity="2", unit_price="600"),),
        **changes,
    }
    form = InvoiceForm.model_validate(given)
    return " ".join(notices(uow, keep(uow, SAM.id, "form1", form), form))


def test_the_same_amount_for_the_same_customer_within_a_month_is_said(uow: UnitOfWork) -> None:
    assert said(uow) == (
        "⚠ May be a duplicate of the draft for Acme Corporation, 10 November 2026: "
        "same customer, same amount."
    )


@pytest.mark.parametrize(
    ("issue_date", "is_double"),
    [
        ("2026-10-11", True),
        ("2026-10-10", False),
        ("2026-12-10", True),
        ("2026-12-11", False),
        ("", False),
        ("nonsense", False),
    ],
)
def test_a_month_is_thirty_days_before_or_after(
    uow: UnitOfWork, issue_date: str, is_double: bool
) -> None:
    assert (DOUBLE in said(uow, issue_date=issue_date)) is is_double


@pytest.mark.parametrize(
    "other",
    [
        {"customer_id": "customer-globex"},
        {"currency": "EUR"},
        {"lines": (LineForm(key="l1", description="x", quantity="2", unit_price="600.01"),)},
        {"lines": ()},
    ],
    ids=["customer", "currency", "amount", "nothing"],
)
def test_another_customer_currency_or_amount_is_no_duplicate(
    uow: UnitOfWork, other: dict[str, object]
) -> None:
    assert DOUBLE not in said(uow, **other)


def test_an_invoice_that_is_edited_is_no_duplicate_of_itself(uow: UnitOfWork) -> None:
    (own,) = uow.invoices.ids()
    assert said(uow, invoice_id=own) == ""


def test_another_customer_than_that_of_the_channels_last_invoice_is_said(uow: UnitOfWork) -> None:
    globex = {"customer_id": "customer-globex", "customer_name": "Globex GmbH"}
    assert said(uow, deal_channel=DEAL_CHANNEL, **globex) == (
        "⚠ This channel's last invoice was for Acme Corporation. This one is for Globex GmbH."
    )
    assert "channel's last" not in said(uow, deal_channel=DEAL_CHANNEL)


def test_who_may_not_read_an_invoice_learns_neither_its_name_nor_its_customer(
    uow: UnitOfWork,
) -> None:
    uow.save_workspace(uow.workspace().model_copy(update={"readers": Readers.FINANCE}))
    assert "duplicate of another invoice, 10 November 2026" in said(uow)
    globex = {"customer_id": "customer-globex", "customer_name": "Globex GmbH"}
    assert said(uow, deal_channel=DEAL_CHANNEL, **globex) == ""


@pytest.mark.parametrize(
    ("approvers", "needed", "enough"),
    [
        ((), 1, False),
        ((SAM.id,), 1, False),
        ((SAM.id, FIONA.id), 1, True),
        ((SAM.id, FIONA.id), 2, False),
        ((FRANK.id, FIONA.id), 2, True),
    ],
)
def test_what_nobody_else_could_approve_is_not_submitted(
    uow: UnitOfWork, approvers: tuple[str, ...], needed: int, enough: bool
) -> None:
    policy = ApprovalPolicy(approvers=approvers, approvals=needed)
    uow.save_workspace(uow.workspace().model_copy(update={"policy": policy}))
    invoice = made(uow, by=SAM)
    if enough:
        expect_approvable(uow, invoice)
        return
    with pytest.raises(NobodyApproves, match="An admin names approvers"):
        expect_approvable(uow, invoice)
