"""Lists: unfinished drafts above, a table of a page below."""

from datetime import date
from typing import Any

import pytest

from bot.intake.drafts.invoice import InvoiceForm, LineForm
from bot.slack.views.data_table import without_native
from bot.slack.views.found import (
    PAGE_ROWS,
    FoundPlace,
    FoundRows,
    found_message,
    found_modal,
    read_place,
    status_of,
)
from bot.slack.views.listing import form_rows, unfinished_words
from jupiter_core.domain.search import Order, SearchEntry, SearchKind
from jupiter_core.ports import SavedForm
from tests.factories import DEAL_CHANNEL, NOW, SAM
from tests.harness.drawn_views import expect_message, expect_modal, texts_in

TODAY = date(2026, 11, 22)
LONG = "<!channel> " + "Ä" * 129
HOSTILE = "<!channel> <https://evil|Pay here> *_~`"


def an_entry(**changes: Any) -> SearchEntry:
    entry = SearchEntry(
        subject_id="01JACME0000000000000000001",
        kind=SearchKind.INVOICE,
        title="JUS-000001",
        words=" ",
        amounts=" ",
        customer="Acme Corporation",
        customer_key="acme corporation",
        state="issued",
        is_open=True,
        currency="USD",
        total_minor=134500000,
        due_minor=134500000,
        issue_date="2026-11-22",
        due_date="2027-01-06",
        deal_channel=DEAL_CHANNEL,
        drafted_by=SAM.id,
        updated_at=NOW,
    )
    return entry.model_copy(update=changes)


def a_page(rows: list[SearchEntry], **changes: Any) -> FoundRows:
    given = {"title": "Yours", "place": FoundPlace(), "total": len(rows), "today": TODAY}
    return FoundRows(rows=tuple(rows), **{**given, **changes})


def a_form(customer_name: str = "Acme Corporation", lines: int = 2) -> SavedForm:
    form = InvoiceForm(
        customer_id="customer-acme",
        customer_name=customer_name,
        lines=tuple(LineForm(key=f"l{n}") for n in range(lines)),
    )
    values = form.model_dump(mode="json")
    return SavedForm(
        id="01JFORM", owner=SAM.id, channel=DEAL_CHANNEL, values=values, updated_at=NOW
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "issued"),
        ({"due_date": "2026-11-30"}, "issued"),
        ({"due_date": "2026-11-29"}, "issued, due soon"),
        ({"due_date": "2026-11-22"}, "issued, due soon"),
        ({"due_date": "2026-11-22", "due_minor": 500}, "issued, USD 5.00 due soon"),
        ({"due_date": "2026-11-22", "state": "paid", "is_open": False, "due_minor": 0}, "paid"),
        ({"due_date": "2026-11-21"}, "overdue"),
        ({"due_date": "2026-11-21", "due_minor": 500}, "overdue, USD 5.00 due"),
        ({"state": "partially_paid", "due_minor": 500}, "partially paid, USD 5.00 due"),
        ({"state": "pending_approval", "is_open": False}, "pending approval"),
        ({"corrects": "JUS-000002", "is_open": False}, "issued, credit note for JUS-000002"),
    ],
)
def test_a_row_says_how_it_stands(changes: dict[str, object], words: str) -> None:
    assert status_of(an_entry(**changes), TODAY) == words


def test_an_unfinished_draft_says_for_whom_and_how_far_it_is() -> None:
    assert unfinished_words(InvoiceForm()) == "no customer yet, no lines yet"
    form = InvoiceForm.model_validate(a_form(lines=1).values)
    assert unfinished_words(form) == "Acme Corporation, 1 line"


def test_a_list_shows_names_as_typed() -> None:
    text, blocks = found_message(a_page([an_entry(customer=HOSTILE)], beside=(HOSTILE,)))
    expect_message([*form_rows([a_form(HOSTILE)]), *blocks])
    assert HOSTILE in texts_in(blocks)
    assert "<!channel>" not in text
    assert "mrkdwn" not in str(blocks)


def test_an_empty_list_says_so_in_the_modal_too() -> None:
    page = a_page([], empty="Nothing here.")
    expect_message(found_message(page)[1])
    expect_modal(found_modal(page))
    assert "Nothing here." in texts_in(found_modal(page))


def test_the_longest_list_is_a_message_that_slack_accepts_with_and_without_a_table() -> None:
    rows = [
        an_entry(customer=LONG, po_number=LONG, subject_id=f"01JACME{n:019}")
        for n in range(PAGE_ROWS)
    ]
    page = a_page(rows, total=900, place=FoundPlace(page=3, line="x" * 200), title="x" * 500)
    text, blocks = found_message(page)
    forms = form_rows([a_form(LONG)] * 10)
    expect_message([*forms, *blocks])
    expect_message([*forms, *without_native(blocks)])
    expect_modal(found_modal(page))
    assert len(text) <= 4000


def test_a_place_comes_back_as_it_was_sent() -> None:
    place = FoundPlace(kind=SearchKind.CONTRACT, order=Order.DUE, page=4, line="a:b status:x")
    assert read_place(place.text()) == place
    for bad in ("", "invoice:due:x:", "invoice:due:-1:", "nothing:due:1:", "a:b"):
        with pytest.raises(ValueError):
            read_place(bad)
