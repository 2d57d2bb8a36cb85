"""`/invoice setup`: who approves, how many it takes, who may draft."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.setup import parse_team
from bot.slack.context import SlackContext
from bot.slack.groups import GroupsSilent, read_groups
from bot.slack.payload import Body
from bot.slack.setup.access import expect_admin, pressed, push, show_home, submitted
from bot.slack.turn import wait_in_window
from bot.slack.views.setup.home import EDIT_TEAM
from bot.slack.views.setup.opened import Opened, digests, read_opened
from bot.slack.views.setup.team import TEAM_SAVED, team_facts, team_view
from jupiter_core.commands.team import save_team
from jupiter_core.domain.approver_group import ApproverGroup
from jupiter_core.domain.workspace import Workspace


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun."""

    @app.action(EDIT_TEAM)
    def edit(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _open(ctx, client, body))

    @app.view(TEAM_SAVED)
    def saved(ack: Ack, body: Body, client: WebClient) -> None:
        if submitted(ack, body, lambda: _save(ctx, client, body)):
            show_home(ctx, client, body)


def _open(ctx: SlackContext, client: WebClient, body: Body) -> None:
    expect_admin(ctx, client, body)
    with ctx.reading(body) as uow:
        workspace, entities = uow.workspace(), uow.sender_profiles.all()
        opened = Opened(nonce=uow.new_id(), seen=digests(team_facts(workspace)))
    wait_in_window()
    groups = _groups_of(client, workspace)
    view = team_view(workspace, metadata=str(opened), entities=entities, groups=groups)
    push(client, body, view)


def _save(ctx: SlackContext, client: WebClient, body: Body) -> None:
    person = expect_admin(ctx, client, body)
    opened = read_opened(body["view"]["private_metadata"])
    command = parse_team(body["view"]["state"]["values"])
    slack = read_groups(client) if command.policy.groups else None
    with ctx.writing(body, once=opened.key) as uow:
        opened.expect_unchanged("The team", team_facts(uow.workspace()))
        save_team(command.model_copy(update={"by": person.actor, "slack_groups": slack}), uow)


def _groups_of(client: WebClient, workspace: Workspace) -> tuple[ApproverGroup, ...]:
    """Those that may be chosen: of Slack, and what is chosen already."""
    chosen = {each.id: each for each in workspace.policy.groups}
    try:
        return tuple({**{each.id: each for each in read_groups(client)}, **chosen}.values())
    except GroupsSilent:
        return tuple(chosen.values())
