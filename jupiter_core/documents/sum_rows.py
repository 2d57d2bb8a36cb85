"""What stands above the total: the lines' sum, discounts and charges, the net, each tax."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from jupiter_core.documents.words import Wording, shows_tax_included, taxed
from jupiter_core.domain.adjustment import AppliedAdjustment
from jupiter_core.domain.content import Content
from jupiter_core.domain.money import Money
from jupiter_core.domain.tax_sums import TaxSum
from jupiter_core.domain.totals import TaxCategory, TaxLine, Totals


class SumRow(NamedTuple):
    """`said` is in small print below; empty where there is nothing to say."""

    label: str
    amount: Money
    said: str = ""


def sum_rows(content: Content, sums: Totals, say: Wording) -> Iterator[SumRow]:
    """Empty where the lines come to the total: it is not said twice."""
    shown = content.as_entered.totals if shows_tax_included(content) else sums
    if shown.adjustments:
        net = say.net_of(sums.subtotal) if shows_tax_included(content) else ""
        yield SumRow(say.subtotal(content), shown.subtotal, net)
        yield from (_adjustment(each, say) for each in shown.adjustments)
    if not taxed(content):
        return
    yield SumRow(say.labels.net, sums.net)
    for line in sums.taxes:
        if not line.taxes and line.category is not TaxCategory.OUTSIDE:
            yield _tax(line, content, say)
    yield from (_named(each, say) for each in sums.named)


def certificates_words(content: Content, say: Wording) -> str:
    """The numbers by which lines are exempt: `Exempt, certificate 1-23-4567 (TX)`."""
    named = (line.certificate for line in content.lines)
    unique = dict.fromkeys(each for each in named if each)
    return "; ".join(say.certificate(each) for each in unique)


def reason_of(content: Content, say: Wording) -> Callable[[TaxCategory], str]:
    """Why no tax is charged, with the numbers of certificates where lines are exempt by them."""

    def reason(category: TaxCategory) -> str:
        numbers = certificates_words(content, say) if category is TaxCategory.EXEMPT else ""
        return numbers or say.reason(category)

    return reason


def _adjustment(applied: AppliedAdjustment, say: Wording) -> SumRow:
    """`Discount 10% of 1,234.50`, taken off."""
    own, labels = applied.adjustment, say.labels
    label = labels.charge if own.charge else labels.discount
    if own.discount.percent is not None:
        percent, base = say.spell.rate(own.discount.percent), say.spell.amount(applied.base)

        def share(each: Wording) -> str:
            name = each.labels.charge if own.charge else each.labels.discount
            return each.labels.tax_of.format(tax=name, rate=percent, net=base)

        label = say.in_each(share)
    amount = applied.amount if own.charge else -applied.amount
    return SumRow(label, amount, own.discount.reason)


def _tax(line: TaxLine, content: Content, say: Wording) -> SumRow:
    return SumRow(say.tax_of(line, content), line.tax, reason_of(content, say)(line.category))


def _named(each: TaxSum, say: Wording) -> SumRow:
    """`QST 9.975% of 1,234.50`, with the seller's number for it."""
    tax, labels = each.tax, say.labels
    if tax.exempt:
        said = say.certificate(tax.certificate) if tax.certificate else labels.exempt
        return SumRow(tax.name, each.amount, said)
    rate, base = say.spell.rate(tax.rate), say.spell.amount(each.base)
    number = f"{labels.registration_number} {tax.number}" if tax.number else ""
    return SumRow(labels.tax_of.format(tax=tax.name, rate=rate, net=base), each.amount, number)
