"""The bot of the stage: a real Bolt app with the listeners of setup, served over HTTP."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.slack.context import SlackContext
from bot.slack.setup import listeners as setup
from jupiter_core.domain.refusals import Refusal

Json = dict[str, Any]


def bolt_app(ctx: SlackContext, client: WebClient) -> App:
    app = App(
        name="setup",  # else Bolt looks through every module for its caller's
        signing_secret="local",
        client=client,
        token_verification_enabled=False,
        listener_executor=ThreadPoolExecutor(8),
    )
    setup.register(app, ctx)

    @app.command("/invoice")
    def invoice(ack: Any, body: Json, client: WebClient) -> None:
        try:
            setup.open_setup(ctx, client, body)
        except Refusal as refusal:
            ack(refusal.sentence)
        else:
            ack()

    return app
