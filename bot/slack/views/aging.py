"""How old what is owed is: a chart, a table beside it, and the lists behind the figures."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from bot.slack.views import blocks as b
from bot.slack.views.data_table import (
    MOST_ROWS,
    Row,
    data_table,
    number_cell,
    text_cell,
    without_native,
)
from bot.slack.views.desk.actions import SHOW_ALL
from bot.slack.views.rich_text import Rendered, bullets, fitting
from bot.wording.aging import BUCKETS, counted_words, dso_words, figure_words, owed_words
from bot.wording.figures import day
from jupiter_core.domain.aging import LATELY, Aging, AgingBucket, CurrencyAging, Figure
from jupiter_core.domain.desk import DeskSection
from jupiter_core.domain.money import minor_digits

LISTS = ("aging_owed", "aging_overdue", "aging_issued", "aging_paid", "aging_approval")
"""The buttons of the lists behind the figures; their value is a search line."""
MOST_CHARTS = 2
"""In one message."""
_MOST_TOLD = 8
_NOTHING = "Nothing is owed, and nothing was issued or paid in the last 30 days."
_HEADER = ("Currency", "Owed", *BUCKETS.values(), "DSO")


def aging_message(aging: Aging, *, everybody: bool = True, charts: bool = True) -> Rendered:
    """With native blocks; see `without_native`. `charts` False leaves those out."""
    title = _title(aging, everybody)
    if not aging.currencies:
        return b.escaped(f"{title}. {_NOTHING}"), [b.header(title), b.section(b.plain(_NOTHING))]
    said = ". ".join(owed_words(each) for each in aging.currencies[:_MOST_TOLD])
    drawn = [_chart(each) for each in aging.currencies if each.owed.minor] if charts else []
    blocks = [b.header(title), *drawn[:MOST_CHARTS], *_table(aging, title), *_lately(aging)]
    return fitting(f"{title}. {said}.", 3000), [*blocks, b.actions(_lists(aging))]


def aging_modal(aging: Aging, *, everybody: bool = True) -> b.Block:
    """The same without what a modal cannot show."""
    _, blocks = aging_message(aging, everybody=everybody, charts=False)
    kept = [each for each in blocks if each["type"] != "actions"]
    return b.modal("Aging", without_native(kept), callback_id="aging")


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
    rows: list[Row] = [_row(each) for each in aging.currencies[:MOST_ROWS]]
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


def _lately(aging: Aging) -> list[b.Block]:
    lines = [_line(each) for each in aging.currencies]
    lead = b.rich_text([b.words("Issued and paid in the last 30 days, and waiting", bold=True)])
    return [lead, bullets(lines, _MOST_TOLD, "more currencies")]


def _line(found: CurrencyAging) -> str:
    parts = {
        "issued": found.issued,
        "paid": found.paid,
        "waiting for a PO": found.waiting_for_po,
        "waiting for approval": found.waiting_for_approval,
    }
    told = (f"{name} {counted_words(each, found.currency)}" for name, each in parts.items())
    return f"{found.currency}: {' · '.join(told)}"


def _lists(aging: Aging) -> Sequence[b.Block]:
    """The invoices behind the figures, shown to whoever presses."""
    since = (aging.on - LATELY + timedelta(days=1)).isoformat()
    lines = (
        ("Owed", "status:unpaid sort:due"),
        ("Overdue", "status:overdue sort:due"),
        ("Issued", f"status:billed from:{since} sort:date"),
        ("Paid", "status:paid sort:changed"),
        ("Waiting for approval", "status:pending_approval"),
    )
    finding = [
        b.button(label, action_id, value=line)
        for action_id, (label, line) in zip(LISTS, lines, strict=True)
    ]
    awaited = DeskSection.WAITING_FOR_PO.value
    return [*finding, b.button("Waiting for a PO", SHOW_ALL, value=awaited)]
