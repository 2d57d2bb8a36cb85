"""The net price of one unit of a line whose price was entered with tax."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from jupiter_core.domain.discount import Discount
from jupiter_core.domain.money import EXACT, Money, minor_digits
from jupiter_core.domain.price_with_tax import PriceWithTax
from jupiter_core.domain.refusals import NoNetPrice
from jupiter_core.domain.totals import LineItem
from jupiter_core.domain.unit_price import MOST_DECIMALS, UnitPrice, unit_price_of

_SLACK = 3
"""By how many minor units the net of a line may be beside its exact one."""


def without_tax(amount: Money, rate: Decimal) -> Fraction:
    """In minor units, what is net of an amount with tax."""
    return Fraction(amount.minor * 100) / (100 + Fraction(rate))


def nearest(exact: Fraction) -> int:
    """The nearest whole number; a half goes away from zero."""
    whole = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return whole if exact >= 0 else -whole


def net_line(n: int, entered: LineItem, net: Money) -> LineItem:
    """The line at a net price, at which it comes to `net`. Raises NoNetPrice at its `quantity`."""
    rate = entered.all_rates
    before, discount = _before_discount(entered, net)
    exact = Fraction(entered.unit_price.exact) * 100 / (100 + Fraction(rate))
    price = next((each for each in _prices(entered, exact, before)), None)
    if price is None:
        raise NoNetPrice(before.words, f"{entered.quantity:,f}").at(f"lines[{n}].quantity")
    typed = PriceWithTax(
        unit_price=entered.unit_price, list_price=entered.list_price, discount=entered.discount
    )
    update = {"unit_price": price, "discount": discount, "with_tax": typed}
    return entered.model_copy(update={**update, "list_price": _list_price(entered, price, rate)})


def _prices(entered: LineItem, exact: Fraction, amount: Money) -> Iterator[UnitPrice]:
    """Those at which the line comes to the amount: the exact one with as few decimals as may be,
    else the amount's own share."""
    digits = range(minor_digits(amount.currency), MOST_DECIMALS + 1)
    tried = [_rounded(exact, amount.currency, each) for each in digits]
    tried.append(_rounded(Fraction(amount.minor) / Fraction(entered.quantity), amount.currency))
    return (each for each in tried if each.times(entered.quantity) == amount)


def _rounded(exact: Fraction, currency: str, decimals: int = MOST_DECIMALS) -> UnitPrice:
    """Of `exact` minor units."""
    scaled = nearest(exact * Fraction(10) ** (decimals - minor_digits(currency)))
    return unit_price_of(Decimal(scaled).scaleb(-decimals, EXACT), currency)


def _list_price(entered: LineItem, price: UnitPrice, rate: Decimal) -> UnitPrice | None:
    """None where nothing of the price discount is left."""
    if entered.list_price is None:
        return None
    exact = Fraction(entered.list_price.exact) * 100 / (100 + Fraction(rate))
    digits = max(minor_digits(price.currency), -int(price.decimal.as_tuple().exponent))
    listed = _rounded(exact, price.currency, digits)
    return listed if listed.decimal > abs(price.decimal) else None


def _before_discount(entered: LineItem, net: Money) -> tuple[Money, Discount | None]:
    """What the line comes to before its discount, and that discount at net prices."""
    own = entered.discount
    if own is None:
        return net, None
    if own.percent is not None:
        near = nearest(without_tax(entered.gross, entered.all_rates))
        listed = Money.of_minor(_with_percent_off(own, net, near), net.currency)
        return listed, own if listed.minor else None
    amount = nearest(without_tax(own.off(entered.gross), entered.all_rates))
    before = net + Money.of_minor(amount, net.currency)
    off = own.model_copy(update={"amount": Money.of_minor(abs(amount), net.currency)})
    return before, off if amount else None


def _with_percent_off(discount: Discount, net: Money, near: int) -> int:
    """The amount nearest to `near` of which `net` is left."""
    assert discount.percent is not None
    sign = -1 if near < 0 else 1
    wanted, start = sign * net.minor, sign * near

    def left(minor: int) -> int:
        base = Money.of_minor(minor, net.currency)
        return (base - discount.off(base)).minor

    if left(start) == wanted:
        return near
    share = 1 - Fraction(discount.percent) / 100
    reach = int(_SLACK / share) + _SLACK if share else _SLACK
    around = range(max(start - reach, 0), start + reach)
    place = bisect_left(around, wanted, key=left)
    if left(start) > wanted:
        place = bisect_right(around, wanted, key=left) - 1
    return sign * around[place]
