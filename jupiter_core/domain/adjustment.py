"""Discounts and charges on a whole document: BG-20 and BG-21 of EN 16931.

Each has one tax. What is taken off a document with several is shared out over them in proportion
to their nets, by largest remainder, so that the shares add up to the minor unit.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pydantic import Field

from jupiter_core.domain.discount import Discount
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money, allocate
from jupiter_core.domain.tax import NamedTax, TaxCategory, TaxKey, TaxRate, key_of_taxes, plain

MOST_ADJUSTMENTS = 10


class Adjustment(Frozen):
    """A discount, or a `charge`, on the whole of a document; a percentage is of its lines.

    Without a tax of its own it is taxed as the lines are, in proportion. With one, a percentage is
    of the lines that bear that tax.
    """

    discount: Discount
    charge: bool = Field(default=False, exclude_if=lambda is_so: not is_so)
    tax_rate: TaxRate | None = Field(default=None, exclude_if=lambda rate: rate is None)
    tax_category: TaxCategory | None = Field(default=None, exclude_if=lambda said: said is None)
    taxes: tuple[NamedTax, ...] = Field(default=(), exclude_if=lambda each: not each)

    @property
    def key(self) -> TaxKey | None:
        """How it is taxed; None where as the lines are."""
        if self.taxes:
            return key_of_taxes(self.taxes)
        if self.tax_rate is None and self.tax_category is None:
            return None
        rate = (self.tax_rate or Decimal(0)).normalize()
        return TaxKey(rate, self.tax_category or TaxCategory.of_rate(rate))

    @property
    def words(self) -> str:
        """`10%: Launch discount`, `USD 50.00, taxed at 19%`."""
        size, key = self.discount, self.key
        said = f"{plain(size.percent)}%" if size.percent is not None else ""
        said = size.amount.words if size.amount else said
        taxed = f", taxed at {key.words}" if key else ""
        return f"{said}{taxed}: {size.reason}" if size.reason else f"{said}{taxed}"

    def priced(self, share: "AdjustmentShare") -> "Adjustment":
        """The same as a fixed amount at one tax."""
        return self.model_copy(
            update={
                "discount": Discount(amount=share.amount, reason=self.discount.reason),
                "tax_rate": None if share.key.taxes else share.key.rate,
                "tax_category": None if share.key.taxes else share.key.category,
                "taxes": share.key.taxes,
            }
        )


def adjustment_facts(adjustments: Sequence[Adjustment]) -> dict[str, str]:
    """Labels and words: `Discount 1 on the total`, `10%: Volume`."""
    return {
        f"{'Charge' if each.charge else 'Discount'} {n} on the total": each.words
        for n, each in enumerate(adjustments, start=1)
    }


class AdjustmentShare(Frozen):
    """What of an adjustment stands at one tax; `base` is the net of the lines there."""

    key: TaxKey
    base: Money
    amount: Money


class AppliedAdjustment(Frozen):
    """What an adjustment comes to; the amounts are above zero, of a discount too."""

    adjustment: Adjustment
    base: Money
    shares: tuple[AdjustmentShare, ...]

    @property
    def amount(self) -> Money:
        """Of all shares."""
        return Money.sum((each.amount for each in self.shares), self.base.currency)


def applied_to(
    adjustments: Sequence[Adjustment], nets: Mapping[TaxKey, Money], currency: str
) -> tuple[AppliedAdjustment, ...]:
    """Each of them, reckoned from the nets of the lines; those that come to nothing are left
    out. Raises MixedCurrencies."""
    found = (_applied(each, nets, currency) for each in adjustments)
    return tuple(each for each in found if each.amount.minor)


def adjusted(
    nets: Mapping[TaxKey, Money], applied: Sequence[AppliedAdjustment], currency: str
) -> dict[TaxKey, Money]:
    """The nets with discounts taken off and charges put on."""
    after = dict(nets)
    for each in applied:
        for share in each.shares:
            amount = share.amount if each.adjustment.charge else -share.amount
            after[share.key] = after.get(share.key, Money.zero(currency)) + amount
    return after


def _applied(
    adjustment: Adjustment, nets: Mapping[TaxKey, Money], currency: str
) -> AppliedAdjustment:
    key = adjustment.key
    if key is not None:
        base = nets.get(key, Money.zero(currency))
        amount = _amount(adjustment, base, currency)
        return AppliedAdjustment(
            adjustment=adjustment,
            base=base,
            shares=(AdjustmentShare(key=key, base=base, amount=amount),),
        )
    base = Money.sum(nets.values(), currency)
    shares = _shares(_amount(adjustment, base, currency), nets)
    return AppliedAdjustment(adjustment=adjustment, base=base, shares=shares)


def _amount(adjustment: Adjustment, base: Money, currency: str) -> Money:
    """Nothing is the percentage of credits alone."""
    discount = adjustment.discount
    if discount.amount is not None:
        return discount.amount + Money.zero(currency)
    return (
        base.times((discount.percent or Decimal(0)) / 100)
        if base.minor > 0
        else Money.zero(currency)
    )


def _shares(amount: Money, nets: Mapping[TaxKey, Money]) -> tuple[AdjustmentShare, ...]:
    """By the nets above zero, ascending rates first; all at the first tax where there is none."""
    if not nets:
        return ()
    keys = sorted(nets, key=lambda each: each.order)
    weights = [max(nets[key].minor, 0) for key in keys]
    if not any(weights):
        weights = [1, *(0 for _ in keys[1:])]
    shares = allocate(amount.minor, weights)
    return tuple(
        AdjustmentShare(key=key, base=nets[key], amount=Money.of_minor(share, amount.currency))
        for key, share in zip(keys, shares, strict=True)
        if share
    )
