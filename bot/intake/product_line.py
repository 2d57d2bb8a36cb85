"""A line of the builder's form that is filled in from a product of the catalogue."""

from collections.abc import Mapping
from contextlib import suppress

from bot.intake.drafts.contract import ContractForm, ContractLineForm
from bot.intake.drafts.invoice import CHARGED, TAX_CHOICES, InvoiceForm, LineForm
from bot.intake.invoice import line_item_of
from bot.intake.notation.amounts import short_price_of
from jupiter_core.domain.product import Product
from jupiter_core.domain.refusals import NoPriceInCurrency, Refusal
from jupiter_core.domain.totals import TaxCategory, plain


def filled(line: LineForm, product: Product, form: InvoiceForm) -> LineForm:
    """With all that the product says; without a price where it has none in the form's currency."""
    price = price_text(product, form.currency)
    said = {
        "product_id": product.id,
        "product": product.title,
        "description": product.line_description,
        "unit_price": price,
        "list_price": list_price_text(product, form.currency),
        "unit": product.unit or "",
        "price_follows": True,
    }
    return with_tax_of(line.model_copy(update=said), product, form)


def chosen(line: LineForm, product: Product | None) -> LineForm:
    """A line that names that product, or none any more; all else stays as typed."""
    said = {
        "product_id": product.id if product else "",
        "product": product.title if product else "",
        "price_follows": line.price_follows and product is not None,
    }
    return line.model_copy(update=said)


def completed(line: LineForm, product: Product, form: InvoiceForm) -> LineForm:
    """A line as typed for which that product was chosen: what was left empty is filled in, and
    its price follows as long as it is the catalogue's."""
    price = price_text(product, form.currency)
    said = {
        "product_id": product.id,
        "product": product.title,
        "description": line.description.strip() or product.line_description,
        "unit_price": line.unit_price.strip() or price,
        "unit": line.unit or product.unit or "",
    }
    if not (line.unit_price.strip() or line.list_price.strip()):
        said["list_price"] = list_price_text(product, form.currency)
    after = line.model_copy(update=said)
    return after.model_copy(update={"price_follows": _costs(after, product, form)})


def repriced(
    before: InvoiceForm, form: InvoiceForm, products: Mapping[str, Product]
) -> InvoiceForm:
    """The form after its currency or legal entity changed: lines have their product's price and
    tax of now, unless somebody typed others."""
    lines = tuple(
        _repriced(line, products[line.product_id], before, form)
        if line.product_id in products
        else line
        for line in form.lines
    )
    return form.model_copy(update={"lines": lines})


def with_tax_of(line: LineForm, product: Product, form: InvoiceForm) -> LineForm:
    """With the product's tax, or the deal's where that holds."""
    usual = form.tax_category if form.tax_category in TAX_CHOICES else CHARGED
    category = None if usual == CHARGED else TaxCategory(usual)
    tax = product.tax_for(form.sender_profile_id, category)
    if tax is None:
        return form.taxed(line.model_copy(update={"tax_follows": True}))
    choice = tax.category.value if tax.category else CHARGED
    said = {
        "tax_rate": plain(tax.rate),
        "tax_category": choice if choice in TAX_CHOICES else CHARGED,
        "tax_follows": False,
    }
    return line.model_copy(update=said)


def filled_contract_line(
    line: ContractLineForm, product: Product, form: ContractForm
) -> ContractLineForm:
    """A contract's line with all that the product says: its price is a year's, or the fee."""
    price = "annual_price" if line.kind == "subscription" else "amount"
    said = {"description": product.line_description, price: price_text(product, form.currency)}
    if line.kind in ("subscription", "one_time"):
        said["list_price"] = list_price_text(product, form.currency)
    if line.kind == "subscription":
        said["unit"] = product.unit or ""
    usual = form.tax_category if form.tax_category in TAX_CHOICES else CHARGED
    category = None if usual == CHARGED else TaxCategory(usual)
    tax = product.tax_for(form.sender_profile_id, category)
    own = {"tax_rate": plain(tax.rate), "tax_follows": False} if tax else {}
    return line.model_copy(update={**said, **own})


def missing_price(line: LineForm | ContractLineForm, product: Product | None, currency: str) -> str:
    """Why the line has no price yet, for its editor; nothing where it has one."""
    if product is None or _price_of(line).strip():
        return ""
    if not currency:
        return f"Choose the invoice's currency to fill in the price ({product.currencies})."
    try:
        product.price_in(currency)
    except NoPriceInCurrency as refusal:
        return refusal.sentence
    return ""


def price_text(product: Product, currency: str) -> str:
    """As it would be typed; empty where there is none in that currency."""
    with suppress(NoPriceInCurrency):
        return f"{product.price_in(currency).decimal:,f}"
    return ""


def list_price_text(product: Product, currency: str, price: str = "") -> str:
    """As it would be typed; empty where there is none in that currency that is above the `price`,
    as it is typed."""
    listed = product.list_price_in(currency)
    if listed is None:
        return ""
    try:
        above = not price or listed.exact > short_price_of(price, currency).exact
    except Refusal:
        return ""
    return f"{listed.decimal:,f}" if above else ""


def _price_of(line: LineForm | ContractLineForm) -> str:
    if isinstance(line, LineForm):
        return line.unit_price
    return line.annual_price if line.kind == "subscription" else line.amount


def _repriced(line: LineForm, product: Product, before: InvoiceForm, form: InvoiceForm) -> LineForm:
    if form.currency != before.currency and line.price_follows:
        said = {"unit_price": price_text(product, form.currency)}
        if line.list_price == list_price_text(product, before.currency):
            said["list_price"] = list_price_text(product, form.currency)
        line = line.model_copy(update=said)
    known = before.line(line.key) or line
    was = with_tax_of(known, product, before)
    untouched = (was.tax_rate, was.tax_category) == (known.tax_rate, known.tax_category)
    return with_tax_of(line, product, form) if untouched else line


def _costs(line: LineForm, product: Product, form: InvoiceForm) -> bool:
    """Whether its price is the catalogue's."""
    if not form.currency or not line.unit_price:
        return not line.unit_price
    try:
        return line_item_of(line, form.currency).unit_price == product.price_in(form.currency)
    except Refusal:
        return False
