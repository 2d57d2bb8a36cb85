"""When an invoice is due: so many days after its issue, or by a rule with the calendar in it.

Two readings of "end of month" are kept apart. `30 EOM` counts 30 days from the end of the month of
issue; `45 days end of month`, as French law has it (Code de commerce, L441-10), counts 45 days from
the issue and then goes to the end of that month.

>>> payment_terms_of("30 EOM").due_date(date(2027, 1, 10))
datetime.date(2027, 3, 2)
>>> payment_terms_of("45 days end of month").due_date(date(2027, 1, 10))
datetime.date(2027, 2, 28)
>>> payment_terms_of("15th prox").words
'15th of next month'
"""

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date, datetime, timedelta
from enum import StrEnum

from pydantic import Field

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import InvalidPaymentTerms, OutOfRange
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.domain.terms import FIRST_ISSUE_DATE, LAST_ISSUE_DATE, NetTerms, net_terms_of


class DueKind(StrEnum):
    """`after_month_end`: the net terms count from the end of the month of issue. `month_end_after`:
    they count from the issue, and then it is due at the end of that month. `day_of_month`: on the
    next such day, be it that of the issue. `day_of_next_month`: on such a day of the month after
    the issue. `fixed_day`: on a day that was agreed, or at issue where that has passed."""

    AFTER_MONTH_END = "after_month_end"
    MONTH_END_AFTER = "month_end_after"
    DAY_OF_MONTH = "day_of_month"
    DAY_OF_NEXT_MONTH = "day_of_next_month"
    FIXED_DAY = "fixed_day"


class DueRule(Frozen):
    """What the due date hangs on beside the net terms. `day` is a day of the month, the month's
    last where it has no such day; `on` is set for a fixed day."""

    kind: DueKind
    day: int | None = Field(default=None, exclude_if=lambda day: day is None)
    on: date | None = Field(default=None, exclude_if=lambda on: on is None)


class PaymentTerms(Frozen):
    """Net terms in days and, where there is one, the rule that goes with them."""

    net_terms: NetTerms = 0
    rule: DueRule | None = None

    def due_date(self, issued_on: date) -> date:
        """The day until which an invoice of this issue date is to be paid."""
        if self.rule is None:
            return issued_on + timedelta(days=self.net_terms)
        day = self.rule.day or 1
        match self.rule.kind:
            case DueKind.AFTER_MONTH_END:
                return _month_end(issued_on) + timedelta(days=self.net_terms)
            case DueKind.MONTH_END_AFTER:
                return _month_end(issued_on + timedelta(days=self.net_terms))
            case DueKind.DAY_OF_MONTH:
                this = _day_in(issued_on, day)
                return this if this >= issued_on else _day_in(_next_month(issued_on), day)
            case DueKind.DAY_OF_NEXT_MONTH:
                return _day_in(_next_month(issued_on), day)
            case DueKind.FIXED_DAY:
                return max(issued_on, self.rule.on or issued_on)

    @property
    def words(self) -> str:
        """As `payment_terms_of` reads it: `Net 45`, `30 days after month end`."""
        days, rule = self.net_terms, self.rule
        if rule is None:
            return f"Net {days}" if days else "Due on receipt"
        match rule.kind:
            case DueKind.AFTER_MONTH_END | DueKind.MONTH_END_AFTER if not days:
                return "End of month"
            case DueKind.AFTER_MONTH_END:
                return f"{days} days after month end"
            case DueKind.MONTH_END_AFTER:
                return f"{days} days, then month end"
            case DueKind.DAY_OF_MONTH:
                return f"{ordinal(rule.day or 1)} of the month"
            case DueKind.DAY_OF_NEXT_MONTH:
                return f"{ordinal(rule.day or 1)} of next month"
            case DueKind.FIXED_DAY:
                return f"Due {spelled_day(rule.on)}"

    @property
    def shortest(self) -> int:
        """The fewest days from any issue to its due date."""
        if self.rule is None:
            return self.net_terms
        match self.rule.kind:
            case DueKind.AFTER_MONTH_END | DueKind.MONTH_END_AFTER:
                return self.net_terms
            case DueKind.DAY_OF_NEXT_MONTH:
                # From the 31st of January to the last of February it is 28 days.
                return min(self.rule.day or 1, 28)
            case DueKind.DAY_OF_MONTH | DueKind.FIXED_DAY:
                return 0

    @property
    def recurs(self) -> bool:
        """Whether it can be agreed for more than one invoice."""
        return self.rule is None or self.rule.kind is not DueKind.FIXED_DAY


def payment_terms_of(typed: str) -> PaymentTerms:
    """`net 30`, `30 EOM`, `45 days end of month`, `15th of next month`, `due 2027-03-31`, `due on
    receipt`. Raises InvalidPaymentTerms or OutOfRange."""
    text = " ".join(typed.split())
    for pattern, read in _FORMS:
        if found := pattern.fullmatch(text):
            return read(found)
    if on := _day_typed(text):
        if not FIRST_ISSUE_DATE <= on <= LAST_ISSUE_DATE:
            first, last = spelled_day(FIRST_ISSUE_DATE), spelled_day(LAST_ISSUE_DATE)
            raise OutOfRange("The due date", first, last)
        return PaymentTerms(rule=DueRule(kind=DueKind.FIXED_DAY, on=on))
    raise InvalidPaymentTerms(text[:40])


def due_rule_of(typed: str) -> DueRule | None:
    """The rule of terms as they are typed; None for an empty text, and for plain net terms. Raises
    what `payment_terms_of` raises."""
    return payment_terms_of(typed).rule if typed.strip() else None


def ordinal(day: int) -> str:
    """`1st`, `22nd`, `13th`."""
    ending = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _next_month(day: date) -> date:
    """Its first day."""
    return _month_end(day) + timedelta(days=1)


def _day_in(month: date, day: int) -> date:
    """That day of the month, or its last."""
    return month.replace(day=min(day, monthrange(month.year, month.month)[1]))


def _net(found: re.Match[str]) -> PaymentTerms:
    return PaymentTerms(net_terms=net_terms_of(int(found["days"])))


def _after_month_end(found: re.Match[str]) -> PaymentTerms:
    days = net_terms_of(int(found.groupdict().get("days") or found.groupdict().get("more") or 0))
    return PaymentTerms(net_terms=days, rule=DueRule(kind=DueKind.AFTER_MONTH_END))


def _month_end_after(found: re.Match[str]) -> PaymentTerms:
    days = net_terms_of(int(found["days"]))
    return PaymentTerms(net_terms=days, rule=DueRule(kind=DueKind.MONTH_END_AFTER))


def _day_of(found: re.Match[str]) -> PaymentTerms:
    day = int(found["day"])
    if not 1 <= day <= 31:
        raise OutOfRange("The day of the month", "1", "31")
    following = found.groupdict().get("next")
    kind = DueKind.DAY_OF_NEXT_MONTH if following else DueKind.DAY_OF_MONTH
    return PaymentTerms(rule=DueRule(kind=kind, day=day))


def _day_typed(text: str) -> date | None:
    """`2027-03-31` or `31 Mar 2027`, with or without `due` before it."""
    day = re.sub(r"(?i)^due(?: on| by)? ", "", text)
    words = " ".join(word[:3] if word.isalpha() else word for word in day.split())
    for shape in ("%Y-%m-%d", "%d %b %Y", "%b %d %Y"):
        with suppress(ValueError):
            return datetime.strptime(words, shape).date()  # noqa: DTZ007
    return None


_DAYS = r"(?P<days>\d{1,4})"
_END = r"(?:the )?(?:end of (?:the )?month|month[ -]end)"
_ON = r"(?:due )?(?:on )?(?:the )?"
_NEXT = r"of (?:the )?(?:next|following) month"
_FORMS = tuple(
    (re.compile(pattern, re.IGNORECASE | re.ASCII), read)
    for pattern, read in (
        (r"(?:due )?(?:up)?on receipt", lambda _: PaymentTerms()),
        (rf"(?:net ?-?)?{_DAYS}(?: days?)?(?: net)?", _net),
        (rf"(?:net )?{_DAYS}(?: days?)?,? (?:EOM|(?:from|after) {_END})", _after_month_end),
        (rf"(?:net )?EOM(?: ?\+? ?(?P<more>\d{{1,4}})(?: days?)?)?|{_END}", _after_month_end),
        (rf"(?:net )?{_DAYS} days?,?(?: then)? {_END}", _month_end_after),
        (
            rf"{_ON}(?P<day>\d{{1,2}})(?:st|nd|rd|th)(?: of (?:the|each) month)?",
            _day_of,
        ),
        (
            rf"{_ON}(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<next>prox(?:imo)?|MFI|{_NEXT})",
            _day_of,
        ),
    )
)
