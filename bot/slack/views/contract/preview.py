"""What a proposed change of a contract makes different, before it is proposed."""

import json
from collections.abc import Sequence

from bot.intake.modals.contract_change import TypedChange
from bot.slack.metadata import ModalMetadata, read_modal_metadata
from bot.slack.views import blocks as b
from bot.slack.views.contract.text import name_of, total, year_totals
from bot.slack.views.rich_text import MOST_CHANGES, bullets
from bot.wording.contract_differences import schedule_changes
from bot.wording.figures import amount
from bot.wording.names import change_words
from bot.wording.text import shortened
from jupiter_core.domain.changes import Change
from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract_changes import contract_changes
from jupiter_core.domain.money import Money

PREVIEW = "contract_change_preview"
MOST_YEARS = 20
MOST_INVOICES = 12


def preview(
    before: Contract, after: Contract, metadata: ModalMetadata, typed: TypedChange
) -> b.Block:
    """`after` is `before` with the change proposed; nothing is kept yet."""
    changes = [each for each in contract_changes(before, after) if each.what != "Status"]
    blocks = [
        b.header(f"Change of {name_of(before)}"),
        b.facts(_totals(before.shown, after.shown)),
        bullets([change_words(each) for each in _listed(changes)], MOST_CHANGES, "more changes"),
        *_years(before.shown, after.shown),
        *_invoices(before.shown, after.shown),
        b.context(_outlook(before, after)),
    ]
    return b.modal(
        "Preview",
        blocks,
        callback_id=PREVIEW,
        submit="Propose",
        close="Back",
        private_metadata=f"{metadata}\n{json.dumps(typed.model_dump(), ensure_ascii=False)}",
    )


def read_preview(metadata: str) -> tuple[ModalMetadata, TypedChange]:
    """What the preview was of. Raises ValueError for what no preview of ours carries."""
    metadata, _, typed = metadata.partition("\n")
    return read_modal_metadata(metadata), TypedChange.model_validate_json(typed)


def _listed(changes: Sequence[Change]) -> list[Change]:
    """The total is told above."""
    return [each for each in changes if each.what != "Total"]


def _totals(old: Agreement, new: Agreement) -> list[tuple[str, str]]:
    difference = new.total - old.total
    return [
        ("Now", total(old)),
        ("Then", total(new)),
        ("Difference", _signed(difference)),
    ]


def _years(old: Agreement, new: Agreement) -> list[b.Block]:
    """The contract years whose billing differs."""
    before = {each.number: each.total for each in year_totals(old)}
    after = {each.number: each.total for each in year_totals(new)}
    zero = Money.zero(new.terms.currency)
    told = [
        f"Year {n}: {amount(was)} → {amount(now)} ({_signed(now - was)})"
        for n in sorted({*before, *after})
        if (was := before.get(n, zero)) != (now := after.get(n, zero))
    ]
    return [bullets(told, MOST_YEARS, "more years")] if told else []


def _invoices(old: Agreement, new: Agreement) -> list[b.Block]:
    """The invoices that differ, with how their new lines come about."""
    told = [shortened(each, 500) for each in schedule_changes(old.schedule, new.schedule)]
    return [b.header("Invoices that change"), bullets(told, MOST_INVOICES, "more")] if told else []


def _signed(difference: Money) -> str:
    """`USD +80,000.00`, `USD -1,386,000.00`, `USD 0.00`."""
    sign = "+" if difference.minor > 0 else ""
    return f"{difference.currency} {sign}{difference.decimal:,f}"


def _outlook(before: Contract, after: Contract) -> str:
    needed = after.approvals_needed
    people = "one person" if needed == 1 else f"{needed} people"
    agreed = " Until then the agreed terms apply." if before.agreed else ""
    return f"Issued invoices don't change. Needs approval from {people}.{agreed}"
