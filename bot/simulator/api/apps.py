"""auth.*, api.*, apps.*: the app's own standing."""

from collections.abc import Mapping

from bot.simulator.api.calls import Call, Method
from bot.simulator.wire import Json, SlackError


def auth_test(call: Call) -> Json:
    """Who the token belongs to."""
    seed, workspace = call.slack.seed, call.workspace
    return {
        "ok": True,
        "url": f"https://{seed.team.domain}.slack.com/",
        "team": seed.team.name,
        "user": workspace.bot.name,
        "team_id": seed.team.id,
        "user_id": workspace.bot.id,
        "bot_id": seed.bot_id,
        "is_enterprise_install": False,
    }


def api_test(call: Call) -> Json:
    """Gives the arguments back, or the `error` asked for."""
    if call.args.get("error"):
        raise SlackError(str(call.args["error"]), args=call.args)
    return {"ok": True, "args": call.args}


def open_connection(call: Call) -> Json:
    """A WebSocket address, good for one connection within 30 seconds."""
    if not call.slack.manifest.socket_mode:
        raise SlackError("socket_mode_not_enabled")
    ticket = call.slack.sockets.ticket()
    address = call.slack.base_url.replace("http", "ws", 1)
    return {"ok": True, "url": f"{address}/socket?ticket={ticket}"}


METHODS: Mapping[str, Method] = {
    "auth.test": Method(auth_test),
    "api.test": Method(api_test),
    "apps.connections.open": Method(open_connection, app_token=True),
}
