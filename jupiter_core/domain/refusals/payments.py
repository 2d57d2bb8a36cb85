"""Refusals of payments, settlements, refunds and a customer's credit."""

from jupiter_core.domain.refusals.base import Refusal


class PaymentReversed(Refusal):
    """Something is to be done with a payment that was reversed."""

    template = "This payment was reversed. Record it anew if it came in after all."


class RefundedAlready(Refusal):
    """A payment is reversed of which `amount` went back to the customer."""

    template = "{amount} of this payment was refunded. Undo the refund first."
    amount: str


class CreditTooSmall(Refusal):
    """More is applied or refunded than there is. Both are in words, with the currency."""

    template = "{amount} is more than the customer's credit, {credit}."
    amount: str
    credit: str


class NoCredit(Refusal):
    """There is nothing that could be applied or refunded. `whose` is the customer, or the
    invoice."""

    template = "{whose} has no credit."
    whose: str


class NotOnePayer(Refusal):
    """One payment is to pay invoices of several customers, legal entities or currencies. `number`
    is the one that differs from the first."""

    template = (
        "{number} is of another customer, legal entity or currency. One payment can cover only "
        "invoices that share all three."
    )
    number: str


class SharesDiffer(Refusal):
    """What invoices are to take is more than what came in. Both are in words."""

    template = "The invoices would take {shares}, and {amount} was received."
    shares: str
    amount: str


class RestTooLarge(Refusal):
    """The rest of several invoices is to be settled, and each of them is smaller than that rest.
    `rest` is in words."""

    template = (
        "{rest} would be left to pay, more than any one of these invoices. Keep it due, and settle "
        "each invoice by itself."
    )
    rest: str


class NoDiscountLeft(Refusal):
    """The rest is to be the early-payment discount, which the terms do not give. `why` is a
    sentence."""

    template = "{why} Give a reason to grant it all the same."
    why: str


class NothingToRefund(Refusal):
    """Nothing of what was paid for the invoice is the customer's."""

    template = "Nothing of what was paid for {title} is to be refunded."
    title: str
