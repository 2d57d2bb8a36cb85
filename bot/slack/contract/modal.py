"""The contract builder: opening it, following what only it has, submitting it."""

from functools import partial

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.contract.filled import form_of_contract, form_of_invoice_form
from bot.intake.contract.terms import ContractAsked, asked_of, told_at_fields
from bot.intake.drafts.contract import ContractForm
from bot.intake.drafts.invoice import InvoiceForm
from bot.intake.drafts.kinds import form_in
from bot.slack.context import SlackContext
from bot.slack.deal_channel import channel_of_payload, expect_deal_channel
from bot.slack.forms import (
    draw,
    expect_drafter,
    gone,
    keep,
    new_contract_form,
    own_form,
    take_in,
)
from bot.slack.invoice.modal import follow, open_new, refuse
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.reading import known_reader, writing_about
from bot.slack.telling import refusal_view
from bot.slack.turn import open_window
from bot.slack.unsaved import find_shown
from bot.slack.views.contract.modal import CALLBACK
from jupiter_core.commands.approval import expect_approvable
from jupiter_core.commands.contract import (
    ReviseContract,
    SubmitContract,
    revise_contract,
    submit_contract,
)
from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.refusals import AlreadyTaken, NotInState, NotPermitted, Refusal
from jupiter_core.ports import SavedForm, UnitOfWork
from jupiter_core.queries.readable import expect_reader

REDRAWING = {
    "contract_start",
    "contract_term",
    "contract_frequency",
    "contract_timing",
    "contract_months",
    "contract_taxes",
}


def register(app: App, ctx: SlackContext) -> None:
    def typed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        follow(ctx, client, body, redrawing=REDRAWING)

    for action_id in ("contract_name", *sorted(REDRAWING)):
        app.action(action_id)(typed)

    @app.action("contract_instead")
    def instead(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        _instead(ctx, client, body)

    @app.view(CALLBACK)
    def submitted(ack: Ack, body: Body, client: WebClient) -> None:
        form = ContractForm()
        try:
            person = ctx.person(client, body)
            form = _taken_in(ctx, body, person)
            _submit(ctx, client, body, person, form)
        except NotPermitted as refusal:
            ack(response_action="update", view=refusal_view(refusal))
        except AlreadyTaken as refusal:
            refuse(ctx, ack, body, told_at_fields(refusal.at("name"), form))
        except Refusal as refusal:
            refuse(ctx, ack, body, told_at_fields(refusal, form))
        else:
            ack()


def open_contract_builder(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """A new contract for the channel of the command. Raises NotPermitted, AlreadyDone."""
    channel = channel_of_payload(body)
    made = partial(new_contract_form, channel=channel)
    open_new(ctx, client, body, made)


def open_for_contract(ctx: SlackContext, client: WebClient, body: Body, contract_id: str) -> None:
    """All terms of a contract, to be changed and submitted again. Raises Refusal."""
    person = ctx.person(client, body)
    reader = known_reader(ctx, client, body, person.id)
    with ctx.writing(body, own_form=True) as uow:
        expect_drafter(uow, person)
        contract = uow.contracts.get(contract_id)
        expect_reader(uow, reader, contract, contract_id)
        if contract.state is ContractState.ENDED:
            raise NotInState(f"The contract {contract.name}", contract.state.words, "changed")
        kept = next((each for each in uow.forms.of(person.id) if _is_for(each, contract)), None)
        saved = kept or keep(uow, person.id, uow.new_id(), form_of_contract(contract))
        view = draw(uow, saved)
    open_window(client, body, view)


def _is_for(saved: SavedForm, contract: Contract) -> bool:
    form = form_in(saved)
    if not isinstance(form, ContractForm):
        return False
    return (form.contract_id, form.seen) == (contract.id, contract.sequence)


def _instead(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """What was typed of an invoice goes on as a contract."""
    person = ctx.person(client, body)
    with ctx.writing(body) as uow:
        saved = find_shown(uow, body)
        drawn = gone()
        if saved:
            form = form_in(take_in(uow, saved, body))
            if isinstance(form, InvoiceForm) and not form.is_change:
                new = form_of_invoice_form(form, new_contract_form(uow, person, form.deal_channel))
                uow.forms.discard(saved.id)
                saved = keep(uow, person.id, uow.new_id(), new)
            drawn = draw(uow, saved)
    client.views_update(view_id=body["view"]["id"], view=drawn)


def _taken_in(ctx: SlackContext, body: Body, person: Person) -> ContractForm:
    with ctx.writing(body) as uow:
        expect_drafter(uow, person)
        saved = own_form(uow, body, body["view"]["private_metadata"])
        return ContractForm.model_validate(take_in(uow, saved, body).values)


def _submit(
    ctx: SlackContext, client: WebClient, body: Body, person: Person, form: ContractForm
) -> None:
    form_id = body["view"]["private_metadata"]
    asked = asked_of(form)
    if form.contract_id:
        _revise(ctx, client, body, person, _revised(form, asked, person, form_id))
        return
    shared = _allows_shared(ctx, body)
    expect_deal_channel(ctx, client, body, form.deal_channel, shared=shared)
    with ctx.writing(body, once=f"form:{form_id}") as uow:
        command = SubmitContract(
            by=person.actor,
            deal_channel=form.deal_channel,
            name=asked.name,
            customer_id=asked.customer_id,
            sender_profile_id=asked.sender_profile_id,
            terms=asked.terms,
            po_number=asked.po_number,
            memo=asked.memo,
            form_id=form_id,
        )
        expect_approvable(uow, submit_contract(command, uow, ctx.renderer))


def _revise(
    ctx: SlackContext, client: WebClient, body: Body, person: Person, command: ReviseContract
) -> None:
    """By whoever reads it now."""
    key = f"form:{command.form_id}"

    def named(uow: UnitOfWork) -> Contract:
        return uow.contracts.get(command.contract_id)

    with writing_about(ctx, client, body, person.id, named, once=key) as uow:
        expect_approvable(uow, revise_contract(command, uow, ctx.renderer))


def _allows_shared(ctx: SlackContext, body: Body) -> bool:
    with ctx.reading(body) as uow:
        return uow.workspace().shared_channels


def _revised(
    form: ContractForm, asked: ContractAsked, person: Person, form_id: str
) -> ReviseContract:
    return ReviseContract(
        by=person.actor,
        contract_id=form.contract_id,
        expected_version=form.seen,
        terms=asked.terms,
        memo=asked.memo,
        form_id=form_id,
    )
