"""Calls to Slack that somebody waits for: an answer to a form is due within three seconds."""

from copy import copy

from slack_sdk import WebClient

SECONDS = 1.3
"""How long one call may take. A submission makes two at most, which leaves time for its work."""


def quick(client: WebClient) -> WebClient:
    """The same client, which gives up in time for the form to say so."""
    impatient = copy(client)
    impatient.timeout = SECONDS  # type: ignore[assignment]  # whole seconds, says the SDK's hint
    return impatient
