"""The card's buttons that draft an invoice anew: in place of a wrong one, or as another like it."""

from functools import partial

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.invoice import duplicate_form, form_of
from bot.intake.modals.invoice import REASON
from bot.intake.view_state import text_in, values_of
from bot.slack.actions import member, of_invoice, on_form_press, pressed, refusals_told, the_invoice
from bot.slack.context import SlackContext
from bot.slack.forms import draw, is_drafter, keep
from bot.slack.invoice.modal import open_new
from bot.slack.metadata import SubjectRef, read_modal_metadata
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.reading import known_reader, writing_about
from bot.slack.telling import refuse_submission
from bot.slack.views import blocks as b
from bot.slack.views.invoice.reissue_form import (
    DUPLICATE,
    REISSUE,
    REISSUE_FORM,
    reissue_form,
)
from jupiter_core.commands.permission import expect_credit_drafter, expect_finance
from jupiter_core.commands.reissue import (
    ReissueInvoice,
    Way,
    expect_duplicable,
    reissue_invoice,
    way_of,
)
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import AlreadyDone, Refusal
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE
from jupiter_core.queries.readable import expect_reader

_REISSUE, _DUPLICATE = "reissue invoices", "draft invoices"


def register(app: App, ctx: SlackContext) -> None:
    on_form_press(app, ctx, REISSUE, _REISSUE, INVOICE, of_invoice(reissue_form), _may_reissue)

    @app.view(REISSUE_FORM)
    def reissue_submitted(ack: Ack, body: Body, client: WebClient) -> None:
        metadata = read_modal_metadata(body["view"]["private_metadata"])
        person = member(ctx, client, body, _REISSUE)
        reason = text_in(values_of(body["view"]), REASON) or ""
        try:
            named = partial(the_invoice, about=metadata.subject)
            with writing_about(ctx, client, body, person.id, named, once=metadata.key) as uow:
                view = _reissued(ctx, uow, person, metadata.subject, reason)
        except AlreadyDone:
            ack()
        except Refusal as refusal:
            refuse_submission(ack, refusal, {}, REASON)
        else:
            ack(response_action="update", view=view) if view else ack()

    @app.action(DUPLICATE)
    def duplicate_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person, about = member(ctx, client, body, _DUPLICATE), pressed(body)
            reader = known_reader(ctx, client, body, person.id)
            with ctx.reading(body) as uow:
                original = uow.invoices.get(about.subject_id)
                expect_reader(uow, reader, original, about.subject_id)
                expect_duplicable(original)
                today = original.content.seller.today(uow.now)
            open_new(ctx, client, body, lambda _uow, _person: duplicate_form(original, today))


def _reissued(
    ctx: SlackContext, uow: UnitOfWork, person: Person, about: SubjectRef, reason: str
) -> b.Block | None:
    """The builder with the new draft, for whoever may draft."""
    invoice_id, seen = about
    command = ReissueInvoice(
        by=person.actor,
        invoice_id=invoice_id,
        expected_version=seen,
        way=way_of(uow.invoices.get(invoice_id)) or Way.VOID,
        reason=reason,
    )
    draft = reissue_invoice(command, uow, ctx.renderer).draft
    if not is_drafter(uow, person):
        return None
    return draw(uow, keep(uow, person.id, uow.new_id(), form_of(draft)))


def _may_reissue(uow: UnitOfWork, person: Person, invoice: Invoice) -> None:
    """The command asks again; this tells it before anybody has written a reason."""
    expect_credit_drafter(uow, person.actor)
    if way_of(invoice) is not Way.CREDIT_NOTE:
        expect_finance(uow, person.actor, "void invoices")
