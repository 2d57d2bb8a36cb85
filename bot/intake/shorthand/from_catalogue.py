"""What the catalogue says of the products that a quick line names."""

from collections.abc import Mapping

from bot.intake.drafts.contract import ContractForm, ContractLineForm
from bot.intake.drafts.invoice import InvoiceForm, LineForm
from bot.intake.product_line import completed, list_price_text, price_text, with_tax_of
from bot.intake.shorthand.labels import FEES
from bot.intake.shorthand.line import Quick, QuickLine
from jupiter_core.domain.product import Product

Products = Mapping[str, Product]
"""By id."""


def invoice_from_catalogue(form: InvoiceForm, products: Products) -> InvoiceForm:
    """Description, tax and, unless the line said another, the price in the form's currency."""

    def with_product(line: LineForm) -> LineForm:
        product = products.get(line.product_id)
        if product is None:
            return line
        taxed = with_tax_of(line, product, form) if line.tax_follows else line
        done = completed(taxed, product, form)
        listed = line.list_price or list_price_text(product, form.currency, done.unit_price)
        return done.model_copy(update={"list_price": listed})

    return form.model_copy(update={"lines": tuple(with_product(each) for each in form.lines)})


def contract_from_catalogue(form: ContractForm, quick: Quick, products: Products) -> ContractForm:
    """The same for a contract, whose lines keep no product: without an amount, a product is a
    subscription at its price a year, and a fee where its name says so."""

    def with_product(line: ContractLineForm, said: QuickLine) -> ContractLineForm:
        product = products.get(said.product_id)
        if product is None:
            return line
        price = price_text(product, form.currency)
        line = line.model_copy(update={"description": product.line_description})
        listed = said.list_price or list_price_text(product, form.currency, said.amount or price)
        unit = line.unit or product.unit or ""
        line = line.model_copy(update={"list_price": listed, "unit": unit})
        if said.amount:
            return line
        if said.quantity == "1" and FEES & {each.casefold() for each in product.name.split()}:
            return line.model_copy(update={"kind": "one_time", "amount": price})
        return line.model_copy(update={"annual_price": price})

    lines = zip(form.lines, quick.lines, strict=True)
    return form.model_copy(update={"lines": tuple(with_product(*each) for each in lines)})
