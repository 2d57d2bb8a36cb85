"""A view as Slack's object."""

from bot.simulator.seed import Seed
from bot.simulator.views import View
from bot.simulator.wire import Json


def view_json(view: View, seed: Seed, *, state: bool = True) -> Json:
    """Slack's view object; `state=False` gives the empty state that `view_closed` carries."""
    body = view.body
    return {
        "id": view.id,
        "team_id": seed.team.id,
        "type": body["type"],
        "blocks": body["blocks"],
        "private_metadata": body.get("private_metadata", ""),
        "callback_id": body.get("callback_id", ""),
        "state": {"values": view.state if state else {}},
        "hash": view.hash,
        "title": body.get("title"),
        "clear_on_close": body.get("clear_on_close", False),
        "notify_on_close": body.get("notify_on_close", False),
        "close": body.get("close"),
        "submit": body.get("submit"),
        "previous_view_id": view.previous_view_id,
        "root_view_id": view.root_view_id,
        "app_id": seed.app_id,
        "external_id": body.get("external_id", ""),
        "app_installed_team_id": seed.team.id,
        "bot_id": seed.bot_id,
    }
