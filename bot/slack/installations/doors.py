"""Where somebody begins to install the app, and where Slack sends them back to."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.oauth import OAuthFlow

from bot.security.rate_limits import SharedLimit, group_of
from bot.slack.installations.flow import INSTALL, REDIRECT
from jupiter_core.ports import Clock, RateCounters, StoreTrouble

MOST = 30
PERIOD = timedelta(minutes=10)
"""Of one address: each beginning is a row."""


def register(
    web: FastAPI,
    flow: OAuthFlow,
    headers: Mapping[str, str],
    counters: RateCounters,
    clock: Clock,
    busy_page: Callable[[], str],
) -> None:
    """`headers` are those of every page here; `busy_page` is for whoever comes too often, and for
    when the database is away."""
    limit = SharedLimit("install", MOST, PERIOD, counters)

    def answered(request: Request, handle: Callable[[BoltRequest], BoltResponse]) -> Response:
        address = group_of(request.client.host if request.client else "")
        if not limit.take(address, clock.now()).granted:
            return _busy(HTTPStatus.TOO_MANY_REQUESTS, int(PERIOD.total_seconds()))
        cookies = request.headers.getlist("cookie")
        asked = BoltRequest(body="", query=request.url.query, headers={"cookie": cookies})
        try:
            answer = handle(asked)
        except StoreTrouble as trouble:
            return _busy(HTTPStatus.SERVICE_UNAVAILABLE, trouble.seconds)
        return _response(answer)

    def _response(answer: BoltResponse) -> Response:
        given = Response(content=answer.body, status_code=answer.status, headers=dict(headers))
        for name, values in answer.headers.items():
            for value in values:
                if name == "set-cookie":
                    given.headers.append(name, value)
                else:
                    given.headers[name] = value
        return given

    def _busy(status: HTTPStatus, seconds: int) -> Response:
        again = {**headers, "Retry-After": str(seconds)}
        return Response(busy_page(), int(status), again, media_type="text/html")

    @web.get(INSTALL, include_in_schema=False)
    def install(request: Request) -> Response:
        return answered(request, flow.handle_installation)

    @web.get(REDIRECT, include_in_schema=False)
    def redirected(request: Request) -> Response:
        return answered(request, flow.handle_callback)
