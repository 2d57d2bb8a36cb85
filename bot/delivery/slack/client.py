"""The Slack client that all calls go through."""

import http.client
from collections.abc import Callable, Mapping
from json import JSONDecodeError, dumps, loads
from typing import Any
from urllib.request import Request

from slack_bolt import BoltRequest
from slack_sdk import WebClient
from slack_sdk.http_retry import HttpRequest, HttpResponse, RetryHandler, RetryState
from slack_sdk.web import SlackResponse

from bot.delivery.slack.connections import Connections, HttpAnswer
from bot.delivery.slack.opening import opened
from bot.slack.views.ready import ReadyView

TIMEOUT_SECONDS = 15
"""For one call and its whole answer, however slowly it comes."""


class KeptClient(WebClient):
    """Slack's own, over connections that stay open. Through a proxy it makes new ones.

    What is said as JSON goes there as it is: the SDK would spell it twice, for its log too, and ask
    at each call how it is to be sent.
    """

    spells_ready_views = True

    def __init__(self, *given: Any, connections: Connections, **named: Any) -> None:
        super().__init__(*given, **named)
        self.connections = connections

    def api_call(
        self, api_method: str, *, json: dict[str, Any] | None = None, **named: Any
    ) -> SlackResponse:
        """See `WebClient`. Whoever watches sees each answer."""
        if not json or named or "token" in json or not self.is_direct(self.base_url):
            plain = json and {name: _block(part) for name, part in json.items()}
            return super().api_call(api_method, json=plain, **named)
        url = self.base_url + api_method
        try:
            answer = self.connections.post(
                url, _said(self.default_params | json), self._headers, self.timeout, self.ssl
            )
        except (OSError, http.client.HTTPException) as error:
            self._logger.error(f"Failed to send a request to Slack API server: {error}")
            self._show(url, None, error)
            raise
        self._show(url, answer, None)
        answered = SlackResponse(
            client=self,
            http_verb="POST",
            api_url=url,
            req_args={"json": json},
            data=_read(answer),
            headers=dict(answer.headers),
            status_code=answer.status,
        )
        answered.validate()  # type: ignore[no-untyped-call]
        return answered

    @property
    def _headers(self) -> dict[str, str]:
        said = {"Content-Type": "application/json;charset=utf-8", **self.headers}
        return {**said, "Authorization": f"Bearer {self.token}"} if self.token else said

    def _show(self, url: str, answer: HttpAnswer | None, error: Exception | None) -> None:
        if not self.retry_handlers:
            return
        request = HttpRequest(method="POST", url=url, headers={})
        response = (
            HttpResponse(status_code=answer.status, headers=dict(answer.headers))
            if answer
            else None
        )
        for each in self.retry_handlers:
            each.can_retry(state=RetryState(), request=request, response=response, error=error)

    def is_direct(self, url: str) -> bool:
        """Whether it is asked over these connections, and not through a proxy."""
        return self.proxy is None and url.lower().startswith(("http://", "https://"))

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        if not self.is_direct(url):
            return super()._perform_urllib_http_request_internal(url, req)
        return self.connections.answer(req, self.timeout, self.ssl)


def hand_over(client: WebClient, url: str, content: bytes) -> None:
    """The bytes of a file, where Slack wants them. Raises OSError or HTTPException."""
    headers = {"Content-Type": "application/octet-stream"}
    request = Request(url, content, headers, method="POST")  # noqa: S310
    if isinstance(client, KeptClient) and client.is_direct(url):
        client.connections.answer(request, client.timeout, client.ssl)
        return
    with opened(request, TIMEOUT_SECONDS) as reply:
        reply.read()


def _block(part: Any) -> Any:
    return part.block if isinstance(part, ReadyView) else part


def _said(parts: Mapping[str, Any]) -> bytes:
    spelled = (
        f"{dumps(name)}: {part.text if isinstance(part, ReadyView) else dumps(part)}"
        for name, part in parts.items()
    )
    return f"{{{', '.join(spelled)}}}".encode()


def _read(answer: HttpAnswer) -> dict[str, Any]:
    """As the SDK has it, where it is no JSON."""
    try:
        read: dict[str, Any] = loads(answer.text)
    except (JSONDecodeError, UnicodeDecodeError, LookupError):
        return {"ok": False, "error": f"an answer that is not JSON: {answer.body[:100]!r}"}
    return read


def slack_client(
    token: str | None,
    api_url: str,
    *watching: RetryHandler,
    seconds: float = TIMEOUT_SECONDS,
    team_id: str | None = None,
    connections: Connections | None = None,
) -> KeptClient:
    """A client that never writes twice by itself, and waits for no answer for longer than that.

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
