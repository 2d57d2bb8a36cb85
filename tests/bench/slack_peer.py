"""The peers of what people do in Slack: a bare Bolt app behind the same server, in two ways.

`python -m tests.bench.slack_peer PORT SLACK` serves it as Bolt's documentation does: with its
FastAPI adapter, its check of signatures and its own client. The adapter answers in the server's
loop, where Bolt looks every 10 ms whether there is an answer, so that one request waits for the
other. With `threads` behind it, each is answered in a thread of its own, with our client: as good
as a bare app can be made without touching Bolt.

Each command opens a window that is always the same, and each press of Approve posts a message that
is always the same.
"""

import sys

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, Request, Response
from slack_bolt import Ack, App, BoltRequest
from slack_bolt.adapter.fastapi import SlackRequestHandler
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


def main(port: int, slack: str, part: str = "") -> None:
    web = FastAPI(openapi_url=None)
    if part == "threads":
        _register_in_threads(web, slack_client("xoxb-bench", slack))
    else:
        _register(web, WebClient("xoxb-bench", base_url=slack))
    server_of(web, host="127.0.0.1", port=port, connections=1000, proxies=()).run()


def _listen(app: App) -> None:
    @app.command("/invoice")
    def invoice(ack: Ack, body: dict[str, str], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=_WINDOW)

    @app.action("invoice_approve")
    def approve(ack: Ack, client: WebClient) -> None:
        ack()
        client.chat_postMessage(channel="C0ACME", text="Approved", blocks=_CARD)


def _register(web: FastAPI, client: WebClient) -> None:
    app = App(client=client, signing_secret=SECRET)
    _listen(app)
    handler = SlackRequestHandler(app)

    @web.post(PATH)
    async def slack(request: Request) -> Response:
        return await handler.handle(request)


def _register_in_threads(web: FastAPI, client: WebClient) -> None:
    app = App(
        client=client, request_verification_enabled=False, raise_error_for_unhandled_request=False
    )
    _listen(app)
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
    main(int(sys.argv[1]), *sys.argv[2:])
