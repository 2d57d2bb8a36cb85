"""2/10 net 30: paid short by the discount within its days, the rest settles by itself."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from jupiter_core.commands.payment import Rest, Share
from jupiter_core.domain.early_payment import EarlyPayment
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import NoDiscountLeft, OutOfRange
from jupiter_core.domain.settlement import SettlementKind
from tests.factories import NOW, a_line
from tests.harness.promises import expect_all_promises_kept
from tests.harness.workspace import MemoryWorkspace

TERM = EarlyPayment(percent=Decimal(2), days=10)
DISCOUNT = Rest(kind=SettlementKind.EARLY_PAYMENT_DISCOUNT)


@pytest.fixture
def desk() -> MemoryWorkspace:
    return MemoryWorkspace()


def issued(desk: MemoryWorkspace) -> Invoice:
    """USD 1,082.50 on 22 November, tax of 8.25% included."""
    lines = (a_line(price="1000.00", tax_rate="8.25"),)
    return desk.issued(lines=lines, early_payment=TERM, net_terms=30)


def pay(desk: MemoryWorkspace, invoice: Invoice, amount: str, rest: Rest = DISCOUNT) -> Invoice:
    money = Money.of(amount, "USD")
    share = Share(invoice_id=invoice.id, amount=money, rest=rest)
    desk.record_payment((share,))
    return desk.now(invoice)


def test_paid_short_by_the_discount_on_its_last_day_it_is_settled(desk: MemoryWorkspace) -> None:
    invoice = issued(desk)
    desk.at(NOW + timedelta(days=10))
    paid = pay(desk, invoice, "1060.85")  # 2% of 1,082.50 is 21.65
    (settled,) = paid.settlements
    assert (paid.state, str(settled.amount)) == (State.PAID, "21.65")
    assert settled.reason == "2/10 net 30, received on 2 Dec 2026"
    assert paid.content.totals.tax == invoice.content.totals.tax
    expect_all_promises_kept(desk)


@pytest.mark.parametrize(
    ("days", "amount", "why"),
    [(11, "1060.85", "ended on 2 Dec 2026"), (1, "1060.84", "USD 21.66 is left")],
)
def test_too_late_or_too_short_needs_a_reason(
    desk: MemoryWorkspace, days: int, amount: str, why: str
) -> None:
    invoice = issued(desk)
    desk.at(NOW + timedelta(days=days))
    with pytest.raises(NoDiscountLeft, match=why) as refused:
        pay(desk, invoice, amount)
    assert refused.value.path == "reason"
    assert desk.now(invoice) == invoice
    granted = DISCOUNT.model_copy(update={"reason": "A good customer"})
    assert pay(desk, invoice, amount, granted).state is State.PAID


def test_without_such_terms_there_is_no_discount_to_take(desk: MemoryWorkspace) -> None:
    with pytest.raises(NoDiscountLeft, match="give no early-payment discount"):
        pay(desk, desk.issued(), "1.00")


def test_a_discount_lasts_no_longer_than_the_invoice_is_open(desk: MemoryWorkspace) -> None:
    with pytest.raises(OutOfRange) as refused:
        desk.submit(early_payment=TERM, net_terms=9)
    assert refused.value.path == "early_payment"


def test_an_invoice_without_it_is_spelled_as_before(desk: MemoryWorkspace) -> None:
    assert "early_payment" not in canonical_json(desk.issued(issue_date=date(2026, 11, 22)))
