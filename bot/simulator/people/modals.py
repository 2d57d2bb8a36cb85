"""Submitting and closing modals."""

from bot.simulator.blockkit.validate import valid_view
from bot.simulator.blockkit.walk import all_elements
from bot.simulator.delivery import Payload
from bot.simulator.local_slack import LocalSlack
from bot.simulator.payloads import interaction, response_url, seen_view
from bot.simulator.people.places import own_view
from bot.simulator.view_json import view_json
from bot.simulator.view_state import client_errors
from bot.simulator.views import View
from bot.simulator.wire import Json, Refusal, SlackError


def shown_view(slack: LocalSlack, view: View) -> Json:
    """A view as the control API shows it."""
    return {**view_json(view, slack.seed), "errors": view.errors}


def shown_stack(slack: LocalSlack, user_id: str) -> list[Json]:
    """A person's open modals, the top one last."""
    return [shown_view(slack, view) for view in slack.workspace.views.stacks[user_id]]


async def submit(slack: LocalSlack, user_id: str, view_id: str) -> Json:
    """Submits the view on top; `{ok, response_action?, errors?, error?, stack}`."""
    view = _top_view(slack, user_id, view_id)
    if not view.body.get("submit"):
        raise Refusal("no_submit_button", "This view cannot be submitted.")
    view.errors = client_errors(view.blocks, view.state)
    if view.errors:
        return _told(slack, view, {"ok": False, "errors": view.errors})
    trigger = slack.workspace.triggers.issue(user_id, view.id)
    more: Json = {"trigger_id": trigger, "view": seen_view(slack, view)}
    more["response_urls"] = _response_urls(slack, view)
    user = slack.workspace.person(user_id)
    payload = interaction(slack, "view_submission", user, **more)
    name = f"view_submission {view.body.get('callback_id', '')}"
    ack = await slack.send(Payload("interactive", name, payload))
    if not ack.ok:
        return _told(slack, view, {"ok": False, "error": ack.error})
    try:
        return _told(slack, view, _obey(slack, view, ack.body))
    except SlackError as refusal:
        detail = refusal.body()
        return _told(slack, view, {"ok": False, "error": "invalid_response", "detail": detail})


async def close(slack: LocalSlack, user_id: str, view_id: str, clear: bool = False) -> Json:
    """Closes the view on top, or all of them; views that asked for it hear of it."""
    view = _top_view(slack, user_id, view_id)
    views = slack.workspace.views
    clear = clear or bool(view.body.get("clear_on_close"))
    closed = list(reversed(views.stacks[user_id])) if clear else [view]
    for each in closed:
        views.close(each)
    slack.workspace.changes.tell("views", user_id)
    user = slack.workspace.person(user_id)
    for each in closed:
        if each.body.get("notify_on_close"):
            shown = seen_view(slack, each, state=False)
            payload = interaction(slack, "view_closed", user, view=shown, is_cleared=clear)
            name = f"view_closed {each.body.get('callback_id', '')}"
            await slack.send(Payload("interactive", name, payload))
    return {"ok": True, "stack": shown_stack(slack, user_id)}


def _top_view(slack: LocalSlack, user_id: str, view_id: str) -> View:
    view = own_view(slack, user_id, view_id)
    stack = slack.workspace.views.stacks[user_id]
    if not stack or stack[-1] is not view:
        raise Refusal("view_not_on_top", "Another view lies on this one.", 409)
    return view


def _told(slack: LocalSlack, view: View, answer: Json) -> Json:
    slack.workspace.changes.tell("views", view.user)
    return {**answer, "stack": shown_stack(slack, view.user)}


def _obey(slack: LocalSlack, view: View, ack: object) -> Json:
    """Does what the app's ack says. Raises SlackError for an ack that Slack would not take."""
    views, ids = slack.workspace.views, slack.workspace.ids
    if not ack:
        views.close(view)
        return {"ok": True}
    if not isinstance(ack, dict):
        raise SlackError("invalid_response")
    action = ack.get("response_action")
    match action:
        case "clear":
            views.clear(view.user)
        case "update":
            views.update(view, valid_view(ack.get("view"), "modal", ids))
        case "push":
            views.push(view.user, valid_view(ack.get("view"), "modal", ids))
        case "errors":
            view.errors = _valid_errors(view, ack.get("errors"))
            return {"ok": False, "response_action": action, "errors": view.errors}
        case _:
            raise SlackError("invalid_response_action")
    return {"ok": True, "response_action": action}


def _valid_errors(view: View, errors: object) -> dict[str, str]:
    fields = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise SlackError("invalid_errors", ["`errors` must name at least one block"])
    for block_id, sentence in errors.items():
        if block_id not in fields:
            raise SlackError("invalid_errors", [f"{block_id} is no input block of this view"])
        if not isinstance(sentence, str) or not sentence:
            raise SlackError("invalid_errors", [f"the error of {block_id} is empty"])
    return dict(errors)


def _response_urls(slack: LocalSlack, view: View) -> list[Json]:
    """One for each filled channel menu that asked for it."""
    user, found = slack.workspace.person(view.user), []
    for block, element in all_elements(view.blocks):
        if not element.get("response_url_enabled"):
            continue
        block_id, action_id = block["block_id"], element["action_id"]
        held = view.state[block_id][action_id]
        chosen = held.get("selected_conversation") or held.get("selected_channel")
        channel = slack.workspace.channels.get(chosen)
        if channel:
            url = response_url(slack, channel, user)
            ids = {"block_id": block_id, "action_id": action_id, "channel_id": channel.id}
            found.append({**ids, "response_url": url})
    return found
