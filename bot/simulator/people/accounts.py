"""Changing what Slack says of somebody: off-boarded, made a guest, renamed; or a new account."""

from dataclasses import replace

from bot.simulator.local_slack import LocalSlack
from bot.simulator.seed import User
from bot.simulator.wire import Json


async def set_account(slack: LocalSlack, user_id: str, changes: Json) -> Json:
    """Makes the account, or changes it; `changes` are fields of `User`. `{ok}`."""
    workspace = slack.workspace
    known = workspace.users.get(user_id) or User(user_id, user_id.lower(), user_id)
    workspace.users[user_id] = replace(known, **changes)
    workspace.changes.tell("workspace", slack.seed.team.id)
    return {"ok": True}
