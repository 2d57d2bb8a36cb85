"""The shape of request bodies about webhook endpoints."""

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from bot.intake.documents.base import Document
from bot.intake.documents.values import Flag, Short, Text
from jupiter_core.domain.events import EventName


def _each_once(events: tuple[EventName, ...]) -> tuple[EventName, ...]:
    return tuple(dict.fromkeys(events))


Url = Annotated[
    Text,
    Field(
        examples=["https://crm.example/hooks/jupiter"],
        description="https, and on the public internet, unless the operator allows its host.",
    ),
]
Events = Annotated[
    tuple[EventName, ...],
    Field(
        max_length=len(EventName),
        description="Which to send, of those that your key may read; empty is all of these.",
    ),
    AfterValidator(_each_once),
]


class NewEndpoint(Document):
    """Where to send events, and which."""

    url: Url
    description: Short = ""
    events: Events = ()


class EndpointChange(Document):
    """What is left out stays. Switching an endpoint on again forgets how it failed."""

    url: Url | None = None
    description: Short | None = None
    events: Events | None = None
    enabled: Flag | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "EndpointChange":
        if not self.model_fields_set:
            raise ValueError("Send at least one field to change.")
        return self
