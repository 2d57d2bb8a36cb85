"""A change that AP asked for by link, and that waits: for a code from the AP contact's mailbox, or,
where no code can be mailed, for a person of the deal team."""

from datetime import datetime, timedelta
from enum import StrEnum

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.amendment import Amendment
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import Refusal

CODE_GOOD_FOR = timedelta(minutes=15)
AGAIN_AFTER = timedelta(minutes=1)
KEPT_FOR = timedelta(hours=1)
KEPT_FOR_A_PERSON = timedelta(days=30)
MOST_TRIES = 10
"""Wrong codes of one invoice within the hour, over all its changes that wait."""
MOST_CODES = 6
"""Mails with a code of one invoice within the hour."""
MOST_WAITING = 5
"""Changes of one invoice that wait for a person."""


class WaitsFor(StrEnum):
    """A code from the AP contact's mailbox, or the word of a person of the deal team."""

    CODE = "code"
    PERSON = "person"


class HeldChangeGone(Refusal):
    """The change was saved, discarded or forgotten, is of another invoice, or waits for something
    else: which of them is not told."""

    template = "This change is no longer pending: it was saved or discarded, or it expired."


class TooManyHeld(Refusal):
    """MOST_CODES were mailed for one invoice within the hour, or MOST_WAITING of its changes wait
    for a person."""

    template = (
        "Too many changes to this invoice were requested within an hour. Try again in an hour."
    )


class HeldChange(Frozen):
    """`seen`, `amendment` and `for_contract` are what is to be done, `typed` the form as it was
    sent, so that it can be shown again. `mailbox` is where its code went, empty for a person.

    The code itself is kept nowhere: it follows from the id and a key outside the database.
    """

    id: str
    invoice_id: str
    waits_for: WaitsFor
    by: Actor
    seen: int
    amendment: Amendment
    for_contract: bool
    typed: dict[str, str]
    mailbox: str
    made_at: datetime
    sent_at: datetime
    expires_at: datetime
    codes: int = 0
    wrong: int = 0
    is_open: bool = True

    def waits(self, now: datetime) -> bool:
        """Whether it may still be let go: by its code or a person's word."""
        return self.is_open and now < self.expires_at

    def code_is_good(self, now: datetime) -> bool:
        """Whether its code still counts."""
        return self.waits(now) and now < self.sent_at + CODE_GOOD_FOR

    def closed(self) -> "HeldChange":
        """Let go or discarded. It is kept until it expires, since its wrong codes go on
        counting."""
        return self.model_copy(update={"is_open": False})

    def sent_again(self, now: datetime) -> "HeldChange":
        """With one more mail of its code, which is good for another CODE_GOOD_FOR."""
        return self.model_copy(update={"codes": self.codes + 1, "sent_at": now})

    def tried_wrongly(self) -> "HeldChange":
        """With one more wrong code."""
        return self.model_copy(update={"wrong": self.wrong + 1})
