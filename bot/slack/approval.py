"""Finance's two buttons on an invoice or a contract: Approve, and Request changes with a reason."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.invoice import REASON
from bot.intake.view_state import text_in, values_of
from bot.slack.actions import (
    Form,
    click_key,
    member,
    of_invoice,
    open_form,
    pressed,
    refusals_told,
    submission,
)
from bot.slack.context import SlackContext
from bot.slack.contract.forms import of_contract
from bot.slack.metadata import SubjectRef
from bot.slack.payload import Body, team_of, user_of
from bot.slack.people import Person
from bot.slack.turn import opens_window
from bot.slack.views.contract import request as contract_request
from bot.slack.views.contract.card_forms import CONTRACT_CHANGES_FORM, contract_changes_form
from bot.slack.views.invoice import request as invoice_request
from bot.slack.views.invoice.card_forms import CHANGES_FORM, changes_form
from jupiter_core.commands.approval import (
    Approve,
    RequestChanges,
    approve,
    expect_may_request_changes,
    request_changes,
)
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.invoice import Invoice
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import CONTRACT, INVOICE, S, SubjectKind


@dataclass(frozen=True)
class ApprovalActions(Generic[S]):
    """The ids of the buttons and the form of one kind, how the form is drawn, and the command.

    `action` completes “you may not”.
    """

    kind: SubjectKind[S]
    action: str
    approve_button: str
    request_button: str
    reason_form: str
    form: Form[S]
    approve: Callable[[Approve, UnitOfWork], S]


INVOICES = ApprovalActions(
    kind=INVOICE,
    action="approve invoices",
    approve_button=invoice_request.APPROVE,
    request_button=invoice_request.REQUEST_CHANGES,
    reason_form=CHANGES_FORM,
    form=of_invoice(changes_form),
    approve=approve,
)
CONTRACTS = ApprovalActions(
    kind=CONTRACT,
    action="approve contracts",
    approve_button=contract_request.APPROVE,
    request_button=contract_request.REQUEST_CHANGES,
    reason_form=CONTRACT_CHANGES_FORM,
    form=of_contract(contract_changes_form),
    approve=approve_contract,
)
APPROVALS = (INVOICES.approve_button, CONTRACTS.approve_button)
"""What an approver hears comes by itself, behind the answer to the press."""


def register(app: App, ctx: SlackContext) -> None:
    _register(app, ctx, INVOICES)
    _register(app, ctx, CONTRACTS)


def _register(app: App, ctx: SlackContext, actions: ApprovalActions[S]) -> None:
    kind, action = actions.kind, actions.action

    @app.action(actions.approve_button)
    def approve_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        opens_window(False)
        with refusals_told(client, body):
            person = ctx.people.get_now(client, team_of(body), user_of(body))
            about = pressed(body, kind.noun)
            person.expect_member(action)

            def foresee(uow: UnitOfWork) -> None:
                kind.repository(uow).foresee(about.subject_id)
                uow.foresee_decision(about.subject_id)

            with ctx.deciding(client, body, person, click_key(body), foresee) as uow:
                actions.approve(
                    Approve(
                        by=person.actor,
                        subject_id=about.subject_id,
                        expected_version=about.expected_version,
                    ),
                    uow,
                )

    @app.action(actions.request_button)
    def request_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person, about = member(ctx, client, body, action), pressed(body, kind.noun)

            def may(uow: UnitOfWork, person: Person, subject: S) -> None:
                expect_may_request_changes(uow, subject, about.expected_version, person=person.id)

            open_form(ctx, client, body, person, kind, actions.form, may, stale=True)

    def named(uow: UnitOfWork, about: SubjectRef) -> Invoice | Contract:
        return kind.get(uow, about.subject_id)

    @app.view(actions.reason_form)
    def changes_requested(ack: Ack, body: Body, client: WebClient) -> None:
        form = submission(ctx, client, ack, body, REASON, action, subject=named)
        with form as (person, about, uow):
            reason = text_in(values_of(body["view"]), REASON) or ""
            command = RequestChanges(
                by=person.actor,
                subject_id=about.subject_id,
                expected_version=about.expected_version,
                reason=reason,
            )
            request_changes(kind, command, uow)
