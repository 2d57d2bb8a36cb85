"""What the modal tells whoever is about to submit: of its dates and of its account."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.intake.drafts.contract import ContractForm, ContractLineForm
from bot.intake.drafts.invoice import InvoiceForm
from bot.slack.forms import draw, keep
from jupiter_core.ports import UnitOfWork
from tests.factories import SAM, WORKSPACE, a_sender_profile
from tests.harness.drawn_views import expect_modal, texts_in
from tests.harness.fakes import FixedClock, a_fake_store

TODAY = datetime(2026, 11, 28, 20, tzinfo=UTC)
ACCOUNT = (
    "⚠ Jupiter US Inc. has no bank account in EUR. The customer is asked to pay to the USD "
    "account: First Example Bank, account 000123456789."
)


@pytest.fixture
def uow() -> Iterator[UnitOfWork]:
    with a_fake_store(FixedClock(TODAY)).write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile())
        yield uow


def warned(uow: UnitOfWork, form: InvoiceForm | ContractForm) -> list[str]:
    view = draw(uow, keep(uow, SAM.id, "form1", form))
    expect_modal(view)
    return [each for each in texts_in(view) if each.startswith("⚠")]


def an_invoice(**changes: Any) -> InvoiceForm:
    given = {"sender_profile_id": "sender-us", "currency": "USD", "issue_date": "2026-11-28"}
    return InvoiceForm.model_validate({**given, **changes})


def test_an_invoice_of_today_in_the_entitys_currency_has_none(uow: UnitOfWork) -> None:
    assert warned(uow, an_invoice()) == []
    assert warned(uow, an_invoice(issue_date="2027-01-01")) == []


def test_a_day_that_has_passed_is_told_with_the_days_that_it_will_bear(uow: UnitOfWork) -> None:
    (told,) = warned(uow, an_invoice(issue_date="2026-06-01"))
    assert told == (
        "⚠ The issue date 1 Jun 2026 has passed. The invoice will be dated on the day it is "
        "issued, and due from then: if issued on 28 Nov 2026, due 28 Dec 2026."
    )


def test_back_dating_is_told_where_the_entity_allows_it(uow: UnitOfWork) -> None:
    uow.sender_profiles.save(a_sender_profile(back_dating=True))
    assert warned(uow, an_invoice(issue_date="2026-11-01")) == [
        "⚠ Back-dated: it keeps the issue date 1 Nov 2026, which has passed; due 1 Dec 2026."
    ]


def test_a_currency_without_an_account_is_told_with_the_account(uow: UnitOfWork) -> None:
    assert warned(uow, an_invoice(currency="EUR")) == [ACCOUNT]


@pytest.mark.parametrize("changes", [{"sender_profile_id": ""}, {"sender_profile_id": "gone"}])
def test_without_an_entity_there_is_nothing_to_tell(
    uow: UnitOfWork, changes: dict[str, str]
) -> None:
    assert warned(uow, an_invoice(currency="EUR", **changes)) == []


def test_a_late_contract_lists_what_approval_issues_at_once(uow: UnitOfWork) -> None:
    line = ContractLineForm(
        key="l1", kind="subscription", description="Platform", annual_price="24000"
    )
    form = ContractForm(
        sender_profile_id="sender-us",
        currency="EUR",
        start_date="2026-09-01",
        term_months="12",
        billing_frequency="monthly",
        lines=(line,),
    )
    catch_up, account = warned(uow, form)
    words, *lines = catch_up.split("\n")
    assert words == (
        "⚠ Approval issues 3 invoices at once, EUR 6,000.00 in all. Each is dated on the day of "
        "approval and due from then: if approved on 28 Nov 2026, due 28 Dec 2026. What comes "
        "due before the approval is added."
    )
    assert lines == [
        "1 Sep 2026 – 30 Sep 2026, planned for 1 Sep 2026: EUR 2,000.00",
        "1 Oct 2026 – 31 Oct 2026, planned for 1 Oct 2026: EUR 2,000.00",
        "1 Nov 2026 – 30 Nov 2026, planned for 1 Nov 2026: EUR 2,000.00",
    ]
    assert account == ACCOUNT
