"""Approving several invoices and credit notes at once: chosen, confirmed, and what came of it.

A line has to say all of what a row of the desk says, in the 75 characters of a checkbox.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeVar

from bot.slack.metadata import SubjectRef
from bot.slack.views import blocks as b
from bot.slack.views.desk.actions import SEVERAL_CONFIRM, SEVERAL_DONE, SEVERAL_FORM
from bot.slack.views.desk.rows import on_behalf
from bot.slack.views.desk.totals import sum_words
from bot.slack.views.rich_text import mentioned
from bot.wording.figures import amount, day
from bot.wording.text import one_line, shortened
from jupiter_core.domain.approval import Delegator
from jupiter_core.domain.desk import DeskEntry, DeskKind
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money

T = TypeVar("T")
CHOSEN = "chosen"
MOST = 50
"""Slack takes ten boxes a block and 3,000 characters of what a window remembers."""
_BOXES = 10
_NAME = 36
_REFUSAL_LIMIT = 400
_TITLE = "Approve several"
_NOTHING = "Nothing waits for you that can be approved together."
_CONTRACTS = (
    "Contracts are approved one by one, where their schedule is read. So is what needs to be read "
    "first, such as that it may be a duplicate or exceeds its PO."
)


class LeftOut(Frozen):
    """What is not approved with the others, and the sentence that says why."""

    name: str
    why: str


class Several(Frozen):
    """What goes from the list to the confirmation: exactly what was shown, and the once of it."""

    nonce: str
    chosen: tuple[SubjectRef, ...]

    @property
    def key(self) -> str:
        """What is claimed once, for each of them."""
        return f"several:{self.nonce}"

    def text(self) -> str:
        """In a modal's metadata."""
        return " ".join([self.nonce, *map(str, self.chosen)])


def several_form(
    entries: Sequence[DeskEntry],
    nonce: str,
    *,
    more: bool,
    approves_for: Sequence[Delegator] = (),
) -> b.Block:
    """A box for each of what waits. `approves_for` are the approvers for whom a delegate would."""
    if not entries:
        return b.modal(
            _TITLE,
            [b.section(b.plain(_NOTHING)), b.context(_CONTRACTS)],
            callback_id=SEVERAL_FORM,
        )
    groups = list(_parts(entries, _BOXES))
    fields = [_boxes(n, group, len(groups), approves_for) for n, group in enumerate(groups)]
    told = [f"These {len(entries)} wait longest; more come when they are decided."] if more else []
    return b.modal(
        _TITLE,
        [*([b.section(b.plain(each)) for each in told]), *fields, b.context(_CONTRACTS)],
        callback_id=SEVERAL_FORM,
        submit="Next",
        close="Cancel",
        private_metadata=nonce,
    )


def several_confirm(
    several: Several, papers: Sequence[Invoice], left_out: Sequence[LeftOut]
) -> b.Block:
    """What is approved when this is submitted: how many, for how much, and each of them."""
    blocks = [*_summed(papers), *_listed(papers), *_not_approved(left_out)]
    if not papers:
        blocks = [b.section(b.plain("None of them can be approved here.")), *blocks]
    return b.modal(
        "Approve these?" if papers else _TITLE,
        blocks,
        callback_id=SEVERAL_CONFIRM,
        submit=f"Approve {len(papers)}" if papers else None,
        close="Cancel" if papers else "Close",
        private_metadata=several.text(),
    )


def several_going() -> b.Block:
    """While they are approved."""
    return b.modal(_TITLE, [b.section(b.plain("Approving …"))], callback_id=SEVERAL_DONE)


def several_done(done: Sequence[str], left_out: Sequence[LeftOut]) -> b.Block:
    """What came of it; `done` are sentences."""
    count = len(done)
    said = f"{count} approved." if count else "Nothing was approved."
    lines: list[b.Block] = [b.words(said, bold=True)]
    lines += [b.words(f"\n{each}") for each in done]
    return b.modal(_TITLE, [b.rich_text(lines), *_not_approved(left_out)], callback_id=SEVERAL_DONE)


def paper_name(invoice: Invoice) -> str:
    """`Draft credit note  ·  Acme Corporation  ·  USD 100.00`."""
    what = "Draft credit note" if invoice.is_credit_note else "Draft invoice"
    name = one_line(invoice.number or what, _NAME)
    customer = one_line(invoice.content.bill_to.legal_name, _NAME)
    return "  ·  ".join((name, customer, amount(invoice.total)))


def _boxes(
    n: int, entries: Sequence[DeskEntry], groups: int, approves_for: Sequence[Delegator]
) -> b.Block:
    boxes = {
        "type": "checkboxes",
        "action_id": CHOSEN,
        "options": [_box(each, on_behalf(each, approves_for)) for each in entries],
    }
    first = n * _BOXES + 1
    label = "Waiting for you" if groups == 1 else f"{first} to {first + len(entries) - 1}"
    return b.field(f"{CHOSEN}.{n}", label, boxes, optional=True)


def _box(entry: DeskEntry, behalf: str) -> b.Block:
    total = amount(Money.of_minor(entry.total_minor, entry.currency))
    made = b.option(
        f"{one_line(entry.customer, _NAME)}  ·  {total}",
        str(SubjectRef(entry.subject_id, entry.sequence)),
    )
    what = "Credit note" if entry.kind is DeskKind.CREDIT_NOTE else "Invoice"
    due = [f"due {day(entry.due_date)}"] if entry.due_date else []
    told = [what, *due, f"by {_mention(entry.drafted_by)}"]
    told += [f"you approve {b.escaped(behalf)}"] if behalf else []
    return {**made, "description": {"type": "mrkdwn", "text": "  ·  ".join(told)}}


def _mention(drafted_by: str) -> str:
    """In mrkdwn."""
    shown = mentioned(drafted_by)
    return f"<@{shown['user_id']}>" if shown["type"] == "user" else "an API key"


def _summed(papers: Sequence[Invoice]) -> list[b.Block]:
    """A line for invoices and one for credit notes, each summed by currency."""
    lines = [
        *_sums("invoice", [each for each in papers if not each.is_credit_note]),
        *_sums("credit note", [each for each in papers if each.is_credit_note]),
    ]
    return [b.rich_text([b.words("\n".join(lines), bold=True)])] if lines else []


def _sums(noun: str, papers: Sequence[Invoice]) -> list[str]:
    if not papers:
        return []
    sums: Counter[str] = Counter()
    for each in papers:
        sums[each.total.currency] += each.total.minor
    said = [sum_words(minor, currency) for currency, minor in sorted(sums.items())]
    count = len(papers)
    return [f"{count} {noun}{'s' if count > 1 else ''}: {', '.join(said)}"]


def _listed(papers: Sequence[Invoice]) -> list[b.Block]:
    if not papers:
        return []
    return [b.section(b.plain("\n".join(map(paper_name, part)))) for part in _parts(papers, 20)]


def _not_approved(left_out: Sequence[LeftOut]) -> list[b.Block]:
    if not left_out:
        return []
    said = [f"{each.name}: {shortened(each.why, _REFUSAL_LIMIT)}" for each in left_out]
    title = b.rich_text([b.words(f"Left out ({len(left_out)})", bold=True)])
    return [title, *(b.section(b.plain("\n".join(part))) for part in _parts(said, 5))]


def _parts(each: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    for n in range(0, len(each), most):
        yield each[n : n + most]
