"""What a person has filled in, read from a view's state.

A block's id is `<name>` or `<name>.<anything>`: a new tail makes Slack forget what was typed
there, which is how a form changes a field that somebody has touched.
"""

from collections.abc import Mapping
from typing import Any

from jupiter_core.domain.refusals import Refusal, ValidationErrors

Values = Mapping[str, Mapping[str, Mapping[str, Any]]]


def values_of(view: Mapping[str, Any]) -> Values:
    """The state of a view from a payload."""
    state: Values = (view.get("state") or {}).get("values") or {}
    return state


def name_of(block_id: str) -> str:
    """What stands before the first point."""
    return block_id.partition(".")[0]


def text_in(values: Values, name: str) -> str | None:
    """The one value of the block called `name`, or whose whole id that is: text, chosen value,
    date, or conversation.

    None where there is no such block; an empty string where nothing is filled in.
    """
    for block_id, elements in values.items():
        if name in (block_id, name_of(block_id)):
            return next((_text(element) for element in elements.values()), "")
    return None


def list_in(values: Values, name: str) -> tuple[str, ...]:
    """The values of a block with several: checked boxes, chosen people or options."""
    for block_id, elements in values.items():
        if name_of(block_id) == name:
            return next((_many(element) for element in elements.values()), ())
    return ()


def block_called(values: Values, name: str) -> str | None:
    """The full id of the block called `name`, for an error that has to land on it."""
    return next((block_id for block_id in values if name_of(block_id) == name), None)


def field_errors(refusal: Refusal, values: Values) -> dict[str, str]:
    """Each mistake at the block of its path; empty when none has a block of its own."""
    each = refusal.refusals if isinstance(refusal, ValidationErrors) else (refusal,)
    errors: dict[str, str] = {}
    for one in each:
        path = one.path or "-"
        block_id = path if path in values else block_called(values, name_of(path))
        if block_id:
            errors.setdefault(block_id, one.sentence)
    return errors


def _text(element: Mapping[str, Any]) -> str:
    chosen = element.get("selected_option")
    if isinstance(chosen, Mapping):
        return str(chosen["value"])
    for key in ("value", "selected_date", "selected_conversation", "selected_user"):
        if element.get(key):
            return str(element[key])
    return ""


def _many(element: Mapping[str, Any]) -> tuple[str, ...]:
    options = element.get("selected_options")
    if options is not None:
        return tuple(str(option["value"]) for option in options)
    return tuple(element.get("selected_users") or ())
