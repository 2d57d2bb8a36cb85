"""What is typed into the form of a webhook endpoint."""

from typing import Any, NamedTuple

from bot.intake.modals.values import typed_of
from bot.wording.text import shortened
from jupiter_core.domain.events import EventName
from jupiter_core.domain.refusals import NotFound


class TypedEndpoint(NamedTuple):
    """The address is not checked yet."""

    url: str
    description: str
    events: tuple[EventName, ...]


def parse_endpoint(values: dict[str, dict[str, Any]]) -> TypedEndpoint:
    """From the submitted view's `state.values`. Raises NotFound at `events`."""
    typed = typed_of(values)
    names = tuple(dict.fromkeys(typed.get("events", "").split()))
    known = {each.value for each in EventName}
    unknown = [each for each in names if each not in known]
    if unknown:
        raise NotFound("event", shortened(unknown[0], 40)).at("events")
    events = tuple(EventName(each) for each in names)
    return TypedEndpoint(typed.get("url", ""), typed.get("description", ""), events)
