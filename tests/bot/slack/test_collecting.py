"""Payment status on the card, and `/invoice reminders`."""

from collections.abc import Iterator
from datetime import date

import pytest

from jupiter_core.commands.timer import tick
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
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


def typed(rig: SlackBot, **values: str) -> Json:
    rig.press(SAM.id, "invoice_collection", rig.card())
    for name, value in values.items():
        rig.fill(SAM.id, name, value)
    return rig.submit(SAM.id)


def test_a_dispute_a_promise_and_a_pause_stand_on_the_card(rig: SlackBot, issued: Invoice) -> None:
    typed(rig, dispute="Two seats too many", promised="2027-01-20", paused_until="2027-01-12")
    rig.deliver()
    known = rig.invoice(issued.id).awaiting
    assert known.dispute and known.dispute.reason == "Two seats too many"
    assert known.promised and known.promised.date == date(2027, 1, 20)
    assert known.paused and known.paused.until == date(2027, 1, 12)
    card = shown(rig.card())
    assert "Two seats too many" in card and "20 Jan 2027" in card and "12 Jan 2027" in card


def test_a_dispute_whose_text_is_emptied_is_resolved(rig: SlackBot, issued: Invoice) -> None:
    typed(rig, dispute="Two seats too many")
    rig.deliver()
    typed(rig, dispute="")
    assert rig.invoice(issued.id).awaiting.dispute is None


def test_a_day_that_has_passed_is_told_at_its_field(rig: SlackBot, issued: Invoice) -> None:
    answer = typed(rig, promised="2020-01-01")
    assert set(answer["errors"]) == {"promised"}
    assert rig.invoice(issued.id).collection is None


def test_a_reminder_is_held_from_the_list(rig: SlackBot, issued: Invoice) -> None:
    rig.clock.advance(days=37)  # 29 December: the one before the due date is on the 30th
    with rig.store.write(WORKSPACE) as uow:
        tick(uow)
    rig.command(FIONA.id, "/invoice reminders")
    view = rig.modal(FIONA.id)
    assert "JUS-000001" in shown(view)
    (option,) = [
        each["value"]
        for block in view["blocks"]
        if block.get("accessory")
        for each in block["accessory"]["options"]
        if each["value"].startswith("hold")
    ]
    rig._act(
        "action",
        {"user": FIONA.id, "action_id": "reminder_row", "view_id": view["id"], "value": option},
    )
    rig.wait()
    with rig.store.read(WORKSPACE) as uow:
        names = [each.name for each in uow.events.of(issued.id)]
    assert names.count(EventName.INVOICE_REMINDER_HELD) == 1
