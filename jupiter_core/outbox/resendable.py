"""Which messages that were given up a person may send again."""

from enum import StrEnum

from jupiter_core.outbox.messages import MessageKind
from jupiter_core.ports import DeadLetter, Message, UnitOfWork

_ELSEWHERE = frozenset({MessageKind.EVENT, MessageKind.ANCHOR, MessageKind.EMAIL_CODE})
"""A webhook's event is sent again from the log of its deliveries, a newer anchor proves what an
older one did, and a code is of use for minutes."""


class DealNoun(StrEnum):
    """Whose rights a message follows; a notice to one person follows those of invoices."""

    INVOICE = "invoice"
    CONTRACT = "contract"


def noun_of(message: Message) -> DealNoun:
    """One that names both is about the invoice."""
    of_contract = "contract_id" in message.body and "invoice_id" not in message.body
    return DealNoun.CONTRACT if of_contract else DealNoun.INVOICE


ALL_NOUNS = frozenset(DealNoun)


def can_be_resent(message: Message) -> bool:
    """By a person, once it was given up. The note that another message could not be delivered is
    none: that one can be itself."""
    return message.kind not in _ELSEWHERE and "dead_letter_id" not in message.body


def resendable(uow: UnitOfWork, nouns: frozenset[DealNoun] = ALL_NOUNS) -> list[DeadLetter]:
    """Oldest first, notices to one person among them; only those about these nouns."""
    return [
        each
        for each in uow.outbox.given_up()
        if can_be_resent(each.message) and noun_of(each.message) in nouns
    ]
