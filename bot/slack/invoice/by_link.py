"""What the deal team decides of what AP asked for by link, and whom the link goes to."""

from functools import partial

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.invoice import EMAIL, amendment_of
from bot.intake.view_state import values_of
from bot.security.links import BY_HAND
from bot.slack.actions import (
    click_key,
    close_message,
    expect_deal_team,
    member,
    of_invoice,
    on_form_press,
    pressed,
    refusals_told,
    submission,
    the_invoice,
)
from bot.slack.context import SlackContext
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.reading import writing_about
from bot.slack.telling import tell_privately
from bot.slack.views.invoice import card_actions
from bot.slack.views.invoice.ap_contact_form import AP_CONTACT_FORM, PLACES, ap_contact_form
from bot.slack.views.invoice.thread_by_link import (
    AP_LINK,
    CONFIRM_CHANGE,
    CONFIRM_EMAIL,
    DISCARD_CHANGE,
    DISCARD_EMAIL,
)
from bot.wording.mail_address import is_address
from bot.wording.text import NAME_LIMIT, shortened
from jupiter_core.commands.amendment import Amend, amend
from jupiter_core.commands.by_link import (
    DecideApEmail,
    DecideChange,
    decide_ap_email,
    decide_change,
    waiting_change,
)
from jupiter_core.commands.link import TakeApLink, take_ap_link
from jupiter_core.commands.record import as_seen
from jupiter_core.domain.invoice import OPEN, Invoice
from jupiter_core.domain.refusals import NotInState
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE

_DECIDE, _TAKE = "decide on what the customer asks for", "take the link for accounts payable"
_CORRECT = "correct the AP contact"


def register(app: App, ctx: SlackContext) -> None:
    _deciding(app, ctx)

    @app.action(AP_LINK)
    def link_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            tell_privately(client, body, _taken(ctx, client, body))

    on_form_press(
        app,
        ctx,
        card_actions.AP_CONTACT,
        _CORRECT,
        INVOICE,
        of_invoice(ap_contact_form),
        _may_correct,
        stale=True,
    )

    @app.view(AP_CONTACT_FORM)
    def contact_submitted(ack: Ack, body: Body, client: WebClient) -> None:
        form = submission(ctx, client, ack, body, EMAIL, _CORRECT, places=PLACES)
        with form as (person, subject, uow):
            before = as_seen(uow, INVOICE, subject.subject_id, subject.expected_version)
            _may_correct(uow, person, before)
            command = Amend(
                by=person.actor,
                invoice_id=before.id,
                expected_version=before.sequence,
                amendment=amendment_of(values_of(body["view"]), before.amendable()),
            )
            amend(command, uow, ctx.renderer)


def _deciding(app: App, ctx: SlackContext) -> None:
    def email_decided(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person, subject = member(ctx, client, body, _DECIDE), pressed(body)
            confirmed = body["actions"][0]["action_id"] == CONFIRM_EMAIL
            named, key = partial(the_invoice, about=subject), click_key(body)
            with writing_about(ctx, client, body, person.id, named, once=key) as uow:
                expect_deal_team(uow, person, _DECIDE)
                command = DecideApEmail(
                    by=person.actor,
                    invoice_id=subject.subject_id,
                    expected_version=subject.expected_version,
                    confirmed=confirmed,
                )
                decide_ap_email(command, uow)
            close_message(client, body, _outcome(person, confirmed=confirmed))

    def change_decided(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person = member(ctx, client, body, _DECIDE)
            held_id = shortened(str(body["actions"][0].get("value", "")), 64)
            confirmed = body["actions"][0]["action_id"] == CONFIRM_CHANGE
            named, key = partial(_held_of, held_id=held_id), click_key(body)
            with writing_about(ctx, client, body, person.id, named, once=key) as uow:
                expect_deal_team(uow, person, _DECIDE)
                command = DecideChange(by=person.actor, held_id=held_id, confirmed=confirmed)
                decide_change(command, uow, ctx.renderer)
            close_message(client, body, _outcome(person, confirmed=confirmed))

    for action_id in (CONFIRM_EMAIL, DISCARD_EMAIL):
        app.action(action_id)(email_decided)
    for action_id in (CONFIRM_CHANGE, DISCARD_CHANGE):
        app.action(action_id)(change_decided)


def _taken(ctx: SlackContext, client: WebClient, body: Body) -> str:
    """The link in a sentence, for whoever pressed and nobody else."""
    person, subject = member(ctx, client, body, _TAKE), pressed(body)
    named, key = partial(the_invoice, about=subject), click_key(body)
    with writing_about(ctx, client, body, person.id, named, once=key) as uow:
        expect_deal_team(uow, person, _TAKE)
        mailable = ctx.mails and is_address(uow.invoices.get(subject.subject_id).mailed_to)
        command = TakeApLink(by=person.actor, invoice_id=subject.subject_id, mailable=mailable)
        invoice = take_ap_link(command, uow)
    return (
        f"Only for accounts payable of {invoice.content.bill_to.legal_name}: with this link they "
        f"can request changes to {invoice.title}, which need confirmation in the thread. "
        f"{ctx.links.writing_url(invoice, BY_HAND)}"
    )


def _held_of(uow: UnitOfWork, held_id: str) -> Invoice:
    """What AP's change is of. Raises HeldChangeGone."""
    return uow.invoices.get(waiting_change(uow, held_id).invoice_id)


def _outcome(person: Person, *, confirmed: bool) -> str:
    return f"{'Confirmed' if confirmed else 'Discarded'} by {shortened(person.name, NAME_LIMIT)}."


def _may_correct(uow: UnitOfWork, person: Person, invoice: Invoice) -> None:
    expect_deal_team(uow, person, _CORRECT)
    if invoice.state not in OPEN:
        raise NotInState(invoice.title, invoice.state.words, "amended")
