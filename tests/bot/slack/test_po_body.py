"""The body of a purchase order, from the card's PO form."""

from collections.abc import Iterator
from datetime import date

import pytest

from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.purchase_order import PurchaseOrder
from tests.factories import FIONA, SAM, WORKSPACE
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import Json, shown


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


@pytest.fixture
def issued(rig: SlackBot) -> Invoice:
    return rig.issued()


def order(rig: SlackBot) -> PurchaseOrder | None:
    with rig.store.read(WORKSPACE) as uow:
        return uow.purchase_orders.find("customer-acme", "4500017342")


def typed(rig: SlackBot, **values: str) -> Json:
    rig.press(SAM.id, "invoice_add_po", rig.card())
    for name, value in values.items():
        rig.fill(SAM.id, name, value)
    return rig.submit(SAM.id)


def test_amount_and_end_are_kept_beside_the_number(rig: SlackBot, issued: Invoice) -> None:
    typed(rig, po_number="4500017342", po_amount="1.5M", po_valid_until="2027-12-31")
    kept = order(rig)
    assert kept and kept.amount
    assert (kept.amount.words, kept.valid_until) == ("USD 1,500,000.00", date(2027, 12, 31))
    assert rig.invoice(issued.id).content.po_number == "4500017342"
    rig.deliver()
    rig.press(SAM.id, "invoice_add_po", rig.card())
    said = shown(rig.modal(SAM.id))
    assert "USD 1,345,000.00 used, USD 155,000.00 left" in said


def test_the_body_alone_changes_no_invoice(rig: SlackBot, issued: Invoice) -> None:
    typed(rig, po_number="4500017342", po_amount="1,500,000")
    before = rig.invoice(issued.id)
    rig.deliver()
    assert typed(rig, po_amount="1,600,000")["stack"] == []
    assert rig.invoice(issued.id) == before
    kept = order(rig)
    assert kept and kept.amount and kept.amount.words == "USD 1,600,000.00"


def test_an_amount_that_is_none_is_told_at_its_field_and_nothing_is_kept(
    rig: SlackBot, issued: Invoice
) -> None:
    answer = typed(rig, po_number="4500017342", po_amount="much")
    assert set(answer["errors"]) == {"po_amount"}
    assert order(rig) is None
    assert rig.invoice(issued.id).content.po_number == ""


def test_whoever_approves_sees_what_the_order_does_not_cover(
    rig: SlackBot, issued: Invoice
) -> None:
    typed(rig, po_number="4500017342", po_amount="1.5M")
    rig.submitted(po_number="4500017342")
    rig.deliver()
    asked = [
        each
        for card in rig.channel(FIONA.id)
        for each in rig.replies(card["ts"], FIONA.id)
        if "PO 4500017342 has USD 155,000.00 left" in shown(each)
    ]
    assert asked
