"""What one deal posts from its submission until it is paid: each fact once."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from jupiter_core.commands.draft import InvoiceTerms, ReviseInvoice, revise_invoice
from jupiter_core.commands.payment import RecordPayment, Share, record_payment
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from tests.factories import DEAL_CHANNEL, FIONA, FRANK, SAM, WORKSPACE, the_deal_lines
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import Json, actions_of, shown


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig(approvals_needed=2) as rig:
        yield rig


def _edited(rig: SlackBot, invoice: Invoice, net_terms: int) -> Invoice:
    terms = InvoiceTerms(
        customer_id="customer-acme",
        sender_profile_id="sender-us",
        currency="USD",
        net_terms=net_terms,
        issue_date=invoice.content.issue_date,
        lines=the_deal_lines(),
    )
    command = ReviseInvoice(by=SAM, invoice_id=invoice.id, expected_version=None, terms=terms)
    with rig.store.write(WORKSPACE) as uow:
        edited = revise_invoice(command, uow, rig.ctx.renderer)
    rig.deliver()
    return edited


def _in_channel(rig: SlackBot) -> list[Json]:
    return [each for each in rig.files() if DEAL_CHANNEL in each["channels"]]


def test_a_deal_with_two_edits_and_two_approvals_posts_each_fact_once(rig: SlackBot) -> None:
    invoice = rig.submitted()
    rig.deliver()
    request = rig.request()
    _edited(rig, invoice, 60)
    invoice = _edited(rig, invoice, 30)
    for by in (FIONA, FRANK):
        rig.approve(rig.invoice(invoice.id), by)
        rig.deliver()
    invoice = rig.invoice(invoice.id)
    assert invoice.state is State.ISSUED
    amount = Money.of(Decimal(1345000), "USD")
    share = Share(invoice_id=invoice.id, amount=amount, expected_version=invoice.sequence)
    with rig.store.write(WORKSPACE) as uow:
        record_payment(RecordPayment(by=FIONA, amount=amount, shares=(share,)), uow)
    rig.deliver()
    assert rig.errors() == []
    card, asked, *rest = rig.thread()
    assert "Paid in full" in shown(card)
    assert asked["ts"] == request["ts"]
    assert actions_of(asked) == []
    assert "Approved by Fiona Chen, Frank" in shown(asked)
    papers = [each for each in rest if each.get("files")]
    said = [each["text"] for each in rest if not each.get("files")]
    assert len(papers) == 4  # submitted, edited, edited, issued
    assert len(said) == 4
    assert [("changed the draft" in each, "issued" in each, "paid" in each) for each in said] == [
        (True, False, False),
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
    assert len(rig.channel()) == 2  # the card, and that it is paid, which the channel hears too


def test_only_the_newest_draft_s_pdf_stays_and_an_issued_invoice_s_papers_all_do(
    rig: SlackBot,
) -> None:
    invoice = rig.submitted()
    rig.deliver()
    (first,) = _in_channel(rig)
    invoice = _edited(rig, invoice, 60)
    (second,) = _in_channel(rig)
    assert second["id"] != first["id"]
    for by in (FIONA, FRANK):
        rig.approve(rig.invoice(invoice.id), by)
        rig.deliver()
    (issued,) = _in_channel(rig)
    assert issued["name"].startswith("JUS-000001")


def test_a_draft_s_pdf_that_slack_will_not_remove_stays_and_nothing_waits(rig: SlackBot) -> None:
    invoice = rig.submitted()
    rig.deliver()
    rig.fault("files.delete", "error", error="cant_delete_file")
    _edited(rig, invoice, 60)
    assert rig.errors() == []
    assert len(_in_channel(rig)) == 2


def test_a_request_that_was_closed_is_asked_in_a_new_message(rig: SlackBot) -> None:
    invoice = rig.submitted(issue_date=rig.clock.now().date().replace(year=2027))
    rig.deliver()
    first = rig.request()
    for by in (FIONA, FRANK):
        rig.approve(rig.invoice(invoice.id), by)
        rig.deliver()
    assert rig.invoice(invoice.id).state is State.APPROVED
    _edited(rig, rig.invoice(invoice.id), 60)
    anew = rig.request()
    assert anew["ts"] > first["ts"]
    assert len([each for each in rig.thread() if "invoice_approve" in actions_of(each)]) == 1
