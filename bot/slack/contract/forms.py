"""The form that a button of a contract opens."""

from collections.abc import Callable

from slack_sdk import WebClient

from bot.slack.actions import open_form_about
from bot.slack.context import Body, SlackContext
from bot.slack.metadata import ModalMetadata
from bot.slack.people import Person
from bot.slack.views import blocks as b
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import CONTRACT
from jupiter_core.queries.contract_view import ContractView, contract_view

Allowed = Callable[[UnitOfWork, Person, Contract], None]
"""Raises a Refusal for whoever may not."""


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
    """Opens a form about the contract of the pressed button. Raises as `open_form_about`."""

    def drawn(uow: UnitOfWork, contract: Contract, metadata: ModalMetadata) -> b.Block:
        return form(contract_view(uow, contract.id), metadata)

    open_form_about(ctx, client, body, person, CONTRACT, drawn, allowed, stale=stale)
