"""A contract in the deal's channel: its card, and everything of its invoices in its thread."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from jupiter_core.domain.contract.terms import BillingFrequency, Subscription
from tests.factories import DEAL_CHANNEL, FIONA
from tests.harness.contract_deal import ContractDeal, usd
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import actions_of, shown


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


@pytest.fixture
def deal(rig: SlackBot) -> ContractDeal:
    return ContractDeal(rig)


def test_a_proposed_contract_is_a_card_that_asks_finance_in_its_thread(deal: ContractDeal) -> None:
    deal.rig.deliver()
    card, request = deal.rig.thread()
    for words in (
        "Acme Corporation 2027",
        "Waiting for approval",
        "1 Jan 2027 – 31 Dec 2029 (36 months)",
        "Yearly, in advance, Net 45",
        "USD 4,117,000.00 in 3 invoices",
        "Platform Enterprise: 1 × 1,200,000.00 a year, +5% from year 2",
        "Year 2, from 1 Jan 2028: USD 1,386,000.00 in 1 invoice",
        "Drafted by Sam Ortiz",
    ):
        assert words in shown(card)
    assert "<@U0FIONA>" in shown(request)
    assert "1,200,000.00 × 1.05" in shown(request)
    assert actions_of(request)[:2] == ["contract_approve", "contract_request_changes"]


def test_an_approved_contract_says_when_its_first_invoice_comes(deal: ContractDeal) -> None:
    deal.rig.deliver()
    deal.agreed()
    _, request, told = deal.rig.thread()
    assert actions_of(request) == []
    assert "Approved by Fiona Chen." in shown(request)
    assert "The first invoice, USD 1,345,000.00, will be issued on 1 Jan 2027." in told["text"]
    assert "USD 25,000.00 left" in shown(deal.rig.card())
    assert "Next invoice" in shown(deal.rig.card())


def test_an_invoice_is_a_reply_with_its_own_card_that_is_kept_up_to_date(
    deal: ContractDeal,
) -> None:
    deal.agreed()
    deal.live_until(2026, 12, 18, 12)
    (invoice,) = deal.invoices
    card = deal.card_of(invoice)
    assert "Invoice 1 of 3 of Acme Corporation 2027" in shown(card)
    assert "Will be issued on 1 Jan 2027, in 14 days" in shown(card)
    assert "invoice_hold" in actions_of(card)
    deal.live_until(2027, 1, 1, 12)
    after = deal.card_of(invoice)
    assert after["ts"] == card["ts"]
    assert "Issued, due 15 Feb 2027" in shown(after)
    assert "JUS-000001 is issued" in deal.replies()[-2]["text"]
    assert deal.rig.files()[-1]["name"] == "JUS-000001-v1.pdf"
    assert len([each for each in deal.rig.channel() if not each.get("thread_ts")]) <= 1


def test_the_contracts_card_follows_what_its_invoices_become(deal: ContractDeal) -> None:
    deal.agreed()
    deal.live_until(2027, 1, 1, 12)
    card = shown(deal.rig.card())
    assert "1, USD 1,345,000.00; USD 0.00 paid" in card
    assert "1 Jan 2028, USD 1,386,000.00" in card
    assert "USD 0.00 left" in card


def test_an_invoice_waits_for_the_contracts_card(deal: ContractDeal) -> None:
    rig = deal.rig
    rig.fault("chat.postMessage", "rate_limited", count=99, retry_after=86_400)
    rig.deliver()
    deal.agreed()
    rig.clock.advance(days=41)
    rig.jobs.issue()
    rig.deliver()
    assert rig.channel() == []
    rig.no_faults()
    rig.clock.advance(days=1)
    rig.deliver()
    rig.clock.advance(hours=1)
    rig.deliver()
    assert rig.errors() == []
    card, *others = rig.thread()
    assert "Contract · Acme Corporation 2027" in shown(card)
    assert "JUS-000001" in " ".join(each["text"] for each in others)
    assert [each["ts"] for each in rig.channel()] == [card["ts"]]


def test_where_the_contracts_card_is_gone_an_invoice_has_its_own_thread(
    deal: ContractDeal,
) -> None:
    rig = deal.agreed().rig
    card = rig.card()
    rig.client.chat_delete(channel=DEAL_CHANNEL, ts=card["ts"])
    deal.live_until(2027, 1, 1, 12)
    own = rig.channel()[-1]
    (invoice,) = deal.invoices
    assert str(invoice.number) in shown(own)
    assert "thread_ts" not in own or own["thread_ts"] == own["ts"]


def test_a_missing_po_is_asked_for_in_the_channel_with_the_customers_link(
    deal: ContractDeal,
) -> None:
    deal.agreed()
    deal.live_until(2027, 1, 1, 12)
    deal.live_until(2027, 1, 8, 18)
    asked = next(each for each in deal.rig.channel() if "no PO number" in each["text"])
    assert "JUS-000001 still has no PO number, 7 days after issue." in asked["text"]
    assert "https://pay.example/i/" in asked["text"]
    assert actions_of(asked) == ["invoice_add_po"]
    assert asked["subtype"] == "thread_broadcast"


def test_a_new_proposal_takes_the_buttons_off_the_one_before(deal: ContractDeal) -> None:
    rig = deal.rig
    rig.deliver()
    rig.press(FIONA.id, "contract_request_changes", deal.with_button("contract_approve"))
    rig.fill(FIONA.id, "reason", "Net 30")
    rig.submit(FIONA.id)
    rig.deliver()
    assert "Fiona Chen requested changes." in shown(rig.thread()[1])
    assert actions_of(rig.thread()[1]) == []
    assert "<@U0SAM>" in shown(deal.replies()[-1])
    assert "Changes requested" in shown(rig.card())


def test_a_late_contract_tells_finance_beforehand_all_that_is_issued_at_once(rig: SlackBot) -> None:
    rig.clock.set(datetime(2026, 11, 28, 12, tzinfo=UTC))
    deal = ContractDeal(rig, **MONTHLY_SINCE_JUNE)
    rig.deliver()
    request = shown(rig.thread()[1])
    assert "Approval issues 6 invoices at once, USD 12,000.00 in all." in request
    assert "if approved on 28 Nov 2026, due 28 Dec 2026" in request
    for month in (
        "1 Jun 2026 – 30 Jun 2026, planned for 1 Jun 2026: USD 2,000.00",
        "1 Nov 2026 – 30 Nov 2026, planned for 1 Nov 2026: USD 2,000.00",
    ):
        assert month in request
    deal.agreed()
    told = shown(deal.reply("approved the contract"))
    assert "6 invoices are issued now, dated 28 Nov 2026, due 28 Dec 2026" in told
    assert "USD 12,000.00 in all" in told
    assert "JUS-000001, 1 Jun 2026 – 30 Jun 2026: USD 2,000.00" in told
    assert "JUS-000006, 1 Nov 2026 – 30 Nov 2026: USD 2,000.00" in told
    assert "The next invoice, USD 2,000.00, will be issued on 1 Dec 2026." in told


def test_a_contract_that_begins_today_has_nothing_to_catch_up(rig: SlackBot) -> None:
    rig.clock.set(datetime(2026, 6, 1, 12, tzinfo=UTC))
    deal = ContractDeal(rig, **MONTHLY_SINCE_JUNE)
    rig.deliver()
    assert "at once" not in shown(rig.thread()[1])
    deal.agreed()
    assert "are issued now" not in shown(deal.reply("approved the contract"))


MONTHLY_SINCE_JUNE = {
    "start_date": date(2026, 6, 1),
    "term_months": 12,
    "billing_frequency": BillingFrequency.MONTHLY,
    "net_terms": 30,
    "lines": (Subscription(description="Platform", annual_price=usd("24000")),),
}
"""USD 2,000.00 a month."""
