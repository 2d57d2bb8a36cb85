"""Propose a change: choose and fill in, see what differs, propose."""

from functools import partial

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.contract_change import (
    KIND,
    TypedChange,
    changed_terms,
    errors_of,
    read_change,
    read_kind,
)
from bot.intake.view_state import values_of
from bot.slack.actions import member, on_form_press, refusals_told, the_contract
from bot.slack.context import SlackContext
from bot.slack.contract.forms import of_contract
from bot.slack.metadata import read_modal_metadata
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.reading import known_reader, writing_about
from bot.slack.telling import refusal_view
from bot.slack.views.contract.card import CHANGE
from bot.slack.views.contract.change import CHANGE_FORM, change_form
from bot.slack.views.contract.preview import PREVIEW, preview, read_preview
from bot.wording.names import start
from jupiter_core.commands.contract import ReviseContract, reproposed, revise_contract
from jupiter_core.commands.permission import expect_drafter
from jupiter_core.commands.record import as_seen
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.refusals import AlreadyDone, NotInState, Refusal
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import CONTRACT
from jupiter_core.queries.contract_view import contract_view
from jupiter_core.queries.readable import expect_reader

_DEED = "change contracts"


def register(app: App, ctx: SlackContext) -> None:
    _filling_in(app, ctx)
    _proposing(app, ctx)


def _filling_in(app: App, ctx: SlackContext) -> None:
    on_form_press(app, ctx, CHANGE, _DEED, CONTRACT, of_contract(change_form), _may_change)

    @app.action(KIND)
    def kind_chosen(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        metadata = read_modal_metadata(body["view"]["private_metadata"])
        kind = read_kind(body["actions"][0]["selected_option"]["value"])
        with refusals_told(client, body):
            person = member(ctx, client, body, _DEED)
            reader = known_reader(ctx, client, body, person.id)
            with ctx.reading(body) as uow:
                expect_drafter(uow, person.actor)
                contract = uow.contracts.get(metadata.subject.subject_id)
                expect_reader(uow, reader, contract, contract.id)
                view = change_form(contract_view(uow, metadata.subject.subject_id), metadata, kind)
            client.views_update(view_id=body["view"]["id"], view=view)

    @app.view(CHANGE_FORM)
    def preview_wanted(ack: Ack, body: Body, client: WebClient) -> None:
        metadata, typed = read_modal_metadata(body["view"]["private_metadata"]), _typed(body)
        try:
            person = ctx.person(client, body)
            person.expect_member(_DEED)
            reader = known_reader(ctx, client, body, person.id)
            with ctx.reading(body) as uow:
                before = as_seen(uow, CONTRACT, *metadata.subject)
                expect_reader(uow, reader, before, before.id)
                after = _proposed(uow, before, typed, person)
        except Refusal as refusal:
            ack(response_action="errors", errors=errors_of(refusal, typed.kind))
        else:
            ack(response_action="push", view=preview(before, after, metadata, typed))


def _proposing(app: App, ctx: SlackContext) -> None:
    @app.view(PREVIEW)
    def proposed(ack: Ack, body: Body, client: WebClient) -> None:
        metadata, typed = read_preview(body["view"]["private_metadata"])
        try:
            person = member(ctx, client, body, _DEED)
            named = partial(the_contract, about=metadata.subject)
            with writing_about(ctx, client, body, person.id, named, once=metadata.key) as uow:
                contract_id, seen = metadata.subject
                contract = as_seen(uow, CONTRACT, contract_id, seen)
                command = ReviseContract(
                    by=person.actor,
                    contract_id=contract_id,
                    expected_version=seen,
                    terms=changed_terms(typed, contract.shown.terms),
                    credit_method=typed.settled_as,
                )
                revise_contract(command, uow, ctx.renderer)
        except AlreadyDone:
            ack(response_action="clear")
        except Refusal as refusal:
            ack(response_action="update", view=refusal_view(refusal))
        else:
            ack(response_action="clear")


def _typed(body: Body) -> TypedChange:
    return read_change(values_of(body["view"]))


def _proposed(uow: UnitOfWork, before: Contract, typed: TypedChange, person: Person) -> Contract:
    """The contract with the change, as it would be kept."""
    expect_drafter(uow, person.actor)
    terms = changed_terms(typed, before.shown.terms)
    proposal = reproposed(uow, before, terms, credit_method=typed.settled_as)
    return before.proposed(proposal, person.actor, uow.workspace().policy)


def _may_change(uow: UnitOfWork, person: Person, contract: Contract) -> None:
    """The command asks again; this tells it before anybody has typed."""
    expect_drafter(uow, person.actor)
    if contract.ended_on:
        raise NotInState(start(contract.title), contract.state.words, "changed")
