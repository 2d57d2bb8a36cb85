"""The rows of the totals between the lines and the total, in the reader's language."""

from collections.abc import Iterator

from bot.wording.page.wording import PageWording
from jupiter_core.domain.adjustment import AppliedAdjustment
from jupiter_core.domain.certificate import Certificate
from jupiter_core.domain.content import Content
from jupiter_core.domain.money import Money
from jupiter_core.domain.tax_sums import TaxSum
from jupiter_core.domain.totals import LineItem, Totals

Row = tuple[str, Money]


def including(label: str, content: Content, say: PageWording) -> str:
    """`Amount incl. tax`, where prices include it."""
    return f"{label} {say.words.including}" if content.prices_include_tax else label


def adjusted_rows(content: Content, net: Totals, say: PageWording) -> Iterator[Row]:
    """What the lines come to, and discounts and charges on the whole; nothing without those."""
    totals = content.as_entered.totals if content.prices_include_tax else net
    if totals.adjustments:
        yield including(say.words.subtotal, content, say), totals.subtotal
    for each in totals.adjustments:
        yield _label(each, say), each.amount if each.adjustment.charge else -each.amount


def tax_rows(totals: Totals, say: PageWording) -> Iterator[Row]:
    """The tax of each rate; of several taxes, each by its name."""
    words = say.words
    for each in totals.taxes:
        if not each.taxes:
            rate, net = say.rate(each.rate), say.bare_amount(each.net)
            label = words.tax_of.format(rate=rate, net=net)
            yield label if each.rate else words.tax_rate.format(rate=rate), each.tax
    yield from ((_named(each, say), each.amount) for each in totals.named)


def tax_in_other(content: Content, say: PageWording) -> Iterator[Row]:
    """The tax in the currency of the seller's country, where it is shown."""
    other = content.tax_currency
    if other:
        label = say.words.tax_in.format(
            currency=other.currency,
            rate=say.number(other.rate),
            source=other.source,
            day=say.day(other.on),
        )
        yield label, other.tax(content.totals.tax)


def line_taxes(line: LineItem, say: PageWording) -> str:
    """`GST 5% + QST 9.975%`, or by which certificate it is exempt; empty for a rate alone."""
    if line.certificate:
        return _certified(line.certificate, say)
    return " + ".join(f"{each.name} {say.rate(each.charged)}" for each in line.taxes)


def _label(applied: AppliedAdjustment, say: PageWording) -> str:
    own, words = applied.adjustment, say.words
    name = words.charge if own.charge else words.discount
    percent = own.discount.percent
    size = "" if percent is None else f" {say.rate(percent)}"
    return f"{name}{size}: {own.discount.reason}" if own.discount.reason else f"{name}{size}"


def _named(each: TaxSum, say: PageWording) -> str:
    tax = each.tax
    if tax.exempt and tax.certificate:
        return f"{tax.name}: {_certified(tax.certificate, say)}"
    rate, net = say.rate(tax.charged), say.bare_amount(each.base)
    return say.words.named_tax.format(tax=tax.name, rate=rate, net=net)


def _certified(certificate: Certificate, say: PageWording) -> str:
    said = say.words.certificate.format(number=certificate.number)
    return f"{said} ({certificate.jurisdiction})" if certificate.jurisdiction else said
