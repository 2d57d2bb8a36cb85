"""What the customer's AP and the deal team say to each other about an issued invoice.

It stands beside the invoice and not in its versions: these are people's own words, which can be
erased while the invoice has to be kept.
"""

import datetime as dt
from enum import StrEnum

from pydantic import Field

from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import Refusal

TEXT_LIMIT = 2000
MOST_AN_HOUR = 10
"""Of AP's, about one invoice."""
MOST_KEPT = 200
"""Of AP's and of the deal team's, about one invoice."""


class Topic(StrEnum):
    """What is said: the first three by AP, the others by the deal team."""

    QUESTION = "question"
    DISPUTE = "dispute"
    PROMISE = "promise"
    ANSWER = "answer"
    RESOLUTION = "resolution"


class DisputeReason(StrEnum):
    """Why AP will not pay, or not all of it."""

    WRONG_AMOUNT = "wrong_amount"
    WRONG_PO = "wrong_po"
    NOT_RECEIVED = "not_received"
    ALREADY_PAID = "already_paid"
    OTHER = "other"

    @property
    def words(self) -> str:
        """`Wrong PO`."""
        return _REASONS[self]


_REASONS = {
    DisputeReason.WRONG_AMOUNT: "Wrong amount",
    DisputeReason.WRONG_PO: "Wrong PO",
    DisputeReason.NOT_RECEIVED: "Goods or services not received",
    DisputeReason.ALREADY_PAID: "Already paid",
    DisputeReason.OTHER: "Another reason",
}


class TooMuchSaid(Refusal):
    """MOST_AN_HOUR messages within the hour, or MOST_KEPT in all, about one invoice."""

    template = "Too many messages about this invoice. Try again in an hour, or reply by e-mail."


class Remark(Frozen):
    """One message. `event_id` is that of the event that told the thread of it; `reason` is a
    dispute's, `promised` the day of a promise. `answers` is the id of what an answer answers, and
    `mailed_to` the address that it went to, empty where it stands on the page only."""

    id: str
    invoice_id: str
    topic: Topic
    text: str
    by: Actor
    at: dt.datetime
    event_id: str
    reason: DisputeReason | None = Field(default=None, exclude_if=lambda one: one is None)
    promised: dt.date | None = Field(default=None, exclude_if=lambda one: one is None)
    answers: str = Field(default="", exclude_if=lambda one: not one)
    mailed_to: str = Field(default="", exclude_if=lambda one: not one)

    @property
    def is_from_ap(self) -> bool:
        return self.by.kind is ActorKind.AP


def expect_room(remarks: list[Remark], now: dt.datetime) -> None:
    """That AP may say one more thing. Raises TooMuchSaid."""
    since = now - dt.timedelta(hours=1)
    lately = sum(each.is_from_ap and each.at > since for each in remarks)
    if lately >= MOST_AN_HOUR or len(remarks) >= MOST_KEPT:
        raise TooMuchSaid()
