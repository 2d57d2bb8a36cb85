"""Finance's two buttons on a contract: Approve, and Request changes with its reason."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.invoice import REASON
from bot.intake.view_state import text_in, values_of
from bot.slack.context import Body, SlackContext
from bot.slack.contract.clicks import open_form, pressed_contract
from bot.slack.invoice.clicks import click_key, member, refusals_told, submission
from bot.slack.people import Person
from bot.slack.views.contract.card_forms import CONTRACT_CHANGES_FORM, contract_changes_form
from bot.slack.views.contract.request import APPROVE, REQUEST_CHANGES
from bot.wording.names import start
from jupiter_core.commands.contract_approval import (
    ApproveContract,
    RequestContractChanges,
    approve_contract,
    request_contract_changes,
)
from jupiter_core.commands.record_contract import contract_changed_since
from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.refusals import NotAnApprover, NotInState
from jupiter_core.ports import UnitOfWork

_DEED = "approve contracts"


def register(app: App, ctx: SlackContext) -> None:
    @app.action(APPROVE)
    def approve_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person = member(ctx, client, body, _DEED)
            contract_id, seen = pressed_contract(body)
            with ctx.writing(body, once=click_key(body)) as uow:
                command = ApproveContract(by=person.actor, contract_id=contract_id, seen=seen)
                approve_contract(command, uow)

    @app.action(REQUEST_CHANGES)
    def request_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person, subject = member(ctx, client, body, _DEED), pressed_contract(body)

            def may(uow: UnitOfWork, person: Person, contract: Contract) -> None:
                _expect_may_send_back(uow, person, contract, subject.seen)

            open_form(ctx, client, body, person, contract_changes_form, may, stale=True)

    @app.view(CONTRACT_CHANGES_FORM)
    def changes_requested(ack: Ack, body: Body, client: WebClient) -> None:
        with submission(ctx, client, ack, body, REASON, _DEED) as (person, subject, uow):
            contract_id, seen = subject
            command = RequestContractChanges(
                by=person.actor,
                contract_id=contract_id,
                seen=seen,
                reason=text_in(values_of(body["view"]), REASON) or "",
            )
            request_contract_changes(command, uow)


def _expect_may_send_back(uow: UnitOfWork, person: Person, contract: Contract, seen: int) -> None:
    """The command asks again; this tells it before anybody has written a reason."""
    if not uow.workspace().policy.allows(person.id):
        raise NotAnApprover()
    if contract.state is not ContractState.PENDING_APPROVAL:
        raise NotInState(start(contract.title), contract.state.words, "sent back")
    if uow.versions.at(contract.id, seen).contract().proposal != contract.proposal:
        raise contract_changed_since(uow, contract, seen)
