"""Help: short and by role, and all of it in a window."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.context import SlackContext
from bot.slack.forms import is_drafter
from bot.slack.payload import Body
from bot.slack.turn import open_window
from bot.slack.views.help import ALL, Helped, help_modal
from jupiter_core.domain.approvers import approves_for


def register(app: App, ctx: SlackContext) -> None:
    del ctx

    @app.action(ALL)
    def all_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        open_window(client, body, help_modal())


def helped(ctx: SlackContext, client: WebClient, body: Body) -> Helped:
    """Whom help is for: whoever sent this."""
    person = ctx.person(client, body)
    with ctx.reading(body) as uow:
        workspace = uow.workspace()
        receivables = getattr(workspace, "receivables", ())
        return Helped(
            guest=person.is_guest,
            drafts=is_drafter(uow, person),
            approves=not person.is_guest
            and bool(
                workspace.policy.allows(person.id) or approves_for(workspace, person.id, uow.now)
            ),
            receivables=not person.is_guest and person.id in receivables,
            admin=person.is_admin,
        )
