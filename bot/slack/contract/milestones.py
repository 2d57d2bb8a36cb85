"""Recording the acceptance of a milestone, from a contract's card or its thread."""

from datetime import date

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.notation.days import day_of
from bot.intake.view_state import Values, text_in, values_of
from bot.slack.actions import on_form_press, submission, the_contract
from bot.slack.context import SlackContext
from bot.slack.contract.forms import of_contract
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.views.contract.milestones import (
    ACCEPT,
    ACCEPT_FORM,
    MILESTONE,
    NOTE,
    ON,
    acceptance_form,
)
from jupiter_core.commands.milestones import AcceptMilestone, accept_milestone
from jupiter_core.commands.permission import expect_drafter
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.refusals import NotFound, placed
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import CONTRACT

_ACCEPT = "record acceptances"


def register(app: App, ctx: SlackContext) -> None:
    form = of_contract(acceptance_form)
    on_form_press(app, ctx, ACCEPT, _ACCEPT, CONTRACT, form, _may_accept, stale=True)

    @app.view(ACCEPT_FORM)
    def accepted(ack: Ack, body: Body, client: WebClient) -> None:
        form = submission(ctx, client, ack, body, MILESTONE, _ACCEPT, subject=the_contract)
        with form as (person, subject, uow):
            values = values_of(body["view"])
            line, part = _place_in(values)
            command = AcceptMilestone(
                by=person.actor,
                contract_id=subject.subject_id,
                expected_version=subject.expected_version,
                line=line,
                part=part,
                on=_day_in(values),
                note=text_in(values, NOTE) or "",
            )
            accept_milestone(command, uow)


def _place_in(values: Values) -> tuple[int, int]:
    """Raises NotFound for what the form did not offer."""
    line, _, part = (text_in(values, MILESTONE) or "").partition(":")
    if not (line.isdecimal() and part.isdecimal()):
        raise NotFound("milestone", line[:40])
    return int(line), int(part)


def _day_in(values: Values) -> date:
    return placed(ON, lambda: day_of(text_in(values, ON) or "", "A day"))


def _may_accept(uow: UnitOfWork, person: Person, contract: Contract) -> None:
    """The command asks again; this tells it before anybody has typed."""
    del contract
    expect_drafter(uow, person.actor, Scope.CONTRACTS_WRITE)
