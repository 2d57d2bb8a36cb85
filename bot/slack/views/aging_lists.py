"""The lists behind the figures of the aging, as search lines: typed, they find the same."""

from collections.abc import Iterator

from bot.slack.views import blocks as b
from bot.slack.views.desk.actions import SHOW_ALL
from bot.wording.aging import BUCKETS, counted_words, dso_words
from jupiter_core.domain.aging import DSO_DAYS, LATELY, AgingBucket, CurrencyAging, Figure
from jupiter_core.domain.desk import DeskSection

LISTS = ("aging_owed", "aging_overdue", "aging_issued", "aging_paid", "aging_approval")
"""The buttons of the lists behind the figures; their value is a search line."""
BEHIND = "aging_behind"
"""The menu of one currency; the value of a choice is a search line."""
_OWED = "status:unpaid"
_ISSUED = f"status:billed issued:{LATELY.days}d type:invoice"
_BILLED = f"status:billed issued:{DSO_DAYS}d"
_PAID = f"paid:{LATELY.days}d type:invoice"
_WAITING_FOR_PO = "status:waiting_for_po"
_WAITING_FOR_APPROVAL = "status:pending_approval type:invoice"


def bucket_line(bucket: AgingBucket) -> str:
    """What finds the invoices of a bucket.

    >>> bucket_line(AgingBucket.TO_60), bucket_line(AgingBucket.OVER_90)
    ('overdue:31-60', 'overdue:91+')
    """
    least, most = bucket.past_due
    if least is None:
        return "status:current"
    return f"overdue:{least}-{most}" if most is not None else f"overdue:{least}+"


def all_lists(*, everybody: bool) -> b.Block:
    """Of all currencies; the row is the same whatever is owed."""
    lines = (
        ("Owed", f"{_OWED} sort:due"),
        ("Overdue", "status:overdue sort:due"),
        ("Issued", f"{_ISSUED} sort:date"),
        ("Paid", f"{_PAID} sort:changed"),
        ("Waiting for approval", _WAITING_FOR_APPROVAL),
    )
    finding = [
        b.button(label, action_id, value=_whose(line, everybody))
        for action_id, (label, line) in zip(LISTS, lines, strict=True)
    ]
    awaited = DeskSection.WAITING_FOR_PO.value
    return b.actions([*finding, b.button("Waiting for a PO", SHOW_ALL, value=awaited)])


def lists_menu(found: CurrencyAging, *, everybody: bool) -> b.Block | None:
    """Each figure of one currency that has invoices behind it; None where none has."""
    options = [
        b.option(words, _whose(f"{line} currency:{found.currency} {order}", everybody))
        for words, line, order in _figures(found)
    ]
    return b.select(BEHIND, options, placeholder="Show invoices…") if options else None


def _figures(found: CurrencyAging) -> Iterator[tuple[str, str, str]]:
    """What it is called with its sum, what finds its invoices, and in which order."""

    def told(name: str, figure: Figure) -> str:
        return f"{name}: {counted_words(figure, found.currency)}"

    if found.owed.count:
        yield told("Owed", found.owed), _OWED, "sort:due"
    for bucket, figure in zip(AgingBucket, found.buckets, strict=True):
        if figure.count:
            yield told(BUCKETS[bucket], figure), bucket_line(bucket), "sort:due"
    if found.dso is not None:
        yield f"DSO {dso_words(found)}: billed in {DSO_DAYS} days", _BILLED, "sort:date"
    lately = (
        ("Issued", found.issued, _ISSUED),
        ("Paid", found.paid, _PAID),
        ("Waiting for a PO", found.waiting_for_po, _WAITING_FOR_PO),
        ("Waiting for approval", found.waiting_for_approval, _WAITING_FOR_APPROVAL),
    )
    for name, figure, line in lately:
        if figure.count:
            yield told(name, figure), line, "sort:date"


def _whose(line: str, everybody: bool) -> str:
    return line if everybody else f"{line} by:me"
