"""Mail that cannot be sent now."""

from dataclasses import dataclass

from jupiter_core.domain.refusals.base import Refusal


@dataclass(eq=False)
class SentAlready(Refusal):
    """`what` starts the sentence: `The e-invoice of JUS-000001, version 2,`."""

    template = "{what} is in the thread already."
    what: str


@dataclass(eq=False)
class MailWaits(Refusal):
    template = (
        "The mail with {title} to {address} waits for an answer in its thread: nothing was ever "
        "sent there for this customer."
    )
    title: str
    address: str


@dataclass(eq=False)
class MailNotWaiting(Refusal):
    template = "No mail with {title} waits any more. The thread tells what became of it."
    title: str


@dataclass(eq=False)
class SetTheAddress(Refusal):
    """Who changed where mails go does not say alone that it is right."""

    template = "You set {address} for this customer; somebody else has to say that it is right."
    address: str
