"""What came in for an invoice, in a private modal: each payment, settlement and refund with its
Undo, and what can be done with the customer's credit."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.slack.metadata import SubjectRef, subject_of
from bot.slack.views import blocks as b
from bot.slack.views.invoice.actions_modal import MONEY
from bot.slack.views.invoice.card_forms import about
from bot.wording.figures import amount, day
from bot.wording.names import VALUE_LIMIT, title
from bot.wording.text import NAME_LIMIT, shortened
from jupiter_core.domain.invoice import OPEN, Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import Payment

UNDO, APPLY = "invoice_money_undo", "invoice_apply_credit"
SETTLE, REFUND, KEEP = "invoice_settle", "invoice_refund", "invoice_keep_surplus"
PAYMENT, ALLOCATION, REFUNDED, SETTLEMENT = "payment", "allocation", "refund", "settlement"
_MOST = 25
_NONE = "Nothing has been paid, settled or refunded yet."


class UndoRef(NamedTuple):
    """What is to be undone: `kind` says whether `item` is an allocation, a refund, a settlement,
    or nothing where it is the whole payment."""

    kind: str
    payment_id: str
    item: str
    invoice_id: str
    seen: int

    @property
    def subject(self) -> SubjectRef:
        """As a button and a form carry it."""
        named = "/".join((self.kind, self.payment_id, self.item, self.invoice_id))
        return SubjectRef(named, self.seen)


def undo_of(subject: SubjectRef) -> UndoRef:
    """The reverse. Raises ValueError for what no button of ours carries."""
    kind, payment_id, item, invoice_id = subject.subject_id.split("/")
    return UndoRef(kind, payment_id, item, invoice_id, subject.expected_version)


def undo_words(invoice: Invoice, payments: Sequence[Payment], named: UndoRef) -> str:
    """What is to be undone, with its amount, and of which invoice."""
    allocations = (each for payment in payments for each in payment.allocations)
    refunds = (each for payment in payments for each in payment.refunds)
    kind, sums = {
        PAYMENT: ("payment", [e.amount for e in payments if e.id == named.payment_id]),
        ALLOCATION: ("use of credit", [e.amount for e in allocations if e.id == named.item]),
        REFUNDED: ("refund", [e.amount for e in refunds if e.id == named.item]),
        SETTLEMENT: (
            "settlement",
            [each.amount for each in invoice.settlements if each.id == named.item],
        ),
    }[named.kind]
    of = f" of {amount(Money.sum(sums, sums[0].currency))}" if sums else ""
    return f"Undo this {kind}{of}, for {title(invoice)}?"


class CreditRef(NamedTuple):
    """An invoice beside the version of its customer's credit that was seen."""

    invoice_id: str
    credit_version: str
    seen: int

    @property
    def subject(self) -> SubjectRef:
        """As a button and a form carry it."""
        return SubjectRef(f"{self.invoice_id}/{self.credit_version}", self.seen)


def credit_of(subject: SubjectRef) -> CreditRef:
    """The reverse; buttons of earlier releases carry no version of the credit."""
    invoice_id, _, credit_version = subject.subject_id.partition("/")
    return CreditRef(invoice_id, credit_version, subject.expected_version)


def payments_modal(
    invoice: Invoice, payments: Sequence[Payment], credit: Money, credit_version: str
) -> b.Block:
    """`payments` oldest first; `credit` is the customer's, that this invoice could take."""
    rows = [
        *(block for each in payments for block in _payment_rows(invoice, each)),
        *(_settlement_rows(invoice)),
        *(block for each in payments for block in _refund_rows(invoice, each)),
    ]
    buttons = _buttons(invoice, credit, credit_version)
    blocks = [
        about(invoice),
        b.facts(_sums(invoice, credit)),
        *(rows[-_MOST:] or [b.context(_NONE)]),
        *([b.actions(buttons)] if buttons else []),
    ]
    return b.modal("Payments", blocks, callback_id=MONEY)


def _sums(invoice: Invoice, credit: Money) -> list[tuple[str, str]]:
    sums = [
        ("Total", invoice.total),
        ("Credited", invoice.credited),
        ("Paid", invoice.paid),
        ("Settled", invoice.settled),
    ]
    shown = [(label, amount(money)) for label, money in sums if money.minor]
    shown.append(("Amount due", amount(invoice.amount_due)))
    last = [("To be refunded", invoice.to_refund), ("Customer's credit", credit)]
    return [*shown, *((label, amount(money)) for label, money in last if money.minor)]


def _payment_rows(invoice: Invoice, payment: Payment) -> list[b.Block]:
    rows = []
    for each in payment.allocations:
        if each.invoice_id != invoice.id:
            continue
        of = "" if each.amount == payment.amount else f" of {amount(payment.amount)}"
        how = "credit" if each.from_credit else payment.method.words
        said = (
            f"{day(payment.received_on)} · {amount(each.amount)}{of} · {how} · "
            f"{shortened(each.by.name, NAME_LIMIT)}"
        )
        if payment.reference:
            said += f" · {shortened(payment.reference, VALUE_LIMIT)}"
        if each.undone:
            rows.append(_undone(said, each.undone.reason))
            continue
        whole = not each.from_credit
        kind, item = (PAYMENT, "") if whole else (ALLOCATION, each.id)
        ref = UndoRef(kind, payment.id, item, invoice.id, invoice.sequence)
        rows.append(_row(said, ref))
    return rows


def _settlement_rows(invoice: Invoice) -> list[b.Block]:
    return [
        _row(
            f"{amount(each.amount)} settled as {each.kind.words} · "
            f"{shortened(each.by.name, NAME_LIMIT)} · {shortened(each.reason, VALUE_LIMIT)}",
            UndoRef(SETTLEMENT, "", each.id, invoice.id, invoice.sequence),
        )
        for each in invoice.settlements
    ]


def _refund_rows(invoice: Invoice, payment: Payment) -> list[b.Block]:
    rows = []
    for each in payment.refunds:
        said = (
            f"{day(each.refunded_on)} · {amount(each.amount)} refunded · "
            f"{shortened(each.by.name, NAME_LIMIT)} · {shortened(each.reason, VALUE_LIMIT)}"
        )
        ref = UndoRef(REFUNDED, payment.id, each.id, invoice.id, invoice.sequence)
        rows.append(_undone(said, each.undone.reason) if each.undone else _row(said, ref))
    return rows


def _row(said: str, ref: UndoRef) -> b.Block:
    undo = b.button("Undo", UNDO, value=str(ref.subject))
    return b.section(b.plain(said), accessory=undo)


def _undone(said: str, reason: str) -> b.Block:
    return b.context(f"Undone: {said} · {shortened(reason, VALUE_LIMIT)}")


def _buttons(invoice: Invoice, credit: Money, credit_version: str) -> list[b.Block]:
    about_it = subject_of(invoice)
    with_credit = str(CreditRef(invoice.id, credit_version, invoice.sequence).subject)
    due = invoice.state in OPEN and invoice.amount_due.minor > 0
    takes = min(credit.minor, invoice.amount_due.minor)
    applied = amount(Money.of_minor(takes, credit.currency))
    offered = [
        (due and credit.minor, b.button(f"Apply credit {applied}", APPLY, value=with_credit)),
        (due, b.button("Settle without money", SETTLE, value=about_it)),
        (
            invoice.to_refund.minor or credit.minor,
            b.button("Record refund", REFUND, value=about_it),
        ),
        (invoice.to_refund.minor, b.button("Keep as credit", KEEP, value=about_it)),
    ]
    return [button for wanted, button in offered if wanted]
