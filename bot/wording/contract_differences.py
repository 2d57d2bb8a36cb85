"""What a change of a contract makes different in its schedule, invoice by invoice."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot.wording.contract_lines import title_of
from bot.wording.figures import amount, day
from jupiter_core.domain.contract.scheduled import (
    CreditMethod,
    LineChange,
    Schedule,
    ScheduledInvoice,
    ScheduledLine,
    SettledLine,
)
from jupiter_core.domain.credit_share import as_billed, explained_as_billed
from jupiter_core.domain.money import Money

CREDIT_METHODS = {
    CreditMethod.NEXT_INVOICE: "Deduct it from the next invoice",
    CreditMethod.CREDIT_NOTE: "Draft a credit note",
    CreditMethod.NONE: "Leave it as billed",
}
MOST_EXPLAINED = 3
_Key = tuple[date, date | None, bool]


def schedule_changes(old: Schedule, new: Schedule) -> list[str]:
    """`1 Dec 2027: new, USD 3,000.00 (Seats, …, added: 3,000.00 = 10 × 1,200.00, 3 of 12 months)`;
    first what is settled apart from the invoices."""
    settled = new.settled[len(old.settled) :]
    before = {_key(each): each for each in old.invoices}
    after = {_key(each): each for each in new.invoices}
    keys = sorted({*before, *after}, key=_in_time)
    differing = (_changed(before.get(key), after.get(key)) for key in keys)
    said = [_settled(each, old.invoices) for each in settled]
    return [*said, *(each for each in differing if each)]


def _in_time(key: _Key) -> _Key:
    return key[0], key[1] or date.min, key[2]


def _key(invoice: ScheduledInvoice) -> _Key:
    is_true_up = any(each.change is LineChange.TRUE_UP for each in invoice.lines)
    return invoice.issue_on, invoice.period_start, is_true_up


def _changed(was: ScheduledInvoice | None, now: ScheduledInvoice | None) -> str:
    """Empty where the invoice is as it was."""
    if was and now and was.lines == now.lines:
        return ""
    if now is None:
        return f"{day(was.issue_on)}: {amount(was.total)} → no invoice" if was else ""
    told = f"{amount(was.total)} → {amount(now.total)}" if was else f"new, {amount(now.total)}"
    known = set(was.lines if was else ())
    reasons = list(_explained(each for each in now.lines if each not in known))
    more = f"; and {len(reasons) - MOST_EXPLAINED} more" if len(reasons) > MOST_EXPLAINED else ""
    why = f" ({'; '.join(reasons[:MOST_EXPLAINED])}{more})" if reasons else ""
    return f"{day(now.issue_on)}: {told}{why}"


def _explained(lines: Iterable[ScheduledLine]) -> Iterator[str]:
    for each in lines:
        if each.arithmetic:
            title = title_of(each.description)
            yield f"{title}: {each.amount.decimal:,f} = {_signed(each)}"


def _signed(line: ScheduledLine) -> str:
    """With the sign of what is taken off; a subtraction has its own."""
    is_taken_off = line.amount.minor < 0 and " − " not in line.arithmetic
    return f"−({line.arithmetic})" if is_taken_off else line.arithmetic


def _settled(each: SettledLine, issued: Sequence[ScheduledInvoice]) -> str:
    """`Credit note: USD 3,000.00, Seats, 1 Dec 2027 – 29 Feb 2028, credited (10 × …)`; as it was
    billed, with the discounts on the whole of its invoice."""
    line = each.line
    size = Money.of_minor(abs(line.amount.minor), line.amount.currency)
    how = {CreditMethod.CREDIT_NOTE: "Credit note"}.get(each.credit_method, "Stays as billed")
    billed = _as_billed(size, line, issued)
    if line.amount.minor > 0:
        how, billed = "Billed before", size
    arithmetic = explained_as_billed(line.arithmetic, size, billed)
    why = f" ({arithmetic})" if arithmetic else ""
    return f"{how}: {amount(billed)}, {title_of(line.description)}{why}"


def _as_billed(size: Money, line: ScheduledLine, issued: Sequence[ScheduledInvoice]) -> Money:
    """As the last invoice of the same product and contract year has it."""
    for invoice in reversed(issued):
        if not any(each.discount.percent is not None for each in invoice.adjustments):
            continue
        for own in invoice.lines:
            if (own.contract_line, own.contract_year) == (line.contract_line, line.contract_year):
                return as_billed(size, own.item.tax_key, invoice.adjustments)
    return size
