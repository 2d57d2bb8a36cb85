"""Lists of invoices and of unfinished drafts, for `/invoice list` and the App Home."""

from collections.abc import Sequence
from datetime import date

from bot.intake.drafts.invoice import InvoiceForm
from bot.intake.drafts.kinds import Form, form_in
from bot.slack.views import blocks as b
from bot.slack.views.blocks import Block
from bot.wording import figures as words
from bot.wording.text import shortened
from jupiter_core.domain.invoice import OPEN, State
from jupiter_core.domain.money import Money
from jupiter_core.ports import InvoiceSummary, SavedForm

MOST_ROWS = 20
NAME_LIMIT = 60
"""So that a whole list stays within what one message may hold."""


def unfinished_words(form: Form) -> str:
    """`Acme Corporation, 2 lines`; `Contract with Acme Corporation, 4 lines`."""
    count = len(form.lines)
    lines = "no lines yet" if not count else f"{count} line{'s' if count > 1 else ''}"
    named = form.customer_name or form.customer_typed or "no customer yet"
    customer = shortened(named, NAME_LIMIT)
    if isinstance(form, InvoiceForm):
        return f"{customer}, {lines}"
    contract = f"Contract {shortened(form.name, NAME_LIMIT)}" if form.name else "Contract"
    return f"{contract} with {customer}, {lines}"


def invoice_rows(summaries: Sequence[InvoiceSummary], today: date) -> list[Block]:
    """An invoice a row, each with a button that shows it."""
    rows = [_row(each, today) for each in summaries[:MOST_ROWS]]
    if len(summaries) > MOST_ROWS:
        rows.append(
            b.context(f"Showing the {MOST_ROWS} most recently changed. Add a status to see others.")
        )
    return rows


def form_rows(forms: Sequence[SavedForm]) -> list[Block]:
    """An unfinished draft a row, each with a button that takes it up."""
    return [
        b.section(
            b.plain(f"Unfinished: {unfinished_words(form_in(form))}"),
            accessory=b.button("Resume", "builder_take_up", value=form.id),
        )
        for form in forms[:MOST_ROWS]
    ]


def listing(
    title: str, forms: Sequence[SavedForm], summaries: Sequence[InvoiceSummary], today: date
) -> list[Block]:
    """The message of `/invoice list`."""
    rows = [*form_rows(forms), *invoice_rows(summaries, today)]
    nothing = [b.context("Nothing here. Type /invoice to create one.")]
    return [b.header(title), *(rows or nothing)]


def status_words(summary: InvoiceSummary, today: date) -> str:
    """The state, or `overdue since …`, and whether the PO is missing."""
    due = date.fromisoformat(summary.due_date)
    state = summary.state.words
    if summary.corrects:
        return f"{state}  ·  credit note for {shortened(summary.corrects, NAME_LIMIT)}"
    if summary.state in OPEN:
        state = f"overdue since {words.day(due)}" if today > due else f"due {words.day(due)}"
    pending = not summary.po_number and summary.state not in {State.VOID, State.PAID}
    return f"{state}  ·  PO required" if pending else state


def _row(summary: InvoiceSummary, today: date) -> Block:
    total = Money.of_minor(summary.total_minor, summary.currency)
    customer = shortened(summary.customer, NAME_LIMIT)
    first = f"{summary.number or 'Draft'}  ·  {customer}  ·  {words.amount(total)}"
    show = b.button("Show", "invoice_show", value=summary.id)
    return b.section(b.plain(f"{first}\n{status_words(summary, today)}"), accessory=show)
