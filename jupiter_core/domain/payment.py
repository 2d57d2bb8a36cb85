"""A payment: money that came in, what of it pays which invoice, and what is the customer's credit.

A payment is of one customer and one legal entity, in one currency. What no invoice takes of it, and
nobody refunded, is the customer's credit. Nothing is removed: what is undone stays, with why.
"""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import CurrencyCode, Money, smallest
from jupiter_core.domain.refusals import (
    AlreadyDone,
    CreditTooSmall,
    NotFound,
    OutOfRange,
    PaymentReversed,
    RefundedAlready,
)

FROM_API = "api:"
"""Begins the source key of what another system has its own name for."""


class PaymentMethod(StrEnum):
    """How the money came, or went back."""

    BANK_TRANSFER = "bank_transfer"
    DIRECT_DEBIT = "direct_debit"
    CHECK = "check"
    CARD = "card"
    CASH = "cash"
    OTHER = "other"

    @property
    def words(self) -> str:
        """For people: `bank transfer`."""
        return self.value.replace("_", " ")


class PaymentSource(StrEnum):
    """Who said that it came in: a person, another system, or a bank's statement."""

    TYPED = "typed"
    API = "api"
    STATEMENT = "statement"


class Undo(Frozen):
    """Why something does not count any more, who said so, and when."""

    reason: str
    by: Actor
    at: datetime


class ReceivingAccount(Frozen):
    """The legal entity's account that the money came to: its currency, and its IBAN or account
    number, which may be unknown."""

    currency: CurrencyCode
    number: str = ""

    @classmethod
    def of(cls, account: BankAccount) -> "ReceivingAccount":
        """As a payment names one of an entity's accounts."""
        return cls(currency=account.currency, number=account.number)

    @property
    def words(self) -> str:
        """`USD account ending 4021`: its last four digits, as banks print them."""
        ending = f" ending {self.number[-4:]}" if self.number else ""
        return f"{self.currency} account{ending}"


class Allocation(Frozen):
    """What of a payment pays an invoice. `from_credit`: it was the customer's credit before."""

    id: str
    invoice_id: str
    amount: Money
    by: Actor
    at: datetime
    from_credit: bool = False
    undone: Undo | None = None


class Refund(Frozen):
    """What of a payment went back to the customer. Refunds of several payments that went in one
    sum have one `id`; `invoice_id` is of the invoice that was credited, if it was for one."""

    id: str
    amount: Money
    refunded_on: date
    reference: str
    reason: str
    by: Actor
    at: datetime
    invoice_id: str = ""
    undone: Undo | None = None


class Payment(Frozen):
    """One sum that came in. `reference` is the payer's or the bank's; `payer` the name on the
    transfer, where it is known. `source_key` is its own in the workspace, where it is not empty:
    the same one is the same payment, such as an entry of a bank statement."""

    id: str
    workspace_id: str
    customer_id: str
    sender_profile_id: str
    amount: Money
    received_on: date
    account: ReceivingAccount
    method: PaymentMethod = PaymentMethod.BANK_TRANSFER
    payer: str = ""
    reference: str = ""
    source: PaymentSource = PaymentSource.TYPED
    source_key: str = ""
    by: Actor
    at: datetime
    allocations: tuple[Allocation, ...] = ()
    refunds: tuple[Refund, ...] = ()
    reversal: Undo | None = Field(default=None, exclude_if=lambda undo: undo is None)

    @property
    def currency(self) -> str:
        return self.amount.currency

    @property
    def live(self) -> tuple[Allocation, ...]:
        """The allocations that count."""
        return tuple(each for each in self.allocations if each.undone is None)

    @property
    def live_refunds(self) -> tuple[Refund, ...]:
        """The refunds that count."""
        return tuple(each for each in self.refunds if each.undone is None)

    @property
    def allocated(self) -> Money:
        """What invoices take of it."""
        return Money.sum((each.amount for each in self.live), self.currency)

    @property
    def refunded(self) -> Money:
        """What went back."""
        return Money.sum((each.amount for each in self.live_refunds), self.currency)

    @property
    def free(self) -> Money:
        """What is the customer's credit; nothing once it is reversed."""
        if self.reversal:
            return Money.zero(self.currency)
        return self.amount - self.allocated - self.refunded

    def credit_moves(self) -> list[tuple[datetime, Money]]:
        """When how much of it became the customer's credit (above zero), or was used, refunded or
        reversed (below), oldest first; together they are what is `free`. What came and went at the
        same moment is left out."""
        moved: dict[datetime, Money] = {self.at: self.amount}
        for at, amount in self._taken():
            moved[at] = moved.get(at, Money.zero(self.currency)) - amount
        return [(at, moved[at]) for at in sorted(moved) if moved[at].minor]

    def _taken(self) -> Iterator[tuple[datetime, Money]]:
        """When how much of it was taken by invoices, refunds and its reversal; below zero what
        was given back."""
        for each in self.allocations:
            yield each.at, each.amount
            if each.undone and each.undone != self.reversal:
                yield each.undone.at, -each.amount
        for refund in self.refunds:
            yield refund.at, refund.amount
            if refund.undone:
                yield refund.undone.at, -refund.amount
        if self.reversal:
            its = (each.amount for each in self.allocations if each.undone == self.reversal)
            yield self.reversal.at, self.amount - Money.sum(its, self.currency)

    def allocated_to(self, invoice_id: str) -> Money:
        """What that invoice takes of it."""
        its = (each.amount for each in self.live if each.invoice_id == invoice_id)
        return Money.sum(its, self.currency)

    @property
    def invoice_ids(self) -> tuple[str, ...]:
        """All that it ever paid for, each once."""
        return tuple(dict.fromkeys(each.invoice_id for each in self.allocations))

    def with_allocation(self, allocation: Allocation) -> "Payment":
        """Raises PaymentReversed, OutOfRange or CreditTooSmall."""
        self._expect_free(allocation.amount)
        return self.model_copy(update={"allocations": (*self.allocations, allocation)})

    def with_refund(self, refund: Refund) -> "Payment":
        """Raises PaymentReversed, OutOfRange or CreditTooSmall."""
        self._expect_free(refund.amount)
        return self.model_copy(update={"refunds": (*self.refunds, refund)})

    def without_allocation(self, allocation_id: str, undo: Undo) -> "Payment":
        """What it took is the customer's credit again. Raises NotFound or AlreadyDone."""
        found = self.allocation(allocation_id)
        if found.undone:
            raise AlreadyDone()
        return self._replacing(found, found.model_copy(update={"undone": undo}))

    def released(self, invoice_id: str, amount: Money, undo: Undo, new_id: str) -> "Payment":
        """`amount` of what that invoice takes is the customer's credit again, of its latest
        allocation first; the one that is split goes on under its own id, and `new_id` is that of
        what was taken off it. It takes no less than `amount`."""
        payment, left = self, amount
        for each in reversed(self.live):
            if each.invoice_id != invoice_id or not left.minor:
                continue
            if each.amount.minor <= left.minor:
                payment, left = payment.without_allocation(each.id, undo), left - each.amount
                continue
            kept = each.model_copy(update={"amount": each.amount - left})
            off = each.model_copy(update={"id": new_id, "amount": left, "undone": undo})
            payment, left = payment._replacing(each, kept, off), Money.zero(self.currency)
        return payment

    def without_refund(self, refund_id: str, undo: Undo) -> "Payment":
        """The refund did not happen. Raises NotFound or AlreadyDone."""
        its = [each for each in self.refunds if each.id == refund_id]
        if not its:
            raise NotFound("refund", refund_id)
        if not any(each.undone is None for each in its):
            raise AlreadyDone()
        refunds = tuple(
            each.model_copy(update={"undone": undo})
            if each.id == refund_id and each.undone is None
            else each
            for each in self.refunds
        )
        return self.model_copy(update={"refunds": refunds})

    def reversed(self, undo: Undo) -> "Payment":
        """It never came in: nothing takes anything of it. Raises AlreadyDone, or RefundedAlready
        while something of it went back."""
        if self.reversal:
            raise AlreadyDone()
        if self.refunded.minor:
            raise RefundedAlready(self.refunded.words)
        allocations = tuple(
            each if each.undone else each.model_copy(update={"undone": undo})
            for each in self.allocations
        )
        return self.model_copy(update={"reversal": undo, "allocations": allocations})

    def allocation(self, allocation_id: str) -> Allocation:
        """Raises NotFound."""
        for each in self.allocations:
            if each.id == allocation_id:
                return each
        raise NotFound("allocation", allocation_id)

    def _replacing(self, old: Allocation, *new: Allocation) -> "Payment":
        at = self.allocations.index(old)
        allocations = (*self.allocations[:at], *new, *self.allocations[at + 1 :])
        return self.model_copy(update={"allocations": allocations})

    def _expect_free(self, amount: Money) -> None:
        if self.reversal:
            raise PaymentReversed()
        if amount.minor <= 0:
            raise OutOfRange("The amount", smallest(self.currency).words, self.free.words)
        if (self.free - amount).minor < 0:
            raise CreditTooSmall(amount.words, self.free.words)
