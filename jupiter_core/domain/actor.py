"""Who does something: a person in Slack, the customer's AP, a timer, an operator."""

from enum import StrEnum
from typing import Any

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from jupiter_core.domain.frozen import Frozen


class ActorKind(StrEnum):
    """Who acts: a person in Slack, the customer's accounts payable, another system with its API
    key, the timer, or whoever operates the server."""

    SLACK_USER = "slack_user"
    AP = "ap"
    API_KEY = "api_key"
    TIMER = "timer"
    OPERATOR = "operator"


class Actor(Frozen):
    """`id` is the Slack user id, the AP's e-mail, the key's id, or the timer's name.

    `owner` is the Slack user id of the person who answers for a key or who runs a command as the
    operator; it is empty where the actor is that person. `verified` is said
    of AP alone: whether the AP contact's mailbox vouched for them.
    """

    kind: ActorKind
    id: str
    name: str
    email: str = ""
    owner: str = ""
    verified: bool = Field(default=False, exclude_if=lambda so: not so)

    @property
    def person(self) -> str:
        """Whose action it is. People are told apart by this: a key is its owner."""
        return self.owner or self.id

    @property
    def unverified(self) -> bool:
        """Whether nobody knows more of them than what they typed."""
        return self.kind is ActorKind.AP and not self.verified

    @property
    def words(self) -> str:
        """For people: `Dana Reyes (ap@acme.example), AP`."""
        if self.kind is ActorKind.AP:
            doubt = ", unverified" if self.unverified else ""
            return f"{self.name} ({self.email}), accounts payable{doubt}"
        return self.name

    @model_serializer(mode="wrap")
    def _without_what_is_newer(self, plain: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """An actor of before there were owners is spelled as it was, so that old seals hold."""
        spelled: dict[str, Any] = plain(self)
        if not self.owner:
            del spelled["owner"]
        return spelled


TIMER = Actor(kind=ActorKind.TIMER, id="timer", name="JupiterInvoice's timer")
OPERATOR = Actor(kind=ActorKind.OPERATOR, id="operator", name="the operator")


def operator(owner: str = "") -> Actor:
    """The operator, with the Slack user id of the person who gave the command."""
    return OPERATOR.model_copy(update={"owner": owner})
