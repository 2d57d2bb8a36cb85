"""`/invoice aging`, and the same behind a button of the App Home."""

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.slack.actions import refusals_told
from bot.slack.context import Body, SlackContext, answer
from bot.slack.finding import answer_found, look
from bot.slack.views.aging import LISTS, aging_message, aging_modal
from bot.slack.views.desk.actions import AGING
from jupiter_core.domain.aging import Aging
from jupiter_core.queries.aging import aging
from jupiter_core.queries.readable import reads_all

_ACTION = "see the aging"


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun."""

    @app.action(AGING)
    def pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            found, everybody = _read(ctx, client, body)
            view = aging_modal(found, everybody=everybody)
            client.views_open(trigger_id=body["trigger_id"], view=view)

    def listed(ack: Ack, body: Body, client: WebClient, respond: Respond) -> None:
        ack()
        with refusals_told(client, body):
            line = str(body["actions"][0].get("value") or "")
            answer_found(ctx, client, respond, body, look(ctx, client, body, line))

    for action_id in LISTS:
        app.action(action_id)(listed)


def answer_aging(
    ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str
) -> None:
    """To whoever asked alone. Raises NotPermitted for a guest."""
    del rest
    found, everybody = _read(ctx, client, body)
    text, blocks = aging_message(found, everybody=everybody)
    answer(respond, client, body, text, blocks, natives=ctx.natives)


def _read(ctx: SlackContext, client: WebClient, body: Body) -> tuple[Aging, bool]:
    """Everybody's for who may read everything, else that of what they drafted."""
    person = ctx.person(client, body)
    person.expect_member(_ACTION)
    with ctx.reading(body) as uow:
        everybody = reads_all(uow, person.id)
        return aging(uow, whose="" if everybody else person.id), everybody
