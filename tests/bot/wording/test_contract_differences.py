"""What a change of a contract does to its invoices, in words."""

from datetime import date
from decimal import Decimal

from bot.wording.contract_differences import schedule_changes
from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.contract.change import with_changed_quantity
from jupiter_core.domain.contract.scheduled import CreditMethod, Schedule
from jupiter_core.domain.contract.terms import BillingFrequency, Subscription
from jupiter_core.domain.discount import Discount
from jupiter_core.domain.money import Money
from jupiter_core.domain.schedule.build import schedule_of
from jupiter_core.domain.schedule.changed import reschedule
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


def test_a_credit_note_is_told_as_its_invoice_was_billed_with_a_discount_on_the_whole() -> None:
    seats = Subscription(description="Seats", annual_price=usd("480"), quantity=Decimal(250))
    tenth = Adjustment(discount=Discount(percent=Decimal(10)))
    old = the_terms(lines=(seats,), adjustments=(tenth,), term_months=12)
    new = with_changed_quantity(old, 0, date(2027, 10, 1), Decimal(200))
    before = schedule_of(old)
    after = reschedule(before.invoices, new, date(2027, 10, 1), CreditMethod.CREDIT_NOTE)
    # 50 × 480.00 for three months of twelve is 6,000.00, of which a tenth was never billed
    (told,) = schedule_changes(before, after)
    assert told == (
        "Credit note: USD 5,400.00, Seats, 1 Oct 2027 – 31 Dec 2027, credited "
        "(50 × 480.00, 3 of 12 months = 6,000.00; 6,000.00 − 600.00)"
    )
