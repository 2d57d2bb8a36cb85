"""A user group that changes in Slack: who is in it is read anew, in whatever order events come."""

from slack_bolt import App
from slack_sdk import WebClient

from bot.slack.context import SlackContext
from bot.slack.payload import Body, team_of
from jupiter_core.commands.approver_groups import names_groups


def register(app: App, ctx: SlackContext) -> None:
    def changed(client: WebClient, body: Body) -> None:
        team_id = team_of(body)
        with ctx.store.read(team_id) as uow:
            if not names_groups(uow.workspace()):
                return
        if ctx.groups.refresh(ctx.store, client, team_id):
            ctx.wake()

    for name in ("subteam_updated", "subteam_members_changed"):
        app.event(name)(changed)
