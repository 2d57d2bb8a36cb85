"""What every door says of a file that is imported: what it would do, and what is wrong in it."""

from bot.wording.text import one_line, shortened
from jupiter_core.domain.importing import BadCell, Fate, ImportPlan, PlannedRow

_MOST_CHANGES = 300


def plan_words(plan: ImportPlan) -> str:
    """`118 new, 3 changed, 40 unchanged, 2 rows can't be read`."""
    counts = (
        *((Fate.NEW, "new"), (Fate.CHANGED, "changed"), (Fate.SAME, "unchanged")),
        (Fate.SETTLED, "with nothing open"),
    )
    said = [f"{number:,} {word}" for fate, word in counts if (number := len(plan.of(fate)))]
    if number := plan.bad_rows:
        said.append(f"{number:,} {'row' if number == 1 else 'rows'} can't be read")
    return ", ".join(said)


def bad_line(cell: BadCell) -> str:
    """One mistake, in one line."""
    return one_line(cell.words, 400)


def change_line(row: PlannedRow) -> str:
    """`Row 4, Acme Corp: AP e-mail: a@acme.example → b@acme.example`."""
    said = "; ".join(each.words for each in row.changes)
    return one_line(f"Row {row.row}, {row.name}: {shortened(said, _MOST_CHANGES)}", 450)
