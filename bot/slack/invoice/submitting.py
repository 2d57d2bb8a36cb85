"""The builder's form becomes an invoice that waits for approval."""

from contextlib import AbstractContextManager

from slack_sdk import WebClient

from bot.intake.drafts.invoice import InvoiceForm
from bot.intake.invoice import terms_of
from bot.slack.context import SlackContext
from bot.slack.deal_channel import expect_deal_channel
from bot.slack.forms import expect_drafter, take_in
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.reading import writing_about
from bot.slack.unsaved import form_id_in, shown_form
from jupiter_core.commands.approval import expect_approvable
from jupiter_core.commands.draft import (
    InvoiceTerms,
    ReviseInvoice,
    SubmitInvoice,
    revise_invoice,
    submit_invoice,
)
from jupiter_core.domain.invoice import Invoice
from jupiter_core.ports import UnitOfWork


def submit_form(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """Keeps what the form holds, then submits it; a second submission changes nothing. Raises
    Refusal: then what was typed is kept as a draft."""
    person = ctx.person(client, body)
    view = body["view"]
    form_id = form_id_in(view)
    with ctx.writing(body) as uow:  # by itself: what was typed is kept, whatever is refused
        expect_drafter(uow, person)
        saved = shown_form(uow, body)
        form = InvoiceForm.model_validate(take_in(uow, saved, body).values)
        shared = uow.workspace().shared_channels
    terms = terms_of(form)
    if not form.invoice_id:
        expect_deal_channel(ctx, client, body, form.deal_channel, shared=shared)
    with _writing(ctx, client, body, person, form, once=f"form:{form_id}") as uow:
        expect_approvable(uow, _asked_for(ctx, uow, person, form, terms, form_id))


def _writing(
    ctx: SlackContext,
    client: WebClient,
    body: Body,
    person: Person,
    form: InvoiceForm,
    *,
    once: str,
) -> AbstractContextManager[UnitOfWork]:
    """Of an invoice that is changed, they have to read it now."""
    if not form.invoice_id:
        return ctx.writing(body, once=once)
    return writing_about(
        ctx, client, body, person.id, lambda uow: uow.invoices.get(form.invoice_id), once=once
    )


def _asked_for(
    ctx: SlackContext,
    uow: UnitOfWork,
    person: Person,
    form: InvoiceForm,
    terms: InvoiceTerms,
    form_id: str,
) -> Invoice:
    """The invoice that the form is of, made or changed, and waiting for approval."""
    by = person.actor
    if form.invoice_id:
        revise = ReviseInvoice(
            by=by,
            invoice_id=form.invoice_id,
            expected_version=form.seen,
            terms=terms,
            form_id=form_id,
        )
        return revise_invoice(revise, uow, ctx.renderer)
    submit = SubmitInvoice(by=by, deal_channel=form.deal_channel, terms=terms, form_id=form_id)
    return submit_invoice(submit, uow, ctx.renderer)
