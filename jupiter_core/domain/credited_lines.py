"""The lines of a credit note for the rest of an invoice: its own, less what was credited before."""

from collections.abc import Sequence

from jupiter_core.domain.contract.lines import DESCRIPTION_LIMIT
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.totals import LineItem, TaxLine


def lines_left(
    invoice: Invoice, notes: Sequence[Invoice], taxes: Sequence[TaxLine]
) -> tuple[LineItem, ...]:
    """Of the rates of `taxes`: the invoice's lines, then those of its credit notes, taken off.

    A line that was credited as it stands is left out with its credit, unless its rate has no other
    line.
    """
    found: list[LineItem] = []
    for each in taxes:
        charged = [line for line in invoice.content.lines if _is_at(line, each)]
        credited = [
            (note, line) for note in notes for line in note.content.lines if _is_at(line, each)
        ]
        found += _less(charged, credited)
    return tuple(found)


def _is_at(line: LineItem, rate: TaxLine) -> bool:
    return line.tax_key == rate.key


def _less(
    charged: Sequence[LineItem], credited: Sequence[tuple[Invoice, LineItem]]
) -> list[LineItem]:
    standing, taken = list(charged), []
    for note, line in credited:
        same = next((each for each in standing if _is_same(each, line)), None)
        if same is None:
            taken.append((note, line))
        else:
            standing.remove(same)
    if not standing and not taken:
        standing, taken = list(charged), list(credited)
    mirrored = [line.model_copy(update={"credit": ""}) for line in standing]
    return [*mirrored, *(_taken_off(note, line) for note, line in taken)]


def _is_same(line: LineItem, other: LineItem) -> bool:
    return (line.description, line.amount) == (other.description, other.amount)


def _taken_off(note: Invoice, line: LineItem) -> LineItem:
    """Below zero, and with the number of its credit note where there is one."""
    named = f"{line.description} ({note.number})" if note.number else line.description
    return line.model_copy(
        update={
            "description": named if len(named) <= DESCRIPTION_LIMIT else line.description,
            "unit_price": -line.unit_price,
            "with_tax": -line.with_tax if line.with_tax else None,
            "arithmetic": "",
        }
    )
