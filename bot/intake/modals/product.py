"""What is typed into the product's form of `/invoice setup`."""

import re
from collections.abc import Mapping
from typing import Any

from bot.intake.documents.line_unit import unit_of
from bot.intake.errors import ErrorCollector, each_of
from bot.intake.modals.invoice import NO_UNIT
from bot.intake.modals.values import typed_of
from bot.intake.notation.amounts import short_price_of
from bot.intake.tax_words import tax_of
from jupiter_core.domain.money import known_currency
from jupiter_core.domain.product import EntityTax, Product, ProductTax
from jupiter_core.domain.refusals import Refusal, ValidationErrors
from jupiter_core.domain.unit import Unit
from jupiter_core.domain.unit_price import UnitPrice

ENTITY_TAX = "entity_tax_"
"""Before a legal entity's id, the block of its own tax."""
_CODE = re.compile(r"(?<![A-Za-z])[A-Za-z]{3}(?![A-Za-z])")
_LISTED = re.compile(
    r"(?P<price>.*?\S)[\s,;(]+list(?:\s*price)?[\s:=]*(?P<listed>\S[^)]*)\)?", re.IGNORECASE
)
_SIGNS = {"€": "EUR", "£": "GBP"}
_LONGEST = 60


class NoPriceLine(Refusal):
    """It names no currency, or several."""

    template = "“{typed}” is not a price. Write one on each line, like USD 480.00."
    typed: str


def parse_product(values: dict[str, dict[str, Any]], product_id: str) -> Product:
    """From the submitted view's `state.values`. Raises ValidationErrors, each at its block's id."""
    typed = typed_of(values)
    checks = ErrorCollector()
    prices = checks.part("prices", lambda: prices_of(typed.get("prices", "")))
    unit = checks.part("unit", lambda: _unit(typed.get("unit", NO_UNIT)))
    tax = checks.part("tax", lambda: _tax(typed.get("tax", "")))
    entity_taxes = [
        checks.part(block, lambda block=block: _tax(typed[block]))  # type: ignore[misc]
        for block in _entity_blocks(typed)
    ]
    checks.expect_none()
    ids = (block.removeprefix(ENTITY_TAX) for block in _entity_blocks(typed))
    return Product(
        id=product_id,
        name=typed.get("name", ""),
        code=typed.get("code", ""),
        description=typed.get("description", ""),
        prices=tuple(price for price, _ in prices or ()),
        list_prices=tuple(listed for _, listed in prices or () if listed),
        tax=tax,
        entity_taxes=tuple(
            EntityTax(sender_profile_id=entity, tax=each)
            for entity, each in zip(ids, entity_taxes, strict=True)
            if each
        ),
        retired=typed.get("retired") == "true",
        unit=unit,
    )


def prices_of(typed: str) -> tuple[tuple[UnitPrice, UnitPrice | None], ...]:
    """A price a line and its list price, if it has one: `USD 480.00`, `450 EUR list 600`. Raises
    NoPriceLine, or what `short_price_of` raises."""
    return tuple(_prices(line.strip()) for line in typed.splitlines() if line.strip())


def prices_text(product: Product) -> str:
    """As `prices_of` reads them again."""
    return "\n".join(product.price_words)


def on_its_blocks(refusal: Refusal, product: Product) -> ValidationErrors:
    """What the command refuses, at the blocks of the form."""
    return ValidationErrors(each.at(_block(each.path or "", product)) for each in each_of(refusal))


def _block(path: str, product: Product) -> str:
    if found := re.match(r"entity_taxes\[(\d+)\]", path):
        return f"{ENTITY_TAX}{product.entity_taxes[int(found[1])].sender_profile_id}"
    return path.partition("[")[0] or "name"


def _prices(line: str) -> tuple[UnitPrice, UnitPrice | None]:
    found = _LISTED.fullmatch(line)
    if found is None:
        return _price(line), None
    price = _price(found["price"])
    return price, short_price_of(found["listed"], price.currency)


def _price(line: str) -> UnitPrice:
    codes = {found.upper() for found in _CODE.findall(line)}
    codes |= {code for sign, code in _SIGNS.items() if sign in line}
    if len(codes) != 1:
        raise NoPriceLine(line[:_LONGEST])
    return short_price_of(line, known_currency(codes.pop()))


def _unit(chosen: str) -> Unit | None:
    return unit_of(chosen) if chosen not in ("", NO_UNIT) else None


def _tax(typed: str) -> ProductTax | None:
    return tax_of(typed) if typed.strip() else None


def _entity_blocks(typed: Mapping[str, str]) -> list[str]:
    return [block for block in typed if block.startswith(ENTITY_TAX)]
