"""All methods, and how a call reaches one: token, scope, arguments."""

from bot.simulator.api import apps, blocks, chat, conversations, files, people, unfurls, views
from bot.simulator.api.calls import Call, Method
from bot.simulator.local_slack import LocalSlack
from bot.simulator.wire import Json, SlackError

METHODS: dict[str, Method] = {
    **apps.METHODS,
    **blocks.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **people.METHODS,
    **unfurls.METHODS,
    **views.METHODS,
}


def answer(slack: LocalSlack, name: str, token: str | None, args: Json) -> Json:
    """Slack's answer to a call, refusals included."""
    try:
        method = _method(slack, name, token)
        call = Call(slack, args)
        if method.scope:
            call.needs(method.scope)
        return method.handler(call)
    except SlackError as refusal:
        return refusal.body()


def _method(slack: LocalSlack, name: str, token: str | None) -> Method:
    method = METHODS.get(name)
    if method is None:
        raise SlackError("unknown_method", req_method=name)
    if not token:
        if name == "api.test":
            return method
        raise SlackError("not_authed")
    if token not in (slack.bot_token, slack.app_token):
        raise SlackError("invalid_auth")
    if not slack.installed:
        raise SlackError("account_inactive")
    if name != "api.test" and method.app_token != (token == slack.app_token):
        raise SlackError("not_allowed_token_type")
    return method
