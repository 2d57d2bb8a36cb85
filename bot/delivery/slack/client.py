"""The Slack client that outbound messages go through."""

from slack_sdk import WebClient

TIMEOUT_SECONDS = 15
"""A sending makes six calls at most, which together stay below the outbox's lease."""


def slack_client(token: str, api_url: str) -> WebClient:
    """A client that never sends twice by itself.

    The SDK's own handlers resend after a dropped connection, by which a message could be posted
    twice, and sleep on a rate limit. Trying again is for the outbox, which remembers.
    """
    return WebClient(token, base_url=api_url, timeout=TIMEOUT_SECONDS, retry_handlers=[])
