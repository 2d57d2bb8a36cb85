"""The Slack client that outbound messages go through."""

from typing import Any
from urllib.request import Request

from slack_sdk import WebClient
from slack_sdk.errors import SlackRequestError
from slack_sdk.http_retry import RetryHandler

from bot.delivery.slack.opening import opened

TIMEOUT_SECONDS = 15
"""For one call and its whole answer, however slowly it comes."""


def slack_client(
    token: str, api_url: str, *watching: RetryHandler, seconds: float = TIMEOUT_SECONDS
) -> WebClient:
    """A client that never sends twice by itself, and waits for no answer for longer than that.

    The SDK's own handlers resend after a dropped connection, by which a message could be posted
    twice, and sleep on a rate limit. Trying again is for the outbox, which remembers. Whoever is
    `watching` sees each answer, and has nothing repeated either.
    """
    made = _InTime(token, base_url=api_url, retry_handlers=list(watching))
    made.timeout = seconds  # type: ignore[assignment]
    return made


class _InTime(WebClient):
    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        """What the SDK does here with a time-out for each read. Raises SlackRequestError,
        HTTPError and OSError."""
        if not url.lower().startswith(("https://", "http://")):
            raise SlackRequestError("Slack's address is neither https nor http")
        proxies = {"http": self.proxy, "https": self.proxy} if self.proxy else None
        with opened(req, self.timeout, tls=self.ssl, proxies=proxies) as answer:
            charset = answer.headers.get_content_charset() or "utf-8"
            body = answer.read().decode(charset)
            return {"status": answer.status, "headers": answer.headers, "body": body}
