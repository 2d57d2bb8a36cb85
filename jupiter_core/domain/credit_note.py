"""A credit note: what it says of the invoice that it corrects. Its amounts are positive, as the
invoice's are; that they are taken off is what the kind of document says (381)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.content import Content
from jupiter_core.domain.credit_left import CreditLeft, part_of
from jupiter_core.domain.credit_with_tax import part_with_tax
from jupiter_core.domain.credited_lines import lines_left
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.line_words import PaperLanguages
from jupiter_core.domain.money import Money, smallest
from jupiter_core.domain.price_with_tax import PriceWithTax
from jupiter_core.domain.refusals import (
    MixedCurrencies,
    NetAndGross,
    NothingLeftAtRate,
    NotInFull,
    OutOfRange,
    OverCredit,
    placed,
)
from jupiter_core.domain.totals import LineItem, TaxLine, TaxRounding


class Part(Frozen):
    """A part of an invoice to credit: `net` is before tax or, in its place, `gross` with it; `tax`
    is the place of its rate among the taxes of the invoice's totals."""

    description: str
    net: Money | None = None
    gross: Money | None = None
    tax: int = 0


def in_full(
    invoice: Invoice, left: CreditLeft, notes: Sequence[Invoice], reason: str, on: date
) -> Content:
    """All that is left: every line mirrored, and what the credit `notes` that are not void take
    off already taken off it. Raises NotInFull where those took off too much at a rate, which they
    could before parts were reckoned against what is left."""
    taxes = _something(left) if notes else left.taxes
    lines, adjustments = _mirrored(invoice.content.lines), invoice.content.adjustments
    entered = invoice.content.adjustments_with_tax
    if notes:
        alone = _without_line(invoice, taxes)
        borne = [each for each in taxes if each not in alone]
        lines, adjustments = lines_left(invoice, notes, borne), _fixed(invoice.content, taxes)
        entered = _fixed(invoice.content.as_entered, taxes) if entered else ()
        lines += tuple(_charged_alone(invoice, each) for each in alone)
    content = _content(invoice, lines, reason, on, adjustments, entered)
    own = content.totals.taxes
    too_much = Money.sum((each.net + each.tax for each in taxes), left.total.currency) != left.total
    if too_much or [each.net for each in own] != [each.net for each in taxes]:
        raise NotInFull(invoice.title, left.total.words)
    return content.model_copy(update={"tax_rounding": _rounding(own, taxes)})


def in_part(invoice: Invoice, left: CreditLeft, part: Part, reason: str, on: date) -> Content:
    """One line, at a rate of the invoice. Raises OutOfRange, NothingLeftAtRate, OverCredit,
    MixedCurrencies or NetAndGross at `net`, `gross` or `tax`, or what `Content.checked` raises."""
    if not 0 <= part.tax < len(left.taxes):
        raise OutOfRange("The tax rate", "the first", "the last of the invoice's rates").at("tax")
    rate = left.taxes[part.tax]
    if rate.net.minor <= 0:
        raise NothingLeftAtRate(invoice.title, rate.key.words.removesuffix("%")).at("tax")
    wanted = _wanted(invoice, left, part)
    line = _line(part.description, wanted.net, rate, invoice.content.lines)
    content = _content(invoice, (line,), reason, on).checked()
    rounding = _rounding(content.totals.taxes, (wanted,))
    content = content.model_copy(update={"tax_rounding": rounding})
    if content.prices_include_tax:
        lines = (_entered(line, content.totals.total),)
        content = content.model_copy(update={"lines": lines})
    placed("net" if part.gross is None else "gross", lambda: left.expect(invoice, content))
    return content


def _wanted(invoice: Invoice, left: CreditLeft, part: Part) -> TaxLine:
    """What the part takes off at its rate."""
    if (part.net is None) is (part.gross is None):
        raise NetAndGross().at("net")
    rate, most = left.taxes[part.tax], left.gross_at(part.tax)
    if part.net is not None:
        return part_of(rate, _within(part.net, rate.net, "net"))
    assert part.gross is not None
    gross = _within(part.gross, most, "gross")
    if gross.minor > most.minor:
        waiting = left.waiting.words if left.waiting.minor else ""
        raise OverCredit(invoice.title, gross.words, most.words, waiting).at("gross")
    found = part_with_tax(rate, gross)
    if found is None:
        raise OutOfRange("The amount", most.words, most.words).at("gross")
    return found


def _within(amount: Money, most: Money, path: str) -> Money:
    """It, above zero and in the currency of the invoice. Raises MixedCurrencies or OutOfRange."""
    if amount.currency != most.currency:
        raise MixedCurrencies(amount.currency, most.currency).at(path)
    if amount.minor <= 0:
        raise OutOfRange("The amount", smallest(amount.currency).words, most.words).at(path)
    return amount


def _something(left: CreditLeft) -> tuple[TaxLine, ...]:
    """The rates at which something is left."""
    return tuple(each for each in left.taxes if each.net.minor or each.tax.minor)


def _mirrored(lines: Sequence[LineItem]) -> tuple[LineItem, ...]:
    return tuple(line.model_copy(update={"credit": ""}) for line in lines)


def _rounding(own: Sequence[TaxLine], wanted: Sequence[TaxLine]) -> tuple[TaxRounding, ...]:
    """What makes the taxes that are wanted of a credit note's own; both name the same rates."""
    pairs = tuple(zip(own, wanted, strict=True))
    single = (
        TaxRounding(rate=mine.rate, category=mine.category, difference=other.tax - mine.tax)
        for mine, other in pairs
        if not mine.taxes
    )
    several = (
        TaxRounding(
            rate=tax.charged,
            category=mine.category,
            difference=other.parts[n] - mine.parts[n],
            taxes=mine.taxes,
            name=tax.name,
        )
        for mine, other in pairs
        for n, tax in enumerate(mine.taxes)
    )
    return tuple(each for each in (*single, *several) if each.difference.minor)


def _fixed(content: Content, taxes: Sequence[TaxLine]) -> tuple[Adjustment, ...]:
    """The discounts and charges on the whole, each as it came out at one of `taxes`: a percentage
    of the rest would be another amount. Those of a tax that no line bears are none."""
    keys = {each.key for each in taxes} & {each.tax_key for each in content.lines}
    return tuple(
        applied.adjustment.priced(share)
        for applied in content.totals.adjustments
        for share in applied.shares
        if share.key in keys
    )


def _without_line(invoice: Invoice, taxes: Sequence[TaxLine]) -> list[TaxLine]:
    """Those that only a charge on the whole bears."""
    borne = {each.tax_key for each in invoice.content.lines}
    return [each for each in taxes if each.key not in borne and each.net.minor > 0]


def _charged_alone(invoice: Invoice, rate: TaxLine) -> LineItem:
    """The rest of a charge as a line of its own, since no line of its tax is left to bear it."""
    own = (each.adjustment for each in invoice.content.totals.adjustments)
    reasons = (each.discount.reason for each in own if each.key == rate.key)
    content = invoice.content
    unnamed = PaperLanguages(content.language, content.second_language).charge
    reason = next((each for each in reasons if each), unnamed)
    line = _line(reason, rate.net, rate, ())
    return _entered(line, rate.net + rate.tax) if content.prices_include_tax else line


def _entered(line: LineItem, total: Money) -> LineItem:
    """The line of one piece as if it had been entered at a price that includes tax."""
    return line.model_copy(update={"with_tax": PriceWithTax(unit_price=total)})


def _line(description: str, net: Money, rate: TaxLine, lines: Sequence[LineItem]) -> LineItem:
    """For the days that the lines of its rate pay for."""
    own = [each for each in lines if each.tax_key == rate.key]
    starts = [each.service_start for each in own if each.service_start]
    ends = [each.service_end for each in own if each.service_end]
    return LineItem(
        description=description,
        quantity=Decimal(1),
        unit_price=net,
        tax_rate=Decimal(0) if rate.taxes else rate.rate,
        tax_category=None if rate.taxes else rate.category,
        taxes=rate.taxes,
        service_start=min(starts, default=None),
        service_end=max(ends, default=None),
    )


def _content(
    invoice: Invoice,
    lines: tuple[LineItem, ...],
    reason: str,
    on: date,
    adjustments: tuple[Adjustment, ...] = (),
    entered: tuple[Adjustment, ...] = (),
) -> Content:
    """The parties as the invoice has them now; nothing is due, so there are no terms."""
    return invoice.content.model_copy(
        update={
            "corrects": invoice.number or "",
            "replaces": "",
            "preceding_date": invoice.content.issue_date,
            "lines": lines,
            "memo": reason,
            "issue_date": on,
            "net_terms": 0,
            "due_rule": None,
            "credit_balance": None,
            "back_dated": False,
            "early_payment": None,
            "late_fee": None,
            "adjustments": adjustments,
            "adjustments_with_tax": entered,
            "tax_rounding": (),
        }
    )
