"""A link of an invoice that AP forwarded to a colleague: one of its own, which can be revoked."""

import datetime as dt

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import Refusal

MOST_AN_HOUR = 5
MOST_LIVE = 20
"""Of one invoice."""


class TooManyForwarded(Refusal):
    """MOST_AN_HOUR within the hour, or MOST_LIVE in all, of one invoice."""

    template = "Too many links to this invoice were forwarded. Revoke some, or try in an hour."


class ForwardingGone(Refusal):
    """It was revoked, decided on already, or is of another invoice: which of them is not told."""

    template = "This link was already confirmed, discarded or revoked. Nothing was done."


class ForwardedLink(Frozen):
    """`email` is where it was mailed; `writes` says whether it may change what AP's may. Until it
    is `confirmed` it waits for a person of the deal team and opens nothing."""

    id: str
    invoice_id: str
    email: str
    writes: bool
    by: Actor
    at: dt.datetime
    confirmed: bool
    revoked: bool = False

    @property
    def is_live(self) -> bool:
        """Whether it opens the invoice."""
        return self.confirmed and not self.revoked

    @property
    def waits(self) -> bool:
        """Whether somebody here has to say yes or no."""
        return not self.confirmed and not self.revoked


def expect_room_to_forward(links: list[ForwardedLink], now: dt.datetime) -> None:
    """Raises TooManyForwarded."""
    lately = sum(each.at > now - dt.timedelta(hours=1) for each in links)
    if lately >= MOST_AN_HOUR or sum(not each.revoked for each in links) >= MOST_LIVE:
        raise TooManyForwarded()
