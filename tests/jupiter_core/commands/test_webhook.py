"""Webhook endpoints: what they hear, how well they answer, and what happens to bad ones."""

import json
from datetime import timedelta

import pytest

from jupiter_core.commands.webhook import (
    DESCRIPTION_LIMIT,
    MOST_ENDPOINTS,
    ChangeEndpoint,
    MakeEndpoint,
    RotateSecret,
    change_endpoint,
    make_endpoint,
    rotate_secret,
)
from jupiter_core.commands.webhook_delivery import (
    GONE,
    SILENT,
    DeliveryOutcome,
    NoteAttempt,
    Resend,
    note_attempt,
    resend,
)
from jupiter_core.domain.events import EventName
from jupiter_core.domain.refusals import NotFound, OutOfRange, TooLong
from jupiter_core.domain.webhook import (
    ANSWER_KEPT,
    MOST_SECRETS,
    OVERLAP,
    PATIENCE,
    DeliveryAttempt,
    WebhookEndpoint,
)
from jupiter_core.ports import Delivery, Message
from tests.factories import FIONA, FRANK, NOW
from tests.harness.workspace import MemoryWorkspace

INSTANT = timedelta(microseconds=1)


class Stage(MemoryWorkspace):
    """A desk with one endpoint that hears of everything."""

    def __init__(self) -> None:
        super().__init__()
        self.endpoint = self.make()

    def make(self, *events: EventName, **changes: object) -> WebhookEndpoint:
        given = {
            "by": FIONA,
            "url": "https://crm.example/hooks",
            "description": "The CRM",
            "events": events,
            "sealed": "sealed-1",
        }
        with self.writing() as uow:
            return make_endpoint(MakeEndpoint.model_validate({**given, **changes}), uow)

    def change(self, **changes: object) -> WebhookEndpoint:
        given = {"by": FIONA, "endpoint_id": self.endpoint.id, **changes}
        with self.writing() as uow:
            return change_endpoint(ChangeEndpoint.model_validate(given), uow)

    def note(self, outcome: DeliveryOutcome, **changes: object) -> WebhookEndpoint:
        attempt = DeliveryAttempt(
            id=f"attempt-{self.clock.now().isoformat()}",
            endpoint_id=self.endpoint.id,
            delivery_id="delivery-1",
            event_id="event-1",
            at=self.clock.now(),
            number=1,
        ).model_copy(update=changes)
        with self.writing() as uow:
            note_attempt(NoteAttempt(attempt=attempt, outcome=outcome), uow)
            return uow.webhook_endpoints.get(self.endpoint.id)

    def again(self, delivery_id: str, endpoint_id: str = "") -> Delivery:
        command = Resend(
            by=FIONA, endpoint_id=endpoint_id or self.endpoint.id, delivery_id=delivery_id
        )
        with self.writing() as uow:
            return resend(command, uow)

    def rotate(self, sealed: str) -> WebhookEndpoint:
        command = RotateSecret(by=FIONA, endpoint_id=self.endpoint.id, sealed=sealed)
        with self.writing() as uow:
            return rotate_secret(command, uow)

    def deliveries(self, endpoint_id: str = "") -> list[Delivery]:
        with self.reading() as uow:
            return uow.deliveries.page(endpoint_id or self.endpoint.id)

    def told_directly(self) -> list[Message]:
        return [each for each in self.messages() if each.kind == "direct"]


def test_an_endpoint_hears_of_events_in_the_order_they_happened() -> None:
    stage = Stage()
    invoice = stage.issued()
    heard = [json.loads(each.payload) for each in reversed(stage.deliveries())]
    assert [each["type"] for each in heard] == [
        "invoice.created",
        "invoice.submitted",
        "invoice.approved",
        "invoice.issued",
    ]
    assert [each["id"] for each in heard] == [each.id for each in stage.events(invoice.id)]
    assert {each.stream for each in stage.messages() if each.destination == "webhook"} == {
        f"webhook:{stage.endpoint.id}:{invoice.id}"
    }


def test_an_endpoint_hears_of_the_events_that_it_wants() -> None:
    stage = Stage()
    wants = stage.make(EventName.INVOICE_ISSUED, EventName.INVOICE_PAID)
    stage.issued()
    (delivery,) = stage.deliveries(wants.id)
    assert json.loads(delivery.payload)["type"] == "invoice.issued"


def test_an_endpoint_that_is_off_hears_of_nothing() -> None:
    stage = Stage()
    stage.change(enabled=False)
    stage.submit()
    assert stage.deliveries() == []


def test_a_change_that_is_undone_is_told_to_nobody() -> None:
    stage = Stage()
    with pytest.raises(NotFound):
        stage.submit(customer_id="nobody")
    assert stage.deliveries() == []


def test_a_workspace_has_only_so_many_endpoints() -> None:
    stage = Stage()
    for _ in range(MOST_ENDPOINTS - 1):
        stage.make()
    with pytest.raises(OutOfRange):
        stage.make()


def test_a_description_that_is_too_long_is_refused_at_its_place() -> None:
    stage = Stage()
    with pytest.raises(TooLong) as made:
        stage.make(description="x" * (DESCRIPTION_LIMIT + 1))
    with pytest.raises(TooLong) as changed:
        stage.change(description="x" * (DESCRIPTION_LIMIT + 1))
    assert made.value.path == changed.value.path == "description"


def test_a_change_changes_what_is_said_and_nothing_else() -> None:
    stage = Stage()
    before = stage.endpoint
    changed = stage.change(description="", events=(EventName.INVOICE_PAID,))
    said = {"description": "", "events": (EventName.INVOICE_PAID,), "answered_by": FIONA}
    assert changed == before.model_copy(update={**said, "takes_later": False})
    assert stage.change(events=()).wants(EventName.INVOICE_VOIDED)


def test_whatever_is_done_to_an_endpoint_is_told_to_every_approver_and_all_admins() -> None:
    stage = Stage()
    off = stage.change(enabled=False)
    assert (off.disabled_at, off.disabled_because) == (NOW, "Somebody switched it off.")
    assert stage.change(enabled=False) == off
    stage.change(description="The ERP", enabled=True)
    stage.rotate("sealed-2")
    assert [each.name for each in stage.events(stage.endpoint.id)] == [
        EventName.WEBHOOK_ENDPOINT_CREATED,
        EventName.WEBHOOK_ENDPOINT_CHANGED,
        EventName.WEBHOOK_ENDPOINT_CHANGED,
        EventName.WEBHOOK_ENDPOINT_ROTATED,
    ]
    told = [each.body["user_id"] for each in stage.told_directly()]
    assert told == [FIONA.id, FRANK.id] * 4
    assert len([each for each in stage.messages() if each.kind == "admins"]) == 4


def test_a_change_that_changes_nothing_is_told_to_nobody() -> None:
    stage = Stage()
    stage.change(description="The CRM")
    assert len(stage.events(stage.endpoint.id)) == 1


# Health


def test_failing_for_less_than_five_days_changes_nothing() -> None:
    stage = Stage()
    stage.note(DeliveryOutcome.FAILED)
    stage.clock.set(NOW + PATIENCE - INSTANT)
    after = stage.note(DeliveryOutcome.FAILED)
    assert after.is_on
    assert after.failing_since == NOW


def test_failing_for_five_days_switches_it_off_and_tells_every_approver_once() -> None:
    stage = Stage()
    stage.note(DeliveryOutcome.FAILED)
    stage.clock.set(NOW + PATIENCE)
    off = stage.note(DeliveryOutcome.FAILED)
    assert (off.disabled_at, off.disabled_because) == (NOW + PATIENCE, SILENT)
    stage.note(DeliveryOutcome.FAILED)
    assert [each.body["user_id"] for each in stage.told_directly()[2:]] == [FIONA.id, FRANK.id]
    _, event = stage.events(stage.endpoint.id)
    assert (event.name, event.note) == (EventName.WEBHOOK_ENDPOINT_DISABLED, SILENT)


def test_whatever_it_takes_resets_its_failing() -> None:
    stage = Stage()
    stage.note(DeliveryOutcome.FAILED)
    stage.clock.set(NOW + PATIENCE - INSTANT)
    assert stage.note(DeliveryOutcome.TAKEN).failing_since is None
    stage.clock.set(NOW + PATIENCE + INSTANT)
    again = stage.note(DeliveryOutcome.FAILED)
    assert again.is_on
    assert again.failing_since == NOW + PATIENCE + INSTANT


def test_an_endpoint_that_is_gone_is_switched_off_at_once() -> None:
    stage = Stage()
    off = stage.note(DeliveryOutcome.GONE, status=410)
    assert (off.is_on, off.disabled_because) == (False, GONE)
    assert len(stage.told_directly()) == 4
    stage.note(DeliveryOutcome.GONE, status=410)
    assert len(stage.told_directly()) == 4


def test_another_endpoint_hears_that_one_was_switched_off() -> None:
    stage = Stage()
    other = stage.make()
    stage.note(DeliveryOutcome.GONE)
    (delivery,) = stage.deliveries(other.id)
    assert json.loads(delivery.payload)["type"] == "webhook_endpoint.disabled"
    (made,) = stage.deliveries()
    assert json.loads(made.payload)["type"] == "webhook_endpoint.created"


def test_an_endpoint_that_is_switched_on_again_begins_anew() -> None:
    stage = Stage()
    stage.note(DeliveryOutcome.FAILED)
    stage.clock.set(NOW + PATIENCE)
    stage.note(DeliveryOutcome.FAILED)
    on = stage.change(enabled=True)
    assert (on.is_on, on.failing_since, on.disabled_because) == (True, None, "")
    assert stage.note(DeliveryOutcome.FAILED).is_on


def test_a_late_success_does_not_switch_on_what_somebody_switched_off() -> None:
    stage = Stage()
    stage.change(enabled=False)
    assert not stage.note(DeliveryOutcome.TAKEN).is_on


def test_an_attempt_to_a_removed_endpoint_is_logged_and_that_is_all() -> None:
    stage = Stage()
    with stage.writing() as uow:
        uow.webhook_endpoints.remove(stage.endpoint.id)
    attempt = DeliveryAttempt(
        id="1", endpoint_id=stage.endpoint.id, delivery_id="d", event_id="e", at=NOW, number=1
    )
    with stage.writing() as uow:
        note_attempt(NoteAttempt(attempt=attempt, outcome=DeliveryOutcome.GONE), uow)
        assert uow.deliveries.attempts_of("d") == [attempt]
    assert len(stage.events(stage.endpoint.id)) == 1


def test_the_log_keeps_the_beginning_of_a_long_answer() -> None:
    stage = Stage()
    stage.note(DeliveryOutcome.FAILED, answer="é" * (ANSWER_KEPT + 1))
    with stage.reading() as uow:
        (attempt,) = uow.deliveries.attempts_of("delivery-1")
    assert attempt.answer == "é" * ANSWER_KEPT


# Sending once more


def test_a_resend_has_the_same_payload_and_event_and_an_id_of_its_own() -> None:
    stage = Stage()
    stage.submit()
    first = stage.deliveries()[-1]
    again = stage.again(first.id)
    assert (again.payload, again.event_id) == (first.payload, first.event_id)
    assert again.id != first.id
    assert again.state == "waiting"
    assert stage.deliveries()[0] == again


def test_a_resend_waits_for_nothing_and_holds_up_nothing() -> None:
    stage = Stage()
    stage.submit()
    first = stage.deliveries()[-1]
    again = stage.again(first.id)
    twice = stage.again(again.id)
    streams = {each.id: each.stream for each in stage.messages()}
    assert len({streams[each.id] for each in (first, again, twice)}) == 3


def test_the_payload_of_a_resend_is_that_of_the_event_although_the_invoice_has_changed() -> None:
    stage = Stage()
    stage.add_po(stage.issued(), "4500017342")
    first = stage.deliveries()[-1]
    again = stage.again(first.id)
    assert json.loads(again.payload)["data"]["invoice"]["po_number"] == ""


def test_a_delivery_is_sent_again_to_its_own_endpoint_only() -> None:
    stage = Stage()
    other = stage.make()
    stage.submit()
    sent = stage.deliveries()[0].id
    with pytest.raises(NotFound):
        stage.again(sent, other.id)
    with pytest.raises(NotFound):
        stage.again("nothing")
    command = Resend(by=FIONA, endpoint_id=stage.endpoint.id, delivery_id=sent)
    with stage.store.write("T0OTHER") as uow, pytest.raises(NotFound):
        resend(command, uow)


# Secrets


def sealed_at(stage: Stage, after: timedelta) -> list[str]:
    with stage.reading() as uow:
        endpoint = uow.webhook_endpoints.get(stage.endpoint.id)
    return [each.sealed for each in endpoint.live_secrets(NOW + after)]


def test_a_rotated_secret_signs_beside_the_new_one_for_a_day() -> None:
    stage = Stage()
    stage.rotate("sealed-2")
    assert sealed_at(stage, timedelta()) == ["sealed-2", "sealed-1"]
    assert sealed_at(stage, OVERLAP - INSTANT) == ["sealed-2", "sealed-1"]
    assert sealed_at(stage, OVERLAP) == ["sealed-2"]


def test_rotating_twice_prolongs_no_secret() -> None:
    stage = Stage()
    stage.rotate("sealed-2")
    stage.clock.set(NOW + OVERLAP / 2)
    stage.rotate("sealed-3")
    assert sealed_at(stage, OVERLAP / 2) == ["sealed-3", "sealed-2", "sealed-1"]
    assert sealed_at(stage, OVERLAP) == ["sealed-3", "sealed-2"]
    assert sealed_at(stage, OVERLAP * 1.5) == ["sealed-3"]


def test_only_so_many_secrets_sign_at_one_time_and_the_latest_do() -> None:
    stage = Stage()
    for n in range(2, MOST_SECRETS + 3):
        stage.rotate(f"sealed-{n}")
    assert sealed_at(stage, timedelta()) == [f"sealed-{n}" for n in (7, 6, 5, 4, 3)]


def test_secrets_that_no_longer_sign_are_not_kept() -> None:
    stage = Stage()
    for n in range(2, 6):
        stage.clock.set(NOW + n * OVERLAP)
        rotated = stage.rotate(f"sealed-{n}")
    assert [each.sealed for each in rotated.secrets] == ["sealed-5", "sealed-4"]
