"""What an event knows stands in fields; events that were stored with it in their note have them."""

import json

import pytest

from jupiter_core.domain.changes import Change
from jupiter_core.domain.event_details import (
    AlikePair,
    ChangeAsked,
    CreditMoved,
    Details,
    LookAlike,
    MailOutcome,
    OwnApproval,
    PoReminder,
)
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.money import Money
from jupiter_core.queries.resources.event import EventResource
from tests.factories import NOW, SAM, WORKSPACE

REMINDER = PoReminder(days_since_issue=7)
BOUNCE = MailOutcome(email="dana@acme.example", reason="550 5.1.1 No: unknown")
PAIR = AlikePair(one="Sam (U1)", other="Sam (U2)", shared="the e-mail sam@acme.example")
ALIKE = LookAlike(by="Sam", action="approved JUS-000001", pairs=(PAIR, PAIR))
USED = CreditMoved(credit="Usage credit", amount=Money(minor=1_000_000, currency="USD"))


def an_event(name: EventName, note: str = "", details: Details | None = None) -> Event:
    return Event(
        id="event",
        workspace_id=WORKSPACE,
        name=name,
        subject_id="invoice-1",
        at=NOW,
        by=SAM,
        note=note,
        details=details,
    )


STORED = [
    (EventName.INVOICE_PO_NUMBER_MISSING, "7 days after issue", REMINDER),
    (EventName.INVOICE_EMAILED, "dana@acme.example", MailOutcome(email="dana@acme.example")),
    (EventName.INVOICE_EMAIL_WAITS, "a@b.example", MailOutcome(email="a@b.example")),
    (EventName.INVOICE_EMAIL_WITHHELD, "a@b.example", MailOutcome(email="a@b.example")),
    (EventName.INVOICE_EMAIL_BOUNCED, "dana@acme.example: 550 5.1.1 No: unknown", BOUNCE),
    (EventName.INVOICE_LINK_TO_SEND, "no mail server", MailOutcome(reason="no mail server")),
    (EventName.INVOICE_CHANGE_HELD, "PO number, Memo", ChangeAsked(concerns=("PO number", "Memo"))),
    (
        EventName.INVOICE_CHANGE_PROPOSED,
        "PO number 45, for all for the whole contract",
        ChangeAsked(po_number_for_contract="45, for all"),
    ),
]


@pytest.mark.parametrize(("name", "note", "details"), STORED)
def test_an_event_stored_before_there_were_details_has_them_and_the_same_words(
    name: EventName, note: str, details: Details
) -> None:
    document = json.loads(canonical_json(an_event(name))) | {"note": note}
    event = Event.model_validate_json(json.dumps(document))
    assert (event.details, event.note) == (details, "")
    assert EventResource.of(event, None).data.note == note


@pytest.mark.parametrize(("name", "note", "details"), STORED)
def test_an_event_with_details_is_stored_and_read_as_it_is(
    name: EventName, note: str, details: Details
) -> None:
    event = an_event(name, details=details)
    assert Event.model_validate_json(canonical_json(event)) == event
    assert EventResource.of(event, None).data.note == note


def test_what_a_person_wrote_stays_a_note() -> None:
    event = an_event(EventName.INVOICE_VOIDED, "7 days after issue")
    assert (event.note, event.details) == ("7 days after issue", None)
    assert '"details"' not in canonical_json(event)


def test_a_note_in_other_words_stays_one() -> None:
    event = an_event(EventName.INVOICE_PO_NUMBER_MISSING, "soon")
    assert (event.words, event.details) == ("soon", None)


def test_used_credit_tells_how_much_and_what_for() -> None:
    event = an_event(EventName.CREDIT_USED, "May", USED)
    assert event.words == f"{USED.words}: May"
    assert "10,000.00" in USED.words


def test_people_who_look_alike_are_named_with_what_they_share() -> None:
    pair = "Sam (U1) and Sam (U2) have the e-mail sam@acme.example"
    assert an_event(EventName.LOOK_ALIKE_PEOPLE, details=ALIKE).words == (
        f"Sam approved JUS-000001. {pair}; {pair}. Check that these are two people."
    )


def test_why_an_invoice_needs_an_approval_of_its_own_is_told_in_the_order_of_its_reasons() -> None:
    change = Change(what="Legal name", old="Acme", new="Acme Corporation")
    own = OwnApproval(credit_drawn=True, changes=(change,))
    assert an_event(EventName.INVOICE_SCHEDULED, details=own).words == (
        "Its usage credit was drawn on meanwhile. "
        "Not as approved with the contract: Legal name: Acme → Acme Corporation."
    )
    assert "before its approval covered" in OwnApproval(never_agreed=True).words
    assert OwnApproval().words == ""
