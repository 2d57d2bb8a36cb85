"""A credit note: what it says of the invoice that it corrects. Its amounts are positive, as the
invoice's are; that they are taken off is what the kind of document says (381)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from jupiter_core.domain.content import Content
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money, smallest
from jupiter_core.domain.refusals import NotInFull, OutOfRange, OverCredit
from jupiter_core.domain.totals import LineItem, TaxLine


class Part(Frozen):
    """A part of an invoice to credit. `net` is before tax; `tax` is the place of its rate among
    the taxes of the invoice's totals."""

    description: str
    net: Money
    tax: int = 0


def credit_series(series: str) -> str:
    """The series of an entity's credit notes: `JUS-C` beside `JUS-`."""
    return f"{series}C"


def in_full(invoice: Invoice, reason: str, on: date) -> Content:
    """Every line mirrored. Raises NotInFull where a part is credited already."""
    if invoice.credits:
        raise NotInFull(invoice.title, invoice.creditable.words)
    lines = tuple(line.model_copy(update={"credit": ""}) for line in invoice.content.lines)
    return _content(invoice, lines, reason, on)


def in_part(invoice: Invoice, part: Part, reason: str, on: date) -> Content:
    """One line, at a rate of the invoice. Raises OutOfRange, OverCredit, MixedCurrencies or what
    `Content.checked` raises."""
    taxes = invoice.content.totals.taxes
    if not 0 <= part.tax < len(taxes):
        raise OutOfRange("The tax rate", "the first", "the last of the invoice's rates").at("tax")
    rate = taxes[part.tax]
    if part.net.minor <= 0:
        raise OutOfRange("The amount", smallest(part.net.currency).words, rate.net.words).at("net")
    line = _line(part, rate, invoice.content.lines)
    content = _content(invoice, (line,), reason, on)
    total = content.checked().totals.total
    if part.net.minor > rate.net.minor or total.minor > invoice.creditable.minor:
        raise OverCredit(invoice.title, total.words, _most(invoice, rate).words).at("net")
    return content


def _most(invoice: Invoice, rate: TaxLine) -> Money:
    """With its tax, what of this rate is on the invoice and not more than is left of it."""
    return min((rate.net + rate.tax, invoice.creditable), key=lambda each: each.minor)


def _line(part: Part, rate: TaxLine, lines: Sequence[LineItem]) -> LineItem:
    """For the days that the lines of its rate pay for."""
    own = [each for each in lines if (each.tax_rate, each.category) == (rate.rate, rate.category)]
    starts = [each.service_start for each in own if each.service_start]
    ends = [each.service_end for each in own if each.service_end]
    return LineItem(
        description=part.description,
        quantity=Decimal(1),
        unit_price=part.net,
        tax_rate=rate.rate,
        tax_category=rate.category,
        service_start=min(starts, default=None),
        service_end=max(ends, default=None),
    )


def _content(invoice: Invoice, lines: tuple[LineItem, ...], reason: str, on: date) -> Content:
    """The parties as the invoice has them now; nothing is due, so there are no terms."""
    return invoice.content.model_copy(
        update={
            "corrects": invoice.number or "",
            "lines": lines,
            "memo": reason,
            "issue_date": on,
            "net_terms": 0,
            "credit_balance": None,
            "back_dated": False,
        }
    )
