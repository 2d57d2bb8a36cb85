"""What of payments and settlements is posted: pure, of the payment and of an invoice's versions.

What came in debits the bank and credits the customers' accounts of the invoices that it was for.
What no invoice took is the customer's credit, an account of its own, and each later use of it moves
between the two. A settlement debits the account of its kind. What is undone is taken back on its
own day, so that a period that was exported stays as it was.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from jupiter_core.domain.accounting.journal import JournalEntry, JournalLine, balanced
from jupiter_core.domain.accounting.mapping import AccountMapping, LedgerAccount
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import Allocation, Payment, Refund
from jupiter_core.domain.settlement import Settlement

DayOf = Callable[[datetime], date]
"""The day where the legal entity is."""
_KINDS = {kind.value: kind for kind in LedgerAccount}


class PaymentPosting:
    """The entries of one payment; `customer` is the payer's name."""

    def __init__(
        self, payment: Payment, mapping: AccountMapping, customer: str, day_of: DayOf
    ) -> None:
        self._payment, self._customer, self._day_of = payment, customer, day_of
        self._bank = mapping.bank(payment.account.number)
        self._receivable = mapping.receivable(payment.customer_id)
        self._credit = mapping.account(LedgerAccount.CUSTOMER_CREDIT)

    def entries(self) -> Iterator[JournalEntry]:
        """All that it ever posted, each on its own day, in no order."""
        yield self._received()
        for each in self._payment.allocations:
            yield from self._allocated(each)
        for refund in self._payment.refunds:
            yield from self._refunded(refund)
        if self._payment.reversal:
            yield self._reversed()

    def _is_original(self, allocation: Allocation) -> bool:
        return not allocation.from_credit and allocation.at == self._payment.at

    def _received(self) -> JournalEntry:
        payment = self._payment
        original = (each.amount for each in payment.allocations if self._is_original(each))
        paid = Money.sum(original, payment.currency)
        parts = (
            JournalLine(account=self._receivable, amount=-paid, memo="Invoices paid"),
            JournalLine(account=self._credit, amount=paid - payment.amount, memo="On account"),
        )
        lines = balanced(self._bank, parts, payment.currency, "Payment received")
        return self._entry("received", payment.received_on, "Payment", lines)

    def _allocated(self, allocation: Allocation) -> Iterator[JournalEntry]:
        used = self._moved(allocation.amount, "Credit used")
        if not self._is_original(allocation):
            day = self._day_of(allocation.at)
            yield self._entry(f"{allocation.id}-used", day, "Credit used", used)
        undone, reversal = allocation.undone, self._payment.reversal
        if undone and undone != reversal:
            back = self._moved(-allocation.amount, "Credit restored")
            day = self._day_of(undone.at)
            yield self._entry(f"{allocation.id}-released", day, "Credit restored", back)

    def _moved(self, amount: Money, memo: str) -> tuple[JournalLine, ...]:
        """From the customer's credit to what they owe."""
        part = JournalLine(account=self._receivable, amount=-amount, memo=memo)
        return balanced(self._credit, (part,), amount.currency, memo)

    def _refunded(self, refund: Refund) -> Iterator[JournalEntry]:
        part = JournalLine(account=self._bank, amount=-refund.amount, memo="Refund")
        lines = balanced(self._credit, (part,), refund.amount.currency, "Refund")
        key = f"{refund.id}-{self._payment.id}"
        entry = self._entry(f"{key}-refunded", refund.refunded_on, "Refund", lines)
        yield entry
        if refund.undone:
            day = self._day_of(refund.undone.at)
            yield entry.reversed(f"{key}-not-refunded", day, "Refund undone")

    def _reversed(self) -> JournalEntry:
        """It takes back what invoices and the customer's credit still had of it."""
        payment, reversal = self._payment, self._payment.reversal
        assert reversal
        its = (each.amount for each in payment.allocations if each.undone == reversal)
        paid = Money.sum(its, payment.currency)
        parts = (
            JournalLine(account=self._receivable, amount=paid, memo="Due again"),
            JournalLine(account=self._credit, amount=payment.amount - paid, memo="On account"),
        )
        lines = balanced(self._bank, parts, payment.currency, "Payment reversed")
        return self._entry("reversed", self._day_of(reversal.at), "Payment reversed", lines)

    def _entry(
        self, key: str, day: date, memo: str, lines: tuple[JournalLine, ...]
    ) -> JournalEntry:
        payment = self._payment
        return JournalEntry(
            id=f"{payment.id}-{key}",
            day=day,
            reference=payment.reference,
            memo=memo,
            currency=payment.currency,
            profile_id=payment.sender_profile_id,
            customer_id=payment.customer_id,
            customer=self._customer,
            lines=lines,
        )


def settlement_entries(
    before: Invoice, after: Invoice, mapping: AccountMapping, day: date
) -> Iterator[JournalEntry]:
    """What was settled without money between two versions of an invoice, and what was taken
    back."""
    old = {each.id: each for each in before.settlements}
    new = {each.id: each for each in after.settlements}
    for each in (settled for key, settled in new.items() if key not in old):
        yield _settled(after, each, mapping, day)
    for each in (settled for key, settled in old.items() if key not in new):
        posted = _settled(after, each, mapping, day)
        yield posted.reversed(f"{each.id}-due-again", day, "Settlement undone")


def _settled(
    invoice: Invoice, settlement: Settlement, mapping: AccountMapping, day: date
) -> JournalEntry:
    content, kind = invoice.content, _KINDS[settlement.kind.value]
    memo = kind.words
    part = JournalLine(
        account=mapping.account(kind), amount=settlement.amount, memo=settlement.reason
    )
    against = mapping.receivable(content.bill_to.customer_id)
    return JournalEntry(
        id=f"{settlement.id}-settled",
        day=day,
        reference=invoice.number or "",
        memo=memo,
        currency=content.currency,
        profile_id=content.seller.profile_id,
        customer_id=content.bill_to.customer_id,
        customer=content.bill_to.legal_name,
        lines=balanced(against, (part,), content.currency, memo),
    )
