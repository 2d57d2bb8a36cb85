"""One pasted row as a line of the builder's form, as somebody would have typed it."""

from decimal import Decimal
from typing import NamedTuple

from bot.intake.drafts.invoice import CHARGED, TAX_CHOICES, InvoiceForm, LineForm
from bot.intake.invoice import line_item_of
from bot.intake.notation.amounts import short_money_of
from bot.intake.pasted.cells import Cells, FindProduct, TableStyle
from bot.intake.pasted.column_names import Column
from bot.intake.pasted.numbers import day_of, plain_number
from bot.intake.product_line import completed, with_tax_of
from bot.intake.shorthand.values import DOLLARS, currency_in
from bot.intake.tax_words import tax_of
from jupiter_core.domain.money import Money
from jupiter_core.domain.product import Product, ProductTax
from jupiter_core.domain.refusals import NotFound, ProductRetired, Refusal, placed
from jupiter_core.domain.totals import LineItem, plain

_LONGEST = 40


class OtherCurrency(Refusal):
    """A sign or a code of another currency stands in a cell."""

    template = "“{typed}” is not in {currency}, the invoice's currency."
    typed: str
    currency: str


class AmountDiffers(Refusal):
    """The row's own amount is another than its quantity times its price."""

    template = "Amount: {quantity} × {price} is {reckoned}, and the row says {said}."
    quantity: str
    price: str
    reckoned: str
    said: str


class NoWholePrice(Refusal):
    """An amount without a unit price is no multiple of its quantity."""

    template = "{amount} ÷ {quantity} is not an exact price. Add a unit price."
    amount: str
    quantity: str


class ReadLine(NamedTuple):
    """As it is typed, and what it means."""

    line: LineForm
    item: LineItem


def read_line(cells: Cells, style: TableStyle, form: InvoiceForm, find: FindProduct) -> ReadLine:
    """Raises a refusal, or ValidationErrors at the fields of a line."""
    _expect_currency(cells, form.currency)
    product = _product(cells, find)
    line = _typed(cells, style)
    if product and Column.PRODUCT not in cells:  # the description is what named it
        line = line.model_copy(update={"description": ""})
    tax = placed("tax", lambda: tax_of(cells[Column.TAX])) if Column.TAX in cells else None
    line = _taxed(line, tax) if tax else form.taxed(line.model_copy(update={"tax_follows": True}))
    if product:
        line = completed(line if tax else with_tax_of(line, product, form), product, form)
    said = _amount(cells, style, form.currency)
    if product and not (line.unit_price or said):
        placed("unit_price", lambda: product.price_in(form.currency))
    if said and not line.unit_price:
        line = line.model_copy(update={"unit_price": _share(said, line, form.currency)})
    item = line_item_of(line, form.currency)
    if said and item.amount != said:
        price = f"{item.unit_price.decimal:,f}"
        raise AmountDiffers(plain(item.quantity), price, item.amount.words, said.words)
    return ReadLine(line, item)


def _typed(cells: Cells, style: TableStyle) -> LineForm:
    days = {
        name.value: placed(name.value, lambda name=name: day_of(cells[name], style.days_first))  # type: ignore[misc]
        for name in (Column.SERVICE_START, Column.SERVICE_END)
        if name in cells
    }
    return LineForm(
        key="",
        description=cells.get(Column.DESCRIPTION, ""),
        quantity=plain_number(cells.get(Column.QUANTITY, "1"), style.mark),
        unit_price=plain_number(cells.get(Column.UNIT_PRICE, ""), style.mark),
        unit=cells.get(Column.UNIT, ""),
        allowance=plain_number(cells.get(Column.DISCOUNT, ""), style.mark),
        po_number=cells.get(Column.PO_NUMBER, ""),
        **{"service_start": "", "service_end": "", **days},
    )


def _product(cells: Cells, find: FindProduct) -> Product | None:
    """The one that is named; without any price, the description may name one. Raises NotFound or
    ProductRetired."""
    named = cells.get(Column.PRODUCT, "")
    priced = Column.UNIT_PRICE in cells or Column.AMOUNT in cells
    product = find(named or ("" if priced else cells.get(Column.DESCRIPTION, "")))
    if named and product is None and not (priced and Column.DESCRIPTION in cells):
        raise NotFound("product", named[:_LONGEST])
    if product and product.retired:
        raise ProductRetired(product.title)
    return product


def _taxed(line: LineForm, tax: ProductTax) -> LineForm:
    choice = tax.category.value if tax.category else CHARGED
    said = {
        "tax_rate": plain(tax.rate),
        "tax_category": choice if choice in TAX_CHOICES else CHARGED,
        "tax_follows": False,
    }
    return line.model_copy(update=said)


def _amount(cells: Cells, style: TableStyle, currency: str) -> Money | None:
    typed = cells.get(Column.AMOUNT, "")
    return short_money_of(plain_number(typed, style.mark), currency) if typed else None


def _share(amount: Money, line: LineForm, currency: str) -> str:
    """The unit price behind an amount. Raises NoWholePrice."""
    probe = line.model_copy(update={"description": "-", "unit_price": "0"})
    quantity = line_item_of(probe, currency).quantity
    price = Decimal(amount.minor) / quantity
    if price != int(price):
        raise NoWholePrice(amount.words, plain(quantity))
    return str(Money.of_minor(int(price), currency))


def _expect_currency(cells: Cells, currency: str) -> None:
    """Raises OtherCurrency."""
    for column in (Column.CURRENCY, Column.UNIT_PRICE, Column.AMOUNT):
        cell = cells.get(column, "")
        found = currency_in(cell)
        dollars = found == "$" and currency in DOLLARS
        if found and found != currency and not dollars:
            raise OtherCurrency(cell[:_LONGEST], currency)
