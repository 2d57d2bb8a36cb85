"""Three years of the deal in seconds: the real store and paper, and a clock that is set."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.intake.link.fields import spelled
from bot.web import register
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.invoice import State
from jupiter_core.queries.verify import verify
from jupiter_core.store import Database
from tests.factories import A_SIGNER, DANA, FIONA, SAM, WORKSPACE
from tests.harness.contract_deal import ContractDeal, usd
from tests.harness.databases import tables_at
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.slack_bot import a_rig
from tests.harness.slack_reading import shown

PO = "4500017342"


@pytest.fixture
def deal(tmp_path: Path) -> Iterator[ContractDeal]:
    clock = FixedClock()
    tables_at(tmp_path / "jupiter.sqlite3")
    database = Database(f"sqlite:///{tmp_path}/jupiter.sqlite3", clock, CountingIds(), A_SIGNER)
    with a_rig(clock=clock, store=database, renderer=PdfRenderer()) as rig:
        deal = ContractDeal(rig)
        rig.deliver()
        yield deal
    database.close()


def test_three_years_of_the_deal_end_with_three_invoices_and_no_credit(deal: ContractDeal) -> None:
    _approved_in_the_thread(deal)
    for moment in ((2026, 12, 18, 9), (2027, 1, 1, 9), (2027, 1, 8, 18)):
        deal.live_until(*moment)
    _po_for_all_from_the_customer(deal)
    for year in (2028, 2029):
        deal.live_until(year - 1, 12, 20)
        for _ in range(2):  # the timer runs twice and does it once
            deal.live_until(year, 1, 1, 9)
    _expect_three_invoices(deal)
    assert deal.balance == usd("0")
    assert verify(deal.rig.store, WORKSPACE) == []
    _expect_each_message_once_in_order(deal)


def _approved_in_the_thread(deal: ContractDeal) -> None:
    rig = deal.rig
    rig.press(FIONA.id, "contract_approve", deal.with_button("contract_approve"))
    rig.wait()
    rig.deliver()


def _po_for_all_from_the_customer(deal: ContractDeal) -> None:
    """On the link of the first invoice: this one, and all coming ones once Fiona confirms."""
    (first,) = deal.invoices
    ctx, pages = deal.rig.ctx, FastAPI()
    register(pages, store=ctx.store, renderer=ctx.renderer, links=ctx.links, wake=ctx.wake)
    who = {"name": DANA.name, "email": DANA.email}
    hidden = {"form": "po", "seen": str(first.sequence), "nonce": "nonce1"}
    typed = {**spelled(first.amendable()), **hidden, **who, "po_number": PO, "covers": "contract"}
    with TestClient(pages, follow_redirects=False) as browser:
        token = ctx.links.writing_token(first, DANA.email)
        answer = browser.post(f"/i/{token}", data=typed)
    assert answer.status_code == 303, answer.text
    rig = deal.rig
    rig.deliver()
    rig.press(FIONA.id, "contract_confirm_po", deal.with_button("contract_confirm_po"))
    rig.wait()
    rig.deliver()


def _expect_three_invoices(deal: ContractDeal) -> None:
    assert [(each.number, str(each.total), each.state) for each in deal.invoices] == [
        ("JUS-000001", "1345000.00", State.ISSUED),
        ("JUS-000002", "1386000.00", State.ISSUED),
        ("JUS-000003", "1386000.00", State.ISSUED),
    ]
    assert [each.content.po_number for each in deal.invoices] == [PO] * 3


def _expect_each_message_once_in_order(deal: ContractDeal) -> None:
    rig = deal.rig
    said = [each["text"] for each in deal.replies()]
    told_once = [
        "Approved by Fiona Chen.",  # the question, now with its answer
        "Fiona Chen approved the contract",
        "JUS-000001 is issued: USD 1,345,000.00",
        "JUS-000001 still has no PO number, 7 days after issue",
        f"added PO number {PO}. JUS-000001 is now version 2.",
        f"added PO number {PO}. It applies to all upcoming invoices",
        "JUS-000002 is issued: USD 1,386,000.00",
        "JUS-000003 is issued: USD 1,386,000.00",
    ]
    places = [[n for n, each in enumerate(said) if words in each] for words in told_once]
    assert [len(each) for each in places] == [1] * len(told_once)
    assert places == sorted(places)
    rows = [each["request"]["metadata"] for each in rig.calls("chat.postMessage")]
    assert len(rows) == len({each["event_payload"]["message_id"] for each in rows})
    assert len(rig.calls("files.delete")) == 3  # a draft's PDF goes when the issued one is there
    assert [each["name"] for each in rig.files()] == [
        *("JUS-000001-v1.pdf", "JUS-000001-v2.pdf"),
        "JUS-000002-v1.pdf",
        "JUS-000003-v1.pdf",
    ]
    own = [each for each in rig.channel(SAM.id) if each.get("thread_ts") in (None, each["ts"])]
    assert len(own) == 1
    assert "3, USD 4,117,000.00; USD 0.00 paid" in shown(rig.card())
    assert "USD 0.00 left" in shown(rig.card())
