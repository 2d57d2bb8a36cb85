"""Another person's word on changes of the team, of names, and of what API keys approve."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.context import SlackContext
from bot.slack.payload import Body, team_of, user_of
from bot.slack.people import Person
from bot.slack.setup.access import chosen, click_key, pressed
from bot.slack.telling import replace_message
from bot.slack.turn import opens_window
from bot.slack.views.desk.review import decided_review
from bot.slack.views.notices import CANCEL_PROPOSAL, CONFIRM_PROPOSAL, decided_proposal
from jupiter_core.commands.api_key import DecideScopes, decide_scopes
from jupiter_core.commands.identity import DecideIdentity, decide_identity
from jupiter_core.commands.team import DecidePolicy, decide_policy
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.proposals import OpenProposal, ProposalKind, proposal_read

_DEED = "decide on proposals"


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun."""

    @app.action(CONFIRM_PROPOSAL)
    def confirm(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _decide(ctx, client, body, confirmed=True))

    @app.action(CANCEL_PROPOSAL)
    def cancel(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _decide(ctx, client, body, confirmed=False))


def _decide(ctx: SlackContext, client: WebClient, body: Body, *, confirmed: bool) -> None:
    opens_window(False)
    person = ctx.person_now(client, body)
    person.expect_member(_DEED)
    with ctx.writing(body, once=click_key(body)) as uow:
        waiting = proposal_read(uow, chosen(body))
        _DECISIONS[waiting.kind](uow, waiting, person, confirmed)
    text, blocks = decided_proposal(waiting, person.name, confirmed)
    if body.get("view"):
        client.views_update(view_id=body["view"]["id"], view=decided_review(blocks))
        ctx.homes.changed(team_of(body), user_of(body))
        return
    replace_message(client, body, text, blocks)


def _policy(uow: UnitOfWork, _waiting: OpenProposal, person: Person, confirmed: bool) -> None:
    proposal = uow.workspace().policy_proposal
    if proposal is None:
        raise NotFound("open proposal for", "the team")
    command = DecidePolicy(
        by=person.actor,
        policy=proposal.policy,
        joining=proposal.joining,
        confirmed=confirmed,
        is_admin=person.is_admin,
    )
    decide_policy(command, uow)


def _names(uow: UnitOfWork, waiting: OpenProposal, person: Person, confirmed: bool) -> None:
    proposal = uow.sender_profiles.get(waiting.subject_id).identity_proposal
    if proposal is None:
        raise NotFound("open proposal of names for", waiting.title)
    command = DecideIdentity(
        by=person.actor,
        profile_id=waiting.subject_id,
        legal_name=proposal.legal_name,
        external_id=proposal.external_id,
        confirmed=confirmed,
    )
    decide_identity(command, uow)


def _scopes(uow: UnitOfWork, waiting: OpenProposal, person: Person, confirmed: bool) -> None:
    command = DecideScopes(by=person.actor, key_id=waiting.subject_id, confirmed=confirmed)
    decide_scopes(command, uow)


_DECISIONS = {
    ProposalKind.POLICY: _policy,
    ProposalKind.NAMES: _names,
    ProposalKind.SCOPES: _scopes,
}
