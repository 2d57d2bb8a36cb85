"""The list of contracts, for `/invoice contracts`."""

from collections.abc import Sequence

from bot.slack.views import blocks as b
from bot.slack.views.contract.card import SHOW
from bot.wording.figures import amount
from bot.wording.text import shortened
from jupiter_core.domain.money import Money
from jupiter_core.ports import ContractSummary

MOST_ROWS = 20


def contract_listing(summaries: Sequence[ContractSummary]) -> list[b.Block]:
    """A contract a row, each with a button that shows it."""
    rows = [_row(each) for each in summaries[:MOST_ROWS]]
    if len(summaries) > MOST_ROWS:
        rows.append(
            b.context(f"Showing the {MOST_ROWS} most recently changed. Add a name to see others.")
        )
    nothing = [b.context("No contracts yet. Type /invoice contract to create one.")]
    return [b.header("Contracts"), *(rows or nothing)]


def _row(summary: ContractSummary) -> b.Block:
    total = Money.of_minor(summary.total_minor, summary.currency)
    name, customer = shortened(summary.name, 140), shortened(summary.customer, 140)
    first = f"{name}  ·  {customer}  ·  {amount(total)}"
    show = b.button("Show", SHOW, value=summary.id)
    return b.section(b.plain(f"{first}\n{summary.state.words}"), accessory=show)
