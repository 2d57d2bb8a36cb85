"""Lines as EN 16931 wants them: no negative price, and an amount that is quantity × price."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from jupiter_core.documents.einvoice.line_allowances import allowance_of
from jupiter_core.documents.einvoice.model import InvoicedLine, Period
from jupiter_core.documents.einvoice.taxes import category_of, is_outside, rate_of
from jupiter_core.documents.sums import amounts_of
from jupiter_core.documents.words import Wording
from jupiter_core.domain.content import Content
from jupiter_core.domain.money import EXACT
from jupiter_core.domain.references import GL_CODE
from jupiter_core.domain.totals import LineItem
from jupiter_core.domain.unit import ONE


def lines_of(content: Content, say: Wording) -> tuple[InvoicedLine, ...]:
    """BG-25, numbered from 1."""
    outside, account = is_outside(content.lines), content.reference(GL_CODE)
    amounts = amounts_of(content)
    return tuple(
        _line(str(n), each, amount.decimal, outside, account, say)
        for n, (each, amount) in enumerate(zip(content.lines, amounts, strict=True), start=1)
    )


def whole_period(items: Iterable[LineItem]) -> Period | None:
    """BG-14: from the first day that a line names to the last, so that no line is out of it."""
    lines = tuple(items)
    starts = [each.service_start for each in lines if each.service_start]
    ends = [each.service_end for each in lines if each.service_end]
    days = [*starts, *ends]
    return _period(min(days) if starts else None, max(days) if ends else None)


def day_of_supply(items: Iterable[LineItem]) -> date | None:
    """BT-72: the one day that all lines are of, as the paper names it; None where it is a period,
    of which BG-14 has the days, or where no line says."""
    period = whole_period(items)
    return period.end if period and period.start == period.end else None


def _line(
    line_id: str, item: LineItem, net: Decimal, outside: bool, account: str, say: Wording
) -> InvoicedLine:
    """A credit has a negative quantity. What rounding has touched is one piece at its amount."""
    price, amount = item.unit_price.decimal, item.gross.decimal if item.discount else net
    exact = EXACT.multiply(price, item.quantity) == amount
    arithmetic = [] if exact else [_product(item, say)]
    arithmetic += [say.list_price(item)] if item.list_price and not exact else []
    arithmetic += [say.arithmetic(item)] if item.arithmetic else []
    # The standard has one order of a document (BT-13) and, of a line, only that order's line.
    arithmetic += [say.po_number(item)] if item.po_number else []
    quantity = item.quantity if exact else Decimal(1)
    category = category_of(item, outside=outside)
    return InvoicedLine(
        id=line_id,
        name=item.description,
        description="; ".join(arithmetic),
        quantity=-quantity if amount < 0 else quantity,
        price=abs(price if exact else amount),
        amount=net,
        category=category,
        rate=rate_of(category, item.all_rates),
        period=_period(item.service_start, item.service_end),
        order_line=item.po_line,
        accounting_reference=account,
        unit=item.unit or ONE if exact else ONE,
        allowance=allowance_of(item, say),
        list_price=item.list_price.decimal if item.list_price and exact else None,
    )


def _product(item: LineItem, say: Wording) -> str:
    return f"{say.counted(item)} × {say.spell.price(item.unit_price)}"


def _period(start: date | None, end: date | None) -> Period | None:
    return Period(start, end) if start or end else None
