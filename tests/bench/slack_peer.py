"""The peer of what people do in Slack: a bare Bolt app behind the same server.

`python -m tests.bench.slack_peer PORT SLACK` serves it: each command opens a window that is always
the same, and each press of Approve posts a message that is always the same. Its address is a plain
route, which checks Slack's signature and has Bolt answer in a thread; Bolt's own adapter would do
that in the loop, where one request waits for the other.
"""

import sys

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, Request, Response
from slack_bolt import Ack, App, BoltRequest
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from bot.delivery.slack.client import slack_client
from bot.slack.http import PATH, THREADS
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


_CARD = [section(plain("Approved"))]


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

    @app.action("invoice_approve")
    def approve(ack: Ack, client: WebClient) -> None:
        ack()
        client.chat_postMessage(channel="C0ACME", text="Approved", blocks=_CARD)

    web = FastAPI(openapi_url=None)
    _register(web, app)
    server_of(web, host="127.0.0.1", port=port, connections=1000, proxies=()).run()


def _register(web: FastAPI, app: App) -> None:
    verifier, threads = SignatureVerifier(SECRET), CapacityLimiter(THREADS)

    @web.post(PATH)
    async def slack(request: Request) -> Response:
        body, headers = await request.body(), dict(request.headers)
        if not verifier.is_valid_request(body, headers):
            return Response(status_code=401)
        asked = BoltRequest(body=body.decode(), headers=headers)  # type: ignore[arg-type]
        answer = await to_thread.run_sync(app.dispatch, asked, limiter=threads)
        return Response(answer.body, answer.status)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
