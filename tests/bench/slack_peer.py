"""The peer of what people do in Slack: a bare Bolt app behind the same server.

`python -m tests.bench.slack_peer PORT SLACK` serves it: each command opens a window that is always
the same.
"""

import sys

from fastapi import FastAPI
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.delivery.slack.client import slack_client
from bot.slack.http import register
from bot.slack.views.blocks import modal, plain, section
from bot.web.server import server_of
from tests.bench.load import SECRET

_LINES = 30
"""About as many blocks as the builder has."""
_WINDOW = modal(
    "New invoice",
    [section(plain(f"What stands in block {n} of a window")) for n in range(_LINES)],
    callback_id="bare",
)


def main(port: int, slack: str) -> None:
    app = App(
        client=slack_client("xoxb-bench", slack),
        request_verification_enabled=False,
        raise_error_for_unhandled_request=False,
    )

    @app.command("/invoice")
    def invoice(ack: Ack, body: dict[str, str], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=_WINDOW)

    web = FastAPI(openapi_url=None)
    register(web, app, SECRET)
    server_of(web, host="127.0.0.1", port=port, connections=1000, proxies=()).run()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
