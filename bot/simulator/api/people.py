"""users.*, usergroups.*, team.*, bots.*: who is who."""

from collections.abc import Mapping

from bot.simulator.api.calls import Call, Method
from bot.simulator.api.pages import page_of
from bot.simulator.seed import User, UserGroup
from bot.simulator.wire import Json, SlackError


def user_json(call: Call, user: User) -> Json:
    """Slack's user object; the e-mail address needs a scope of its own."""
    profile = {
        "title": user.title,
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.name,
        "display_name_normalized": user.name,
        "team": call.slack.seed.team.id,
    }
    if "users:read.email" in call.slack.manifest.scopes and not user.is_bot:
        profile["email"] = user.email
    return {
        "id": user.id,
        "team_id": user.team_id or call.slack.seed.team.id,
        "is_stranger": bool(user.team_id),
        "name": user.name,
        "deleted": user.deleted,
        "color": user.color,
        "real_name": user.real_name,
        "tz": user.tz,
        "profile": profile,
        "is_admin": user.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": user.is_restricted or user.is_ultra_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": 1700000000,
    }


def users_info(call: Call) -> Json:
    """One person, or the bot user."""
    call.required("user")
    user = call.workspace.users.get(str(call.args["user"]))
    if user is None:
        raise SlackError("user_not_found")
    return {"ok": True, "user": user_json(call, user)}


def lookup_by_email(call: Call) -> Json:
    """The person with this address."""
    call.required("email")
    for user in call.workspace.users.values():
        if user.email == call.args["email"] and not user.is_bot:
            return {"ok": True, "user": user_json(call, user)}
    raise SlackError("users_not_found")


def users_list(call: Call) -> Json:
    """Everyone, the bot user too."""
    users, following = page_of(call, list(call.workspace.users.values()))
    return {
        "ok": True,
        "members": [user_json(call, user) for user in users],
        "cache_ts": int(call.slack.clock()),
        "response_metadata": following,
    }


def group_json(team_id: str, group: UserGroup, *, with_users: bool) -> Json:
    """Slack's user group; a disabled one has the time at which it was."""
    known: Json = {
        "id": group.id,
        "team_id": team_id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "handle": group.handle,
        "description": "",
        "is_external": False,
        "date_delete": 1700000000 if group.deleted else 0,
        "user_count": len(group.users),
    }
    return {**known, "users": list(group.users)} if with_users else known


def usergroups_list(call: Call) -> Json:
    """Those that are not disabled, unless `include_disabled`; members with `include_users`."""
    team_id, users = call.slack.seed.team.id, _asked(call, "include_users")
    listed = [
        group_json(team_id, each, with_users=users)
        for each in call.workspace.groups.values()
        if not each.deleted or _asked(call, "include_disabled")
    ]
    return {"ok": True, "usergroups": listed}


def usergroups_users_list(call: Call) -> Json:
    """Who is in one group."""
    call.required("usergroup")
    group = call.workspace.groups.get(str(call.args["usergroup"]))
    if group is None or (group.deleted and not _asked(call, "include_disabled")):
        raise SlackError("no_such_subteam")
    return {"ok": True, "users": list(group.users)}


def _asked(call: Call, name: str) -> bool:
    return str(call.args.get(name, "")).lower() in {"1", "true"}


def team_info(call: Call) -> Json:
    """The workspace."""
    team = call.slack.seed.team
    address = f"https://{team.domain}.slack.com/"
    known = {"id": team.id, "name": team.name, "domain": team.domain, "url": address}
    return {"ok": True, "team": {**known, "email_domain": "", "icon": {}}}


def bots_info(call: Call) -> Json:
    """The app's bot."""
    seed = call.slack.seed
    if call.args.get("bot", seed.bot_id) != seed.bot_id:
        raise SlackError("bot_not_found")
    bot = {
        "id": seed.bot_id,
        "app_id": seed.app_id,
        "user_id": seed.bot_user_id,
        "name": call.workspace.bot.name,
        "deleted": False,
        "updated": 1700000000,
        "icons": {},
    }
    return {"ok": True, "bot": bot}


METHODS: Mapping[str, Method] = {
    "users.info": Method(users_info, "users:read"),
    "users.list": Method(users_list, "users:read"),
    "users.lookupByEmail": Method(lookup_by_email, "users:read.email"),
    "usergroups.list": Method(usergroups_list, "usergroups:read"),
    "usergroups.users.list": Method(usergroups_users_list, "usergroups:read"),
    "team.info": Method(team_info, "team:read"),
    "bots.info": Method(bots_info, "users:read"),
}
