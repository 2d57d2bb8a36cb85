"""Fields that the invoice's and the contract's modal share: parties, currency, terms, words.

Their actions are `builder_…`; the listeners find out from the form which of the two it is.
"""

from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from typing import Any

import iso4217

from bot.intake.drafts.form import NET_PRICES, OTHER_TERMS, PRICES_WITH_TAX, USUAL_TERMS, DraftForm
from bot.slack.views import blocks as b
from bot.slack.views.blocks import Block
from bot.wording.choices import CURRENCIES
from bot.wording.text import echoed, shortened
from jupiter_core.domain.cautions import Caution
from jupiter_core.domain.memo import MEMO_LIMIT
from jupiter_core.domain.money import known_currency
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.po_number import PO_NUMBER_LIMIT
from jupiter_core.domain.refusals import UnknownCurrency

_NAMED = 2000
MOST_OFFERED = 3
"""Other drafts that a form names."""


def said_above(form: DraftForm[Any], unfinished: Sequence[tuple[str, str]]) -> list[Block]:
    """What was not understood of a quick line, and other drafts that can be taken up."""
    words = shortened(
        ", ".join(f"“{echoed(each, _NAMED)}”" for each in form.not_understood), _NAMED
    )
    said = [b.section(b.plain(f"⚠ I couldn't read {words}."), block_id="not_understood")]
    remarks = [b.context(*form.remarks)] if form.remarks else []
    return [*(said if words else []), *remarks, *unfinished_blocks(unfinished)]


def cautioned(cautions: Sequence[Caution]) -> list[Block]:
    """What whoever submits it has to know, under the fields that it is about."""
    return [
        b.section(
            b.plain("\n".join((f"⚠ {each.words}", *each.lines)), _NAMED), block_id=each.code.value
        )
        for each in cautions
    ]


def unfinished_blocks(unfinished: Sequence[tuple[str, str]]) -> list[Block]:
    """Other drafts, each by id and words, with a button that takes it up."""
    shown: list[Block] = []
    for form_id, text in unfinished[:MOST_OFFERED]:
        take_up = b.button("Resume", "builder_take_up", value=form_id)
        shown.append(b.section(b.plain(f"Unfinished: {text}"), accessory=take_up))
    return [*shown, b.divider()] if shown else []


def parties(form_id: str, form: DraftForm[Any], profiles: Sequence[SenderProfile]) -> list[Block]:
    """Customer, legal entity and, unless it is a change, the deal's channel."""
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
        *_new_customer(form),
        _entity(form_id, form, profiles),
        *_channel(form_id, form),
    ]


def _new_customer(form: DraftForm[Any]) -> list[Block]:
    new = b.actions([b.button("New customer", "builder_new_customer")], "new_customer")
    if form.customer_id or not form.customer_typed:
        return [new]
    typed = shortened(form.customer_typed, 200)
    return [b.context(f"No customer called “{typed}” yet. Add them with the button below."), new]


def _entity(form_id: str, form: DraftForm[Any], profiles: Sequence[SenderProfile]) -> Block:
    """A choice, which Slack refuses to draw without any option."""
    if not profiles:
        return b.context("No legal entity yet. An admin can add one with /invoice setup.")
    entities = [b.option(profile.legal_name, profile.id) for profile in profiles[:100]]
    entity = b.select("builder_entity", entities, initial=form.sender_profile_id)
    block_id = form.block_id(form_id, "sender_profile_id")
    return b.field(block_id, "Legal entity", entity, dispatching=True)


def _channel(form_id: str, form: DraftForm[Any]) -> list[Block]:
    if form.is_change:
        return []
    element = {
        "type": "conversations_select",
        "action_id": "builder_channel",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    if form.deal_channel and not form.deal_channel.startswith("D"):
        element["initial_conversation"] = form.deal_channel
    block_id = form.block_id(form_id, "deal_channel")
    note = [b.section(b.plain(f"⚠ {form.channel_note}"), block_id="channel_note")]
    return [
        b.field(block_id, "Deal channel", element, dispatching=True),
        *(note if form.channel_note else []),
    ]


def currency_field(form_id: str, form: DraftForm[Any]) -> Block:
    """The usual currencies, and the form's own."""
    element = b.select("builder_currency", _currencies(form.currency), initial=form.currency)
    return b.field(form.block_id(form_id, "currency"), "Currency", element, dispatching=True)


def net_terms_fields(form_id: str, form: DraftForm[Any]) -> list[Block]:
    """The usual terms, and a field for days or words where another is wanted."""
    usual = b.select("builder_terms", _net_terms(), initial=form.net_terms)
    fields = [
        b.field(form.block_id(form_id, "net_terms"), "Payment terms", usual, dispatching=True)
    ]
    if form.net_terms == OTHER_TERMS:
        days = b.text_input(
            "builder_days", initial=form.net_terms_days, live=True, placeholder="90"
        )
        block_id = form.block_id(form_id, "net_terms_days")
        label = "Other payment terms"
        fields.append(b.field(block_id, label, days, dispatching=True, hint=TERMS_HINT))
    early = b.text_input("builder_early", initial=form.early_payment, live=True, placeholder="2/10")
    return [
        *fields,
        b.field(
            form.block_id(form_id, "early_payment"),
            "Early-payment discount",
            early,
            optional=True,
            dispatching=True,
            hint="2/10 is 2% off the total if paid within 10 days of the issue date.",
        ),
    ]


def late_fee_field(form_id: str, form: DraftForm[Any]) -> Block:
    """What paying late costs."""
    typed = b.text_input(
        "builder_late_fee", initial=form.late_fee, live=True, placeholder="1.5% a month"
    )
    return b.field(
        form.block_id(form_id, "late_fee"),
        "Late fee",
        typed,
        optional=True,
        dispatching=True,
        hint="Such as 1.5% a month after 10 days, or 9% a year + 40.00. It is printed; nothing is "
        "billed by itself.",
    )


def references_field(form_id: str, form: DraftForm[Any]) -> Block:
    """What the customer files it by, one a line."""
    typed = b.text_input("builder_refs", initial=form.references, multiline=True, live=True)
    return b.field(
        form.block_id(form_id, "references"),
        "References",
        typed,
        optional=True,
        dispatching=True,
        hint="One per line, such as “Project: P-77”. Left empty, the customer's usual one.",
    )


def words_fields(form_id: str, form: DraftForm[Any]) -> list[Block]:
    """The PO number and the memo."""
    po_number = b.text_input("builder_po", initial=form.po_number, most=PO_NUMBER_LIMIT, live=True)
    memo = b.text_input(
        "builder_memo", initial=form.memo, multiline=True, most=MEMO_LIMIT, live=True
    )
    return [
        b.field(
            form.block_id(form_id, "po_number"),
            "PO number",
            po_number,
            optional=True,
            dispatching=True,
            hint="The customer can add it later from the invoice link.",
        ),
        b.field(form.block_id(form_id, "memo"), "Memo", memo, optional=True, dispatching=True),
    ]


def prices_field(form_id: str, form: DraftForm[Any]) -> Block:
    """Whether prices are entered with tax."""
    options = [
        b.option("Net, tax is added", NET_PRICES),
        b.option("Prices include tax", PRICES_WITH_TAX),
    ]
    menu = b.select("builder_prices", options, initial=form.prices)
    block_id = form.block_id(form_id, "prices")
    return b.field(block_id, "Prices", menu, dispatching=True)


def adjustments_field(form_id: str, form: DraftForm[Any]) -> Block:
    """Discounts and charges on the whole, a line each."""
    element = b.text_input(
        "builder_adjustments",
        initial=form.adjustments,
        multiline=True,
        live=True,
        placeholder="10% Launch discount",
    )
    return b.field(
        form.block_id(form_id, "adjustments"),
        "Discounts and charges on the total",
        element,
        optional=True,
        dispatching=True,
        hint="One per line: 10% Launch discount, or 500.00 Goodwill. A charge begins with a plus: "
        "+20.00 Freight. End with @19% for a tax rate of its own.",
    )


TERMS_HINT = (
    "Days such as 75, or words: 30 EOM (30 days after month end), 45 days end of month (after 45 "
    "days, the end of that month), 15th of next month, a date such as 31 Mar 2027, due on receipt."
)


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
    return [*usual, b.option("Other…", OTHER_TERMS)]
