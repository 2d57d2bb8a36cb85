"""What the buttons of a contract have in common: what was pressed, and the form it opens."""

from collections.abc import Callable

from slack_sdk import WebClient

from bot.slack.context import Body, SlackContext
from bot.slack.metadata import ModalMetadata, SubjectRef, read_subject
from bot.slack.people import Person
from bot.slack.reading import known_reader
from bot.slack.views import blocks as b
from bot.wording.text import shortened
from jupiter_core.commands.record_contract import contract_as_seen
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.contract_view import ContractView, contract_view
from jupiter_core.queries.readable import expect_reader

Allowed = Callable[[UnitOfWork, Person, Contract], None]
"""Raises a Refusal for whoever may not."""


def pressed_contract(body: Body) -> SubjectRef:
    """The contract of the pressed button, and the version that was seen. Raises NotFound."""
    value = str(body["actions"][0].get("value", ""))
    try:
        return read_subject(value)
    except ValueError:
        raise NotFound("contract", shortened(value, 40)) from None


def open_form(
    ctx: SlackContext,
    client: WebClient,
    body: Body,
    person: Person,
    form: Callable[[ContractView, ModalMetadata], b.Block],
    allowed: Allowed,
    *,
    stale: bool = False,
) -> None:
    """Opens a form about what was pressed, unless it changed since; `stale` lets that be.

    Raises ChangedSinceSeen, NotFound, or what `allowed` raises.
    """
    subject = pressed_contract(body)
    contract_id, seen = subject
    reader = known_reader(ctx, client, body, person.id)
    with ctx.reading(body) as uow:
        expect_reader(uow, reader, uow.contracts.get(contract_id), contract_id)
        contract = contract_as_seen(uow, contract_id, None if stale else seen)
        allowed(uow, person, contract)
        view = form(contract_view(uow, contract_id), ModalMetadata(uow.new_id(), subject))
    client.views_open(trigger_id=body["trigger_id"], view=view)
