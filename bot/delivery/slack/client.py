"""The Slack client that all calls go through."""

from collections.abc import Callable
from typing import Any
from urllib.request import Request

from slack_bolt import BoltRequest
from slack_sdk import WebClient
from slack_sdk.http_retry import RetryHandler

from bot.delivery.slack.connections import Connections

TIMEOUT_SECONDS = 15
"""For one call and its whole answer, however slowly it comes."""


class KeptClient(WebClient):
    """Slack's own, over connections that stay open. Through a proxy it makes new ones."""

    def __init__(self, *given: Any, connections: Connections, **named: Any) -> None:
        super().__init__(*given, **named)
        self.connections = connections

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        if self.proxy is not None or not url.lower().startswith(("http://", "https://")):
            return super()._perform_urllib_http_request_internal(url, req)
        return self.connections.answer(req, self.timeout, self.ssl)


def slack_client(
    token: str | None,
    api_url: str,
    *watching: RetryHandler,
    seconds: float = TIMEOUT_SECONDS,
    team_id: str | None = None,
    connections: Connections | None = None,
) -> KeptClient:
    """A client that never sends twice by itself, and waits for no answer for longer than that.

    The SDK's own handlers resend after a dropped connection, by which a message could be posted
    twice, and sleep on a rate limit. Trying again is for the outbox, which remembers. Whoever is
    `watching` sees each answer, and has nothing repeated either. `team_id` goes with each call,
    for a token that is good in many workspaces; clients may share `connections`.
    """
    return KeptClient(
        token,
        base_url=api_url,
        timeout=seconds,
        retry_handlers=list(watching),
        team_id=team_id,
        connections=connections or Connections(),
    )


def keeping_connections(
    connections: Connections,
) -> Callable[[BoltRequest], None]:
    """What Bolt passes each request to, since it makes a new client of Slack's own for each: it
    becomes one over these connections."""

    def with_kept_client(request: BoltRequest) -> None:
        client = request.context.client
        request.context["client"] = KeptClient(
            client.token,
            base_url=client.base_url,
            timeout=client.timeout,
            ssl=client.ssl,
            proxy=client.proxy,
            headers=client.headers,
            logger=client.logger,
            retry_handlers=client.retry_handlers,
            team_id=client.default_params.get("team_id"),
            connections=connections,
        )

    return with_kept_client
