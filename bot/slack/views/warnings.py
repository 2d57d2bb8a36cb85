"""What an approver has to see: where it goes, and text that asks for money elsewhere."""

from collections.abc import Sequence
from typing import Protocol

from bot.slack.views import blocks as b
from bot.slack.views.rich_text import bullets
from bot.wording.names import VALUE_LIMIT
from bot.wording.text import NAME_LIMIT, shortened
from jupiter_core.domain.cautions import Caution
from jupiter_core.domain.delivery import Delivery
from jupiter_core.domain.mail_domain import Recipient

MOST_FLAGS = 10
MOST_LATE = 20
_SAID = 250


def goes_to(recipient: Recipient) -> tuple[str, str]:
    """Whom it is mailed to; or onto which portal it is to be put and by whom, or that it is not
    sent."""
    match recipient.delivery:
        case Delivery.PORTAL:
            portal = shortened(recipient.portal, NAME_LIMIT)
            named = f"{portal[:1].upper()}{portal[1:]}"
            return "Goes to", f"{named}, where the deal team or accounts receivable uploads it"
        case Delivery.NONE:
            return "Goes to", "Nobody: nothing is sent to this customer"
        case _:
            return mailed_to(recipient)


def mailed_to(recipient: Recipient) -> tuple[str, str]:
    """`Dana Reyes <dana@acme.example>`, and that nothing was ever sent there; the same of each who
    gets it beside them."""
    return "Goes to", "; ".join(_one(each) for each in recipient.everybody)


def _one(recipient: Recipient) -> str:
    copy = "copy to " if recipient.copy_only else ""
    return f"{copy}{shortened(recipient.words, VALUE_LIMIT)}{novelty(recipient)}"


def novelty(recipient: Recipient) -> str:
    """`; new domain for this customer, looks like acme.example`, or nothing."""
    if not recipient.is_new:
        return ""
    what = "address" if "@" in recipient.home else "domain"
    like = f", looks like {shortened(recipient.like, NAME_LIMIT)}" if recipient.like else ""
    return f" ⚠ new {what} for this customer{like}"


class SaidFlag(Protocol):
    """Something that an approver has to look at, in words."""

    @property
    def words(self) -> str: ...


def flag_lines(flags: Sequence[SaidFlag]) -> list[str]:
    """A line for each; what is over the most is counted."""
    shown = [f"⚠ {shortened(each.words, _SAID)}" for each in flags[:MOST_FLAGS]]
    more = len(flags) - MOST_FLAGS
    return [*shown, f"⚠ and {more} more fields like these"] if more > 0 else shown


def flag_blocks(flags: Sequence[SaidFlag]) -> list[b.Block]:
    """As typed: nothing in it is read as markup."""
    lines = flag_lines(flags)
    return [b.rich_text([b.words("\n".join(lines), bold=True)])] if lines else []


def caution_blocks(cautions: Sequence[Caution]) -> list[b.Block]:
    """Each with what it is about, one by one; what is over the most is in the schedule."""
    shown: list[b.Block] = []
    for each in cautions:
        shown.append(b.rich_text([b.words(f"⚠ {shortened(each.words, _SAID)}", bold=True)]))
        if each.lines:
            shown.append(bullets(each.lines, MOST_LATE, "more, all in the whole schedule"))
    return shown


def cautions_spoken(cautions: Sequence[Caution]) -> str:
    """For a message's top-level text, unescaped."""
    return "".join(f" ⚠ {each.words}" for each in cautions)


def flags_spoken(flags: Sequence[SaidFlag]) -> str:
    """For a message's top-level text, unescaped."""
    return "".join(f" {each}." for each in flag_lines(flags))
