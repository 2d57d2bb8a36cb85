"""Opening the app's Home tab."""

import asyncio

from bot.simulator.local_slack import LocalSlack
from bot.simulator.people.modals import shown_view
from bot.simulator.wire import Json, Refusal

PATIENCE = 1.0
"""Seconds to wait for a Home tab that was never published before."""
_TICK = 0.01


async def open_home(slack: LocalSlack, user_id: str) -> Json:
    """Sends `app_home_opened`; `{ok, home}`."""
    workspace = slack.workspace
    workspace.person(user_id)
    if not slack.manifest.home_tab:
        raise Refusal("no_home_tab", "This app has no Home tab.")
    event: Json = {
        "type": "app_home_opened",
        "user": user_id,
        "channel": workspace.direct_messages(user_id).id,
        "tab": "home",
        "event_ts": workspace.ids.ts(),
    }
    if user_id in workspace.views.homes:
        event["view"] = home_of(slack, user_id)
    ack = await slack.send_event(event)
    if ack and ack.ok:
        await _first_home(slack, user_id)
    return {"ok": True, "home": home_of(slack, user_id)}


async def _first_home(slack: LocalSlack, user_id: str) -> None:
    """Gives an app that acked at once a moment to publish the first Home tab."""
    for _ in range(int(PATIENCE / _TICK)):
        if user_id in slack.workspace.views.homes:
            return
        await asyncio.sleep(_TICK)


def home_of(slack: LocalSlack, user_id: str) -> Json | None:
    """A person's Home tab, None before it was published."""
    home = slack.workspace.views.homes.get(user_id)
    return shown_view(slack, home) if home else None
