"""What is left to credit of an invoice, by tax rate.

Credit notes that wait for approval count like issued ones, so that whatever is drafted can be
issued, in any order.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from jupiter_core.domain.content import Content
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import OverCredit
from jupiter_core.domain.tax import effective_rates
from jupiter_core.domain.totals import TaxLine


class CreditLeft(Frozen):
    """`taxes` stand in the order of the invoice's own; their nets are below zero where the invoice
    has more discounts than charges at a rate. `total` is gross, and with what `waiting` credit
    notes take off, what the issued ones have left."""

    taxes: tuple[TaxLine, ...]
    total: Money
    waiting: Money

    def gross_at(self, place: int) -> Money:
        """With its tax, what can still be credited at one rate."""
        rate = self.taxes[place]
        return min((rate.net + rate.tax, self.total), key=lambda each: each.minor)

    def expect(self, invoice: Invoice, credit: Content) -> None:
        """Raises OverCredit where `credit` takes more off than is left, at a rate or in all."""
        totals, waiting = credit.totals, self.waiting.words if self.waiting.minor else ""
        if totals.total.minor > self.total.minor:
            raise OverCredit(invoice.title, totals.total.words, self.total.words, waiting)
        places = {each.key: n for n, each in enumerate(self.taxes)}
        for each in totals.taxes:
            place = places.get(each.key)
            if place is None or _exceeds(each, self.taxes[place]):
                gross = each.net + each.tax
                most = Money.zero(credit.currency) if place is None else self.gross_at(place)
                raise OverCredit(invoice.title, gross.words, most.words, waiting)


def left_of(
    invoice: Invoice, issued: Iterable[Content], waiting: Iterable[Content] = ()
) -> CreditLeft:
    """`issued` and `waiting` are what the invoice's credit notes say, void ones aside."""
    waiting = tuple(waiting)
    notes = (*issued, *waiting)
    held = Money.sum((each.totals.total for each in waiting), invoice.content.currency)
    left = invoice.creditable - held
    return CreditLeft(
        taxes=tuple(_left_at(each, notes) for each in invoice.content.totals.taxes),
        total=left if left.minor > 0 else Money.zero(left.currency),
        waiting=held,
    )


def part_of(left: TaxLine, net: Money) -> TaxLine:
    """Of what is left at a rate, that net and its tax; of several taxes, each by itself."""
    if not left.taxes:
        tax = _tax_of_part(left.net, left.tax, net, left.rate)
        return left.model_copy(update={"net": net, "tax": tax})
    rates = effective_rates(left.taxes)
    parts = tuple(
        _tax_of_part(left.net, own, net, rate) for own, rate in zip(left.parts, rates, strict=True)
    )
    tax = Money.sum(parts, net.currency)
    return left.model_copy(update={"net": net, "tax": tax, "parts": parts})


def _tax_of_part(left: Money, left_tax: Money, net: Money, rate: Decimal) -> Money:
    """The tax of a part of what is left at a rate; the last of the net takes all of the tax.

    It is the rate's own tax, rounded half away from zero, unless the tax that stays would then be
    more than a minor unit from the rate's own of the net that stays. So each part is within a unit
    of its own tax, the last one too, however many there are.
    """
    stays = left - net
    if not stays.minor:
        return left_tax
    own, after = (each.times(rate / 100).minor for each in (net, stays))
    if stays.minor < 0:
        return Money.of_minor(own, net.currency)
    least = left_tax.minor - after - 1
    most = left_tax.minor - max(after - 1, 0)
    return Money.of_minor(max(0, min(max(own, least), most)), net.currency)


def _left_at(charged: TaxLine, notes: Sequence[Content]) -> TaxLine:
    """Where credit notes of before this rule took off too much, nothing is left."""
    own = [each for note in notes for each in note.totals.taxes if each.key == charged.key]
    currency = charged.net.currency
    net = charged.net - Money.sum((each.net for each in own), currency)
    tax = charged.tax - Money.sum((each.tax for each in own), currency)
    zero = Money.zero(currency)
    within = net.minor * charged.net.minor >= 0
    parts = tuple(
        each - Money.sum((credited.parts[n] for credited in own), currency)
        for n, each in enumerate(charged.parts)
    )
    return charged.model_copy(
        update={
            "net": net if within else zero,
            "tax": tax if tax.minor > 0 else zero,
            "parts": tuple(each if each.minor > 0 else zero for each in parts),
        }
    )


def _exceeds(credit: TaxLine, left: TaxLine) -> bool:
    """A net below zero is left of a discount, of which no more may be taken back either."""
    net = credit.net.minor
    within = 0 <= net <= left.net.minor if left.net.minor >= 0 else left.net.minor <= net <= 0
    return not within or credit.tax.minor > left.tax.minor
