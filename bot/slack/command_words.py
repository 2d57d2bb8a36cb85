"""A command that is not understood: what was probably meant, with nothing opened or kept."""

import re
from collections.abc import Collection
from difflib import get_close_matches

from slack_sdk import WebClient

from bot.slack.context import SlackContext
from bot.slack.finding import who_asks
from bot.slack.payload import Body
from bot.slack.views.unread import Suggestion, Unread
from jupiter_core.domain.search import SearchEntry, Term, Wanted, plain_number
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.finding import sight_of

_CLOSE = 0.74
_SHORTEST = 3
_NUMBER = re.compile(r"#?(?:\d{1,9}|[^\W\d_][\w/]*(?:-[\w/]+)*-\d+|\d+(?:[-/]\d+)+)", re.IGNORECASE)
_TRIED = 2


def is_number(text: str) -> bool:
    """Whether a whole command can only be an invoice's number: `1`, `jus-1`, `2027-00012`."""
    return bool(_NUMBER.fullmatch(text)) and not re.fullmatch(r"\d{4}-\d\d-\d\d", text)


def near_word(typed: str, words: Collection[str]) -> str:
    """The word of the command that the first one typed is nearly, or empty.

    >>> near_word("lsit all", ["list", "find"]), near_word("Acme 50k", ["list", "find"])
    ('list', '')
    """
    first = typed.split()[0].lower() if typed.strip() else ""
    if len(first) < _SHORTEST or first in words:
        return ""
    known = [each for each in words if each]
    return next(iter(get_close_matches(first, known, n=1, cutoff=_CLOSE)), "")


def suggestions(typed: str, near: str, *, may_draft: bool) -> Unread:
    """What is offered for a line that was not understood."""
    first, _, rest = typed.strip().partition(" ")
    offered: list[Suggestion] = []
    if near:
        offered.append(Suggestion(near, f"{near} {rest}".strip()))
    offered.append(Suggestion(f"Find “{typed}”", f"find {typed}"))
    word = first if near else typed
    return Unread(word, near, tuple(offered), new_invoice=typed if may_draft else "")


def numbered(uow: UnitOfWork, typed: str, wanted: Wanted) -> list[SearchEntry]:
    """The invoices whose number is this, or ends with these figures; two at most. An exact number
    is alone."""
    plain = plain_number(typed.lstrip("#").strip())
    asked = wanted.model_copy(update={"terms": (Term(number=plain),)})
    found = uow.search.page(asked, limit=_TRIED)
    exact = [each for each in found if each.number_plain == plain]
    return exact if len(exact) == 1 else found


def find_numbered(
    ctx: SlackContext, client: WebClient, body: Body, typed: str
) -> list[SearchEntry]:
    """The same as far as whoever sent the payload may read it. Raises NotPermitted for a guest."""
    asking = who_asks(ctx, client, body)
    with ctx.reading(body) as uow:
        wanted = Wanted(sight=sight_of(uow, asking.reader), today=uow.now.date())
        return numbered(uow, typed, wanted)
