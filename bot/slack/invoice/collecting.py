"""“Payment status” on the card: disputes, promises, and pauses of reminders."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.view_state import Values, list_in, text_in, values_of
from bot.slack.actions import of_invoice, on_form_press, submission
from bot.slack.context import SlackContext
from bot.slack.metadata import SubjectRef
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.views.invoice.card_actions import COLLECTION
from bot.slack.views.invoice.collection_form import (
    COLLECTION_FORM,
    DISPUTE,
    PAUSED,
    PROMISED,
    RESUME,
    collection_form,
)
from jupiter_core.commands.collection import (
    DisputeInvoice,
    PauseReminders,
    PromisePayment,
    ResumeReminders,
    dispute_invoice,
    expect_collector,
    pause_reminders,
    promise_payment,
    resume_reminders,
)
from jupiter_core.commands.conversation import SettleDispute, settle_dispute
from jupiter_core.commands.record import as_seen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import NothingChanged
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE

_ACTION = "change what is known of a payment"
_PLACES = {"reason": DISPUTE, "text": DISPUTE, "date": PROMISED, "until": PAUSED}


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun."""
    form = of_invoice(collection_form)
    on_form_press(app, ctx, COLLECTION, _ACTION, INVOICE, form, _may_collect)

    @app.view(COLLECTION_FORM)
    def submitted(ack: Ack, body: Body, client: WebClient) -> None:
        with submission(ctx, client, ack, body, DISPUTE, _ACTION, places=_PLACES) as sent:
            person, about, uow = sent
            _save(uow, person, about, values_of(body["view"]), mails=ctx.mails)


def _may_collect(uow: UnitOfWork, person: Person, _invoice: Invoice) -> None:
    expect_collector(uow, person.actor, _ACTION)


def _save(
    uow: UnitOfWork, person: Person, about: SubjectRef, values: Values, *, mails: bool
) -> None:
    """Each thing that is another now. Raises NothingChanged where none is."""
    before = as_seen(uow, INVOICE, about.subject_id, about.expected_version)
    changes = list(_changes(person, before, values, mails=mails))
    if not changes:
        raise NothingChanged()
    for change in changes:
        change(uow)


def _changes(
    person: Person, before: Invoice, values: Values, *, mails: bool
) -> Iterator[Callable[[UnitOfWork], object]]:
    known = before.awaiting
    whose = {"by": person.actor, "invoice_id": before.id, "expected_version": None}
    reason = (text_in(values, DISPUTE) or "").strip()
    if reason and reason != (known.dispute.reason if known.dispute else ""):
        yield partial(dispute_invoice, DisputeInvoice.model_validate({**whose, "reason": reason}))
    if not reason and known.dispute:
        ended = {"text": "", "mails": mails, "explained": False}
        yield partial(settle_dispute, SettleDispute.model_validate({**whose, **ended}))
    promised, paused = _day(values, PROMISED), _day(values, PAUSED)
    if promised and promised != (known.promised.date if known.promised else None):
        yield partial(promise_payment, PromisePayment.model_validate({**whose, "date": promised}))
    if known.paused and list_in(values, RESUME):
        yield partial(resume_reminders, ResumeReminders.model_validate(whose))
    elif paused and paused != (known.paused.until if known.paused else None):
        yield partial(pause_reminders, PauseReminders.model_validate({**whose, "until": paused}))


def _day(values: Values, name: str) -> date | None:
    typed = text_in(values, name)
    return date.fromisoformat(typed) if typed else None
