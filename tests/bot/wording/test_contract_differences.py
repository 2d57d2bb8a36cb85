"""What a change of a contract does to its invoices, in words."""

from datetime import date

from bot.wording.contract_differences import schedule_changes
from jupiter_core.domain.contract.scheduled import Schedule
from jupiter_core.domain.contract.terms import BillingFrequency, Subscription
from jupiter_core.domain.money import Money
from jupiter_core.domain.schedule.build import schedule_of
from tests.harness.contract_deal import the_terms, usd


def test_the_invoices_that_change_are_told_in_the_order_of_their_days() -> None:
    zero = Money.zero("USD")
    before = Schedule(invoices=(), contract_net=zero, credit_remaining=zero)
    after = schedule_of(
        the_terms(
            start_date=date(2027, 2, 1),
            term_months=12,
            billing_frequency=BillingFrequency.QUARTERLY,
            lines=(Subscription(description="Seats", annual_price=usd("1200")),),
        )
    )
    days = [each.partition(":")[0] for each in schedule_changes(before, after)]
    assert days == ["1 Feb 2027", "1 May 2027", "1 Aug 2027", "1 Nov 2027"]
