"""Lists of invoices and of unfinished drafts."""

from datetime import date

import pytest

from bot.intake.drafts.invoice import InvoiceForm, LineForm
from bot.slack.views.listing import MOST_ROWS, listing, status_words, unfinished_words
from jupiter_core.domain.invoice import State
from jupiter_core.ports import InvoiceSummary, SavedForm
from tests.factories import DEAL_CHANNEL, NOW, SAM
from tests.harness.drawn_views import expect_message, texts_in

TODAY = date(2026, 11, 22)
LONG = "<!channel> " + "Ä" * 129
HOSTILE = "<!channel> <https://evil|Pay here> *_~`"


def a_summary(**changes: object) -> InvoiceSummary:
    return InvoiceSummary(
        id="01JACME0000000000000000001",
        number="JUS-000001",
        state=State.ISSUED,
        customer="Acme Corporation",
        total_minor=134500000,
        currency="USD",
        due_date="2027-01-06",
        po_number="",
        deal_channel=DEAL_CHANNEL,
        drafted_by=SAM.id,
        updated_at=NOW,
    ).model_copy(update=changes)


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
        ({}, "due 6 Jan 2027  ·  PO required"),
        ({"po_number": "45"}, "due 6 Jan 2027"),
        ({"po_number": "45", "due_date": "2026-11-22"}, "due 22 Nov 2026"),
        ({"po_number": "45", "due_date": "2026-11-21"}, "overdue since 21 Nov 2026"),
        ({"state": State.PENDING_APPROVAL}, "pending approval  ·  PO required"),
        ({"state": State.PAID}, "paid"),
        ({"state": State.VOID}, "void"),
    ],
)
def test_a_row_says_how_it_stands(changes: dict[str, object], words: str) -> None:
    assert status_words(a_summary(**changes), TODAY) == words


def test_an_unfinished_draft_says_for_whom_and_how_far_it_is() -> None:
    assert unfinished_words(InvoiceForm()) == "no customer yet, no lines yet"
    form = InvoiceForm.model_validate(a_form(lines=1).values)
    assert unfinished_words(form) == "Acme Corporation, 1 line"


def test_a_list_shows_names_as_typed_each_with_a_way_on() -> None:
    blocks = listing("Yours", [a_form(HOSTILE)], [a_summary(customer=HOSTILE)], TODAY)
    expect_message(blocks)
    texts = texts_in(blocks)
    assert f"Unfinished: {HOSTILE}, 2 lines" in texts
    assert any(f"JUS-000001  ·  {HOSTILE}  ·  USD 1,345,000.00" in text for text in texts)
    assert "mrkdwn" not in str(blocks)


def test_an_empty_list_says_what_to_do() -> None:
    blocks = listing("Yours", [], [], TODAY)
    expect_message(blocks)
    assert "Nothing here. Type /invoice to create one." in texts_in(blocks)


def test_the_longest_list_is_a_message_that_slack_accepts() -> None:
    forms = [a_form(LONG)] * (MOST_ROWS + 5)
    summaries = [a_summary(customer=LONG, due_date="2020-01-01")] * (MOST_ROWS + 5)
    blocks = listing("x" * 500, forms, summaries, TODAY)
    expect_message(blocks)
    assert any(
        f"Showing the {MOST_ROWS} most recently changed" in text for text in texts_in(blocks)
    )
