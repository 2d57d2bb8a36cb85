"""Money in, in Slack: a payment over several invoices, what settles the rest, credit, Undo."""

from collections.abc import Iterator

import pytest

from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import PaymentMethod
from jupiter_core.domain.settlement import SettlementKind
from jupiter_core.ports import PaymentFilter
from tests.factories import FIONA, FRANK, SAM, WORKSPACE
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import Json, shown


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


@pytest.fixture
def issued(rig: SlackBot) -> Invoice:
    invoice = rig.issued()
    rig.deliver()
    return invoice


def record(rig: SlackBot, **typed: object) -> Json:
    rig.press(FIONA.id, "invoice_record_payment", rig.card())
    rig.modal(FIONA.id)
    for name, value in typed.items():
        rig.fill(FIONA.id, name, value)
    return rig.submit(FIONA.id)


def last_card(rig: SlackBot) -> Json:
    roots = [each for each in rig.channel() if each.get("thread_ts", each["ts"]) == each["ts"]]
    return roots[-1]


def open_payments(rig: SlackBot) -> None:
    rig.press(FIONA.id, "invoice_payments", last_card(rig))
    rig.modal(FIONA.id)


def test_a_payment_has_its_day_account_method_and_reference(rig: SlackBot, issued: Invoice) -> None:
    record(
        rig,
        amount="45k",
        received_on="2026-11-20",
        method="check",
        reference="Check 1044",
    )
    with rig.store.read(WORKSPACE) as uow:
        (payment,) = uow.payments.page(PaymentFilter())
    assert (payment.amount, str(payment.received_on), payment.reference) == (
        Money.of("45000.00", "USD"),
        *("2026-11-20", "Check 1044"),
    )
    assert payment.method is PaymentMethod.CHECK
    assert payment.account.number == issued.content.remit_to.account_number


def test_the_rest_is_settled_with_a_reason_that_the_thread_is_told(
    rig: SlackBot, issued: Invoice
) -> None:
    errors = record(rig, amount="1344985", rest="bank_fee")["errors"]
    assert errors == {"reason": "A reason is required."}
    rig.fill(FIONA.id, "reason", "Their bank kept it")
    rig.submit(FIONA.id)
    rig.deliver()
    now = rig.invoice(issued.id)
    assert (now.state, now.settlements[0].kind) == (State.PAID, SettlementKind.BANK_FEE)
    told = shown(rig.thread()[-1])
    assert "USD 15.00 was settled as bank fee: Their bank kept it." in told
    assert "is settled: USD 1,344,985.00" in told
    assert "Settled" in shown(rig.card())


def test_more_than_is_due_is_kept_as_credit_only_where_the_box_is_ticked(
    rig: SlackBot, issued: Invoice
) -> None:
    assert "amount" in record(rig, amount="1345100")["errors"]
    assert rig.invoice(issued.id) == issued
    rig.fill(FIONA.id, "on_account", ["true"])
    rig.submit(FIONA.id)
    rig.deliver()
    assert "USD 100.00 was kept as the customer's credit." in shown(rig.thread()[-1])


def test_credit_is_offered_with_the_next_invoice_and_applied_with_one_press(rig: SlackBot) -> None:
    rig.issued()
    rig.deliver()
    record(rig, amount="1345100", on_account=["true"])
    following = rig.issued()
    rig.deliver()
    thread = rig.replies(last_card(rig)["ts"])
    assert any("USD 100.00 of credit" in shown(each) for each in thread)
    open_payments(rig)
    assert "Customer's credit USD 100.00" in " ".join(shown(rig.modal(FIONA.id)).split())
    rig.press_in_view(FIONA.id, "invoice_apply_credit")
    rig.wait()
    rig.deliver()
    assert str(rig.invoice(following.id).paid) == "100.00"
    told = shown(rig.replies(last_card(rig)["ts"])[-1])
    assert "USD 100.00 came from the customer's credit." in told


def test_one_payment_covers_the_invoices_that_are_picked(rig: SlackBot) -> None:
    first = rig.issued()
    second = rig.issued()
    rig.deliver()
    record(rig, amount="2690000", invoices=[second.id])
    assert [rig.invoice(each.id).state for each in (first, second)] == [State.PAID, State.PAID]


def test_settling_the_rest_settles_it_of_all_invoices_that_were_picked(rig: SlackBot) -> None:
    first, second = rig.issued(), rig.issued()
    rig.deliver()
    record(rig, amount="1345000", invoices=[second.id], rest="bad_debt", reason="Insolvent")
    assert "more than any one of these invoices" in rig.submit(FIONA.id)["errors"]["rest"]
    rig.fill(FIONA.id, "amount", "1345000.01")
    assert not rig.submit(FIONA.id).get("errors")
    states = {rig.invoice(each.id).state for each in (first, second)}
    settled = sorted(str(rig.invoice(each.id).settled) for each in (first, second))
    assert (states, settled) == ({State.PAID}, ["0.00", "1344999.99"])


def test_two_who_look_at_the_same_credit_do_not_both_send_a_part_back(
    rig: SlackBot, issued: Invoice
) -> None:
    record(rig, amount="1345100", on_account=["true"])
    rig.deliver()
    for person in (FIONA, FRANK):
        rig.press(person.id, "invoice_payments", last_card(rig))
        rig.modal(person.id)
        rig.press_in_view(person.id, "invoice_refund")
        rig.modal(person.id)
        rig.fill(person.id, "amount", "40")
        rig.fill(person.id, "reason", "They asked")
    assert not rig.submit(FIONA.id).get("errors")
    assert "has changed since you opened it" in str(rig.submit(FRANK.id)["errors"])
    with rig.store.read(WORKSPACE) as uow:
        (payment,) = uow.payments.page(PaymentFilter())
    assert str(payment.refunded) == "40.00"
    assert rig.invoice(issued.id).state is State.PAID


def test_a_payment_is_undone_with_a_reason(rig: SlackBot, issued: Invoice) -> None:
    record(rig, amount="45000")
    rig.deliver()
    open_payments(rig)
    rig.press_in_view(FIONA.id, "invoice_money_undo")
    asked = shown(rig.modal(FIONA.id))
    assert "Undo this payment of USD 45,000.00, for JUS-000001?" in asked
    rig.fill(FIONA.id, "reason", "Bounced <!channel>")
    rig.submit(FIONA.id)
    rig.deliver()
    now = rig.invoice(issued.id)
    assert (now.state, str(now.amount_due)) == (State.ISSUED, "1345000.00")
    assert "reversed a payment of" in rig.thread()[-1]["text"]
    assert "&lt;!channel&gt;" in rig.thread()[-1]["text"]


def test_what_is_partly_paid_is_not_voided_and_that_is_said_before_anybody_writes_a_reason(
    rig: SlackBot, issued: Invoice
) -> None:
    record(rig, amount="45000")
    rig.deliver()
    rig.press(FIONA.id, "invoice_void", rig.card())
    assert "it cannot be voided now" in rig.told(FIONA.id)
    assert rig.modals(FIONA.id) == []
    assert issued.number


def test_sales_ops_see_no_payments(rig: SlackBot, issued: Invoice) -> None:
    rig.press(SAM.id, "invoice_payments", rig.card())
    assert "accounts receivable can" in rig.told(SAM.id)
    assert issued.number
