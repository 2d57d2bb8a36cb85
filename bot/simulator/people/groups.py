"""Making, changing and disabling a user group: what Slack tells of it is sent as events."""

from dataclasses import replace

from bot.simulator.api.people import group_json
from bot.simulator.local_slack import LocalSlack
from bot.simulator.seed import UserGroup
from bot.simulator.wire import Json


async def set_group(slack: LocalSlack, group_id: str, changes: Json, *, silent: bool) -> Json:
    """Makes the group, or changes it; `changes` are fields of `UserGroup`. Sends
    `subteam_members_changed` where its members are others, and `subteam_updated`; nothing where
    it is to be `silent`, as when an event is lost. `{ok}`."""
    workspace, team_id = slack.workspace, slack.seed.team.id
    before = workspace.groups.get(group_id) or UserGroup(group_id, group_id.lower(), group_id)
    after = replace(before, **changes)
    workspace.groups[group_id] = after
    workspace.changes.tell("workspace", team_id)
    if silent:
        return {"ok": True}
    added = [each for each in after.users if each not in before.users]
    removed = [each for each in before.users if each not in after.users]
    if added or removed:
        moved: Json = {
            "type": "subteam_members_changed",
            "subteam_id": group_id,
            "team_id": team_id,
            "added_users": added,
            "added_users_count": len(added),
            "removed_users": removed,
            "removed_users_count": len(removed),
            "event_ts": workspace.ids.ts(),
        }
        await slack.send_event(moved)
    told = group_json(team_id, after, with_users=True)
    event = {"type": "subteam_updated", "subteam": told, "event_ts": workspace.ids.ts()}
    await slack.send_event(event)
    return {"ok": True}
