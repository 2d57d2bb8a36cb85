"""Payments, credit, settlements, credit notes, refunds and their undoing, in any order: refused or
not, every cent is somewhere, and what is due follows from the sums alone."""

from contextlib import suppress

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from jupiter_core.commands.customer_credit import (
    ApplyCredit,
    ReleaseAllocation,
    ReleaseSurplus,
    apply_credit,
    release_allocation,
    release_surplus,
)
from jupiter_core.commands.payment import Rest, ReversePayment, Share, reverse_payment, shares_of
from jupiter_core.commands.refund import RecordRefund, UndoRefund, record_refund, undo_refund
from jupiter_core.commands.settlement import (
    SettleInvoice,
    UndoSettlement,
    settle_invoice,
    undo_settlement,
)
from jupiter_core.domain.credit_note import Part
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import Payment
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.settlement import SettlementKind
from jupiter_core.ports import PaymentFilter
from tests.factories import FIONA, a_line
from tests.harness.promises import expect_all_promises_kept
from tests.harness.workspace import MemoryWorkspace

some = st.integers(0, 5)
cents = st.sampled_from([1, 999, 1000, 3333, 10_000, 15_000])
kinds = st.sampled_from(SettlementKind)


def usd(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


class MoneyInAnyOrder(RuleBasedStateMachine):
    """Three invoices of one customer, and what came in and went back in all."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = MemoryWorkspace()
        prices = ("100.00", "33.33", "0.01")
        self.ids = [self.desk.issued(lines=(a_line(price=each),)).id for each in prices]

    @rule(which=some, amount=cents, on_account=st.booleans())
    def pay(self, which: int, amount: int, on_account: bool) -> None:
        invoice = self._invoice(which)
        part = usd(min(amount, invoice.amount_due.minor))
        shares = (Share(invoice_id=invoice.id, amount=part),) if part.minor else ()
        with suppress(Refusal, IndexError):
            self.desk.record_payment(shares, amount=usd(amount), on_account=on_account)

    @rule(amount=cents, kind=kinds)
    def pay_all(self, amount: int, kind: SettlementKind) -> None:
        shares = shares_of(usd(amount), (self._invoice(each) for each in range(3)))
        rest = Rest(kind=kind, reason="-")
        settled = tuple(each.model_copy(update={"rest": rest}) for each in shares)
        with suppress(Refusal, IndexError):
            self.desk.record_payment(settled, amount=usd(amount), on_account=True)

    @rule(which=some, amount=st.one_of(st.none(), cents))
    def apply(self, which: int, amount: int | None) -> None:
        command = ApplyCredit(
            by=FIONA,
            invoice_id=self._invoice(which).id,
            expected_version=None,
            amount=None if amount is None else usd(amount),
        )
        with suppress(Refusal), self.desk.writing() as uow:
            apply_credit(command, uow)

    @rule(which=some, amount=st.one_of(st.none(), cents), kind=kinds)
    def settle(self, which: int, amount: int | None, kind: SettlementKind) -> None:
        command = SettleInvoice(
            by=FIONA,
            invoice_id=self._invoice(which).id,
            expected_version=None,
            kind=kind,
            reason="-",
            amount=None if amount is None else usd(amount),
        )
        with suppress(Refusal), self.desk.writing() as uow:
            settle_invoice(command, uow)

    @rule(which=some)
    def undo_settlement(self, which: int) -> None:
        invoice = self._invoice(which)
        for settlement in invoice.settlements[-1:]:
            command = UndoSettlement(
                by=FIONA,
                invoice_id=invoice.id,
                expected_version=None,
                settlement_id=settlement.id,
                reason="-",
            )
            with suppress(Refusal), self.desk.writing() as uow:
                undo_settlement(command, uow)

    @rule(which=some, net=cents)
    def credit(self, which: int, net: int) -> None:
        with suppress(Refusal):
            part = Part(description="-", net=usd(net))
            self.desk.approve(self.desk.credit(self._invoice(which), part))

    @rule(which=some)
    def reverse(self, which: int) -> None:
        for payment in self._payments(which):
            command = ReversePayment(by=FIONA, payment_id=payment.id, reason="-")
            with suppress(Refusal), self.desk.writing() as uow:
                reverse_payment(command, uow)

    @rule(which=some)
    def release(self, which: int) -> None:
        for payment in self._payments(which):
            for allocation in payment.live[:1]:
                command = ReleaseAllocation(
                    by=FIONA, payment_id=payment.id, allocation_id=allocation.id, reason="-"
                )
                with suppress(Refusal), self.desk.writing() as uow:
                    release_allocation(command, uow)

    @rule(which=some)
    def release_surplus(self, which: int) -> None:
        command = ReleaseSurplus(
            by=FIONA, invoice_id=self._invoice(which).id, expected_version=None
        )
        with suppress(Refusal), self.desk.writing() as uow:
            release_surplus(command, uow)

    @rule(which=some, amount=cents, of_credit=st.booleans())
    def refund(self, which: int, amount: int, of_credit: bool) -> None:
        whose = (
            {"customer_id": "customer-acme", "sender_profile_id": "sender-us"}
            if of_credit
            else {"invoice_id": self._invoice(which).id}
        )
        command = RecordRefund(by=FIONA, amount=usd(amount), reason="-", **whose)
        with suppress(Refusal), self.desk.writing() as uow:
            record_refund(command, uow)

    @rule(which=some)
    def undo_refund(self, which: int) -> None:
        for payment in self._payments(which):
            for refund in payment.live_refunds[:1]:
                command = UndoRefund(
                    by=FIONA, payment_id=payment.id, refund_id=refund.id, reason="-"
                )
                with suppress(Refusal), self.desk.writing() as uow:
                    undo_refund(command, uow)

    def teardown(self) -> None:
        expect_all_promises_kept(self.desk)

    def _invoice(self, which: int) -> Invoice:
        with self.desk.reading() as uow:
            return uow.invoices.get(self.ids[which % len(self.ids)])

    def _payments(self, which: int) -> list[Payment]:
        with self.desk.reading() as uow:
            found = uow.payments.page(PaymentFilter(), limit=100)
        return found[which : which + 1]


TestMoneyInAnyOrder = MoneyInAnyOrder.TestCase
TestMoneyInAnyOrder.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
