"""What a version changed, as its readers are told."""

from datetime import date
from decimal import Decimal

from jupiter_core.domain.changes import changes_between
from jupiter_core.domain.contract.lines import (
    OneTime,
    PriceChange,
    QuantityChange,
    Subscription,
)
from jupiter_core.domain.contract.milestone import Milestone, Milestones
from jupiter_core.domain.contract_changes import contract_line_words
from jupiter_core.domain.money import Money
from tests.factories import a_content, a_draft, a_line


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


def test_the_lines_of_a_contract_have_their_days_as_people_read_them() -> None:
    seats = Subscription(
        description="Seats",
        quantity=Decimal(50),
        annual_price=usd("480"),
        starts_on=date(2027, 3, 1),
        price_changes=(PriceChange(from_date=date(2028, 3, 1), annual_price=usd("500")),),
        quantity_changes=(QuantityChange(from_date=date(2027, 9, 1), quantity=Decimal(60)),),
    )
    fee = OneTime(
        description="Setup", amount=usd("900"), bill_on=date(2027, 6, 30), own_invoice=True
    )
    first = Milestone(name="Start", percent=Decimal(40), on=date(2027, 2, 1))
    last = Milestone(name="Go-live", expected_on=date(2027, 6, 30))
    build = Milestones(description="Build", amount=usd("1000"), parts=(first, last))

    assert [contract_line_words(each) for each in (seats, fee, build)] == [
        (
            "Seats: 50 × 480.00 a year, 500.00 from 1 Mar 2028, 60 units from 1 Sep 2027, "
            "from 1 Mar 2027"
        ),
        "Setup: 900.00 on 30 Jun 2027",
        (
            "Build: 1,000.00, Start 40% on 1 Feb 2027, "
            "Go-live the rest on acceptance, expected 30 Jun 2027"
        ),
    ]


def test_the_days_of_a_line_are_as_people_read_them() -> None:
    before = a_draft(content=a_content(lines=(a_line("Seats", "1", "10.00"),)))
    days = {"service_start": date(2027, 1, 1), "service_end": date(2027, 12, 31)}
    line = before.content.lines[0].model_copy(update=days)
    content = before.content.model_copy(update={"lines": (line,)})

    (change,) = changes_between(before, before.model_copy(update={"content": content}))

    assert change.new == "Seats: 1 × 10.00, service 1 Jan 2027 – 31 Dec 2027"
