"""The late fee of an overdue invoice as a draft: what it is for, and once for the same days."""

from datetime import date, timedelta

import pytest

from jupiter_core.commands.late_fee import DraftLateFee, draft_late_fee
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.late_fee import late_fee_of
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import LateFeeDrafted, NoLateFee, NotPermitted
from jupiter_core.domain.totals import TaxCategory
from tests.factories import DANA, NOW, SAM, a_customer, a_line
from tests.harness.promises import expect_all_promises_kept
from tests.harness.workspace import MemoryWorkspace


@pytest.fixture
def desk() -> MemoryWorkspace:
    return MemoryWorkspace()


def issued(desk: MemoryWorkspace, fee: str = "1.5% a month + USD 40.00") -> Invoice:
    """USD 10,000.00, due on its day of issue, 22 November 2026."""
    lines = (a_line(price="10000.00"),)
    return desk.issued(lines=lines, net_terms=0, late_fee=late_fee_of(fee))


def draft(desk: MemoryWorkspace, overdue: Invoice, by: Actor = SAM) -> Invoice:
    with desk.writing() as uow:
        return draft_late_fee(DraftLateFee(by=by, invoice_id=overdue.id), uow)


def test_it_is_a_draft_of_one_line_for_the_days_until_today(desk: MemoryWorkspace) -> None:
    overdue = issued(desk)
    desk.at(NOW + timedelta(days=30))

    made = draft(desk, overdue)

    (line,) = made.content.lines
    # 10,000.00 × 1.5% × 30/30, and 40.00
    assert (made.state, str(made.total)) == (State.DRAFT, "190.00")
    assert line.description == (
        f"Late fee on {overdue.number}: 30 days × 1.5% a month of USD 10,000.00 + USD 40.00"
    )
    assert (line.service_start, line.service_end) == (date(2026, 11, 23), date(2026, 12, 22))
    assert line.category is TaxCategory.OUTSIDE
    assert made.content.bill_to == overdue.content.bill_to
    assert made.deal_channel == overdue.deal_channel
    assert made.content.late_fee is None
    assert desk.now(overdue) == overdue
    expect_all_promises_kept(desk)


def test_it_is_in_the_languages_of_the_customers_paper(desk: MemoryWorkspace) -> None:
    overdue = issued(desk)
    desk.at(NOW + timedelta(days=30))
    with desk.writing() as uow:
        uow.customers.save(a_customer(language="fr", second_language="en"))

    (line,) = draft(desk, overdue).content.lines

    assert line.description == (
        f"Pénalités de retard sur {overdue.number} : 30 jours × 1,5\u00a0% par mois de "
        "10\u202f000,00\u00a0USD + 40,00\u00a0USD"
        f" / Late fee on {overdue.number}: 30 days × 1,5\u00a0% a month of "
        "10\u202f000,00\u00a0USD + 40,00\u00a0USD"
    )


def test_a_second_one_for_the_same_days_is_refused_until_the_first_is_void(
    desk: MemoryWorkspace,
) -> None:
    overdue = issued(desk)
    desk.at(NOW + timedelta(days=30))
    first = draft(desk, overdue)

    with pytest.raises(LateFeeDrafted) as told:
        draft(desk, overdue)

    assert "until 22 Dec 2026 already" in told.value.sentence
    desk.void(first)
    assert str(draft(desk, overdue).total) == "190.00"
    expect_all_promises_kept(desk)


def test_a_later_one_is_for_the_days_since_without_the_flat_sum(desk: MemoryWorkspace) -> None:
    overdue = issued(desk)
    desk.at(NOW + timedelta(days=30))
    draft(desk, overdue)
    desk.at(NOW + timedelta(days=40))

    # 10,000.00 × 1.5% × 10/30
    later = draft(desk, overdue)

    assert str(later.total) == "50.00"
    assert later.content.lines[0].service_start == date(2026, 12, 23)


def test_it_is_of_what_is_still_due(desk: MemoryWorkspace) -> None:
    overdue = issued(desk, "9% a year")
    desk.pay(overdue, Money.of("6350.00", "USD"))
    desk.at(NOW + timedelta(days=100))

    # 3,650.00 × 9% × 100/365
    assert str(draft(desk, overdue).total) == "90.00"


@pytest.mark.parametrize(
    ("fee", "days", "why"),
    [
        ("", 30, "no late fee in its terms"),
        ("1.5% a month", 0, "is not overdue"),
        ("1.5% a month after 10 days", 10, "days of grace"),
    ],
)
def test_where_none_is_owed_the_reason_is_told_and_nothing_drafted(
    desk: MemoryWorkspace, fee: str, days: int, why: str
) -> None:
    overdue = issued(desk, fee)
    desk.at(NOW + timedelta(days=days))

    with pytest.raises(NoLateFee) as told:
        draft(desk, overdue)

    assert why in told.value.sentence


def test_who_may_not_draft_drafts_no_late_fee(desk: MemoryWorkspace) -> None:
    overdue = issued(desk)
    desk.at(NOW + timedelta(days=30))
    with desk.writing() as uow:
        named = uow.workspace().model_copy(update={"drafters": (SAM.id,)})
        uow.save_workspace(named)

    with pytest.raises(NotPermitted):
        draft(desk, overdue, by=DANA)
