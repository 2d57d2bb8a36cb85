"""What the thread and the card say while a payment is waited for."""

from datetime import date

from bot.slack.views.invoice.card import card
from bot.slack.views.invoice.thread import notice
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.collection import Collection
from jupiter_core.domain.event_details import ReminderWait
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import State
from tests.factories import DANA, FIONA, NOW, WORKSPACE, a_draft, a_recipient

ISSUED = a_draft(state=State.ISSUED, number="JUS-000001", revision=1)


def told(name: EventName, by: Actor, note: str = "", wait: ReminderWait | None = None) -> str:
    event = Event(
        id="event",
        workspace_id=WORKSPACE,
        name=name,
        subject_id=ISSUED.id,
        at=NOW,
        by=by,
        note=note,
        details=wait,
    )
    return notice(event, ISSUED, link="https://pay.example/i/1.s")[0]


def test_each_is_told_in_a_sentence_with_who_and_until_when() -> None:
    dana = "Dana Reyes (accounts payable of Acme Corporation)"
    assert told(EventName.INVOICE_DISPUTED, DANA, "Two seats too many") == (
        f"{dana} disputes JUS-000001. Reminders stop until this is resolved. “Two seats too many”"
    )
    assert told(EventName.INVOICE_DISPUTE_RESOLVED, FIONA) == (
        "Fiona Chen resolved the dispute about JUS-000001. Reminders go on."
    )
    promised = ReminderWait(promised=date(2027, 1, 20))
    assert told(EventName.INVOICE_PAYMENT_PROMISED, DANA, wait=promised) == (
        f"{dana} says that JUS-000001 will be paid on 20 Jan 2027. No reminders go out until then."
    )
    paused = ReminderWait(until=date(2027, 1, 12))
    assert told(EventName.INVOICE_REMINDERS_PAUSED, FIONA, wait=paused) == (
        "Fiona Chen paused reminders for JUS-000001 until 12 Jan 2027."
    )
    assert told(EventName.INVOICE_REMINDERS_RESUMED, FIONA) == (
        "Fiona Chen resumed reminders for JUS-000001."
    )


def test_the_card_says_it_while_the_invoice_is_open_and_not_after() -> None:
    known = Collection().disputed("Two *seats* too many", DANA, NOW)
    known = known.pausing(date(2027, 1, 12), date(2026, 11, 22), FIONA, NOW)
    waiting = ISSUED.model_copy(update={"collection": known})
    link = "https://pay.example/i/1.s"
    drawn = str(card(waiting, link=link, recipient=a_recipient())[1])
    assert "Two *seats* too many" in drawn
    assert "Paused until 12 Jan 2027" in drawn
    void = waiting.model_copy(update={"state": State.VOID})
    assert "Disputed" not in str(card(void, link=link, recipient=a_recipient())[1])
