"""Slack over HTTP: one address, for requests that Slack has signed within five minutes."""

import asyncio
import re
from contextlib import suppress

import structlog
from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, Request, Response
from slack_bolt import BoltRequest, BoltResponse
from slack_sdk.signature import SignatureVerifier
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.metrics.slack import Promised
from bot.slack.direct_app import DirectApp
from bot.slack.form_body import for_bolt

PATH = "/slack/events"
BODY_LIMIT = 1_000_000
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
THREADS = 32
"""For Slack alone: a crowd before the other doors delays no answer to it."""

log = structlog.get_logger(__name__)


def register(web: FastAPI, app: DirectApp, signing_secret: str) -> None:
    """Serves Slack's requests at `PATH`. What is not rightly signed gets 401 and is not read; what
    is too large gets 413, what makes no sense 400."""
    web.add_middleware(SlackDoor, bolt=app, verifier=SignatureVerifier(signing_secret))


class SlackDoor:
    """Before the routes and what FastAPI does for each of them: these requests have nothing to be
    looked up, and are more than all others."""

    path = PATH

    def __init__(self, app: ASGIApp, bolt: DirectApp, verifier: SignatureVerifier) -> None:
        self._app, self._bolt, self._verifier = app, bolt, verifier
        self._threads = CapacityLimiter(THREADS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != PATH:
            await self._app(scope, receive, send)
            return
        scope["route"] = self
        if scope["method"] == "POST":
            answer = await self._answer(Request(scope, receive))
        else:
            answer = Response(status_code=405, headers={"Allow": "POST"})
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        try:
            body = await _limited_body(request)
        except ClientDisconnect:
            return _refused(400, "cut off")
        if body is None:
            return _refused(413, "too large")
        if not _rightly_signed(self._verifier, body, request):
            return _refused(401, "unsigned or too old")
        try:
            bolt_request = BoltRequest(
                body=for_bolt(body),
                query=request.scope["query_string"].decode("latin-1"),
                headers={name: value for name, value in request.headers.items()},  # noqa: C416
            )
        except ValueError:
            return _refused(400, "no payload in it")
        dispatch = self._bolt.dispatch_soon
        answer = await to_thread.run_sync(dispatch, bolt_request, limiter=self._threads)
        if isinstance(answer, Promised):
            answer = await _kept(answer)
        headers = {name: values[0] for name, values in answer.headers.items()}
        return Response(content=answer.body, status_code=answer.status, headers=headers)


async def _kept(promise: Promised) -> BoltResponse:
    """The answer, or 404 where Slack has waited long enough, as Bolt gives it."""
    loop = asyncio.get_running_loop()
    given: asyncio.Future[BoltResponse] = loop.create_future()

    def settle(answer: BoltResponse) -> None:
        if not given.done():
            given.set_result(answer)

    def tell(answer: BoltResponse) -> None:
        with suppress(RuntimeError):  # a loop that has ended: nobody is there to be told
            loop.call_soon_threadsafe(settle, answer)

    def give_up() -> None:
        promise.given_up()
        settle(BoltResponse(status=404))

    late = loop.call_later(promise.seconds, give_up)
    promise.then(tell)
    try:
        answer = await given
    finally:
        late.cancel()
    if answer.status == 404:
        log.warning("slack_not_answered")
    return answer


def _refused(status: int, reason: str) -> Response:
    """What was sent is not told to the log."""
    log.warning("slack_request_refused", reason=reason, seldom=True)
    return Response(status_code=status)


async def _limited_body(request: Request) -> bytes | None:
    body = b""
    # Counted as it comes: what Content-Length says is only said.
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            return None
    return body


def _rightly_signed(verifier: SignatureVerifier, body: bytes, request: Request) -> bool:
    """Whether Slack signed exactly these bytes. What is not of the form of Slack's two headers
    is refused before it is compared: Slack's own verifier raises for some of it."""
    timestamp = request.headers.get("x-slack-request-timestamp", "")
    signature = request.headers.get("x-slack-signature", "")
    if not (_TIMESTAMP.fullmatch(timestamp) and _SIGNATURE.fullmatch(signature)):
        return False
    return bool(verifier.is_valid(body, timestamp, signature))
