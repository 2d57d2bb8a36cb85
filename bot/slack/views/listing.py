"""Unfinished drafts, as `/invoice list` and the desk show them."""

from collections.abc import Sequence

from bot.intake.drafts.invoice import InvoiceForm
from bot.intake.drafts.kinds import Form, form_in
from bot.slack.views import blocks as b
from bot.slack.views.blocks import Block
from bot.wording.text import shortened
from jupiter_core.ports import SavedForm

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


def form_rows(forms: Sequence[SavedForm]) -> list[Block]:
    """An unfinished draft a row, each with a button that takes it up."""
    return [
        b.section(
            b.plain(f"Unfinished: {unfinished_words(form_in(form))}"),
            accessory=b.button("Resume", "builder_take_up", value=form.id),
        )
        for form in forms[:MOST_ROWS]
    ]
