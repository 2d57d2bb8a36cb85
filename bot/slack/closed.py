"""Windows that somebody closes while something is done for them."""

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.views.blocks import Block

CLOSED_MEANWHILE = ("not_found", "view_not_found", "exchanged_trigger_id")
"""Slack's words for a view that is closed by now, or was opened before."""


def draw_anew(client: WebClient, view_id: str, view: Block) -> None:
    """One that lies open. Where it is closed by now nobody misses anything, and whatever else is to
    be drawn is drawn. Raises SlackApiError for any other refusal of Slack's."""
    try:
        client.views_update(view_id=view_id, view=view)
    except SlackApiError as error:
        if error.response.get("error") not in CLOSED_MEANWHILE:
            raise
