"""Renewing a contract from its card, its thread or by command: the builder with the draft."""

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.intake.contract.filled import form_of_contract
from bot.intake.modals.invoice import REASON
from bot.intake.view_state import text_in, values_of
from bot.slack.actions import (
    click_key,
    member,
    on_form_press,
    pressed,
    refusals_told,
    submission,
    the_contract,
)
from bot.slack.context import SlackContext
from bot.slack.contract.forms import of_contract
from bot.slack.contract.modal import open_for_contract
from bot.slack.forms import draw, keep
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.reading import known_reader
from bot.slack.turn import open_window, wait_in_window
from bot.slack.views.contract.renewal import DISMISS, DISMISS_FORM, RENEW, dismiss_form
from bot.wording.text import shortened
from jupiter_core.commands.permission import expect_drafter
from jupiter_core.commands.renewal import (
    DismissRenewal,
    RenewContract,
    dismiss_renewal,
    renew_contract,
    renewal_of,
)
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.refusals import NotFound, RenewedAlready, Required
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import CONTRACT
from jupiter_core.queries.readable import expect_reader

_RENEW = "draft contracts"
_NAME_LIMIT = 80


def register(app: App, ctx: SlackContext) -> None:
    @app.action(RENEW)
    def renew_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            contract_id = pressed(body, "contract").subject_id
            _open_renewal(ctx, client, body, contract_id, once=click_key(body))

    on_form_press(
        app, ctx, DISMISS, _RENEW, CONTRACT, of_contract(dismiss_form), _may_dismiss, stale=True
    )

    @app.view(DISMISS_FORM)
    def dismiss_submitted(ack: Ack, body: Body, client: WebClient) -> None:
        form = submission(ctx, client, ack, body, REASON, _RENEW, subject=the_contract)
        with form as (person, subject, uow):
            command = DismissRenewal(
                by=person.actor,
                contract_id=subject.subject_id,
                expected_version=subject.expected_version,
                reason=text_in(values_of(body["view"]), REASON) or "",
            )
            dismiss_renewal(command, uow)


def renew_named(
    ctx: SlackContext, client: WebClient, respond: Respond, body: Body, name: str
) -> None:
    """What `/invoice renew NAME` opens. Raises Required, NotFound, or what `renew_contract`
    raises."""
    del respond
    if not name:
        raise Required("The contract's name, as in /invoice renew Acme 2027,")
    with ctx.reading(body) as uow:
        found = uow.contracts.find_name(name)
    if found is None:
        raise NotFound("contract", shortened(name, _NAME_LIMIT))
    _open_renewal(ctx, client, body, found.id, once=f"trigger:{body['trigger_id']}", called=name)


def _open_renewal(
    ctx: SlackContext,
    client: WebClient,
    body: Body,
    contract_id: str,
    *,
    once: str,
    called: str = "",
) -> None:
    """The draft that follows the contract, made where there is none yet, in the builder."""
    wait_in_window()  # a draft is made before it can be shown
    person = member(ctx, client, body, _RENEW)
    reader = known_reader(ctx, client, body, person.id)
    with ctx.writing(body, once=once) as uow:
        contract = uow.contracts.get(contract_id)
        expect_reader(uow, reader, contract, shortened(called or contract_id, _NAME_LIMIT))
        other = renewal_of(uow, contract)
        if other is None:
            command = RenewContract(by=person.actor, contract_id=contract_id)
            draft = renew_contract(command, uow, ctx.renderer)
            saved = keep(uow, person.id, uow.new_id(), form_of_contract(draft))
            view = draw(uow, saved)
    if other is None:
        open_window(client, body, view)
    elif other.state is ContractState.DRAFT:
        open_for_contract(ctx, client, body, other.id)
    else:
        raise RenewedAlready(contract.name, other.name)


def _may_dismiss(uow: UnitOfWork, person: Person, contract: Contract) -> None:
    """The command asks again; this tells it before anybody has typed."""
    del contract
    expect_drafter(uow, person.actor, Scope.CONTRACTS_WRITE)
