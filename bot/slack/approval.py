"""Finance's two buttons on an invoice or a contract: Approve, and Request changes with a reason."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.invoice import REASON
from bot.intake.view_state import text_in, values_of
from bot.slack.actions import (
    click_key,
    member,
    open_form_about,
    pressed,
    refusals_told,
    submission,
)
from bot.slack.context import Body, SlackContext
from bot.slack.metadata import ModalMetadata, SubjectRef
from bot.slack.people import Person
from bot.slack.views.blocks import Block
from jupiter_core.commands.approval import expect_may_request_changes
from jupiter_core.domain.actor import Actor
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import S, SubjectKind


@dataclass(frozen=True)
class ApprovalActions(Generic[S]):
    """The ids of the buttons and the form of one kind, how the form is drawn, and the commands.

    `deed` completes “you may not”.
    """

    kind: SubjectKind[S]
    deed: str
    approve_button: str
    request_button: str
    reason_form: str
    form: Callable[[UnitOfWork, S, ModalMetadata], Block]
    approve: Callable[[UnitOfWork, Actor, SubjectRef], object]
    request_changes: Callable[[UnitOfWork, Actor, SubjectRef, str], object]


def register_approval(app: App, ctx: SlackContext, actions: ApprovalActions[S]) -> None:
    """Registers the listeners of one kind."""
    kind, deed = actions.kind, actions.deed

    @app.action(actions.approve_button)
    def approve_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person, subject = member(ctx, client, body, deed), pressed(body, kind.noun)
            with ctx.writing(body, once=click_key(body)) as uow:
                actions.approve(uow, person.actor, subject)

    @app.action(actions.request_button)
    def request_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person, about = member(ctx, client, body, deed), pressed(body, kind.noun)

            def may(uow: UnitOfWork, person: Person, subject: S) -> None:
                expect_may_request_changes(uow, subject, about.seen, person=person.id)

            open_form_about(ctx, client, body, person, kind, actions.form, may, stale=True)

    @app.view(actions.reason_form)
    def changes_requested(ack: Ack, body: Body, client: WebClient) -> None:
        with submission(ctx, client, ack, body, REASON, deed) as (person, subject, uow):
            reason = text_in(values_of(body["view"]), REASON) or ""
            actions.request_changes(uow, person.actor, subject, reason)
