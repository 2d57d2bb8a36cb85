"""blocks.*: what Slack would say to blocks, a message or a view, without sending it."""

import re
from collections.abc import Mapping

from bot.simulator.api.calls import Call, Method
from bot.simulator.blockkit.validate import read_json, valid_message_blocks, valid_view
from bot.simulator.content import message_content, require_something
from bot.simulator.wire import Json, SlackError

_PLACED = re.compile(r"(.*) \[json-pointer:(.*)\]", re.DOTALL)


def validate(call: Call) -> Json:
    """Exactly one of `blocks`, `message` and `view`. What is wrong is in `errors`, each with its
    place."""
    given = [name for name in ("blocks", "message", "view") if call.args.get(name)]
    if len(given) != 1:
        raise SlackError("invalid_arguments", ["provide exactly one of blocks, message, view"])
    (name,) = given
    value = read_json(call.args[name], "invalid_arguments")
    try:
        _check(call, name, value)
    except SlackError as refusal:
        said = refusal.messages or [refusal.error]
        raise SlackError(f"invalid_{name}", errors=[_error(each) for each in said]) from None
    return {"ok": True}


def _check(call: Call, name: str, value: object) -> None:
    ids, unknown = call.workspace.ids, call.workspace.unknown_blocks
    if name == "blocks":
        valid_message_blocks(value, ids)
    elif not isinstance(value, dict):
        raise SlackError("invalid_arguments", ["must provide an object [json-pointer:]"])
    elif name == "message":
        require_something(message_content(value, ids, unknown=unknown))
    else:
        valid_view(value, "home" if value.get("type") == "home" else "modal", ids)


def _error(said: str) -> Json:
    placed = _PLACED.fullmatch(said)
    message, pointer = placed.groups() if placed else (said, "")
    return {"pointer": pointer, "code": "failed_constraint", "message": message}


METHODS: Mapping[str, Method] = {"blocks.validate": Method(validate)}
