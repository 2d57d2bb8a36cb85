"""views.*: modals and Home tabs."""

from collections.abc import Mapping

from bot.simulator.api.calls import Call, Method
from bot.simulator.blockkit.validate import valid_view
from bot.simulator.view_json import view_json
from bot.simulator.views import View
from bot.simulator.wire import Json, SlackError


def _answer(call: Call, view: View) -> Json:
    call.workspace.changes.tell("views", view.user)
    return {"ok": True, "view": view_json(view, call.slack.seed)}


def open_view(call: Call) -> Json:
    """Opens a modal, on top of the one that the trigger came from, if any."""
    call.required("trigger_id", "view")
    body = valid_view(call.args["view"], "modal", call.workspace.ids)
    trigger = call.workspace.triggers.exchange(call.args["trigger_id"])
    views = call.workspace.views
    if trigger.view_id and views.stacks[trigger.user]:
        return _answer(call, views.push(trigger.user, body))
    return _answer(call, views.open(trigger.user, body, trigger.channel))


def push(call: Call) -> Json:
    """Puts a modal on top of the one that the trigger came from."""
    call.required("trigger_id", "view")
    body = valid_view(call.args["view"], "modal", call.workspace.ids)
    trigger = call.workspace.triggers.exchange(call.args["trigger_id"])
    return _answer(call, call.workspace.views.push(trigger.user, body))


def update(call: Call) -> Json:
    """Replaces a modal; with `hash` only if it is still the one that was seen."""
    call.required("view")
    if not call.args.get("view_id") and not call.args.get("external_id"):
        raise SlackError("invalid_arguments", ["must define either `view_id` or `external_id`"])
    views = call.workspace.views
    view = views.find(call.args.get("view_id")) or views.by_external_id(
        call.args.get("external_id")
    )
    if view is None or view.id in {home.id for home in views.homes.values()}:
        raise SlackError("not_found")
    body = valid_view(call.args["view"], "modal", call.workspace.ids)
    return _answer(call, views.update(view, body, call.args.get("hash")))


def publish(call: Call) -> Json:
    """Sets one person's Home tab."""
    call.required("user_id", "view")
    user = call.workspace.users.get(str(call.args["user_id"]))
    if user is None or user.is_bot:
        raise SlackError("invalid_arguments", ["invalid `user_id` [json-pointer:/user_id]"])
    if not call.slack.manifest.home_tab:
        raise SlackError("not_enabled")
    body = valid_view(call.args["view"], "home", call.workspace.ids)
    return _answer(call, call.workspace.views.publish(user.id, body, call.args.get("hash")))


METHODS: Mapping[str, Method] = {
    "views.open": Method(open_view),
    "views.push": Method(push),
    "views.update": Method(update),
    "views.publish": Method(publish),
}
