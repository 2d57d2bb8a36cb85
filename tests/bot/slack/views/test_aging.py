"""Aging as a message, a modal and a picture."""

import time
from datetime import date
from io import BytesIO

from PIL import Image

from bot.delivery.slack.aging_picture import aging_picture, picture_words
from bot.simulator.blockkit.validate import valid_message_blocks
from bot.simulator.ids import Ids
from bot.slack.views.aging import aging_message, aging_modal
from bot.slack.views.data_table import without_native
from jupiter_core.domain.aging import Aging, CurrencyAging, Figure
from jupiter_core.domain.money import LARGEST_MINOR
from tests.harness.drawn_views import expect_modal, texts_in

USD = CurrencyAging(
    currency="USD",
    buckets=(
        Figure(minor=134_500_000, count=1),
        Figure(minor=4_500_050, count=2),
        Figure(),
        Figure(),
        Figure(minor=1, count=1),
    ),
    billed=Figure(minor=278_000_102, count=4),
    issued=Figure(minor=134_500_000, count=1),
    waiting_for_po=Figure(minor=1, count=1),
)
JPY = CurrencyAging(
    currency="JPY", buckets=(Figure(), Figure(minor=500_000, count=1), *(Figure(),) * 3)
)
ALL = Aging(on=date(2027, 1, 11), currencies=(USD, JPY))


def test_the_top_of_it_says_what_is_owed_and_overdue() -> None:
    text, _ = aging_message(ALL)
    assert text == (
        "Aging, 11 Jan 2027. USD 1,390,000.51 owed, USD 45,000.51 of it overdue. "
        "JPY 500,000 owed, JPY 500,000 of it overdue."
    )


def test_it_is_a_chart_for_each_currency_and_a_table_of_all() -> None:
    _, blocks = aging_message(ALL)
    charts = [each for each in blocks if each["type"] == "data_visualization"]
    points = charts[0]["chart"]["series"][0]["data"]
    assert [(each["label"], each["value"]) for each in points] == [
        *(("Current", 1345000), ("1–30 days", 45000), ("31–60 days", 0)),
        *(("61–90 days", 0), ("Over 90 days", 0)),
    ]
    assert [each["title"] for each in charts] == [
        *("USD owed, by days past due", "JPY owed, by days past due")
    ]
    (table,) = [each for each in blocks if each["type"] == "data_table"]
    rows = [[cell["text"] for cell in row] for row in table["rows"]]
    assert rows[1] == [
        *("USD", "USD 1,390,000.51", "USD 1,345,000.00", "USD 45,000.50", "USD 0.00"),
        # 1,390,000.51 of 2,780,001.02 × 90
        *("USD 0.00", "USD 0.01", "45.0 days"),
    ]
    assert rows[2][-1] == "no sales in 90 days"
    assert "issued USD 1,345,000.00 (1) · paid nothing · waiting for a PO USD 0.01 (1)" in str(
        blocks
    )


def test_slack_takes_the_message_and_what_stands_in_for_it() -> None:
    many = Aging(
        on=ALL.on,
        currencies=tuple(
            USD.model_copy(update={"currency": each})
            for each in ("USD", "EUR", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF")
        ),
    )
    for found in (ALL, many, Aging(on=ALL.on, currencies=())):
        _, blocks = aging_message(found)
        valid_message_blocks(blocks, Ids(time.time))
        valid_message_blocks(without_native(blocks), Ids(time.time))


def test_figures_lead_to_the_lists_behind_them() -> None:
    _, blocks = aging_message(ALL)
    buttons = {each["text"]["text"]: each["value"] for each in blocks[-1]["elements"]}
    assert buttons == {
        "Owed": "status:unpaid sort:due",
        "Overdue": "status:overdue sort:due",
        "Issued": "status:billed issued:30d type:invoice sort:date",
        "Paid": "paid:30d type:invoice sort:changed",
        "Waiting for approval": "status:pending_approval type:invoice",
        "Waiting for a PO": "waiting_for_po",
    }


def test_each_figure_of_a_currency_leads_to_its_invoices() -> None:
    _, blocks = aging_message(ALL, everybody=False)
    menus = [each["accessory"] for each in blocks if "accessory" in each]
    usd = {each["text"]["text"]: each["value"] for each in menus[0]["options"]}
    assert usd == {
        "Owed: USD 1,390,000.51 (4)": "status:unpaid currency:USD sort:due by:me",
        "Current: USD 1,345,000.00 (1)": "status:current currency:USD sort:due by:me",
        "1–30 days: USD 45,000.50 (2)": "overdue:1-30 currency:USD sort:due by:me",
        "Over 90 days: USD 0.01 (1)": "overdue:91+ currency:USD sort:due by:me",
        "DSO 45.0 days: billed in 90 days": (
            "status:billed issued:90d currency:USD sort:date by:me"
        ),
        "Issued: USD 1,345,000.00 (1)": (
            "status:billed issued:30d type:invoice currency:USD sort:date by:me"
        ),
        "Waiting for a PO: USD 0.01 (1)": "status:waiting_for_po currency:USD sort:date by:me",
    }
    assert [each["text"]["text"] for each in menus[1]["options"]] == [
        *("Owed: JPY 500,000 (1)", "1–30 days: JPY 500,000 (1)")
    ]


def test_a_sum_beyond_the_largest_amount_is_still_said() -> None:
    huge = USD.model_copy(
        update={"buckets": (Figure(minor=2 * LARGEST_MINOR, count=2), *(Figure(),) * 4)}
    )
    text, blocks = aging_message(Aging(on=ALL.on, currencies=(huge,)))
    assert "more than USD 10,000,000,000,000.00 owed, nothing overdue" in text
    valid_message_blocks(blocks, Ids(time.time))


def test_where_nothing_is_owed_it_says_so() -> None:
    text, _ = aging_message(Aging(on=ALL.on, currencies=()), everybody=False)
    assert text == (
        "Aging of your deals, 11 Jan 2027. Nothing is owed, and nothing was issued or paid in the "
        "last 30 days."
    )


def test_a_modal_has_lines_in_place_of_what_it_cannot_draw() -> None:
    view = aging_modal(ALL)
    assert {each["type"] for each in view["blocks"]} <= {
        "header",
        "rich_text",
        "section",
        "actions",
    }
    expect_modal(view)
    assert "1–30 days USD 45,000.50  ·  31–60 days USD 0.00" in "".join(texts_in(view))


def test_the_picture_is_the_same_each_time_and_taller_with_two_currencies() -> None:
    picture = aging_picture(ALL)
    assert picture == aging_picture(ALL)
    one = Image.open(BytesIO(aging_picture(Aging(on=ALL.on, currencies=(USD,)))))
    two = Image.open(BytesIO(picture))
    assert (one.format, one.size, two.size) == ("PNG", (1200, 460), (1200, 920))
    # the tallest bar, of what is current, is in its colour; where nothing is owed there is none
    assert one.getpixel((160, 300)) == (0x2F, 0x6F, 0x9F)
    assert one.getpixel((600, 300)) == (255, 255, 255)


def test_the_picture_is_told_in_words_too() -> None:
    words = picture_words(Aging(on=ALL.on, currencies=(JPY,)))
    assert words == (
        "JPY 500,000 owed, JPY 500,000 of it overdue: Current JPY 0, 1–30 days JPY 500,000, "
        "31–60 days JPY 0, 61–90 days JPY 0, Over 90 days JPY 0"
    )
