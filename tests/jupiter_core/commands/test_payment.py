"""Money in: payments over several invoices, what settles the rest, credit, refunds, and undoing."""

from datetime import date

import pytest

from jupiter_core.commands.customer_credit import (
    ApplyCredit,
    ReleaseAllocation,
    ReleaseSurplus,
    apply_credit,
    release_allocation,
    release_surplus,
)
from jupiter_core.commands.payment import (
    RecordPayment,
    Rest,
    ReversePayment,
    Share,
    record_payment,
    reverse_payment,
    shares_of,
)
from jupiter_core.commands.refund import RecordRefund, UndoRefund, record_refund, undo_refund
from jupiter_core.commands.settlement import (
    SettleInvoice,
    UndoSettlement,
    settle_invoice,
    undo_settlement,
)
from jupiter_core.domain.credit_note import Part
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import Payment
from jupiter_core.domain.refusals import (
    AlreadyDone,
    AlreadyTaken,
    ChangedSinceSeen,
    CreditTooSmall,
    NoCredit,
    NothingDue,
    NothingToRefund,
    NotInState,
    NotOnePayer,
    NotPermitted,
    OutOfRange,
    Overpayment,
    RefundedAlready,
    Refusal,
    Required,
    SharesDiffer,
)
from jupiter_core.domain.settlement import SettlementKind
from jupiter_core.ports import PaymentFilter
from jupiter_core.queries.customer_credit import credit_for
from tests.factories import FIONA, FRANK, SAM, WORKSPACE, a_customer, a_line
from tests.harness.promises import expect_all_promises_kept
from tests.harness.workspace import MemoryWorkspace

FEE = Rest(kind=SettlementKind.BANK_FEE, reason="Their bank kept it")


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


@pytest.fixture
def desk() -> MemoryWorkspace:
    return MemoryWorkspace()


def an_invoice(desk: MemoryWorkspace, price: str = "100.00", **changes: object) -> Invoice:
    return desk.issued(lines=(a_line(price=price),), **changes)


def share(invoice: Invoice, amount: str, rest: Rest | None = None) -> Share:
    return Share(
        invoice_id=invoice.id, amount=usd(amount), expected_version=invoice.sequence, rest=rest
    )


def reverse(desk: MemoryWorkspace, payment: Payment, reason: str = "Bounced") -> Payment:
    command = ReversePayment(by=FRANK, payment_id=payment.id, reason=reason)
    with desk.writing() as uow:
        return reverse_payment(command, uow)


def apply(desk: MemoryWorkspace, invoice: Invoice, amount: str | None = None) -> Invoice:
    command = ApplyCredit(
        by=FIONA,
        invoice_id=invoice.id,
        expected_version=None,
        amount=usd(amount) if amount else None,
    )
    with desk.writing() as uow:
        return apply_credit(command, uow)


def settle(desk: MemoryWorkspace, invoice: Invoice, amount: str | None = None) -> Invoice:
    command = SettleInvoice(
        by=FIONA,
        invoice_id=invoice.id,
        expected_version=None,
        kind=SettlementKind.BAD_DEBT,
        reason="Insolvent",
        amount=usd(amount) if amount else None,
    )
    with desk.writing() as uow:
        return settle_invoice(command, uow)


def refund(desk: MemoryWorkspace, amount: str, **whose: str) -> list[Payment]:
    whose = whose or {"customer_id": "customer-acme", "sender_profile_id": "sender-us"}
    command = RecordRefund(by=FIONA, amount=usd(amount), reason="They asked", **whose)
    with desk.writing() as uow:
        return record_refund(command, uow)


def the_credit(desk: MemoryWorkspace, invoice: Invoice) -> str:
    with desk.reading() as uow:
        return str(credit_for(uow, desk.now(invoice)))


def credited(desk: MemoryWorkspace, invoice: Invoice, net: str) -> Invoice:
    part = Part(description="Outage", net=usd(net))
    desk.approve(desk.credit(desk.now(invoice), part))
    return desk.now(invoice)


def last(desk: MemoryWorkspace, invoice: Invoice) -> EventName:
    return desk.events(invoice.id)[-1].name


def test_one_payment_covers_several_invoices_oldest_first(desk: MemoryWorkspace) -> None:
    later = an_invoice(desk, "70.00", net_terms=60)
    older = an_invoice(desk, "50.00", net_terms=30)
    shares = shares_of(usd("80.00"), [later, older])
    assert [(each.invoice_id, str(each.amount)) for each in shares] == [
        (older.id, "50.00"),
        (later.id, "30.00"),
    ]
    payment = desk.record_payment(shares)
    assert (str(payment.allocated), str(payment.free)) == ("80.00", "0.00")
    assert desk.now(older).state is State.PAID
    assert (desk.now(later).state, str(desk.now(later).amount_due)) == (
        State.PARTIALLY_PAID,
        "40.00",
    )
    assert (last(desk, older), last(desk, later)) == (
        EventName.INVOICE_PAID,
        EventName.INVOICE_PAYMENT_RECORDED,
    )
    assert [each.name for each in desk.events(payment.id)] == [EventName.PAYMENT_RECORDED]
    expect_all_promises_kept(desk)


def test_a_payment_is_a_version_of_the_record_and_not_of_the_paper(desk: MemoryWorkspace) -> None:
    issued = an_invoice(desk)
    partly = desk.pay(issued, usd("40.00"))
    assert (partly.sequence, partly.revision) == (issued.sequence + 1, issued.revision)
    assert desk.versions(issued.id)[-1].invoice().paid == usd("40.00")
    kinds = [each.kind for each in desk.messages()]
    assert kinds.count("document") == 2  # submitted, issued


def test_the_day_the_account_and_the_method_are_kept(desk: MemoryWorkspace) -> None:
    issued = an_invoice(desk)
    day = date(2026, 11, 20)
    payment = desk.record_payment(
        (share(issued, "1.00"),), received_on=day, reference=" WIRE  7 ", payer="Acme Treasury"
    )
    assert (payment.received_on, payment.reference, payment.payer) == (
        day,
        "WIRE 7",
        "Acme Treasury",
    )
    assert payment.account.currency == issued.content.remit_to.currency
    assert desk.record_payment((share(desk.now(issued), "1.00"),)).received_on == date(2026, 11, 22)


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(1999, 12, 31)])
def test_no_money_came_in_tomorrow(desk: MemoryWorkspace, day: date) -> None:
    with pytest.raises(OutOfRange) as refused:
        desk.record_payment((share(an_invoice(desk), "1.00"),), received_on=day)
    assert refused.value.path == "received_on"


def test_what_settles_the_rest_is_said_with_its_reason(desk: MemoryWorkspace) -> None:
    issued = an_invoice(desk)
    payment = desk.record_payment((share(issued, "85.00", FEE),))
    paid = desk.now(issued)
    (settled,) = paid.settlements
    assert (str(paid.paid), str(paid.settled), str(paid.amount_due)) == ("85.00", "15.00", "0.00")
    assert (settled.kind, settled.reason, settled.payment_id) == (
        SettlementKind.BANK_FEE,
        "Their bank kept it",
        payment.id,
    )
    assert paid.state is State.PAID
    assert paid.content == issued.content
    assert "USD 15.00 settled as bank fee (Their bank kept it)" in desk.events(issued.id)[-1].words


def test_a_rest_of_nothing_needs_no_settling(desk: MemoryWorkspace) -> None:
    issued = an_invoice(desk)
    desk.record_payment((share(issued, "100.00", FEE),))
    assert desk.now(issued).settlements == ()


def test_reversing_takes_the_payment_and_what_settled_with_it_back(desk: MemoryWorkspace) -> None:
    one, two = an_invoice(desk, "100.00"), an_invoice(desk, "50.00")
    payment = desk.record_payment((share(one, "85.00", FEE), share(two, "20.00")))
    reversed_ = reverse(desk, payment)
    for each, due in ((one, "100.00"), (two, "50.00")):
        now = desk.now(each)
        assert (now.state, str(now.amount_due), now.settlements) == (State.ISSUED, due, ())
        assert (now.settled_at, now.revision) == (None, 1)
        assert (last(desk, each), desk.events(each.id)[-1].note) == (
            EventName.INVOICE_PAYMENT_REVERSED,
            "Bounced",
        )
    assert reversed_.reversal
    assert (str(reversed_.free), str(reversed_.allocated)) == ("0.00", "0.00")
    with pytest.raises(AlreadyDone):
        reverse(desk, payment)
    expect_all_promises_kept(desk)


def test_of_two_payments_one_is_reversed_and_the_other_stays(desk: MemoryWorkspace) -> None:
    issued = an_invoice(desk)
    first = desk.record_payment((share(issued, "60.00"),))
    desk.record_payment((share(desk.now(issued), "40.00"),))
    assert desk.now(issued).state is State.PAID
    reverse(desk, first)
    assert (desk.now(issued).state, str(desk.now(issued).paid)) == (State.PARTIALLY_PAID, "40.00")


def test_a_reason_is_needed_to_undo(desk: MemoryWorkspace) -> None:
    payment = desk.record_payment((share(an_invoice(desk), "60.00"),))
    with pytest.raises(Required) as refused:
        reverse(desk, payment, " ")
    assert refused.value.path == "reason"


def test_more_than_is_due_is_refused_unless_the_person_says_so(desk: MemoryWorkspace) -> None:
    issued = an_invoice(desk)
    with pytest.raises(Overpayment) as refused:
        desk.record_payment((share(issued, "100.00"),), amount=usd("120.00"))
    assert refused.value.path == "amount"
    assert desk.now(issued) == issued
    payment = desk.record_payment((share(issued, "100.00"),), amount=usd("120.00"), on_account=True)
    assert (str(payment.free), the_credit(desk, issued)) == ("20.00", "20.00")
    assert "USD 20.00 kept as the customer's credit" in desk.events(issued.id)[-1].words


def test_credit_pays_the_next_invoice_and_that_can_be_undone(desk: MemoryWorkspace) -> None:
    first = an_invoice(desk)
    payment = desk.record_payment((share(first, "100.00"),), amount=usd("130.00"), on_account=True)
    following = an_invoice(desk, "50.00")
    partly = apply(desk, following, "10.00")
    assert (partly.state, str(partly.paid), partly.revision) == (State.PARTIALLY_PAID, "10.00", 1)
    whole = apply(desk, following)
    assert (str(whole.paid), the_credit(desk, following)) == ("30.00", "0.00")
    with pytest.raises(NoCredit):
        apply(desk, following)
    with desk.reading() as uow:
        latest = uow.payments.get(payment.id).live[-1]
    undo = ReleaseAllocation(
        by=FIONA, payment_id=payment.id, allocation_id=latest.id, reason="Wrong one"
    )
    with desk.writing() as uow:
        release_allocation(undo, uow)
    assert (str(desk.now(following).paid), the_credit(desk, following)) == ("10.00", "20.00")
    assert last(desk, following) is EventName.INVOICE_PAYMENT_RELEASED
    with desk.writing() as uow, pytest.raises(AlreadyDone):
        release_allocation(undo, uow)
    expect_all_promises_kept(desk)


def test_credit_is_of_one_customer_entity_and_currency(desk: MemoryWorkspace) -> None:
    paid = an_invoice(desk)
    desk.record_payment((share(paid, "100.00"),), amount=usd("130.00"), on_account=True)
    with desk.writing() as uow:
        uow.customers.save(a_customer(id="customer-globex", name="Globex"))
    other = an_invoice(desk, customer_id="customer-globex")
    assert the_credit(desk, other) == "0.00"
    with pytest.raises(NoCredit):
        apply(desk, other)


def test_more_than_the_credit_or_than_is_due_is_not_applied(desk: MemoryWorkspace) -> None:
    paid = an_invoice(desk)
    desk.record_payment((share(paid, "100.00"),), amount=usd("130.00"), on_account=True)
    for price, amount, refusal in (
        ("50.00", "31.00", CreditTooSmall),
        ("20.00", "21", Overpayment),
    ):
        with pytest.raises(refusal):
            apply(desk, an_invoice(desk, price), amount)


def test_a_payment_without_an_invoice_is_all_credit(desk: MemoryWorkspace) -> None:
    command = RecordPayment(
        by=FIONA,
        amount=usd("75.00"),
        on_account=True,
        customer_id="customer-acme",
        sender_profile_id="sender-us",
    )
    with desk.writing() as uow:
        assert str(record_payment(command, uow).free) == "75.00"
    assert apply(desk, an_invoice(desk, "75.00")).state is State.PAID


def test_the_same_source_key_twice_changes_nothing(desk: MemoryWorkspace) -> None:
    issued = an_invoice(desk)
    first = desk.record_payment((share(issued, "60.00"),), source_key="camt:1")
    again = desk.record_payment((share(issued, "60.00"),), source_key="camt:1")
    assert again == first
    assert str(desk.now(issued).paid) == "60.00"
    with desk.reading() as uow:
        assert uow.payments.page(PaymentFilter()) == [first]


@pytest.mark.parametrize(
    ("first", "second", "amount", "refusal"),
    [
        ("60.00", "60.00", "110.00", SharesDiffer),
        ("60.00", "101.00", "161.00", Overpayment),
        ("0.00", "60.00", "60.00", OutOfRange),
        ("-1.00", "60.00", "60.00", OutOfRange),
    ],
)
def test_what_is_no_payment_of_two_invoices_changes_neither(
    desk: MemoryWorkspace, first: str, second: str, amount: str, refusal: type[Refusal]
) -> None:
    one, two = an_invoice(desk), an_invoice(desk)
    with pytest.raises(refusal):
        desk.record_payment((share(one, first), share(two, second)), amount=usd(amount))
    assert (desk.now(one), desk.now(two)) == (one, two)


def test_one_payment_is_of_one_customer_and_names_an_invoice_once(desk: MemoryWorkspace) -> None:
    with desk.writing() as uow:
        uow.customers.save(a_customer(id="customer-globex", name="Globex"))
    ours, theirs = an_invoice(desk), an_invoice(desk, customer_id="customer-globex")
    with pytest.raises(NotOnePayer):
        desk.record_payment((share(ours, "1.00"), share(theirs, "1.00")))
    with pytest.raises(AlreadyTaken):
        desk.record_payment((share(ours, "1.00"), share(ours, "1.00")))


def test_of_two_invoices_one_changed_since_it_was_seen(desk: MemoryWorkspace) -> None:
    one, two = an_invoice(desk), an_invoice(desk)
    desk.add_po(two, "4500")
    with pytest.raises(ChangedSinceSeen):
        desk.record_payment((share(one, "1.00"), share(two, "1.00")))
    assert desk.now(one) == one


def test_a_settlement_by_itself_and_back(desk: MemoryWorkspace) -> None:
    issued = an_invoice(desk)
    partly = settle(desk, issued, "30.00")
    assert (partly.state, str(partly.amount_due)) == (State.PARTIALLY_PAID, "70.00")
    settled = settle(desk, issued)
    assert (settled.state, str(settled.settled), str(settled.paid)) == (
        State.PAID,
        "100.00",
        "0.00",
    )
    with pytest.raises(NotInState):
        settle(desk, issued)
    undo = UndoSettlement(
        by=FIONA,
        invoice_id=issued.id,
        expected_version=settled.sequence,
        settlement_id=settled.settlements[0].id,
        reason="They pay after all",
    )
    with desk.writing() as uow:
        back = undo_settlement(undo, uow)
    assert (back.state, str(back.amount_due), back.settled_at) == (
        State.PARTIALLY_PAID,
        "30.00",
        None,
    )
    assert last(desk, issued) is EventName.INVOICE_SETTLEMENT_UNDONE
    expect_all_promises_kept(desk)


def test_what_a_credit_note_leaves_over_is_refunded_and_that_can_be_undone(
    desk: MemoryWorkspace,
) -> None:
    issued = an_invoice(desk)
    desk.record_payment((share(issued, "70.00"),))
    desk.record_payment((share(desk.now(issued), "30.00"),))
    assert str(credited(desk, issued, "40.00").to_refund) == "40.00"
    with pytest.raises(CreditTooSmall):
        refund(desk, "40.01", invoice_id=issued.id)
    payments = refund(desk, "40.00", invoice_id=issued.id)
    now = desk.now(issued)
    assert (str(now.paid), str(now.to_refund), str(now.amount_due), now.state) == (
        *("60.00", "0.00", "0.00"),
        State.PAID,
    )
    assert sum(each.refunded.minor for each in payments) == 4000
    assert {each.live_refunds[0].id for each in payments} == {payments[0].live_refunds[0].id}
    assert len(payments) == 2  # all of the later payment, the rest of the one before
    assert last(desk, issued) is EventName.INVOICE_REFUNDED
    with pytest.raises(RefundedAlready):
        reverse(desk, payments[0])
    undo = UndoRefund(
        by=FIONA,
        payment_id=payments[0].id,
        refund_id=payments[0].live_refunds[0].id,
        reason="It came back",
    )
    with desk.writing() as uow:
        undo_refund(undo, uow)
    now = desk.now(issued)
    assert (str(now.paid), str(now.to_refund)) == ("100.00", "40.00")
    assert last(desk, issued) is EventName.INVOICE_REFUND_UNDONE
    with desk.writing() as uow, pytest.raises(AlreadyDone):
        undo_refund(undo, uow)
    expect_all_promises_kept(desk)


def test_what_a_credit_note_leaves_over_may_stay_as_credit(desk: MemoryWorkspace) -> None:
    issued = an_invoice(desk)
    desk.record_payment((share(issued, "100.00"),))
    credited(desk, issued, "40.00")
    command = ReleaseSurplus(by=FIONA, invoice_id=issued.id, expected_version=None)
    with desk.writing() as uow:
        now = release_surplus(command, uow)
    assert (str(now.paid), str(now.to_refund), now.state) == ("60.00", "0.00", State.PAID)
    assert the_credit(desk, issued) == "40.00"
    with desk.writing() as uow, pytest.raises(NothingToRefund):
        release_surplus(command, uow)


def test_credit_is_refunded_and_that_can_be_undone(desk: MemoryWorkspace) -> None:
    issued = an_invoice(desk)
    desk.record_payment((share(issued, "100.00"),), amount=usd("130.00"), on_account=True)
    with pytest.raises(CreditTooSmall):
        refund(desk, "30.01")
    (payment,) = refund(desk, "10.00")
    assert the_credit(desk, issued) == "20.00"
    undo = UndoRefund(
        by=FIONA, payment_id=payment.id, refund_id=payment.refunds[0].id, reason="Returned"
    )
    with desk.writing() as uow:
        undo_refund(undo, uow)
    assert the_credit(desk, issued) == "30.00"
    with pytest.raises(NothingToRefund):
        refund(desk, "1.00", invoice_id=issued.id)


def test_what_was_recorded_before_payments_had_rows_is_found_in_the_versions(
    desk: MemoryWorkspace,
) -> None:
    issued = an_invoice(desk)
    desk.pay(issued, usd("40.00"))
    desk.tables.payments.clear()
    settled = settle(desk, desk.now(issued), "10.00")
    with desk.reading() as uow:
        (known,) = uow.payments.of_invoice(issued.id)
    assert (str(known.amount), known.by, known.allocated_to(issued.id)) == (
        "40.00",
        FIONA,
        usd("40.00"),
    )
    reverse(desk, known)
    assert str(desk.now(issued).amount_due) == "90.00"
    assert settled.sequence + 1 == desk.now(issued).sequence


def test_nothing_is_settled_or_paid_of_a_credit_note(desk: MemoryWorkspace) -> None:
    issued = an_invoice(desk)
    note = desk.approve(desk.credit(issued, Part(description="x", net=usd("1.00"))))
    with pytest.raises(NothingDue):
        settle(desk, note)


def test_accounts_receivable_record_and_approve_nothing(desk: MemoryWorkspace) -> None:
    waiting = desk.submit()
    issued = an_invoice(desk)
    with pytest.raises(NotPermitted):
        desk.pay(issued, usd("1.00"), by=SAM)
    with desk.writing() as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"receivables": (SAM.id,)}))
    assert str(desk.pay(issued, usd("1.00"), by=SAM).paid) == "1.00"
    with pytest.raises(Refusal):
        desk.approve(waiting, by=SAM)
    assert issued.workspace_id == WORKSPACE
