"""How long a list is said to be."""

from datetime import UTC, date, datetime

import pytest

from bot.slack.views.found import LATER, MOST_COUNTED, PAGE_ROWS, FoundPlace, FoundRows, found_modal
from jupiter_core.domain.search import SearchEntry, SearchKind

TODAY = date(2026, 11, 22)
ROW = SearchEntry(
    subject_id="i",
    kind=SearchKind.INVOICE,
    words=" acme ",
    amounts=" 1 ",
    customer="Acme",
    customer_key="acme",
    state="paid",
    currency="USD",
    total_minor=100,
    issue_date="2026-11-01",
    due_date="2026-12-01",
    deal_channel="C",
    drafted_by="U",
    updated_at=datetime(2026, 11, 22, tzinfo=UTC),
)


def shown(total: int, page: int, rows: int = PAGE_ROWS) -> tuple[str, bool]:
    """The line above the rows, and whether a next page is offered."""
    place = FoundPlace(page=page)
    drawn = found_modal(
        FoundRows(title="All", place=place, rows=(ROW,) * rows, total=total, today=TODAY)
    )
    return drawn["blocks"][0]["elements"][0]["text"], LATER in str(drawn)


@pytest.mark.parametrize(
    ("total", "page", "rows", "said"),
    [
        (30, 0, 25, ("All (1–25 of 30)", True)),
        (30, 1, 5, ("All (26–30 of 30)", False)),
        (MOST_COUNTED, 0, 25, ("All (1–25 of 1,000 or more)", True)),
        (MOST_COUNTED, 39, 25, ("All (976–1,000 of 1,000 or more)", True)),
        (MOST_COUNTED, 40, 3, ("All (1,001–1,003 of 1,000 or more)", False)),
    ],
)
def test_a_long_list_is_counted_to_a_limit_and_turned_to_its_end(
    total: int, page: int, rows: int, said: tuple[str, bool]
) -> None:
    assert shown(total, page, rows) == said
