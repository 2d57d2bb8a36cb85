"""The thirty-second way: a line of words becomes what a form is filled with.

    Acme Corp 1.2M/yr 3y 5% y2 annual onboarding 50k credit 25k net 45 from Jupiter US

The customer first, the rest in any order. `1.2M/yr` and `250 x 480` are subscriptions, other
amounts one-time fees; the words beside an amount name it. Every word is either used or named as
not understood; of a thing that is said twice, the second is not understood. Of several PO numbers,
one beside an amount is that line's own; so is a discount, and milestones are those of the fee
before them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from bot.intake.shorthand.labels import AmountLabels, NamedAmount, Token, labels_of
from bot.intake.shorthand.names import Named
from bot.intake.shorthand.orders import placed_orders
from bot.intake.shorthand.placed import placed
from bot.intake.shorthand.products import NamedProduct
from bot.intake.shorthand.reading import Reading
from bot.intake.shorthand.taxes import ListedTax
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.unit import unit_called

_OF_CONTRACTS = (
    *(
        "term_months",
        "billing_frequency",
        "billing_timing",
        "escalators",
        "indexation",
        "evenly",
    ),
    "expires",
)
_MOST_OTHERS = 3


class QuickLine(Frozen):
    """A line as it would be typed, its amount without a currency; a ramp has one a year. A product
    of the catalogue fills in what is left empty. `discount` is that of an invoice's line,
    `discount_percent` with its years that of a contract's; `parts` are milestones, one a row."""

    kind: Literal["subscription", "one_time", "usage_credit"]
    description: str = ""
    quantity: str = "1"
    amount: str = ""
    unit: str = ""
    list_price: str = ""
    po_number: str = ""
    product_id: str = ""
    discount: str = ""
    discount_percent: str = ""
    discount_years: str = ""
    parts: str = ""
    bill_on: str = ""


class Quick(Frozen):
    """What was understood, as typed into a form's fields, and what was not.

    `customer_typed` are the words that seem to be a customer who is not known. `currency` is a
    code, `$` for some dollar, or empty. `fields` are `term`, `frequency`, `timing`, `escalators`,
    `discount`, `discount_years`, `net_terms`, `early_payment`, `po_number`, `start`, `expires`,
    `evenly`, `service_start`, `service_end`, `indexation`, `adjustments`, `late_fee` and
    `tax_rate`, those that were said. `taxes` are names. `used` and `not_understood` are together
    all words.
    """

    customer_id: str = ""
    customer_typed: str = ""
    entity_id: str = ""
    currency: str = ""
    fields: Mapping[str, str] = {}
    lines: tuple[QuickLine, ...] = ()
    taxes: tuple[str, ...] = ()
    is_contract: bool = False
    used: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was understood; words that might be a new customer do not count."""
        said = (self.customer_id, self.entity_id, self.fields, self.lines, self.taxes)
        return not any((*said, self.remarks))


def read_quick(
    text: str,
    customers: Sequence[Named] = (),
    entities: Sequence[Named] = (),
    products: Sequence[NamedProduct] = (),
    taxes: Sequence[ListedTax] = (),
) -> Quick:
    """Reads a line, or a message of several rows. Never raises."""
    reading = Reading(text, customers, entities, products, taxes)
    is_contract = _is_contract(reading)
    orders = placed_orders(reading.tokens, reading.orders, is_contract=is_contract)
    own = placed(
        reading.tokens,
        reading.discounts,
        reading.parts,
        reading.days,
        is_contract=is_contract,
    )
    odd = orders.odd | own.odd
    tokens = [each._replace(kind="odd") if each.first in odd else each for each in reading.tokens]
    labels = labels_of(tokens, reading.bare)
    unused = set(labels.unused)
    unread = text.split()[len(reading.words) :]
    return Quick(
        customer_id=reading.customer.named.id if reading.customer else "",
        customer_typed=" ".join(reading.bare[n] for n in labels.customer).strip(),
        entity_id=reading.entity.id if reading.entity else "",
        currency=reading.currency,
        fields={
            **own.fields,
            **reading.fields,
            **({"po_number": orders.head} if orders.head else {}),
        },
        lines=tuple(
            line.model_copy(update={"po_number": orders.of.get(first, ""), **own.of.get(first, {})})
            for first, line in _lines(reading, labels, is_contract)
        ),
        taxes=tuple(reading.taxes),
        is_contract=is_contract,
        used=tuple(word for n, word in enumerate(reading.words) if n not in unused),
        not_understood=(*(reading.words[n] for n in labels.unused), *unread),
        remarks=(*_remarks(reading), *reading.remarks, *own.remarks),
    )


def _is_contract(reading: Reading) -> bool:
    """Whether it says what only a contract has."""
    yearly = any(each.noun.yearly for each in reading.tokens if each.noun)
    of_years = any("discount_years" in each for each in reading.discounts.values())
    said = any(name in reading.fields for name in _OF_CONTRACTS)
    return bool(said or yearly or of_years or reading.parts)


def _lines(
    reading: Reading, labels: AmountLabels, is_contract: bool
) -> Iterator[tuple[int, QuickLine]]:
    """Each with the first word of its amount."""
    tokens = [each for each in reading.tokens if each.kind != "glue"]
    taken: set[int] = set()
    for n, token in enumerate(tokens):
        if token.noun is None or n in taken:
            continue
        label = _label(reading, token.first, token.noun.named, labels)
        partner = _partner(tokens, n, labels)
        if partner:
            taken.add(n + 1)
        noun = _joined(token.noun, partner)
        line = _line(noun, label[:1].upper() + label[1:], is_contract)
        places = (token.first, tokens[n + 1].first) if partner else (token.first,)
        listed = next(filter(None, map(reading.list_prices.get, places)), "")
        yield token.first, line.model_copy(update={"list_price": listed})


def _label(reading: Reading, first: int, named: str, labels: AmountLabels) -> str:
    """The words that name an amount, those of its own phrase among them, in their order."""
    around = labels.of.get(first, ())
    before = (reading.bare[n] for n in around if n < first)
    behind = (reading.bare[n] for n in around if n > first)
    return " ".join(filter(None, (*before, named, *behind)))


def _partner(tokens: Sequence[Token], n: int, labels: AmountLabels) -> NamedAmount | None:
    """The amount right beside a product, or the product right beside an amount, where no comma
    and no other words part them: `SEAT 450`, `50k onboarding`."""
    token, after = tokens[n], tokens[n + 1] if n + 1 < len(tokens) else None
    if after is None or after.noun is None or token.noun is None or token.broken:
        return None
    kinds = {token.kind, after.kind}
    labelled = any(each.first in labels.of for each in (token, after))
    credit = any(each.noun and each.noun.name == "credit" for each in (token, after))
    return after.noun if kinds == {"product", "noun"} and not labelled and not credit else None


def _joined(noun: NamedAmount, partner: NamedAmount | None) -> NamedAmount:
    """A product with the price that was said of it."""
    if partner is None:
        return noun
    product, amount = (noun, partner) if noun.name == "product" else (partner, noun)
    counted = amount.name == "counted" or product.quantity == "1"
    quantity = amount.quantity if counted else product.quantity
    return amount._replace(product_id=product.product_id, quantity=quantity)


def _line(noun: NamedAmount, label: str, is_contract: bool) -> QuickLine:
    if noun.name == "credit":
        return QuickLine(kind="usage_credit", description="Usage credit", amount=noun.amount)
    subscription = noun.yearly or (is_contract and noun.name in ("counted", "product"))
    if noun.product_id:
        return QuickLine(
            kind="subscription" if subscription else "one_time",
            quantity=noun.quantity,
            amount=noun.amount,
            unit=_unit(noun),
            product_id=noun.product_id,
        )
    return QuickLine(
        kind="subscription" if subscription else "one_time",
        description=label
        or noun.unit[:1].upper() + noun.unit[1:]
        or ("Subscription" if subscription else ""),
        quantity=noun.quantity,
        amount=noun.amount,
        unit=_unit(noun),
    )


def _unit(noun: NamedAmount) -> str:
    """Its code."""
    return unit_called(noun.unit) or ""


def _remarks(reading: Reading) -> Iterator[str]:
    """What was chosen among several."""
    found = reading.customer
    if found and found.others:
        others = ", ".join(found.others[:_MOST_OTHERS])
        yield f"I took {found.named.name}; there is also {others}."
