"""The builder's modal, drawn from its form."""

from collections.abc import Sequence
from contextlib import suppress
from functools import cache

import iso4217

from bot.presenters import blocks as b
from bot.presenters import words
from bot.presenters.blocks import Block
from bot.presenters.builder_form import (
    MEMO_LIMIT,
    MOST_LINES,
    OTHER_TERMS,
    USUAL_TERMS,
    BuilderForm,
    LineForm,
)
from bot.presenters.builder_terms import preview_of
from jupiter_core.domain.amendment import PO_NUMBER_LIMIT
from jupiter_core.domain.money import known_currency
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import Refusal, UnknownCurrency
from jupiter_core.domain.totals import LineItem, Totals, billable, plain
from jupiter_core.ports import SavedForm

CALLBACK = "builder"
CURRENCIES = (
    *("USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "JPY", "SEK", "NOK", "DKK", "PLN", "CZK"),
    *("HUF", "RON", "SGD", "HKD", "CNY", "INR", "KRW", "TWD", "ILS", "AED", "SAR", "QAR", "KWD"),
    *("BHD", "ZAR", "BRL", "MXN", "CLP", "TRY"),
)


def builder(
    saved: SavedForm,
    form: BuilderForm,
    profiles: Sequence[SenderProfile],
    *,
    unfinished: Sequence[tuple[str, str]] = (),
    warning: str = "",
) -> Block:
    """The modal. `unfinished` are other forms that can be taken up again: id and words."""
    items, totals = preview_of(form)
    blocks = [
        *_unfinished(unfinished),
        *_parties(saved.id, form, profiles),
        *_terms(saved.id, form),
        b.divider(),
        b.header("Lines"),
        *_lines(form, items),
        *_add_line(form),
        *_warnings(totals, warning),
        *_totals(totals),
    ]
    return b.modal(
        "Edit invoice" if form.invoice_id else "New invoice",
        blocks,
        callback_id=CALLBACK,
        submit="Submit for approval",
        close="Keep as draft",
        private_metadata=saved.id,
        notify_on_close=True,
    )


def _unfinished(unfinished: Sequence[tuple[str, str]]) -> list[Block]:
    shown: list[Block] = []
    for form_id, text in unfinished[:3]:
        take_up = b.button("Take it up", "builder_take_up", value=form_id)
        shown.append(b.section(b.plain(f"Unfinished: {text}"), accessory=take_up))
    return [*shown, b.divider()] if shown else []


def _parties(form_id: str, form: BuilderForm, profiles: Sequence[SenderProfile]) -> list[Block]:
    customer = {
        "type": "external_select",
        "action_id": "builder_customer",
        "min_query_length": 0,
        "placeholder": b.plain("Type to search", 150),
    }
    if form.customer_id:
        customer["initial_option"] = b.option(form.customer_name, form.customer_id)
    return [
        b.field(form.block_id(form_id, "customer_id"), "Customer", customer, dispatching=True),
        b.actions([b.button("New customer", "builder_new_customer")], "new_customer"),
        _entity(form_id, form, profiles),
        *_channel(form_id, form),
    ]


def _entity(form_id: str, form: BuilderForm, profiles: Sequence[SenderProfile]) -> Block:
    """A choice, which Slack refuses to draw without any option."""
    if not profiles:
        return b.context("There is no legal entity yet. An admin adds one with /invoice setup.")
    entities = [b.option(profile.legal_name, profile.id) for profile in profiles[:100]]
    entity = b.select("builder_entity", entities, initial=form.sender_profile_id)
    block_id = form.block_id(form_id, "sender_profile_id")
    return b.field(block_id, "Legal entity", entity, dispatching=True)


def _channel(form_id: str, form: BuilderForm) -> list[Block]:
    if form.invoice_id:
        return []
    element = {
        "type": "conversations_select",
        "action_id": "builder_channel",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    if form.deal_channel:
        element["initial_conversation"] = form.deal_channel
    block_id = form.block_id(form_id, "deal_channel")
    return [b.field(block_id, "Deal channel", element, dispatching=True)]


def _terms(form_id: str, form: BuilderForm) -> list[Block]:
    def block(name: str) -> str:
        return form.block_id(form_id, name)

    currency = b.select("builder_currency", _currencies(form.currency), initial=form.currency)
    terms = b.select("builder_terms", _net_terms(), initial=form.net_terms)
    day: Block = {"type": "datepicker", "action_id": "builder_date"}
    if form.issue_date:
        day["initial_date"] = form.issue_date
    days = b.text_input("builder_days", initial=form.net_terms_days, live=True, placeholder="90")
    po_number = b.text_input("builder_po", initial=form.po_number, most=PO_NUMBER_LIMIT, live=True)
    memo = b.text_input(
        "builder_memo", initial=form.memo, multiline=True, most=MEMO_LIMIT, live=True
    )
    other = [b.field(block("net_terms_days"), "Days until due", days, dispatching=True)]
    return [
        b.field(block("currency"), "Currency", currency, dispatching=True),
        b.field(block("net_terms"), "Net terms", terms, dispatching=True),
        *(other if form.net_terms == OTHER_TERMS else []),
        b.field(block("issue_date"), "Issue date", day, dispatching=True),
        b.field(
            block("po_number"),
            "PO number",
            po_number,
            optional=True,
            dispatching=True,
            hint="The customer can add it later on the invoice's link.",
        ),
        b.field(block("memo"), "Memo", memo, optional=True, dispatching=True),
    ]


def _lines(form: BuilderForm, items: Sequence[LineItem | None]) -> list[Block]:
    if not form.lines:
        return [b.context("No lines yet. A usage credit is a line with a negative unit price.")]
    return [
        _line(line, item, first=n == 0)
        for n, (line, item) in enumerate(zip(form.lines, items, strict=True))
    ]


def _line(line: LineForm, item: LineItem | None, *, first: bool) -> Block:
    choices = [b.option("Edit", f"edit:{line.key}"), b.option("Remove", f"remove:{line.key}")]
    if not first:
        choices.append(b.option("Move up", f"up:{line.key}"))
    menu = {"type": "overflow", "action_id": "builder_line", "options": choices}
    return b.section(b.plain(line_words(line, item)), block_id=f"line.{line.key}", accessory=menu)


def line_words(line: LineForm, item: LineItem | None) -> str:
    """`Analytics seats` and below it `250 × 480.00 = 120,000.00 USD`."""
    title = b.shortened(line.description or "No description yet", 300)
    if item is None:
        return f"{title}\nNot complete: open it to see what is missing."
    tax = f"  ·  tax {plain(item.tax_rate)}%" if item.tax_rate else ""
    price = f"{item.unit_price.decimal:,f}"
    return f"{title}\n{plain(item.quantity)} × {price} = {words.amount(item.amount)}{tax}"


def _add_line(form: BuilderForm) -> list[Block]:
    if len(form.lines) >= MOST_LINES:
        return [b.context(f"{MOST_LINES} lines are the most that fit here.")]
    return [b.actions([b.button("Add line", "builder_add_line", style="primary")], "add_line")]


def _warnings(totals: Totals | None, warning: str) -> list[Block]:
    text = warning
    if not text and totals is not None:
        try:
            billable(totals)
        except Refusal as refusal:
            text = refusal.sentence
    return [b.section(b.plain(f"⚠ {text}"), block_id="warning")] if text else []


def _totals(totals: Totals | None) -> list[Block]:
    if totals is None:
        return []
    taxes = [
        (f"Tax {plain(each.rate)}% of {words.amount(each.net)}", words.amount(each.tax))
        for each in totals.taxes
        if each.rate
    ]
    pairs = [("Net", words.amount(totals.net)), *taxes, ("Total", words.amount(totals.total))]
    return [b.facts(pairs, "totals")]


@cache
def _currencies(present: str) -> list[Block]:
    """The usual ones, and the present one where an entity's account is in another."""
    codes = list(CURRENCIES)
    with suppress(UnknownCurrency):
        codes.append(known_currency(present))
    return [
        b.option(f"{code}  {iso4217.Currency(code).currency_name}", code)
        for code in dict.fromkeys(codes)
    ]


@cache
def _net_terms() -> list[Block]:
    usual = [b.option(f"Net {days}", days) for days in USUAL_TERMS]
    return [*usual, b.option("Another number of days…", OTHER_TERMS)]
