"""The lines of a body, filled from the catalogue where they name a product."""

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from bot.api.schemas.party import ById
from bot.api.schemas.product_line import InvoiceLineBody, ProductRef
from bot.intake.errors import ErrorCollector
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.product import Product
from jupiter_core.domain.refusals import NotFound, ProductRetired, placed
from jupiter_core.domain.totals import LineItem
from jupiter_core.domain.unit_price import UnitPrice
from jupiter_core.ports import UnitOfWork

_TAX = frozenset({"tax_rate", "tax_category", "taxes"})


class Billed(NamedTuple):
    """What of an invoice decides how its lines are filled: its currency, who bills, the usual deal
    of its customer, and whether a line without product and tax is taxed as there."""

    currency: str
    sender_profile_id: str
    usual: DealDefaults
    taxed_as_usual: bool = False


def lines_in(
    lines: Sequence[InvoiceLineBody], uow: UnitOfWork, billed: Billed
) -> tuple[LineItem, ...]:
    """Raises ValidationErrors: NotFound or ProductRetired at `lines[n].product`, NoPriceInCurrency
    at `lines[n].unit_price`."""
    checks = ErrorCollector()
    items = [
        checks.within(f"lines[{n}].").whole(partial(_item, line, uow, billed))
        for n, line in enumerate(lines)
    ]
    checks.expect_none()
    return tuple(each for each in items if each)


def _item(line: InvoiceLineBody, uow: UnitOfWork, billed: Billed) -> LineItem:
    ref = line.product
    if ref is None:
        usual = _usual_tax(billed.usual) if billed.taxed_as_usual else {}
        return _unless_said(line, usual).meant()
    product = placed("product", lambda: _offered(uow, ref))
    taxed = _unless_said(line, _tax(product, billed))
    price = line.unit_price or placed("unit_price", lambda: product.price_in(billed.currency))
    words = line.description or product.line_description
    said = {"unit_price": price, "description": words, "unit": line.unit or product.unit}
    if "list_price" not in line.model_fields_set:
        said["list_price"] = _listed(product, price)
    return taxed.model_copy(update=said).meant()


def _listed(product: Product, price: UnitPrice) -> UnitPrice | None:
    """The catalogue's list price, where it is above that price."""
    listed = product.list_price_in(price.currency)
    return listed if listed and listed.exact > abs(price.exact) else None


def _offered(uow: UnitOfWork, ref: ProductRef) -> Product:
    """Raises NotFound or ProductRetired."""
    if isinstance(ref, ById):
        product = uow.products.get(ref.id)
    else:
        found = uow.products.find_code(ref.code)
        if found is None:
            raise NotFound("product with the code", ref.code)
        product = found
    if product.retired:
        raise ProductRetired(product.title)
    return product


def _tax(product: Product, billed: Billed) -> dict[str, Any]:
    tax = product.tax_for(billed.sender_profile_id, billed.usual.tax_category)
    if tax is None:
        return _usual_tax(billed.usual)
    return {"tax_rate": tax.rate, "tax_category": tax.category}


def _usual_tax(usual: DealDefaults) -> dict[str, Any]:
    if usual.tax_rate is None:
        return {}
    return {"tax_rate": usual.tax_rate, "tax_category": usual.tax_category}


def _unless_said(line: InvoiceLineBody, tax: dict[str, Any]) -> InvoiceLineBody:
    """With that tax, where the line says none."""
    return line if line.model_fields_set & _TAX else line.model_copy(update=tax)
