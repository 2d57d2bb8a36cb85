"""Amounts, dates and moments in the words that all channels share."""

from datetime import date, datetime

from babel.dates import format_datetime

from jupiter_core.domain.early_payment import EarlyPayment
from jupiter_core.domain.payment_terms import PaymentTerms
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.domain.unit_price import UnitPrice


def amount(money: UnitPrice) -> str:
    """`USD 1,345,000.00`."""
    return money.words


def day(value: date) -> str:
    """`22 Nov 2026`, which nobody can read two ways."""
    return spelled_day(value)


def period(first: date | None, last: date | None) -> str:
    """`1 Jan 2027 – 31 Dec 2027`, `from 1 Jan 2027`, `until 31 Dec 2027`; nothing where neither is
    known."""
    if first and last:
        return day(first) if first == last else f"{day(first)} – {day(last)}"
    if first:
        return f"from {day(first)}"
    return f"until {day(last)}" if last else ""


def moment(value: datetime) -> str:
    """`22 Nov 2026, 09:30 UTC`."""
    return format_datetime(value, "d MMM y, HH:mm", locale="en") + " UTC"


def payment_terms(terms: PaymentTerms, early: EarlyPayment | None = None) -> str:
    """`Net 45`; with 0 days, `Due on receipt`; `30 days after month end`; with a discount, `2/10
    net 45`."""
    if terms.rule:
        words = terms.words if terms.rule.on is None else f"Due {day(terms.rule.on)}"
        return f"{early.words}, {words}" if early else words
    if not terms.net_terms:
        return "Due on receipt"
    return f"{early.words} net {terms.net_terms}" if early else f"Net {terms.net_terms}"
