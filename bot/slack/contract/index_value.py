"""Entering the value of an index, from a contract's card or from what its thread is asked."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.documents.indexation import figure_of
from bot.intake.view_state import text_in, values_of
from bot.slack.actions import on_form_press, submission, the_contract
from bot.slack.context import SlackContext
from bot.slack.contract.forms import of_contract
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.views.contract.index_value import ENTER, ENTER_FORM, INDEX, VALUE, index_form
from jupiter_core.commands.index_value import (
    EnterIndexValue,
    enter_index_value,
    indexed_terms,
    unknown_indexes,
)
from jupiter_core.commands.permission import expect_drafter
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.refusals import NotFound, placed
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import CONTRACT

_ENTER = "draft contracts"


def register(app: App, ctx: SlackContext) -> None:
    form = of_contract(index_form)
    on_form_press(app, ctx, ENTER, _ENTER, CONTRACT, form, _may_enter, stale=True)

    @app.view(ENTER_FORM)
    def entered(ack: Ack, body: Body, client: WebClient) -> None:
        form = submission(ctx, client, ack, body, VALUE, _ENTER, subject=the_contract)
        with form as (person, subject, uow):
            values = values_of(body["view"])
            command = EnterIndexValue(
                by=person.actor,
                contract_id=subject.subject_id,
                expected_version=subject.expected_version,
                index=_chosen(uow, subject.subject_id, text_in(values, INDEX) or ""),
                value=placed(VALUE, lambda: figure_of(text_in(values, VALUE) or "")),
            )
            enter_index_value(command, uow, ctx.renderer)


def _chosen(uow: UnitOfWork, contract_id: str, place: str) -> str:
    """Raises NotFound for what the form did not offer."""
    terms = indexed_terms(uow.contracts.get(contract_id))
    names = list(dict.fromkeys(each.clause.index for each in unknown_indexes(terms)))
    if not place.isdecimal() or int(place) >= len(names):
        raise NotFound("index", place[:40])
    return names[int(place)]


def _may_enter(uow: UnitOfWork, person: Person, contract: Contract) -> None:
    """The command asks again; this tells it before anybody has typed."""
    del contract
    expect_drafter(uow, person.actor, Scope.CONTRACTS_WRITE)
