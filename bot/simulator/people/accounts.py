"""Changing what Slack says of somebody: off-boarded, made a guest, renamed; or a new account."""

from dataclasses import replace

from bot.simulator.api.calls import Call
from bot.simulator.api.people import user_json
from bot.simulator.local_slack import LocalSlack
from bot.simulator.seed import User
from bot.simulator.wire import Json


async def set_account(slack: LocalSlack, user_id: str, changes: Json, *, silent: bool) -> Json:
    """Makes the account, or changes it; `changes` are fields of `User`. Sends `team_join` or
    `user_change`; nothing where it is to be `silent`, as when an event is lost. `{ok}`."""
    workspace = slack.workspace
    name = "user_change" if user_id in workspace.users else "team_join"
    known = workspace.users.get(user_id) or User(user_id, user_id.lower(), user_id)
    session = {"session_lasts": False} if "deleted" in changes else {}
    workspace.users[user_id] = replace(known, **{**session, **changes})
    workspace.changes.tell("workspace", slack.seed.team.id)
    if not silent:
        user = user_json(Call(slack, {}), workspace.users[user_id])
        await slack.send_event({"type": name, "user": user, "event_ts": workspace.ids.ts()})
    return {"ok": True}
