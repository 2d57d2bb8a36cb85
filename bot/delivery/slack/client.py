"""The Slack client that outbound messages go through."""

from slack_sdk import WebClient
from slack_sdk.http_retry import RetryHandler

TIMEOUT_SECONDS = 15
"""A sending makes six calls at most, which together stay below the outbox's lease."""


def slack_client(token: str, api_url: str, *watching: RetryHandler) -> WebClient:
    """A client that never sends twice by itself.

    The SDK's own handlers resend after a dropped connection, by which a message could be posted
    twice, and sleep on a rate limit. Trying again is for the outbox, which remembers. Whoever is
    `watching` sees each answer, and has nothing repeated either.
    """
    return WebClient(
        token, base_url=api_url, timeout=TIMEOUT_SECONDS, retry_handlers=list(watching)
    )
