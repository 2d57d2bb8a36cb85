"""The editor of one line: a modal on top of the builder's."""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.intake.drafts.invoice import TAX_CHOICES, InvoiceForm, LineForm
from bot.intake.invoice import line_item_of
from bot.intake.modals.invoice import NO_CERTIFICATE
from bot.intake.modals.tax_offers import (
    TaxOffers,
    charged_offers,
    chosen_exemptions,
    chosen_taxes,
    exempt_offers,
)
from bot.intake.product_line import missing_price
from bot.slack.views import blocks as b
from bot.slack.views.blocks import Block
from bot.slack.views.product_option import product_field, warned
from bot.slack.views.unit_menu import unit_menu
from bot.wording import figures as words
from jupiter_core.domain.certificate import Certificate
from jupiter_core.domain.contract.lines import DESCRIPTION_LIMIT
from jupiter_core.domain.money import Money
from jupiter_core.domain.net_price import nearest, without_tax
from jupiter_core.domain.product import Product
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.tax import NamedTax
from jupiter_core.domain.totals import LineItem

CALLBACK = "builder_line_editor"
PRODUCT = "line_product"
NO_CURRENCY = "Choose the invoice's currency to see the amount."


class LineParties(NamedTuple):
    """What the invoice's parties list for its lines: taxes, and certificates of exemption."""

    offers: TaxOffers
    certificates: tuple[Certificate, ...]


NOBODY = LineParties({}, ())
"""Where no party is chosen yet."""


class LinePlace(NamedTuple):
    """Which line of which form, and the builder's view below. `filled` counts how often a product
    filled the fields in, which have new ids from then on."""

    form_id: str
    key: str
    root_view_id: str
    filled: int = 0

    def packed(self) -> str:
        """As JSON, for the modal's metadata."""
        return json.dumps(self)

    @classmethod
    def unpacked(cls, metadata: str) -> "LinePlace":
        """Of what `packed` gave."""
        return cls(*json.loads(metadata))


def line_editor(
    form: InvoiceForm,
    line: LineForm,
    place: LinePlace,
    product: Product | None = None,
    parties: LineParties = NOBODY,
) -> Block:
    """Block ids carry the line's key, so that a next line starts with empty fields. `product` is
    the one that the line names;
    from the lists of `parties` its taxes and its certificate are chosen."""
    known = form.line(line.key) is not None
    chosen = product or _unknown(line)
    tail = f"{line.key}-{place.filled}" if place.filled else line.key
    blocks = [
        product_field(PRODUCT, chosen, tail),
        *_priced(form, line, tail),
        *warned(missing_price(line, product, form.currency)),
        *_taxed(line, tail, parties),
        *_period(line, tail),
        b.field(
            f"po_number.{tail}",
            "PO number for this line",
            b.text_input("line_po_number", initial=line.po_number),
            optional=True,
            hint="Only if it differs from the invoice's.",
        ),
        b.field(
            f"po_line.{tail}",
            "PO line",
            b.text_input("line_po_line", initial=line.po_line, placeholder="10"),
            optional=True,
        ),
        b.context(_amount(line, form)),
    ]
    return b.modal(
        "Edit line" if known else "Add line",
        blocks if known else [*blocks, _another(tail)],
        callback_id=CALLBACK,
        submit="Save line",
        close="Back",
        private_metadata=place.packed(),
    )


def _unknown(line: LineForm) -> Product | None:
    """The product that the line names, where it was not looked up."""
    return Product(id=line.product_id, name=line.product) if line.product_id else None


def _priced(form: InvoiceForm, line: LineForm, tail: str) -> list[Block]:
    description = b.text_input(
        "line_description", initial=line.description, most=DESCRIPTION_LIMIT, multiline=True
    )
    quantity = b.text_input("line_quantity", initial=line.quantity, live=True)
    price = b.text_input(
        "line_unit_price", initial=line.unit_price, live=True, placeholder="1,200,000.00"
    )
    return [
        b.field(f"description.{tail}", "Description", description),
        b.field(f"quantity.{tail}", "Quantity", quantity, dispatching=True),
        b.field(f"unit.{tail}", "Unit", unit_menu("line_unit", line.unit)),
        b.field(
            f"unit_price.{tail}",
            _price_label(form),
            price,
            dispatching=True,
            hint="Negative for a credit.",
        ),
        b.field(
            f"list_price.{tail}",
            "List price",
            b.text_input("line_list_price", initial=line.list_price, live=True),
            optional=True,
            dispatching=True,
            hint="If the unit price is a reduced one. Both are shown on the invoice.",
        ),
        b.field(
            f"discount.{tail}",
            "Discount",
            b.text_input("line_discount", initial=line.allowance, live=True),
            optional=True,
            dispatching=True,
            hint="Such as 10% Launch partner, or an amount: 250.00.",
        ),
    ]


def _price_label(form: InvoiceForm) -> str:
    """`Unit price incl. tax (EUR)`."""
    included = " incl. tax" if form.prices_include_tax else ""
    return f"Unit price{included}{f' ({form.currency})' if form.currency else ''}"


def _taxed(line: LineForm, tail: str, parties: LineParties) -> list[Block]:
    """Several taxes take the place of a rate, whose fields are not shown then."""
    several = _several(line, tail, parties)
    if line.taxes and several:
        return several
    return [*several, *_rate(line, tail), *_certificate(line, tail, parties)]


def _several(line: LineForm, tail: str, parties: LineParties) -> list[Block]:
    offers = parties.offers
    if not offers:
        return []
    has = chosen_taxes(line, offers)
    taxes = {value: tax.words for value, tax in charged_offers(offers).items()}
    menu = _multi("line_taxes", taxes, has)
    hint = "Instead of a rate, from the legal entity's list. E-invoices carry VAT only."
    field = b.field(f"taxes.{tail}", "Taxes", menu, optional=True, dispatching=True, hint=hint)
    return [field, *(_exempt(line, f"{tail}-{'-'.join(has)}", offers) if has else [])]


def _exempt(line: LineForm, tail: str, offers: TaxOffers) -> list[Block]:
    """Its `tail` names the taxes that it is about: with others it starts anew."""
    options = {value: _exemption_words(tax) for value, tax in exempt_offers(line, offers).items()}
    menu = _multi("line_exempt", options, chosen_exemptions(line, offers))
    hint = "Taxes that are shown on the invoice and not charged."
    label = "Exempt from"
    return [b.field(f"exempt.{tail}", label, menu, optional=True, dispatching=True, hint=hint)]


def _multi(action_id: str, words: Mapping[str, str], chosen: Sequence[str]) -> Block:
    options = [b.option(text, value) for value, text in words.items()]
    menu: Block = {"type": "multi_static_select", "action_id": action_id, "options": options}
    initial = [each for each in options if each["value"] in chosen]
    return {**menu, "initial_options": initial} if initial else menu


def _exemption_words(tax: NamedTax) -> str:
    """`QST`, or `QST, certificate EX-4711`."""
    if tax.certificate is None:
        return tax.name
    return f"{tax.name}, certificate {tax.certificate.model_copy(update={'tax': ''}).words}"


def _certificate(line: LineForm, tail: str, parties: LineParties) -> list[Block]:
    if not parties.certificates:
        return []
    options = [b.option("None", NO_CERTIFICATE)]
    options += [b.option(each.words, each.number) for each in parties.certificates]
    menu = b.select("line_certificate", options, initial=line.certificate or NO_CERTIFICATE)
    hint = "For an exempt line."
    return [b.field(f"certificate.{tail}", "Exemption certificate", menu, hint=hint)]


def _rate(line: LineForm, tail: str) -> list[Block]:
    choices = [b.option(text, value) for value, text in TAX_CHOICES.items()]
    category = b.select("line_tax_category", choices, initial=line.tax_category)
    tax = b.text_input("line_tax_rate", initial=line.tax_rate, live=True)
    return [
        b.field(f"tax_category.{tail}", "Tax", category),
        b.field(f"tax_rate.{tail}", "Tax rate in percent", tax, dispatching=True),
    ]


def _period(line: LineForm, tail: str) -> list[Block]:
    """The days that the line pays for."""
    return [
        b.field(f"service_start.{tail}", "Service from", _day(line.service_start), optional=True),
        b.field(f"service_end.{tail}", "Service until", _day(line.service_end), optional=True),
    ]


def _day(chosen: str) -> Block:
    picker: Block = {"type": "datepicker", "action_id": "line_service_day"}
    return {**picker, "initial_date": chosen} if chosen else picker


def _another(tail: str) -> Block:
    boxes = {
        "type": "checkboxes",
        "action_id": "line_another",
        "options": [b.option("Save and add another", "yes")],
    }
    return b.field(f"another.{tail}", "Next line", boxes, optional=True)


def _amount(line: LineForm, form: InvoiceForm) -> str:
    if not line.unit_price.strip():
        return "The amount is shown here as you type."
    try:
        item = line_item_of(line.model_copy(update={"description": "-"}), form.reading_currency)
    except Refusal as refusal:
        return refusal.sentence.split("\n")[0].partition(": ")[2] or refusal.sentence
    if not form.currency:
        return NO_CURRENCY
    return f"Amount: {words.amount(item.amount)}{_net_words(item, form)}"


def _net_words(item: LineItem, form: InvoiceForm) -> str:
    """` incl. tax, EUR 100.00 net`; empty where prices are net."""
    if not form.prices_include_tax:
        return ""
    net = nearest(without_tax(item.amount, item.all_rates))
    return f" incl. tax, {words.amount(Money.of_minor(net, item.amount.currency))} net"
