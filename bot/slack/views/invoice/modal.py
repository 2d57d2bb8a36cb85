"""The builder's modal, drawn from its form."""

from collections.abc import Sequence

from bot.intake.drafts.invoice import CHARGED, MOST_LINES, TAX_CHOICES, InvoiceForm, LineForm
from bot.intake.invoice import preview_of
from bot.slack.views import blocks as b
from bot.slack.views.blocks import Block
from bot.slack.views.deal_fields import (
    adjustments_field,
    cautioned,
    currency_field,
    late_fee_field,
    net_terms_fields,
    parties,
    prices_field,
    references_field,
    said_above,
    words_fields,
)
from bot.slack.views.invoice.line_editor import NO_CURRENCY
from bot.wording import figures as words
from bot.wording.sums import line_tax, sum_facts
from bot.wording.text import shortened
from jupiter_core.domain.cautions import Caution
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.tax_currency import asked_tax_currency
from jupiter_core.domain.totals import LineItem, Totals, billable, plain
from jupiter_core.domain.unit import counted
from jupiter_core.ports import SavedForm

CALLBACK = "builder"


def builder(
    saved: SavedForm,
    form: InvoiceForm,
    profiles: Sequence[SenderProfile],
    *,
    unfinished: Sequence[tuple[str, str]] = (),
    warning: str = "",
    cautions: Sequence[Caution] = (),
) -> Block:
    """The modal. `unfinished` are other forms that can be taken up again: id and words."""
    items, totals = preview_of(form)
    blocks = [
        *said_above(form, unfinished),
        *_contract_instead(form),
        *parties(saved.id, form, profiles),
        *_terms(saved.id, form, profiles),
        *cautioned(cautions),
        b.divider(),
        b.header("Lines"),
        *_lines(form, items),
        *_add_line(form),
        adjustments_field(saved.id, form),
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


def _contract_instead(form: InvoiceForm) -> list[Block]:
    if form.is_change:
        return []
    instead = b.button("Contract instead", "contract_instead")
    return [b.section(b.plain("Multi-year deal, or billed in parts?"), accessory=instead)]


def _terms(form_id: str, form: InvoiceForm, profiles: Sequence[SenderProfile]) -> list[Block]:
    day: Block = {"type": "datepicker", "action_id": "builder_date"}
    if form.issue_date:
        day["initial_date"] = form.issue_date
    block_id = form.block_id(form_id, "issue_date")
    return [
        currency_field(form_id, form),
        prices_field(form_id, form),
        *net_terms_fields(form_id, form),
        late_fee_field(form_id, form),
        b.field(block_id, "Issue date", day, dispatching=True),
        *_tax_currency(form_id, form, profiles),
        *words_fields(form_id, form),
        references_field(form_id, form),
    ]


def _tax_currency(
    form_id: str, form: InvoiceForm, profiles: Sequence[SenderProfile]
) -> list[Block]:
    """Where the law of the entity's country asks for the tax in its own currency."""
    entity = next((each for each in profiles if each.id == form.sender_profile_id), None)
    asked = asked_tax_currency(entity.address.country, form.currency) if entity else ""
    if not asked and not form.tax_currency:
        return []
    element = b.text_input(
        "builder_tax_currency",
        initial=form.tax_currency,
        live=True,
        placeholder=f"{asked or 'EUR'} 0.9231, ECB, 2026-03-02",
    )
    return [
        b.field(
            form.block_id(form_id, "tax_currency"),
            f"Tax in {asked or 'another currency'}",
            element,
            optional=True,
            dispatching=True,
            hint="Where tax is charged: currency, rate, source and date. One unit of the "
            "invoice's currency is worth the rate.",
        )
    ]


def _lines(form: InvoiceForm, items: Sequence[LineItem | None]) -> list[Block]:
    if not form.lines:
        return [b.context("No lines yet. A usage credit is a line with a negative unit price.")]
    return [
        _line(line, item, form, first=n == 0)
        for n, (line, item) in enumerate(zip(form.lines, items, strict=True))
    ]


def _line(line: LineForm, item: LineItem | None, form: InvoiceForm, *, first: bool) -> Block:
    """Without a currency, no amount can be told."""
    choices = [b.option("Edit", f"edit:{line.key}"), b.option("Remove", f"remove:{line.key}")]
    if not first:
        choices.append(b.option("Move up", f"up:{line.key}"))
    menu = {"type": "overflow", "action_id": "builder_line", "options": choices}
    title = shortened(line.description or "No description yet", 300)
    with_tax = form.prices_include_tax
    said = line_words(line, item, with_tax=with_tax) if form.currency else f"{title}\n{NO_CURRENCY}"
    if item is None and form.currency and line.price_follows and not line.unit_price:
        said = f"{title}\n⚠ No price in {form.currency} in the catalogue. Edit it to enter one."
    return b.section(b.plain(said), block_id=f"line.{line.key}", accessory=menu)


def line_words(line: LineForm, item: LineItem | None, *, with_tax: bool = False) -> str:
    """`Analytics seats` and below it `250 × 480.00 = USD 120,000.00`."""
    title = shortened(line.description or "No description yet", 300)
    if item is None:
        return f"{title}\nIncomplete. Edit it to see what's missing."
    listed = f" (list {item.list_price.decimal:,f})" if item.list_price else ""
    price, tax = f"{item.unit_price.decimal:,f}{listed}", _tax(line, item)
    included = " incl. tax" if with_tax else ""
    days = words.period(item.service_start, item.service_end)
    period = f"  ·  {days}" if days else ""
    off = f" − {item.discount.words}" if item.discount else ""
    count = counted(item.unit, item.quantity, plain(item.quantity), "en")
    return f"{title}\n{count} × {price}{off} = {words.amount(item.amount)}{included}{tax}{period}"


def _tax(line: LineForm, item: LineItem) -> str:
    """`tax 19%`, or why there is none: `reverse charge`."""
    if said := line_tax(item):
        return f"  ·  {said}"
    return "" if line.tax_category == CHARGED else f"  ·  {TAX_CHOICES[line.tax_category].lower()}"


def _add_line(form: InvoiceForm) -> list[Block]:
    if len(form.lines) >= MOST_LINES:
        return [b.context(f"You can add up to {MOST_LINES} lines here.")]
    buttons = [
        b.button("Add line", "builder_add_line", style="primary"),
        b.button("Paste lines", "builder_paste"),
    ]
    return [b.actions(buttons, "add_line")]


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
    return [b.facts(sum_facts(totals), "totals")]
