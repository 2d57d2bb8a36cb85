"""What somebody began to type and has not submitted."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from bot.intake.contract.terms import preview_of as contract_preview
from bot.intake.drafts.contract import ContractForm
from bot.intake.drafts.kinds import Form, form_of
from bot.intake.invoice import preview_of
from bot.slack.views import blocks as b
from bot.slack.views.desk.actions import DISCARD_FORM
from bot.slack.views.listing import unfinished_words
from bot.wording.figures import amount, day
from jupiter_core.domain.desk import RECENTLY
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.money import Money
from jupiter_core.ports import SavedForm

FORMS_KEPT = 256
"""Home is drawn again and again, and its owner's forms seldom change meanwhile: the schedule of a
contract takes longer than the rest of it."""


class _Said(NamedTuple):
    kind: str
    words: str
    total: Money | None


def is_old(form: SavedForm, now: datetime) -> bool:
    """Whether it folds behind one line."""
    return form.updated_at < now - RECENTLY


def draft_rows(forms: Sequence[SavedForm]) -> list[b.Block]:
    """Each with Resume and Discard."""
    return [block for each in forms for block in _row(each)]


def _row(saved: SavedForm) -> list[b.Block]:
    kind, words, total = _said(canonical_json(saved.values))
    worth = f"  ·  {amount(total)}" if total else ""
    told = f"Not submitted  ·  {kind}, saved {day(saved.updated_at.date())}"
    sure = b.confirm("Discard this draft?", "What was typed is gone for good.", "Discard")
    return [
        b.section(b.plain(f"{words}{worth}\n{told}")),
        b.actions(
            [
                b.button("Resume", "builder_take_up", value=saved.id),
                b.button("Discard", DISCARD_FORM, value=saved.id, style="danger", confirm=sure),
            ]
        ),
    ]


@lru_cache(FORMS_KEPT)
def _said(values: str) -> _Said:
    """Of a form as it is kept, as JSON: the same text says the same."""
    form = form_of(json.loads(values))
    kind = "Contract" if isinstance(form, ContractForm) else "Invoice"
    return _Said(kind, unfinished_words(form), _total(form))


def _total(form: Form) -> Money | None:
    """As far as it can be reckoned from what is typed."""
    if isinstance(form, ContractForm):
        preview = contract_preview(form)
        if preview.terms is None or preview.schedule is None:
            return None
        billed = (each.total for each in preview.schedule.invoices)
        return Money.sum(billed, preview.terms.currency)
    totals = preview_of(form)[1]
    return totals.total if totals and totals.total.minor else None
