"""A channel that Slack gave another id is written to under that, with all that stands in it."""

from collections.abc import Mapping
from copy import copy
from typing import Any

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

_NAMING = ("channel", "channel_id")
_PARTS = ("params", "json", "data")


def following(client: WebClient, moved: Mapping[str, str]) -> WebClient:
    """The same client, for which a former id of a channel means the channel."""
    if not moved:
        return client
    follower = copy(client)
    call = client.api_call

    def api_call(api_method: str, **sent: Any) -> SlackResponse:
        parts = {name: _now(sent[name], moved) for name in _PARTS if sent.get(name)}
        return call(api_method, **{**sent, **parts})

    follower.api_call = api_call  # type: ignore[method-assign]
    return follower


def _now(said: Any, moved: Mapping[str, str]) -> Any:
    if not isinstance(said, Mapping):
        return said
    named = {name: moved.get(said[name], said[name]) for name in _NAMING if name in said}
    return {**said, **named}
