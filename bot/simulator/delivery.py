"""Sending payloads to the app, over HTTP or a WebSocket, and what it answered."""

import asyncio
import copy
import http.client
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from bot.simulator.form import form_encoded
from bot.simulator.http_wire import Reply, post, signed_headers
from bot.simulator.journal import Journal
from bot.simulator.sockets import Sockets
from bot.simulator.wire import Json

PayloadKind = Literal["slash_commands", "interactive", "options", "events_api"]
ACK_SECONDS = 3.0


@dataclass(frozen=True)
class Payload:
    """Something for the app; `name` is what the log calls it."""

    kind: PayloadKind
    name: str
    body: Json


@dataclass(frozen=True)
class Retry:
    """What Slack's retry headers say: which attempt, and why the one before failed."""

    num: int
    reason: str


@dataclass(frozen=True)
class Ack:
    """What came back: `error` is `operation_timeout` or `app_error`, and `reason` Slack's word."""

    body: Any = None
    status: int = 200
    error: str | None = None
    reason: str = ""
    no_retry: bool = False

    @property
    def ok(self) -> bool:
        return self.error is None


class Delivery:
    """`address` names the URL for a kind of payload, or None where the app gave none."""

    def __init__(
        self,
        journal: Journal,
        sockets: Sockets | None,
        signing_secret: str,
        address: Callable[[PayloadKind], str | None],
        ack_seconds: float = ACK_SECONDS,
    ) -> None:
        self._journal, self._sockets, self._secret = journal, sockets, signing_secret
        self._address, self._patience = address, ack_seconds
        self._threads = ThreadPoolExecutor(16, thread_name_prefix="delivery")

    async def send(self, payload: Payload, retry: Retry | None = None) -> Ack:
        """Sends and waits for the ack, at most 3 s. Never raises for what the app does."""
        request: Json = {"kind": payload.kind, "payload": copy.deepcopy(payload.body)}
        began = time.monotonic()
        if self._sockets is None:
            ack = await self._over_http(payload, retry)
        else:
            ack = await self._over_socket(self._sockets, payload, retry)
        spent = time.monotonic() - began
        if retry:
            request["retry"] = {"num": retry.num, "reason": retry.reason}
        answer = (
            ack.body if ack.ok else {"error": ack.error, "reason": ack.reason, "body": ack.body}
        )
        self._journal.write("delivery", payload.name, request, answer, ack.status, spent)
        return ack

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _over_http(self, payload: Payload, retry: Retry | None) -> Ack:
        url = self._address(payload.kind)
        if url is None:
            return Ack(status=0, error="app_error", reason="no_request_url")
        content_type, body = encoded(payload)
        headers = signed_headers(self._secret, body, content_type)
        if retry:
            headers["X-Slack-Retry-Num"] = str(retry.num)
            headers["X-Slack-Retry-Reason"] = retry.reason
        call = partial(post, url, body, headers, self._patience)
        try:
            reply = await asyncio.get_running_loop().run_in_executor(self._threads, call)
        except TimeoutError:
            return Ack(status=0, error="operation_timeout", reason="http_timeout")
        except (OSError, http.client.HTTPException):
            return Ack(status=0, error="app_error", reason="connection_failed")
        return _read(reply, payload.kind)

    async def _over_socket(self, sockets: Sockets, payload: Payload, retry: Retry | None) -> Ack:
        is_event = payload.kind == "events_api"
        envelope: Json = {
            "type": "interactive" if payload.kind == "options" else payload.kind,
            "payload": payload.body,
            "accepts_response_payload": not is_event,
        }
        if is_event:
            envelope["retry_attempt"] = retry.num if retry else 0
            envelope["retry_reason"] = retry.reason if retry else ""
        try:
            answer = await sockets.send(envelope, self._patience)
        except TimeoutError:
            return Ack(status=0, error="operation_timeout", reason="timeout")
        except ConnectionError:
            return Ack(status=0, error="app_error", reason="connection_failed")
        return Ack(answer.get("payload"))


def encoded(payload: Payload) -> tuple[str, bytes]:
    """Content type and body as Slack sends this kind of payload."""
    if payload.kind == "events_api":
        return "application/json", json.dumps(payload.body).encode()
    form = (
        payload.body if payload.kind == "slash_commands" else {"payload": json.dumps(payload.body)}
    )
    return "application/x-www-form-urlencoded", form_encoded(form)


def _read(reply: Reply, kind: PayloadKind) -> Ack:
    text = reply.body.decode("utf-8", "replace")
    try:
        body: Any = json.loads(text) if text.startswith(("{", "[")) else text or None
    except ValueError:
        body = text
    no_retry = reply.headers.get("x-slack-no-retry") == "1"
    good = 200 <= reply.status < 300 if kind == "events_api" else reply.status == 200
    if good:
        return Ack(body, reply.status, no_retry=no_retry)
    return Ack(body, reply.status, "app_error", "http_error", no_retry)
