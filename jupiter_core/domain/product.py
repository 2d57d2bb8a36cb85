"""A product of the catalogue: what a line is filled with when somebody picks it.

The line keeps its own copy, so that no later change of the catalogue changes an invoice.
"""

import re
from decimal import Decimal

from pydantic import Field

from jupiter_core.domain.contract.lines import description_of
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import (
    AlreadyTaken,
    InvalidProductCode,
    NoPriceInCurrency,
    OutOfRange,
    Refusal,
    ValidationErrors,
)
from jupiter_core.domain.text import line_of
from jupiter_core.domain.totals import TaxCategory, TaxRate, plain
from jupiter_core.domain.unit import Unit
from jupiter_core.domain.unit_price import UnitPrice, price_off

NAME_LIMIT = 200
CODE_LIMIT = 40
MOST_PRICES = 30
MOST_ENTITY_TAXES = 100
UNTAXED = frozenset(set(TaxCategory) - {TaxCategory.STANDARD, TaxCategory.ZERO})
"""Categories of customers and deals that are charged no tax, whatever is sold."""
_CODE = re.compile(r"[^\W_][\w./+#-]*")


class ProductTax(Frozen):
    """What is charged on a product; where no category is said, the rate decides."""

    rate: TaxRate = Decimal(0)
    category: TaxCategory | None = None

    @property
    def words(self) -> str:
        """`19%`, or `0% AE`."""
        return f"{plain(self.rate)}% {self.category or ''}".strip()


class EntityTax(Frozen):
    """The same where one legal entity bills it."""

    sender_profile_id: str
    tax: ProductTax


class Product(Frozen):
    """What can be picked in a line. `description` is what the line then says, the name where it is
    empty; `prices` has one price a currency, of one `unit`, and `list_prices` what one costs there
    before a price discount, where it has one. Without a tax the line has the one that
    lines of the deal have. A retired one stays with its code, and nobody can pick it any more."""

    id: str
    name: str
    code: str = ""
    description: str = ""
    prices: tuple[UnitPrice, ...] = ()
    tax: ProductTax | None = None
    entity_taxes: tuple[EntityTax, ...] = ()
    retired: bool = False
    unit: Unit | None = Field(default=None, exclude_if=lambda each: each is None)
    list_prices: tuple[UnitPrice, ...] = Field(default=(), exclude_if=lambda each: not each)

    @property
    def title(self) -> str:
        """`Platform Enterprise (PLAT-ENT)`."""
        return f"{self.name} ({self.code})" if self.code else self.name

    @property
    def line_description(self) -> str:
        """What a line of it says."""
        return self.description or self.name

    @property
    def currencies(self) -> str:
        """`USD, EUR`."""
        return ", ".join(each.currency for each in self.prices)

    def price_in(self, currency: str) -> UnitPrice:
        """Raises NoPriceInCurrency."""
        found = next((each for each in self.prices if each.currency == currency), None)
        if found is None:
            raise NoPriceInCurrency(self.title, currency, self.currencies or "none yet")
        return found

    def list_price_in(self, currency: str) -> UnitPrice | None:
        """None where it has none there."""
        return next((each for each in self.list_prices if each.currency == currency), None)

    @property
    def price_words(self) -> tuple[str, ...]:
        """`USD 480.00 (list 600.00)`, one a currency."""
        return tuple(f"{each.words}{self._listed(each)}" for each in self.prices)

    def _listed(self, price: UnitPrice) -> str:
        listed = self.list_price_in(price.currency)
        return f" (list {listed.decimal:,f})" if listed else ""

    def tax_for(self, sender_profile_id: str, usual: TaxCategory | None) -> ProductTax | None:
        """None where the deal's own tax holds: because nothing is said here, or because `usual`,
        the category of this customer's deals, is one that charges none."""
        if usual in UNTAXED:
            return None
        taxes = {each.sender_profile_id: each.tax for each in self.entity_taxes}
        return taxes.get(sender_profile_id, self.tax)

    def checked(self) -> "Product":
        """The same, its texts trimmed. Raises ValidationErrors: at `name`, `code`, `description`,
        `prices[n].currency`, `prices[n].list_price` or `entity_taxes[n].sender_profile_id`."""
        found: list[Refusal] = []
        texts = {}
        for name, check in _CHECKS.items():
            try:
                texts[name] = check(getattr(self, name))
            except Refusal as refusal:
                found.append(refusal.at(name))
        currencies = [each.currency for each in self.prices]
        found += _repeated(currencies, "price in", "prices[{}].currency", MOST_PRICES)
        found += self._list_price_mistakes()
        entities = [each.sender_profile_id for each in self.entity_taxes]
        place = "entity_taxes[{}].sender_profile_id"
        found += _repeated(entities, "tax for the legal entity", place, MOST_ENTITY_TAXES)
        if found:
            raise ValidationErrors(found)
        return self.model_copy(update=texts)

    def _list_price_mistakes(self) -> list[Refusal]:
        found: list[Refusal] = []
        for n, price in enumerate(self.prices):
            listed = self.list_price_in(price.currency)
            try:
                if listed:
                    price_off(listed, price)
            except Refusal as refusal:
                found.append(refusal.at(f"prices[{n}].list_price"))
        return found


def product_name_of(typed: str) -> str:
    """Raises Required, TooLong or Unprintable."""
    return line_of(typed, "A name", NAME_LIMIT, required=True)


def product_code_of(typed: str) -> str:
    """By which people and programs name it; without spaces, so that it can be found in a line of
    words. Raises InvalidProductCode, TooLong or Unprintable."""
    code = line_of(typed, "A product code", CODE_LIMIT)
    if code and not _CODE.fullmatch(code):
        raise InvalidProductCode(code)
    return code


def product_description_of(typed: str) -> str:
    """May be empty. Raises TooLong or Unprintable."""
    return description_of(typed) if typed.strip() else ""


_CHECKS = {
    "name": product_name_of,
    "code": product_code_of,
    "description": product_description_of,
}


def _repeated(names: list[str], what: str, place: str, most: int) -> list[Refusal]:
    if len(names) > most:
        return [OutOfRange("The number of them", "0", str(most)).at(place.partition("[")[0])]
    return [
        AlreadyTaken(what, name).at(place.format(n))
        for n, name in enumerate(names)
        if name in names[:n]
    ]
