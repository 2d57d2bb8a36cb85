"""How old what is owed is: a chart, a table beside it, and the lists behind the figures."""

from decimal import Decimal

from bot.slack.views import blocks as b
from bot.slack.views.aging_lists import all_lists, lists_menu
from bot.slack.views.data_table import (
    Row,
    data_table,
    number_cell,
    rows_that_fit,
    text_cell,
    without_native,
)
from bot.slack.views.rich_text import Rendered, fitting
from bot.wording.aging import BUCKETS, counted_words, dso_words, figure_words, owed_words
from bot.wording.figures import day
from jupiter_core.domain.aging import Aging, AgingBucket, CurrencyAging, Figure
from jupiter_core.domain.money import minor_digits

PICTURE = "aging_picture"
"""The button that sends the chart as a picture: to whoever presses, alone."""
MOST_CHARTS = 2
"""In one message."""
_MOST_TOLD = 8
_SENT = "The picture is on its way to you, in a direct message."
_NOTHING = "Nothing is owed, and nothing was issued or paid in the last 30 days."
_HEADER = ("Currency", "Owed", *BUCKETS.values(), "DSO")


def aging_message(aging: Aging, *, everybody: bool = True, charts: bool = True) -> Rendered:
    """With native blocks; see `without_native`. `charts` False leaves those out."""
    title = _title(aging, everybody)
    if not aging.currencies:
        return b.escaped(f"{title}. {_NOTHING}"), [b.header(title), b.section(b.plain(_NOTHING))]
    said = ". ".join(owed_words(each) for each in aging.currencies[:_MOST_TOLD])
    drawn = [_chart(each) for each in aging.currencies if each.owed.minor] if charts else []
    blocks = [b.header(title), *drawn[:MOST_CHARTS], *_table(aging, title)]
    blocks += [*_lately(aging, everybody), all_lists(everybody=everybody)]
    return fitting(f"{title}. {said}.", 3000), blocks


def aging_modal(aging: Aging, *, everybody: bool = True, sent: bool = False) -> b.Block:
    """The same without what a modal cannot show; `sent` says that the picture is on its way."""
    _, blocks = aging_message(aging, everybody=everybody, charts=False)
    ways = [b.context(_SENT)] if sent else picture_button(aging)
    table = [each for each in blocks if each["type"] != "header" or not aging.currencies]
    shown = [*without_native(table), *ways]
    return b.modal("Aging", shown, callback_id="aging")


def picture_button(aging: Aging) -> list[b.Block]:
    """For where no chart is drawn, or only some clients draw it."""
    if not any(each.owed.minor for each in aging.currencies):
        return []
    return [b.actions([b.button("Send me the chart as a picture", PICTURE)])]


def bucket_values(found: CurrencyAging) -> list[tuple[str, int]]:
    """What is owed in each bucket, in whole units of the currency, as a chart draws it."""
    by = Decimal(10) ** minor_digits(found.currency)
    labels = (BUCKETS[each] for each in AgingBucket)
    return [
        (label, round(figure.minor / by))
        for label, figure in zip(labels, found.buckets, strict=True)
    ]


def _title(aging: Aging, everybody: bool) -> str:
    return f"Aging{'' if everybody else ' of your deals'}, {day(aging.on)}"


def _chart(found: CurrencyAging) -> b.Block:
    points = [{"label": label, "value": value} for label, value in bucket_values(found)]
    labels = [each["label"] for each in points]
    return {
        "type": "data_visualization",
        "title": f"{found.currency} owed, by days past due",
        "chart": {
            "type": "bar",
            "series": [{"name": found.currency, "data": points}],
            "axis_config": {"categories": labels, "y_label": found.currency},
        },
    }


def _table(aging: Aging, title: str) -> list[b.Block]:
    rows = rows_that_fit(_HEADER, [_row(each) for each in aging.currencies])
    return [data_table(title, _HEADER, rows, page_size=20)]


def _row(found: CurrencyAging) -> Row:
    figures = (found.owed, *found.buckets)
    dso = float(found.dso) if found.dso is not None else -1.0
    return [
        text_cell(found.currency),
        *(_cell(each, found.currency) for each in figures),
        number_cell(dso, dso_words(found)),
    ]


def _cell(figure: Figure, currency: str) -> b.Block:
    value = float(Decimal(figure.minor).scaleb(-minor_digits(currency)))
    return number_cell(value, figure_words(figure, currency))


def _lately(aging: Aging, everybody: bool) -> list[b.Block]:
    lead = b.rich_text([b.words("Issued and paid in the last 30 days, and waiting", bold=True)])
    told = aging.currencies[:_MOST_TOLD]
    over = len(aging.currencies) - len(told)
    lines = [
        b.section(b.plain(_line(each)), accessory=lists_menu(each, everybody=everybody))
        for each in told
    ]
    more = f"and {over} more currencies: find their invoices with currency: and its code"
    return [lead, *lines, *([b.context(more)] if over else [])]


def _line(found: CurrencyAging) -> str:
    parts = {
        "issued": found.issued,
        "paid": found.paid,
        "waiting for a PO": found.waiting_for_po,
        "waiting for approval": found.waiting_for_approval,
    }
    told = (f"{name} {counted_words(each, found.currency)}" for name, each in parts.items())
    return f"{found.currency}: {' · '.join(told)}"
