"""Who does something: a person in Slack, the customer's AP, a timer, an operator."""

from enum import StrEnum

from jupiter_core.domain.frozen import Frozen


class ActorKind(StrEnum):
    SLACK_USER = "slack_user"
    AP = "ap"
    API_KEY = "api_key"
    TIMER = "timer"
    OPERATOR = "operator"


class Actor(Frozen):
    """`id` is the Slack user id, the AP's e-mail, the key's id, or the timer's name."""

    kind: ActorKind
    id: str
    name: str
    email: str = ""

    @property
    def words(self) -> str:
        """For people: `Dana Reyes (ap@acme.example), AP`."""
        if self.kind is ActorKind.AP:
            return f"{self.name} ({self.email}), accounts payable"
        return self.name


TIMER = Actor(kind=ActorKind.TIMER, id="timer", name="JupiterInvoice's timer")
OPERATOR = Actor(kind=ActorKind.OPERATOR, id="operator", name="the operator")
