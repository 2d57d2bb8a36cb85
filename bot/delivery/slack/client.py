"""The Slack client that outbound messages go through."""

from slack_sdk import WebClient
from slack_sdk.http_retry import RetryHandler

TIMEOUT_SECONDS = 15
"""A sending makes six calls at most, which together stay below the outbox's lease."""


def slack_client(
    token: str | None, api_url: str, *watching: RetryHandler, team_id: str | None = None
) -> WebClient:
    """A client that never sends twice by itself.

    The SDK's own handlers resend after a dropped connection, by which a message could be posted
    twice, and sleep on a rate limit. Trying again is for the outbox, which remembers. Whoever is
    `watching` sees each answer, and has nothing repeated either. `team_id` goes with each call,
    for a token that is good in many workspaces.
    """
    return WebClient(
        token,
        base_url=api_url,
        timeout=TIMEOUT_SECONDS,
        retry_handlers=list(watching),
        team_id=team_id,
    )
