"""`/invoice approve`, and “Approve several” at Home: what waits is chosen, summed, and approved.

Each is approved exactly as it was listed, in a transaction of its own; what changed meanwhile, or
has to be read first, is left out and named, and the others are approved.
"""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.view_state import Values, block_called, list_in, name_of, values_of
from bot.slack.actions import member, refusals_told
from bot.slack.context import SlackContext
from bot.slack.desk import INVOICE, decided, expect_read_in_a_row
from bot.slack.metadata import SubjectRef, read_subject
from bot.slack.payload import Body, team_of, user_of
from bot.slack.people import Person
from bot.slack.telling import refusal_view
from bot.slack.turn import open_window, settle
from bot.slack.views.blocks import Block
from bot.slack.views.desk.actions import SEVERAL, SEVERAL_CONFIRM, SEVERAL_FORM
from bot.slack.views.desk.several import (
    CHOSEN,
    MOST,
    LeftOut,
    Several,
    paper_name,
    several_confirm,
    several_done,
    several_form,
    several_going,
)
from jupiter_core.commands.approval import Approve, as_approvable
from jupiter_core.commands.permission import expect_may_approve
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import AlreadyDone, NotFound, Refusal
from jupiter_core.ports import UnitOfWork, subject
from jupiter_core.queries.desk import look_of, to_approve_at_once

_ACTION = "approve invoices"
_NOBODY_CHOSEN = "Choose what to approve."


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun."""

    @app.action(SEVERAL)
    def several(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            open_several(ctx, client, body)

    @app.view(SEVERAL_FORM)
    def chosen(ack: Ack, body: Body, client: WebClient) -> None:
        values = values_of(body["view"])
        person = _approver(ctx, client, body)
        refs = _chosen(values)
        if not refs:
            ack(
                response_action="errors",
                errors={block_called(values, CHOSEN) or CHOSEN: _NOBODY_CHOSEN},
            )
            return
        nonce = str(body["view"]["private_metadata"])
        ack(response_action="update", view=_confirmation(ctx, body, person, nonce, refs))

    @app.view(SEVERAL_CONFIRM)
    def confirmed(ack: Ack, body: Body, client: WebClient) -> None:
        person = _approver(ctx, client, body)
        several = _read(str(body["view"]["private_metadata"]))
        # Slack waits three seconds for an answer, and many take longer.
        ack(response_action="update", view=several_going())
        try:
            settle()
        except Refusal as refusal:
            client.views_update(view_id=body["view"]["id"], view=refusal_view(refusal))
            return
        view = _approved(ctx, body, person, several)
        ctx.homes.changed(team_of(body), user_of(body))
        client.views_update(view_id=body["view"]["id"], view=view)


def open_several(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """Opens the list of what waits for whoever asks. Raises NotPermitted, NotAnApprover."""
    person = _approver(ctx, client, body)
    with ctx.reading(body) as uow:
        look = look_of(uow, person.id)
        entries, more = to_approve_at_once(uow, look, MOST)
        view = several_form(entries, uow.new_id(), more=more, approves_for=look.approves_for)
    open_window(client, body, view)


def _approver(ctx: SlackContext, client: WebClient, body: Body) -> Person:
    """Whoever sent this, as Slack knows them at this moment."""
    person = member(ctx, client, body, _ACTION)
    with ctx.reading(body) as uow:
        expect_may_approve(uow, person.actor, Scope.INVOICES_APPROVE)
    return person


def _confirmation(
    ctx: SlackContext, body: Body, person: Person, nonce: str, refs: tuple[SubjectRef, ...]
) -> Block:
    """With what can be approved now; what cannot is named with its reason, and not asked for."""
    papers: list[Invoice] = []
    kept: list[SubjectRef] = []
    left_out: list[LeftOut] = []
    with ctx.reading(body) as uow:
        for each in refs:
            try:
                papers.append(_approvable(uow, person, each))
                kept.append(each)
            except Refusal as refusal:
                left_out.append(LeftOut(name=_named(uow, each), why=refusal.sentence))
    return several_confirm(Several(nonce=nonce, chosen=tuple(kept)), papers, left_out)


def _approvable(uow: UnitOfWork, person: Person, about: SubjectRef) -> Invoice:
    """Raises what its approval would."""
    command = Approve(
        by=person.actor,
        subject_id=about.subject_id,
        expected_version=about.expected_version,
    )
    invoice = as_approvable(command, uow)
    expect_read_in_a_row(uow, invoice.id)
    return invoice


def _approved(ctx: SlackContext, body: Body, person: Person, several: Several) -> Block:
    """What came of each. One that this very window approved before is approved once."""
    done: list[str] = []
    left_out: list[LeftOut] = []
    for each in several.chosen:
        with ctx.reading(body) as uow:
            name = _named(uow, each)
        try:
            key = f"{several.key}:{each.subject_id}"
            with ctx.writing(body, once=key, redraws_home=False) as uow:
                decided(uow, person, INVOICE, each)
        except AlreadyDone:
            done.append(name)
        except Refusal as refusal:
            left_out.append(LeftOut(name=name, why=refusal.sentence))
        else:
            done.append(name)
    return several_done(done, left_out)


def _named(uow: UnitOfWork, about: SubjectRef) -> str:
    """As it was listed, whatever became of it."""
    try:
        return paper_name(subject.INVOICE.at(uow, about.subject_id, about.expected_version))
    except NotFound:
        return "An invoice that is no more"


def _chosen(values: Values) -> tuple[SubjectRef, ...]:
    """Of all blocks of boxes, in their order. Raises NotFound for what no box of ours carries."""
    found = [
        value
        for block_id, elements in values.items()
        if name_of(block_id) == CHOSEN
        for value in list_in({block_id: elements}, CHOSEN)
    ]
    return tuple(map(_ref, dict.fromkeys(found)))[:MOST]


def _read(metadata: str) -> Several:
    """The reverse of `Several.text`. Raises NotFound."""
    nonce, *refs = metadata.split(" ")
    return Several(nonce=nonce, chosen=tuple(map(_ref, refs)))


def _ref(value: str) -> SubjectRef:
    try:
        return read_subject(value)
    except ValueError:
        raise NotFound(INVOICE, value[:40]) from None
