"""Refusals of sending a mail, or a file, to the customer or into the thread."""

from jupiter_core.domain.refusals.base import Refusal


class SentAlready(Refusal):
    """`what` starts the sentence: `The e-invoice of JUS-000001, version 2,`."""

    template = "{what} is already in the thread."
    what: str


class MailWaits(Refusal):
    """The invoice is to be mailed to `address` while the thread still asks whether that may be."""

    template = (
        "The e-mail with {title} to {address} is on hold in its thread: nothing has ever been sent "
        "there for this customer."
    )
    title: str
    address: str


class MailNotWaiting(Refusal):
    """Somebody decides on a mail that the thread no longer asks about. `title` is the invoice's."""

    template = "No e-mail with {title} is on hold any more. See the thread for what happened."
    title: str


class SetTheAddress(Refusal):
    """Who changed where mails go does not say alone that it is right."""

    template = "You set {address} for this customer; someone else has to confirm it."
    address: str
