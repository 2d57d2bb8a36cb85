"""Calls about what becomes known of an invoice's payment before it comes."""

from datetime import date

from jupiter_core.commands.collection import (
    DisputeInvoice,
    PauseReminders,
    dispute_invoice,
    pause_reminders,
)
from jupiter_core.commands.conversation import AskQuestion, ask_question
from jupiter_core.commands.timer import tick
from tests.attacks.roles.actions_collection import on_a_portal, uploaded
from tests.attacks.roles.call import Call, at, changes, plain
from tests.attacks.roles.judged import Done
from tests.attacks.roles.keys import KeyKind
from tests.attacks.roles.people import actor
from tests.attacks.roles.stage import Stage
from tests.factories import DANA, WORKSPACE

REASON, NOTE = "Two seats were cancelled", "Who approved the seats?"
PROMISED, UNTIL, REMINDED = "2027-01-20", "2027-01-12", "2026-12-30"
"""The last: seven days before what is issued with its PO number is due."""


def _disputed(stage: Stage, _key: KeyKind) -> None:
    command = DisputeInvoice(
        by=actor("author"), invoice_id=stage.ids.issued, expected_version=None, reason=REASON
    )
    with stage.store.write(WORKSPACE) as uow:
        dispute_invoice(command, uow)


def _paused(stage: Stage, _key: KeyKind) -> None:
    command = PauseReminders(
        by=actor("author"),
        invoice_id=stage.ids.issued,
        expected_version=None,
        until=date.fromisoformat(UNTIL),
    )
    with stage.store.write(WORKSPACE) as uow:
        pause_reminders(command, uow)


def _asked(stage: Stage, _key: KeyKind) -> None:
    """AP has a question, by link."""
    with stage.store.write(WORKSPACE) as uow:
        ask_question(AskQuestion(by=DANA, invoice_id=stage.ids.issued, text=NOTE), uow)


def _question(stage: Stage) -> str:
    with stage.store.read(WORKSPACE) as uow:
        return next((each.id for each in uow.conversation.of(stage.ids.issued)), "none")


def _looked_at(stage: Stage, _key: KeyKind) -> None:
    """The timer has planned the next reminders, and what waited was sent."""
    stage.store.tables.letters.clear()
    with stage.store.write(WORKSPACE) as uow:
        tick(uow)


COLLECTION = (
    at(
        "POST /invoices/{invoice_id}/dispute",
        "issued",
        done=changes("invoices"),
        body={"reason": REASON},
    ),
    at(
        "POST /invoices/{invoice_id}/resolve-dispute",
        "issued",
        done=changes("invoices"),
        body={"note": "Credited"},
        before=_disputed,
    ),
    at(
        "POST /invoices/{invoice_id}/promise",
        "issued",
        done=changes("invoices"),
        body={"date": PROMISED},
    ),
    at(
        "POST /invoices/{invoice_id}/pause-reminders",
        "issued",
        done=changes("invoices"),
        body={"until": UNTIL},
    ),
    at(
        "POST /invoices/{invoice_id}/resume-reminders",
        "issued",
        done=changes("invoices"),
        before=_paused,
    ),
    at(
        "POST /invoices/{invoice_id}/mark-uploaded",
        "issued",
        done=changes("invoices"),
        before=lambda stage, _key: on_a_portal(stage),
    ),
    at(
        "POST /invoices/{invoice_id}/undo-uploaded",
        "issued",
        done=changes("invoices"),
        before=lambda stage, _key: uploaded(stage),
    ),
    Call(
        "GET /invoices/{invoice_id}/portal-files/{file}",
        lambda stage, key: f"/invoices/{stage.ids.issued}/portal-files/coupa-csv",
        Done(says="coupa-csv"),
    ),
    Call(
        "GET /reminders",
        lambda stage, key: "/reminders?days=60",
        Done(says=REMINDED),
        before=_looked_at,
    ),
    at(
        "POST /invoices/{invoice_id}/reminders/hold",
        "with_po",
        done=changes("events"),
        body={"on": REMINDED},
    ),
    at(
        "POST /invoices/{invoice_id}/reminders/send",
        "with_po",
        done=changes("events", "letters"),
        body={"on": REMINDED},
        before=_looked_at,
    ),
    plain("GET /aging", Done(says="buckets")),
    at(
        "GET /invoices/{invoice_id}/conversation",
        "issued",
        done=Done(says=NOTE),
        before=_asked,
    ),
    Call(
        "POST /invoices/{invoice_id}/conversation/{remark_id}/answer",
        lambda stage, key: f"/invoices/{stage.ids.issued}/conversation/{_question(stage)}/answer",
        Done(says="Neptune"),
        body={"text": "For Neptune."},
        before=_asked,
    ),
)
