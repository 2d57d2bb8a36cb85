"""Which messages that were given up a person may send again."""

from jupiter_core.outbox.messages import MessageKind
from jupiter_core.ports import DeadLetter, UnitOfWork

_ELSEWHERE = frozenset({MessageKind.EVENT, MessageKind.ANCHOR, MessageKind.EMAIL_CODE})
"""A webhook's event is sent again from the log of its deliveries, a newer anchor proves what an
older one did, and a code is of use for minutes."""


def resendable(uow: UnitOfWork) -> list[DeadLetter]:
    """Oldest first, notices to one person among them.

    The note that another message could not be delivered is none: that one is in the list itself.
    """
    return [
        each
        for each in uow.outbox.given_up()
        if each.message.kind not in _ELSEWHERE and "dead_letter_id" not in each.message.body
    ]
