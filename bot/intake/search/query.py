"""A search line: `acme status:overdue from:2027-01-01 "net 45"`.

Words are found anywhere and all of them must be; filters are named. What is not understood is
named beside the results and leaves them as they are.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from bot.intake.search.filters import of_filter
from bot.intake.search.terms import amount_in, is_currency, term_of
from bot.intake.search.words import LONGEST_LINE, Piece, pieces
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.search import Order, PaperKind, Term

MOST_TERMS = 12


class SearchQuery(Frozen):
    """What a line asks for. `channel` is a Slack id, `channel_name` a name without its #; `states`
    are values; `mine` says only what whoever asks has drafted. What is owed is `past_due` for at
    least and at most so many days; `issued_days` and `paid_days` are the last days in which that
    was done, 0 for any. `line` is the line itself."""

    line: str = ""
    terms: tuple[Term, ...] = ()
    states: tuple[str, ...] = ()
    overdue: bool = False
    unpaid: bool = False
    mine: bool = False
    channel: str = ""
    channel_name: str = ""
    customer: str = ""
    po: str = ""
    issued_from: date | None = None
    issued_to: date | None = None
    currency: str = ""
    paper: PaperKind | None = None
    past_due: tuple[int | None, int | None] | None = None
    issued_days: int = 0
    paid_days: int = 0
    po_awaited: bool = False
    upload_due: bool = False
    order: Order | None = None
    not_understood: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for that could be read."""
        return self == SearchQuery(line=self.line, not_understood=self.not_understood)


def read_query(line: str) -> SearchQuery:
    """Reads a line; of one filter that is named twice, the last holds. Never raises."""
    said: dict[str, Any] = {"line": line[:LONGEST_LINE]}
    terms: list[Term] = []
    unread: list[str] = [line[LONGEST_LINE:][:40]] if line[LONGEST_LINE:].strip() else []
    for piece in _joined(list(pieces(line))):
        filtered = of_filter(piece.key, piece.text) if piece.key else None
        if filtered:
            said |= filtered
        elif piece.key or len(terms) >= MOST_TERMS:
            unread.append(piece.raw)
        else:
            terms.append(term_of(piece.text, quoted=piece.quoted))
    return SearchQuery(**said, terms=tuple(terms), not_understood=tuple(unread))


def _joined(found: Sequence[Piece]) -> Iterator[Piece]:
    """With an amount and its currency as one word: `USD 1.2M`, `1,345,000 EUR`."""
    skipped = False
    for piece, after in zip(found, (*found[1:], None), strict=False):
        if skipped:
            skipped = False
            continue
        plain = after is not None and not (piece.key or piece.quoted or after.key or after.quoted)
        if after is not None and plain and is_currency(piece.text) != is_currency(after.text):
            both = f"{piece.text} {after.text}"
            if amount_in(both):
                skipped = True
                yield Piece("", both, both)
                continue
        yield piece
