"""The doors that the app uses: Web API, uploads, files, response URLs, Socket Mode."""

import json
from collections.abc import Awaitable, Callable
from functools import partial
from urllib.parse import unquote_plus

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.simulator.api.methods import answer
from bot.simulator.local_slack import LocalSlack
from bot.simulator.responses import respond
from bot.simulator.troubled import Drop, troubled
from bot.simulator.wire import Json, SlackError

Door = Callable[[LocalSlack, Drop, Request], Awaitable[Response]]


def doors(slack: LocalSlack, drop: Drop) -> list[BaseRoute]:
    """The routes that the app knows of; `drop` cuts a connection whose answer is to be lost."""

    def door(path: str, handler: Door, *methods: str) -> Route:
        async def endpoint(request: Request) -> Response:
            return await handler(slack, drop, request)

        return Route(path, endpoint, methods=methods)

    return [
        door("/api/{method}", _web_api, "GET", "POST"),
        door("/upload/{file}", _upload, "POST", "PUT"),
        door("/response/{id}", _response, "POST"),
        door("/files/{file}/{name}", _download, "GET"),
        WebSocketRoute("/socket", _socket(slack)),
    ]


async def _web_api(slack: LocalSlack, drop: Drop, request: Request) -> Response:
    return await answered(slack, drop, request, await read_call(request))


ReadCall = tuple[str | None, Json, SlackError | None]
"""Token, arguments and, for a body that cannot be read, Slack's error."""


async def answered(slack: LocalSlack, drop: Drop, request: Request, call: ReadCall) -> Response:
    """What this workspace answers to a call of the Web API that was read."""
    name = request.path_params["method"]
    token, args, malformed = call

    def work() -> Response:
        body = malformed.body() if malformed else answer(slack, name, token, args)
        return JSONResponse(body, headers=_scopes(slack) if body.get("ok") else None)

    return await troubled(slack, name, args, request, work, drop)


def _scopes(slack: LocalSlack) -> dict[str, str]:
    """Slack names the token's in each answer."""
    return {"X-OAuth-Scopes": ",".join(sorted(slack.manifest.scopes))}


async def _upload(slack: LocalSlack, drop: Drop, request: Request) -> Response:
    content, file_id = await _uploaded_bytes(request), request.path_params["file"]
    args = {"file": file_id, "bytes": len(content)}
    work = partial(_store, slack, file_id, content)
    return await troubled(slack, "upload", args, request, work, drop)


async def _response(slack: LocalSlack, drop: Drop, request: Request) -> Response:
    args = await _response_body(request)
    work = partial(_respond, slack, request.path_params["id"], args)
    return await troubled(slack, "response_url", args or {}, request, work, drop)


async def _download(slack: LocalSlack, _drop: Drop, request: Request) -> Response:
    file = slack.workspace.files.find(request.path_params["file"])
    if file is None or file.content is None:
        return PlainTextResponse("file_not_found", 404)
    return Response(file.content, media_type=file.mimetype, headers={"Cache-Control": "no-store"})


async def read_call(request: Request) -> ReadCall:
    """Of what was sent."""
    args: Json = dict(request.query_params)
    if "json" in request.headers.get("content-type", ""):
        try:
            body = json.loads(await request.body() or b"{}")
        except ValueError:
            return None, args, SlackError("invalid_json")
        if not isinstance(body, dict):
            return None, args, SlackError("json_not_object")
        args |= body
    elif request.method == "POST":
        args |= {
            name: value for name, value in (await request.form()).items() if isinstance(value, str)
        }
    given = args.pop("token", None)
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return (token if scheme.lower() == "bearer" else given), args, None


async def _uploaded_bytes(request: Request) -> bytes:
    if "multipart/form-data" not in request.headers.get("content-type", ""):
        return await request.body()
    parts = [part for part in (await request.form()).values() if not isinstance(part, str)]
    return await parts[0].read() if parts else b""


def _store(slack: LocalSlack, file_id: str, content: bytes) -> Response:
    file = slack.workspace.files.find(file_id)
    if file is None or file.completed:
        return PlainTextResponse("file_not_found", 404)
    if len(content) != file.length:
        return PlainTextResponse(f"{len(content)} bytes came, {file.length} were announced", 400)
    file.content = content
    return PlainTextResponse(f"OK - {len(content)}")


async def _response_body(request: Request) -> Json | None:
    body = await request.body()
    if body.startswith(b"payload="):
        body = unquote_plus(body.removeprefix(b"payload=").decode()).encode()
    try:
        parsed = json.loads(body)
    except ValueError:
        return None
    return parsed if isinstance(parsed, dict) else None


def _respond(slack: LocalSlack, identifier: str, body: Json | None) -> Response:
    if body is None:
        return JSONResponse({"ok": False, "error": "invalid_payload"}, 400)
    try:
        respond(slack.workspace, identifier, body)
    except SlackError as refusal:
        gone = refusal.error in ("invalid_url", "expired_url", "used_url", "message_not_found")
        return JSONResponse(refusal.body(), 404 if gone else 400)
    return PlainTextResponse("ok")


def _socket(slack: LocalSlack) -> Callable[[WebSocket], object]:
    async def socket(line: WebSocket) -> None:
        if not slack.sockets.admit(line.query_params.get("ticket", "")):
            await line.close(4001, "invalid ticket")
            return
        await line.accept()
        await slack.sockets.join(line)
        slack.changes.tell("workspace", slack.seed.app_id)
        try:
            while True:
                message = json.loads(await line.receive_text())
                if isinstance(message, dict):
                    slack.sockets.received(message)
        except (WebSocketDisconnect, ValueError, RuntimeError):
            pass
        finally:
            slack.sockets.leave(line)
            slack.changes.tell("workspace", slack.seed.app_id)

    return socket
