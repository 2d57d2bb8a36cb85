"""`/invoice aging`, and the same behind a button of the App Home."""

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.slack.actions import click_key, refusals_told
from bot.slack.context import SlackContext
from bot.slack.finding import answer_found, chosen, look
from bot.slack.payload import Body, user_of
from bot.slack.telling import answer
from bot.slack.turn import open_window, push_window
from bot.slack.views.aging import PICTURE, aging_message, aging_modal, picture_button
from bot.slack.views.aging_lists import BEHIND, LISTS
from bot.slack.views.desk.actions import AGING
from bot.slack.views.found import found_modal
from jupiter_core.domain.aging import Aging
from jupiter_core.outbox.messages import aging_picture
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
            open_window(client, body, view)

    def listed(ack: Ack, body: Body, client: WebClient, respond: Respond) -> None:
        ack()
        with refusals_told(client, body):
            found = look(ctx, client, body, chosen(body))
            if "view" in body:
                push_window(client, body, found_modal(found))
            else:
                answer_found(ctx, client, respond, body, found)

    for action_id in (*LISTS, BEHIND):
        app.action(action_id)(listed)

    @app.action(PICTURE)
    def pictured(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            found, everybody = _read(ctx, client, body)
            with ctx.writing(body, once=click_key(body)) as uow:
                message = aging_picture(
                    uow.workspace_id, user_of(body), found, uow.new_id(), everybody=everybody
                )
                uow.outbox.put(message)
            if "view" in body:
                view = aging_modal(found, everybody=everybody, sent=True)
                client.views_update(view_id=body["view"]["id"], view=view)


def answer_aging(
    ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str
) -> None:
    """To whoever asked alone. Raises NotPermitted for a guest."""
    del rest
    found, everybody = _read(ctx, client, body)
    text, blocks = aging_message(found, everybody=everybody)
    blocks = [*blocks, *picture_button(found)]
    answer(respond, client, body, text, blocks, natives=ctx.natives)


def _read(ctx: SlackContext, client: WebClient, body: Body) -> tuple[Aging, bool]:
    """Everybody's for who may read everything, else that of what they drafted."""
    person = ctx.person(client, body)
    person.expect_member(_ACTION)
    with ctx.reading(body) as uow:
        everybody = reads_all(uow, person.id)
        return aging(uow, whose="" if everybody else person.id), everybody
