"""The sums of an invoice in the team's words: what the lines come to, what is taken off, the taxes.

The customer reads them on the paper and on the invoice's page, in their own language.
"""

from collections.abc import Iterator

from bot.wording.figures import amount
from bot.wording.text import shortened
from jupiter_core.domain.adjustment import AppliedAdjustment
from jupiter_core.domain.content import Content
from jupiter_core.domain.money import Money
from jupiter_core.domain.totals import LineItem, Totals, plain

_MOST = 400
"""Characters of one fact."""


def sum_facts(totals: Totals) -> list[tuple[str, str]]:
    """Labels and amounts from the lines' sum to the total."""
    rows = [*_adjusted(totals), ("Net", totals.net), *tax_rows(totals), ("Total", totals.total)]
    return [(label, amount(money)) for label, money in rows]


def tax_rows(totals: Totals) -> Iterator[tuple[str, Money]]:
    """`Tax 19% of EUR 1,000.00`; of several taxes, each by its name."""
    for each in totals.taxes:
        if each.rate and not each.taxes:
            yield f"Tax {plain(each.rate)}% of {amount(each.net)}", each.tax
    for named in totals.named:
        of = "" if named.tax.exempt else f" of {amount(named.base)}"
        yield f"{named.tax.words}{of}", named.amount


def adjustment_rows(totals: Totals) -> Iterator[tuple[str, Money]]:
    """`Discount 10% (Launch)`, taken off; `Charge (Freight)`, put on."""
    for each in totals.adjustments:
        own = each.adjustment
        yield _label(each), each.amount if own.charge else -each.amount


def content_facts(content: Content) -> list[tuple[str, str]]:
    """What of the sums a card says beside the total."""
    totals, other = content.totals, content.tax_currency
    facts: list[tuple[str, str]] = []
    entered = content.as_entered.totals if content.prices_include_tax else totals
    rows = (f"{label}: {amount(money)}" for label, money in adjustment_rows(entered))
    if adjusted := "; ".join(rows):
        facts.append(("Discounts and charges", shortened(adjusted, _MOST)))
    if content.prices_include_tax:
        facts += [("Prices", "Include tax"), ("Net", amount(totals.net))]
    if totals.tax.minor:
        facts.append(("Tax", amount(totals.tax)))
    named = (f"{each.tax.words}: {amount(each.amount)}" for each in totals.named)
    if text := ", ".join(named):
        facts.append(("Taxes", shortened(text, _MOST)))
    if other:
        said = f"{amount(other.tax(totals.tax))}, {other.words}"
        facts.append((f"Tax in {other.currency}", said))
    return facts


def line_tax(line: LineItem) -> str:
    """`tax 19%`, `GST 5% + QST 9.975%`, `exempt, certificate 4711`; empty where none is charged."""
    if line.taxes:
        return " + ".join(each.words for each in line.taxes)
    if line.certificate:
        return f"exempt, certificate {line.certificate.number}"
    return f"tax {plain(line.tax_rate)}%" if line.tax_rate else ""


def _adjusted(totals: Totals) -> list[tuple[str, Money]]:
    if not totals.adjustments:
        return []
    return [("Subtotal", totals.subtotal), *adjustment_rows(totals)]


def _label(applied: AppliedAdjustment) -> str:
    own = applied.adjustment
    name = "Charge" if own.charge else "Discount"
    percent = own.discount.percent
    size = "" if percent is None else f" {plain(percent)}%"
    return f"{name}{size} ({own.discount.reason})" if own.discount.reason else f"{name}{size}"
